import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyHeldChains } from '@cert-health/core';
import type { SignatureVerifier } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import { contextOf, emptyInventory, held, only, run, runVerified } from '../fixtures/inventories.ts';
import { altered } from '../fixtures/public-hierarchy.ts';

const AT = '2026-06-01T00:00:00Z';
const ID = 'chain-not-genuine';
const nothing = { observations: [], notChecked: [] };
// Without key identifiers only the signature can tell two authorities of one name apart.
const plain = { withoutKeyIds: true };

const root = await issue({ subject: 'CN=Acme Root', ca: true, ...plain });
const genuine = await issue({ subject: 'CN=Acme CA', ca: true, issuer: root, ...plain });
const double = await issue({
  subject: 'CN=Acme CA',
  ca: true,
  issuer: root,
  keyName: 'double',
  notAfter: '2027-06-01T00:00:00Z',
  ...plain,
});
const leaf = await issue({ subject: 'CN=client', issuer: genuine, ...plain });

describe('chain-not-genuine', () => {
  it('finds an intermediate of the right name with the wrong key, and names both', async () => {
    const finding = only(await runVerified(ID, AT, [held([leaf, double, root])]));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.title, 'Partner API Client is refused: its chain does not belong to it');
    assert.match(finding.detail, /"client" was not signed with the key of "Acme CA"/);
    assert.equal(finding.evidence['subjectFingerprint'], leaf.certificate.fingerprint);
    assert.equal(finding.evidence['issuerFingerprint'], double.certificate.fingerprint);
    assert.equal(finding.certificate, leaf.certificate.fingerprint);
    assert.match(finding.remedy, /Upload the current chain/);
  });

  it('is content with a genuine chain, with and without its root', async () => {
    for (const chain of [[leaf, genuine, root], [leaf, genuine], [leaf]]) {
      assert.deepEqual(await runVerified(ID, AT, [held(chain)]), nothing);
    }
  });

  it('is content when the right one is held beside the wrong one, though the wrong one lasts longer', async () => {
    assert.deepEqual(await runVerified(ID, AT, [held([leaf, double, genuine, root])]), nothing);
  });

  it('finds it in the middle of a chain too', async () => {
    const falseRoot = await issue({ subject: 'CN=Acme Root', ca: true, keyName: 'false root', ...plain });
    const finding = only(await runVerified(ID, AT, [held([leaf, genuine, falseRoot])]));
    assert.equal(finding.evidence['subject'], 'CN=Acme CA');
    assert.equal(finding.certificate, leaf.certificate.fingerprint);
    assert.equal(finding.discriminator, genuine.certificate.fingerprint.slice(0, 16));
  });

  it('only warns where the chain is not sent with a key', async () => {
    const idp = held([leaf, double], { kind: 'trusted' });
    assert.equal(only(await runVerified(ID, AT, [idp])).severity, 'warning');
    assert.equal(only(await runVerified(ID, AT, [{ ...idp, chainNeeded: true }])).severity, 'critical');
  });

  it('believes a self-signed certificate only if its own key signed it', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    assert.deepEqual(await runVerified(ID, AT, [held([own])]), nothing);
    const namesake = await issue({ subject: 'CN=Acme Root', issuer: root, keyName: 'namesake', ...plain });
    const finding = only(await runVerified(ID, AT, [held([namesake])]));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.title, /was not signed with its own key, as it claims/);
  });

  it('does not ask about the signature of a root above others, on which nobody relies', async () => {
    const broken = altered(root.certificate, { signature: new Uint8Array(8) });
    assert.deepEqual(await runVerified(ID, AT, [held([leaf, genuine, broken])]), nothing);
  });

  it('is not checked where an algorithm cannot be verified, which is never "invalid"', async () => {
    const unknown = altered(leaf.certificate, {
      signatureAlgorithm: { ...leaf.certificate.signatureAlgorithm, oid: '1.2.3.4', name: 'something-new' },
    });
    const { observations, notChecked } = await runVerified(ID, AT, [held([unknown, genuine])]);
    assert.deepEqual(observations, []);
    assert.match(notChecked[0]?.reason ?? '', /"client" \(something-new\) cannot be verified here/);
  });

  it('is not checked when nobody verified signatures', () => {
    const { observations, notChecked } = run(ID, AT, [held([leaf, genuine]), held([leaf], { name: 'Alone' })]);
    assert.deepEqual(observations, []);
    assert.deepEqual(
      notChecked.map(({ subject }) => subject),
      ['Partner_API_Client'],
      'a leaf alone has nothing to verify',
    );
  });

  it('is not checked for what could not be read', async () => {
    const unread = held([], { unreadable: 'its body could not be read' });
    assert.equal((await runVerified(ID, AT, [unread])).notChecked.length, 1);
  });
});

describe('verification of held chains', () => {
  const counting = (): SignatureVerifier & { count: number } => ({
    name: 'counting',
    count: 0,
    verify() {
      this.count += 1;
      return 'invalid';
    },
  });

  it('verifies each pair of certificates once, however many holdings there are', async () => {
    const signatures = { ...counting(), verify: () => ((signatures.count += 1), 'valid' as const) };
    const holdings = Array.from({ length: 20 }, (_, number) => held([leaf, genuine, root], { name: `C${number}` }));
    const verified = await verifyHeldChains({ ...emptyInventory, holdings }, signatures);
    assert.equal(signatures.count, 3, "the leaf's, the intermediate's, and the root's own");
    assert.equal(verified.size, 20);
  });

  it('ends soon on a file full of certificates of one name, and says that it gave up', async () => {
    const many = await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        issue({ subject: 'CN=Acme CA', ca: true, keyName: `k${number % 3}`, issuer: root, ...plain }),
      ),
    );
    const signatures = counting();
    const holdings = [held([leaf, ...many])];
    const context = contextOf(AT, holdings);
    const verified = await verifyHeldChains(context.inventory, signatures);
    assert.ok(signatures.count <= 64, `${signatures.count} signatures`);
    const [chain] = [...verified.values()];
    assert.equal(chain?.links.at(-1)?.verdict, 'not-tried');
  });
});
