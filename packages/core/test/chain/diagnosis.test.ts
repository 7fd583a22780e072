import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { daysFromToday, makeIntermediate, makeLeaf, makeRoot } from './made/certificate.ts';
import { codes, names, verify } from './verify.ts';

describe('what is told of a path that fails', () => {
  test('problem by problem: code, certificate, rule and a sentence', async () => {
    const root = makeRoot();
    const ca = makeIntermediate(root, { ca: false, keyUsage: null });
    const leaf = makeLeaf(ca, { purposes: ['clientAuth'] });
    const result = await verify(leaf, [ca], [root], { serverName: 'www.example' });
    assert.equal(result.path, null);
    assert.deepEqual(names(result), ['shop.example', 'Intermediate', 'Root']);
    assert.deepEqual(result.problems, [
      {
        code: 'eku-missing',
        certificate: leaf.parsed.fingerprint,
        message:
          '"shop.example" may not prove the identity of a server (TLS server authentication); it may only: prove the identity of a client (TLS client authentication) (extended key usage, EKU).',
        rule: 'RFC 5280 section 4.2.1.12',
      },
      {
        code: 'not-a-ca',
        certificate: ca.parsed.fingerprint,
        message:
          '"Intermediate" is not a certificate authority, so it cannot vouch for another certificate (basic constraints).',
        rule: 'RFC 5280 section 6.1.4 (k)',
      },
      {
        code: 'name-mismatch',
        certificate: leaf.parsed.fingerprint,
        message: '"shop.example" is not for www.example: that name is not among its alternative names.',
        rule: 'RFC 9525 section 6',
      },
    ]);
  });

  test('of several failing paths, the one that is closest to being valid', async () => {
    const trusted = makeRoot();
    const expired = makeIntermediate(trusted, { notAfter: daysFromToday(-1) });
    const stranger = makeRoot({ subject: 'Stranger' });
    const byStranger = makeIntermediate(stranger, { key: expired.key });
    const result = await verify(makeLeaf(expired), [byStranger, stranger, expired], [trusted]);
    assert.deepEqual(codes(result), ['expired']);
    assert.deepEqual(names(result), ['shop.example', 'Intermediate', 'Root']);
  });

  test('of several that end nowhere, the longest', async () => {
    const root = makeRoot();
    const upper = makeIntermediate(root, { subject: 'Upper' });
    const lower = makeIntermediate(upper, { subject: 'Lower' });
    const result = await verify(makeLeaf(lower), [lower, upper], []);
    assert.deepEqual(names(result), ['shop.example', 'Lower', 'Upper']);
    assert.deepEqual(codes(result), ['no-issuer']);
  });

  test('a certificate of the issuer’s name, but of another key, is not taken for the issuer', async () => {
    const root = makeRoot();
    const renewed = makeRoot();
    const result = await verify(makeLeaf(root), [], [renewed]);
    assert.deepEqual(codes(result), ['no-issuer']);
  });

  test('control characters and overlong names stay out of sentences', async () => {
    const root = makeRoot();
    const leaf = makeLeaf(root, { subject: `a\u0007b\u202e${'x'.repeat(300)}`, notAfter: daysFromToday(-1) });
    const message = (await verify(leaf, [], [root])).problems[0]?.message ?? '';
    assert.match(message, /^"a\ufffdb\ufffdx+…" expired/);
    assert.ok(message.length < 160);
  });
});

describe('hints', () => {
  const root = makeRoot();

  test('a missing intermediate is named, with the address where to get it', async () => {
    const ca = makeIntermediate(root);
    const { hints } = await verify(makeLeaf(ca, { issuerUrl: 'http://ca.example/ca.cer' }), [], [root]);
    assert.deepEqual(hints, [
      {
        code: 'missing-intermediate',
        message:
          'Add the certificate of "Intermediate", which vouches for "shop.example" (intermediate). It can be fetched from http://ca.example/ca.cer.',
        url: 'http://ca.example/ca.cer',
      },
    ]);
  });

  test('addresses that are not of the web are not offered', async () => {
    const ca = makeIntermediate(root);
    const { hints } = await verify(makeLeaf(ca, { issuerUrl: 'ldap://ca.example/cn=ca' }), [], [root]);
    assert.equal(hints[0]?.url, undefined);
    assert.doesNotMatch(hints[0]?.message ?? '', /ldap/);
  });

  test('a root that is not trusted calls for trust or a cross-sign', async () => {
    const stranger = makeRoot({ subject: 'Stranger' });
    const ca = makeIntermediate(stranger);
    const { hints } = await verify(makeLeaf(ca), [ca, stranger], [root]);
    assert.equal(hints[0]?.code, 'cross-sign');
    assert.match(hints[0]?.message ?? '', /add "Stranger" to the trusted roots, or ask its CA/);
  });

  test('a self-signed leaf calls for neither', async () => {
    const alone = makeRoot({ subject: 'alone.example', ca: false, keyUsage: ['digitalSignature'] });
    const result = await verify(alone, [], [root]);
    assert.deepEqual(codes(result), ['untrusted-root']);
    assert.deepEqual(result.hints, []);
  });

  test('where only time is wrong, the clock is suspected, with the time at which all would be valid', async () => {
    const leaf = makeLeaf(root, {
      notBefore: new Date('2026-12-01T00:00:00Z'),
      notAfter: new Date('2027-01-31T00:00:00Z'),
    });
    const { hints } = await verify(leaf, [], [root]);
    assert.deepEqual(
      hints.map(({ code }) => code),
      ['clock'],
    );
    assert.match(hints[0]?.message ?? '', /valid from 1 Dec 2026 00:00 UTC until 31 Jan 2027 00:00 UTC/);
  });

  test('where certificates of a path are never valid together, it is not', async () => {
    const ca = makeIntermediate(root, { notAfter: daysFromToday(-200) });
    const { hints } = await verify(makeLeaf(ca), [ca], [root]);
    assert.deepEqual(hints, []);
  });

  test('where more than time is wrong, it is not', async () => {
    const leaf = makeLeaf(root, { notAfter: daysFromToday(-1), purposes: ['emailProtection'] });
    assert.deepEqual((await verify(leaf, [], [root])).hints, []);
  });

  test('a certificate for the other purpose is told so', async () => {
    const client = makeLeaf(root, { purposes: ['clientAuth'] });
    assert.equal(
      (await verify(client, [], [root])).hints[0]?.message,
      '"shop.example" is fit for a client, not for a server.',
    );
    const server = makeLeaf(root);
    assert.equal(
      (await verify(server, [], [root], { purpose: 'clientAuth' })).hints[0]?.message,
      '"shop.example" is fit for a server, not for a client.',
    );
  });

  test('a wrong name is answered with the right ones, ten at most', async () => {
    const few = makeLeaf(root, { names: ['dns:a.example', 'ip:10.0.0.1', 'email:x@a.example'] });
    assert.equal(
      (await verify(few, [], [root], { serverName: 'b.example' })).hints[0]?.message,
      'It is valid for a.example, 10.0.0.1.',
    );
    const many = makeLeaf(root, { names: Array.from({ length: 12 }, (_, i) => `dns:n${i}.example`) });
    assert.match(
      (await verify(many, [], [root], { serverName: 'b.example' })).hints[0]?.message ?? '',
      /n9\.example and 2 more\.$/,
    );
  });
});
