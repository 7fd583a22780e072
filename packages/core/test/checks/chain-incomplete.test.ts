import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const root = await issue({ subject: 'CN=Acme Trust', ca: true });
const upper = await issue({ subject: 'CN=Acme Policy CA', issuer: root, ca: true });
const lower = await issue({ subject: 'CN=Acme Issuing CA', issuer: upper, ca: true });
const leaf = await issue({ subject: 'CN=client', issuer: lower, issuerUrl: 'http://pki.acme.example/issuing.cer' });
const publicPolicy = ['2.23.140.1.2.1'];

const nothing = { observations: [], notChecked: [] };

describe('chain-incomplete', () => {
  it('warns of a certificate that is held alone, names the missing one and tells where to get it', () => {
    const [finding] = run('chain-incomplete', AT, [held([leaf])]).observations;
    assert.equal(finding?.severity, 'warning');
    assert.equal(
      finding.title,
      'Partner API Client is sent without the certificate that vouches for it, and may be refused',
    );
    assert.match(finding.detail, /"Acme Issuing CA" issued "client"/);
    assert.equal(finding.evidence['missingSubject'], 'CN=Acme Issuing CA');
    assert.deepEqual(finding.evidence['missingFrom'], ['http://pki.acme.example/issuing.cer']);
    assert.match(finding.remedy, /http:\/\/pki\.acme\.example\/issuing\.cer/);
    assert.match(finding.remedy, /Upload the current chain/);
  });

  it('is content with a chain up to the root, with or without the root', () => {
    assert.deepEqual(run('chain-incomplete', AT, [held([leaf, lower, upper, root])]), nothing);
    assert.deepEqual(run('chain-incomplete', AT, [held([leaf, lower, upper])]), nothing);
  });

  it('knows that one is missing in the middle when another holding has it', () => {
    const [finding, ...rest] = run('chain-incomplete', AT, [
      held([leaf, lower]),
      held([lower, upper], { name: 'Other', kind: 'trusted' }),
    ]).observations;
    assert.deepEqual(rest, []);
    assert.equal(finding?.evidence['missingSubject'], 'CN=Acme Policy CA');
    assert.equal(finding.evidence['heldElsewhere'], upper.certificate.fingerprint);
    assert.equal(finding.evidence['certainty'], 'certain');
    assert.match(finding.remedy, /already held in this inventory/);
  });

  it('is content with a certificate whose issuer is known to be a root', async () => {
    const direct = await issue({ subject: 'CN=direct', issuer: root });
    assert.deepEqual(run('chain-incomplete', AT, [held([direct, root])]), nothing);
    const rootElsewhere = held([root], { name: 'Root', kind: 'trusted' });
    assert.deepEqual(run('chain-incomplete', AT, [held([direct]), rootElsewhere]), nothing);
  });

  it('only hints when the issuer is a root by its name', async () => {
    const named = await issue({ subject: 'CN=Globex Root CA', ca: true });
    const direct = await issue({ subject: 'CN=direct', issuer: named });
    const [finding] = run('chain-incomplete', AT, [held([direct])]).observations;
    assert.equal(finding?.severity, 'info');
    assert.match(finding.detail, /If "Globex Root CA" is itself a root that the peer holds, nothing is missing/);
  });

  it('does not believe the name where a public root would not issue: there an intermediate is missing', async () => {
    const named = await issue({ subject: 'CN=Public Root CA', ca: true });
    const direct = await issue({ subject: 'CN=direct', issuer: named, policies: publicPolicy });
    const [finding] = run('chain-incomplete', AT, [held([direct])]).observations;
    assert.equal(finding?.severity, 'warning');
    assert.equal(finding.evidence['certainty'], 'certain');
  });

  it('says nothing of a public chain that is held up to below its root, whose name no list here has', async () => {
    const published = await issue({ subject: 'CN=www', issuer: lower, policies: publicPolicy });
    assert.deepEqual(run('chain-incomplete', AT, [held([published, lower])]), nothing);
    assert.equal(run('chain-incomplete', AT, [held([published])]).observations.length, 1, 'alone it is not whole');
  });

  it('does not take another CA of the same name for the issuer', async () => {
    const double = await issue({ subject: 'CN=Acme Issuing CA', ca: true, keyName: 'double' });
    const [finding] = run('chain-incomplete', AT, [held([leaf, double])]).observations;
    assert.equal(finding?.evidence['missingSubject'], 'CN=Acme Issuing CA');
    assert.deepEqual(finding.evidence['strays'], ['CN=Acme Issuing CA']);
  });

  it('tells of a wrong order and of strays', async () => {
    const stray = await issue({ subject: 'CN=Stray CA', ca: true });
    const [finding] = run('chain-incomplete', AT, [held([upper, leaf, stray, lower])]).observations;
    assert.equal(finding?.severity, 'warning');
    assert.match(finding.title, /wrong order: the certificate itself \("client"\) is second/);
    assert.deepEqual(finding.evidence['path'], ['CN=client', 'CN=Acme Issuing CA', 'CN=Acme Policy CA']);
    assert.deepEqual(finding.evidence['strays'], ['CN=Stray CA']);
    assert.equal(finding.evidence['inOrder'], false);
  });

  it('is quiet about self-signed certificates, those of Salesforce included', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    const plain = await issue({ subject: 'CN=plain', withoutKeyIds: true });
    assert.deepEqual(run('chain-incomplete', AT, [held([own]), held([plain])]), nothing);
  });

  it('asks no chain of what is only believed, unless the place needs one', () => {
    const idp = held([leaf], { kind: 'trusted' });
    assert.deepEqual(run('chain-incomplete', AT, [idp]), nothing);
    assert.equal(run('chain-incomplete', AT, [{ ...idp, chainNeeded: true }]).observations.length, 1);
    assert.deepEqual(run('chain-incomplete', AT, [held([leaf], { chainNeeded: false })]), nothing);
  });

  it('is not checked for a key pair whose body could not be read', () => {
    const { notChecked } = run('chain-incomplete', AT, [held([], { unreadable: 'its body could not be read' })]);
    assert.equal(notChecked.length, 1);
  });
});
