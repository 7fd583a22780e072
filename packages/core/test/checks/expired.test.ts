import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import { held, heldForClients, run, shownInbound, shownOutbound } from '../fixtures/inventories.ts';

const used = { references: [shownOutbound] };

const root = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2046-01-01T00:00:00Z' });
const intermediate = await issue({
  subject: 'CN=Acme Issuing',
  issuer: root,
  ca: true,
  notAfter: '2026-06-01T00:00:00Z',
});
const leaf = await issue({ subject: 'CN=client', issuer: intermediate, notAfter: '2026-11-26T09:30:00Z' });

describe('expired', () => {
  it('says nothing at the last moment of validity, and is critical a millisecond later', () => {
    assert.deepEqual(run('expired', '2026-11-26T09:30:00.000Z', [held([leaf])]).observations, []);
    const [finding] = run('expired', '2026-11-26T09:30:00.001Z', [held([leaf])]).observations;
    assert.equal(finding?.severity, 'critical');
    assert.equal(finding.certificate, leaf.certificate.fingerprint);
  });

  it('says since when it does not work, in the words of the label', () => {
    const [finding] = run('expired', '2026-12-06T00:00:00Z', [held([leaf])], used).observations;
    assert.equal(finding?.title, 'Partner API Client stopped working 10 days ago (Thu 26 Nov)');
    assert.equal(finding.dueOn, '2026-11-26');
    assert.match(finding.remedy, /Certificate and Key Management/);
    assert.equal(finding.evidence['notAfter'], '2026-11-26T09:30:00.000Z');
  });

  it('speaks of what relies on a certificate that is only believed, and of nobody where none is known', () => {
    const inbound = { references: [shownInbound] };
    const [finding] = run('expired', '2026-12-06T00:00:00Z', [heldForClients([leaf])], inbound).observations;
    assert.equal(
      finding?.title,
      'API calls that must present Billing_Client are refused: Billing Client ended 10 days ago (Thu 26 Nov)',
    );
    const okta = held([leaf], { source: 'org.saml', name: 'Okta', label: 'Okta', kind: 'trusted' });
    const [unknown] = run('expired', '2026-12-06T00:00:00Z', [okta]).observations;
    assert.equal(unknown?.title, 'Okta ended 10 days ago (Thu 26 Nov): what relies on it may be refused');
    assert.doesNotMatch(finding?.remedy ?? '', /Certificate and Key Management/);
  });

  it('reports an intermediate that ended while the certificate itself is good', () => {
    const holdings = [held([leaf, intermediate, root])];
    const { observations } = run('expired', '2026-07-01T00:00:00Z', holdings, used);
    assert.equal(observations.length, 1);
    assert.equal(observations[0]?.certificate, intermediate.certificate.fingerprint);
    assert.equal(observations[0].evidence['of'], 'intermediate');
    assert.match(observations[0].title, /has not been trusted since the certificate that vouches for it ended/);
    assert.ok(observations[0].discriminator, 'it must not share an id with a finding about the leaf');
  });

  it('leaves the intermediate alone once the certificate itself has ended', () => {
    const { observations } = run('expired', '2027-01-01T00:00:00Z', [held([leaf, intermediate, root])]);
    assert.deepEqual(
      observations.map(({ evidence }) => evidence['of']),
      ['leaf'],
    );
  });

  it('does not mind an expired root, which the verifier has its own copy of', async () => {
    const oldRoot = await issue({ subject: 'CN=Old Root', ca: true, notAfter: '2026-02-01T00:00:00Z' });
    const young = await issue({ subject: 'CN=young', issuer: oldRoot });
    assert.deepEqual(run('expired', '2026-03-01T00:00:00Z', [held([young, oldRoot])]).observations, []);
  });

  it('does not mind an expired certificate that is not on the path', async () => {
    const stray = await issue({ subject: 'CN=stray', ca: true, notAfter: '2026-02-01T00:00:00Z' });
    assert.deepEqual(run('expired', '2026-05-01T00:00:00Z', [held([leaf, intermediate, stray])]).observations, []);
  });

  describe('with the date of a record only', () => {
    const record = { expirationDate: new Date('2026-11-26'), privateKeyExportable: false };
    const unread = held([], { unreadable: 'its body could not be read', record });

    it('is over when that whole day has passed', () => {
      assert.deepEqual(run('expired', '2026-11-26T23:59:59Z', [unread]).observations, []);
      const [finding] = run('expired', '2026-11-27T00:00:00Z', [unread]).observations;
      assert.equal(finding?.severity, 'critical');
      assert.equal(finding.evidence['notAfter'], '2026-11-26');
      assert.match(finding.detail, /could not be read/);
    });

    it('is not checked when there is no date either', () => {
      const { observations, notChecked } = run('expired', '2026-11-27T00:00:00Z', [
        held([], { unreadable: 'its file is empty' }),
      ]);
      assert.deepEqual(observations, []);
      assert.deepEqual(notChecked, [{ subject: 'Partner_API_Client', reason: 'Its file is empty.' }]);
    });
  });

  it('leaves pending requests and pinned hashes to others', () => {
    const holdings = [held([], { pendingSignature: true }), held([], { name: 'pin', kind: 'pinned' })];
    assert.deepEqual(run('expired', '2026-11-27T00:00:00Z', holdings), { observations: [], notChecked: [] });
  });

  it('treats what Salesforce makes like any other', async () => {
    const own = await issueLikeSalesforce('Own', '2025-11-26T10:00:00Z', '2026-11-26T00:00:00Z');
    const [finding] = run('expired', '2026-11-26T00:00:01Z', [held([own])], used).observations;
    assert.match(finding?.title ?? '', /stopped working today at 00:00/);
  });
});
