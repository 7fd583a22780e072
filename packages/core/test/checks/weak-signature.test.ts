import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const root = await issue({ subject: 'CN=Old Root', ca: true, hash: 'SHA-1' });

describe('weak-signature', () => {
  it('is critical when a CA signed the certificate over SHA-1', async () => {
    const leaf = await issue({ subject: 'CN=old', issuer: root, hash: 'SHA-1' });
    const [finding] = run('weak-signature', AT, [held([leaf])]).observations;
    assert.equal(finding?.severity, 'critical');
    assert.match(finding.detail, /ECDSA over SHA-1, which is not allowed/);
    assert.match(finding.title, /is refused by modern peers: its signature can be forged/);
  });

  it('accepts SHA-256', async () => {
    const leaf = await issue({ subject: 'CN=new', issuer: root });
    assert.deepEqual(run('weak-signature', AT, [held([leaf])]), { observations: [], notChecked: [] });
  });

  it("does not mind a root's signature on itself, nor a self-signed certificate's", async () => {
    const leaf = await issue({ subject: 'CN=new', issuer: root });
    const own = await issue({ subject: 'CN=own', hash: 'SHA-1' });
    assert.deepEqual(run('weak-signature', AT, [held([leaf, root]), held([own])]).observations, []);
  });

  it('looks at the intermediates held with it', async () => {
    const weak = await issue({ subject: 'CN=Old CA', issuer: root, ca: true, hash: 'SHA-1' });
    const leaf = await issue({ subject: 'CN=leaf', issuer: weak });
    const { observations } = run('weak-signature', AT, [held([leaf, weak, root])]);
    assert.deepEqual(
      observations.map(({ certificate }) => certificate),
      [weak.certificate.fingerprint],
    );
    assert.match(observations[0]?.title ?? '', /the signature on the certificate that vouches for it/);
  });

  it('warns of an algorithm that only the public Web does not allow', async () => {
    const modern = await issue({ subject: 'CN=Modern CA', ca: true, key: 'Ed25519' });
    const server = { purposes: [serverAuth], dnsNames: ['a.example.com'], policies: ['2.23.140.1.2.1'] };
    const leaf = await issue({ subject: 'CN=a.example.com', issuer: modern, ...server });
    assert.equal(run('weak-signature', AT, [held([leaf])]).observations[0]?.severity, 'warning');
    const inside = await issue({ subject: 'CN=inside', issuer: modern });
    assert.deepEqual(run('weak-signature', AT, [held([inside])]).observations, []);
  });

  it('is quiet about what Salesforce makes and not checked for what could not be read', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    const unread = held([], { name: 'Unread', unreadable: 'its body could not be read' });
    const { observations, notChecked } = run('weak-signature', AT, [held([own]), unread]);
    assert.deepEqual(observations, []);
    assert.deepEqual(notChecked, [{ subject: 'Unread', reason: 'Its body could not be read.' }]);
  });
});
