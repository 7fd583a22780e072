import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verifyCertificatePath, type PathPurpose } from '@cert-health/core';
import { authority, revocationList, serverCertificate } from '../fixtures/der-authority.ts';
import { pem } from '../x509/certificate-writer.ts';
import { explicit, join, oid, sequence, type Bytes } from '../x509/der-writer.ts';

const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const ANY = '2.5.29.37.0';

const root = authority('Root');
const other = authority('Other Root');
const issuing = authority('Issuing', root);
/** The same authority under another root. */
const crossed = authority('Issuing', other, { publicKey: issuing.spki });
const leaf = serverCertificate(issuing);

const settings = (trusted: readonly string[] | undefined, rejected: readonly string[] = []): Bytes =>
  sequence(
    ...(trusted ? [sequence(...trusted.map(oid))] : []),
    ...(rejected.length > 0 ? [explicit(0, ...rejected.map(oid))] : []),
  );
const trustedPem = (der: Bytes, beside: Bytes): string => pem('TRUSTED CERTIFICATE', join(der, beside));

const verify = (anchors: readonly (string | Uint8Array)[], purpose: PathPurpose, more: object = {}) =>
  verifyCertificatePath({
    leaf,
    intermediates: [issuing.der],
    trustAnchors: anchors,
    at: new Date('2026-11-20T00:00:00Z'),
    purpose,
    profile: 'path',
    ...more,
  });
const codes = async (...asked: Parameters<typeof verify>): Promise<string[]> =>
  (await verify(...asked)).problems.map(({ code }) => code);

describe('An anchor with trust settings', () => {
  for (const [what, beside, server, client, any] of [
    ['rejected for servers', settings(undefined, [SERVER]), false, true, true],
    ['rejected for everything', settings(undefined, [ANY]), false, false, false],
    ['trusted for servers only', settings([SERVER]), true, false, false],
    ['trusted for clients only', settings([CLIENT]), false, true, false],
    ['trusted for everything, rejected for clients', settings([ANY], [CLIENT]), true, false, true],
    ['trusted for nothing', settings([]), false, false, false],
    ['trusted and rejected for servers', settings([SERVER, CLIENT], [SERVER]), false, true, false],
    ['that say nothing', settings(undefined), true, true, true],
  ] as const)
    test(`${what} is one for these uses and no others`, async () => {
      const anchor = trustedPem(root.der, beside);
      for (const [purpose, fit] of [
        ['serverAuth', server],
        ['clientAuth', client],
        ['any', any],
      ] as const)
        assert.deepEqual(await codes([anchor], purpose), fit ? [] : ['anchor-not-for-purpose'], purpose);
    });

  test('says what holds it back, and how to ask', async () => {
    const [problem] = (await verify([trustedPem(root.der, settings(undefined, [SERVER]))], 'serverAuth')).problems;
    assert.match(problem?.message ?? '', /"Root" is given as an anchor, but its trust settings reject it for servers/);
    assert.match(problem?.rule ?? '', /TRUSTED CERTIFICATE/);
    const { hints } = await verify([trustedPem(root.der, settings([SERVER]))], 'any');
    assert.match(hints[0]?.message ?? '', /^Say what the certificate is to be used for/);
  });

  test('is held back by the stricter of two copies, in either order', async () => {
    const strict = trustedPem(root.der, settings(undefined, [SERVER]));
    for (const anchors of [[root.der, strict], [strict, root.der], [strict + pem('CERTIFICATE', root.der)]])
      assert.deepEqual(await codes(anchors, 'serverAuth'), ['anchor-not-for-purpose']);
  });

  test('leaves the way to another anchor open', async () => {
    const strict = trustedPem(root.der, settings(undefined, [SERVER]));
    const intermediates = [issuing.der, crossed.der];
    const { trusted, path } = await verify([strict, other.der], 'serverAuth', { intermediates });
    assert.equal(trusted, true);
    assert.equal(path?.at(-1)?.subject.text, 'CN=Other Root');
  });

  test('is no anchor for itself either', async () => {
    const anchor = trustedPem(leaf, settings(undefined, [SERVER]));
    assert.deepEqual(await codes([anchor], 'serverAuth'), ['anchor-not-for-purpose']);
    assert.deepEqual(await codes([anchor], 'clientAuth'), []);
  });

  test('has no say as an intermediate, or about who signs revocation lists', async () => {
    const intermediates = [trustedPem(issuing.der, settings(undefined, [SERVER]))];
    assert.deepEqual(await codes([root.der], 'serverAuth', { intermediates }), []);
    const crls = [revocationList(root), revocationList(issuing)];
    const asked = { crls, revocation: 'require' };
    assert.deepEqual(await codes([trustedPem(root.der, settings([SERVER]))], 'serverAuth', asked), []);
  });
});
