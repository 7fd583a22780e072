import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const root = await issue({ subject: 'CN=Acme Root', ca: true });

describe('weak-key', () => {
  it('is critical for an RSA key of 1024 bits', async () => {
    const leaf = await issue({ subject: 'CN=small', issuer: root, key: 'RSA-1024' });
    const [finding] = run('weak-key', AT, [held([leaf])]).observations;
    assert.equal(finding?.severity, 'critical');
    assert.match(finding.title, /may be refused or forged: its key is weak/);
    assert.match(finding.detail, /1024 bits; at least 2048/);
    assert.equal(finding.evidence['rule'], 'nist.key');
  });

  it('accepts RSA of 2048 bits, P-256 and Ed25519 in a private hierarchy', async () => {
    for (const key of ['RSA-2048', 'P-256', 'P-521', 'Ed25519'] as const) {
      const leaf = await issue({ subject: `CN=${key}`, issuer: root, key });
      assert.deepEqual(run('weak-key', AT, [held([leaf])]), { observations: [], notChecked: [] }, key);
    }
  });

  it('warns of a key that only the public Web does not allow', async () => {
    const server = { purposes: [serverAuth], dnsNames: ['a.example.com'], policies: ['2.23.140.1.2.1'] };
    const leaf = await issue({ subject: 'CN=a.example.com', issuer: root, key: 'Ed25519', ...server });
    const [finding] = run('weak-key', AT, [held([leaf])]).observations;
    assert.equal(finding?.severity, 'warning');
    assert.equal(finding.evidence['rule'], 'br.key');
    assert.match(finding.source?.document ?? '', /Baseline Requirements/);
  });

  it('looks at the intermediates held with it, but not at the root', async () => {
    const weakRoot = await issue({ subject: 'CN=Weak Root', ca: true, key: 'RSA-1024' });
    const weak = await issue({ subject: 'CN=Weak CA', issuer: weakRoot, ca: true, key: 'RSA-1024' });
    const leaf = await issue({ subject: 'CN=leaf', issuer: weak });
    const { observations } = run('weak-key', AT, [held([leaf, weak, weakRoot])]);
    assert.deepEqual(
      observations.map(({ certificate }) => certificate),
      [weak.certificate.fingerprint],
    );
    assert.match(observations[0]?.detail ?? '', /^In "Weak CA"/);
    assert.ok(observations[0]?.discriminator);
  });

  it('judges a self-signed certificate by its key all the same', async () => {
    const own = await issue({ subject: 'CN=own', key: 'RSA-1024' });
    assert.equal(run('weak-key', AT, [held([own])]).observations.length, 1);
  });

  it('is quiet about what Salesforce makes', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    assert.deepEqual(run('weak-key', AT, [held([own])]), { observations: [], notChecked: [] });
  });

  describe('when the body could not be read', () => {
    const unread = (keySize?: number) =>
      held([], { unreadable: 'its body could not be read', record: keySize === undefined ? {} : { keySize } });

    it('goes by the key size of the record, which tells nothing of the certificates above it', () => {
      assert.deepEqual(run('weak-key', AT, [unread(2048)]), {
        observations: [],
        notChecked: [],
        ownOnly: ['Partner_API_Client'],
      });
      assert.deepEqual(run('weak-key', AT, [unread(4096)]).notChecked, []);
      assert.equal(run('weak-key', AT, [unread(1024)]).observations[0]?.severity, 'critical');
    });

    it('does not rely on a record with a size that Salesforce does not store', () => {
      const { observations, notChecked } = run('weak-key', AT, [unread(2560), unread(3072)]);
      assert.deepEqual(observations, []);
      assert.match(
        notChecked[0]?.reason ?? '',
        /record cannot be relied on\. The RSA key has 2560 bits; only 2048, 3072, 4096/,
      );
      assert.equal(notChecked.length, 1);
    });

    it('is not checked without a key size, even beside a holding of the same name that has one', () => {
      const elsewhere = { ...unread(), source: 'file:Partner_API_Client.crt' };
      const { observations, notChecked } = run('weak-key', AT, [unread(2048), elsewhere]);
      assert.deepEqual(observations, []);
      assert.equal(notChecked.length, 1);
    });
  });
});
