import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { integer, octetString, oid, sequence } from '../made/der.ts';
import {
  daysFromToday,
  make,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  TODAY,
  type Made,
  type Recipe,
} from '../made/certificate.ts';
import { codes, verify, type Asked } from '../verify.ts';

/** Problems of a path of three, with changes to each certificate. */
async function problemsOf(
  { root = {}, intermediate = {}, leaf = {} }: { root?: Recipe; intermediate?: Recipe; leaf?: Recipe },
  asked: Asked = {},
): Promise<string[]> {
  const anchor = makeRoot(root);
  const middle = makeIntermediate(anchor, intermediate);
  return codes(await verify(makeLeaf(middle, leaf), [middle], [anchor], asked));
}

describe('validity (RFC 5280 section 6.1.3 (a)(2))', () => {
  const period = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2026-11-30T23:59:59Z') };

  test('both ends belong to it', async () => {
    assert.deepEqual(await problemsOf({ leaf: period }, { at: period.notBefore }), []);
    assert.deepEqual(await problemsOf({ leaf: period }, { at: period.notAfter }), []);
  });

  test('one second outside does not', async () => {
    assert.deepEqual(await problemsOf({ leaf: period }, { at: new Date('2026-10-31T23:59:59Z') }), ['not-yet-valid']);
    assert.deepEqual(await problemsOf({ leaf: period }, { at: new Date('2026-12-01T00:00:00Z') }), ['expired']);
  });

  test('fractions of a second do not count', async () => {
    assert.deepEqual(await problemsOf({ leaf: period }, { at: new Date('2026-11-30T23:59:59.999Z') }), []);
    assert.deepEqual(await problemsOf({ leaf: period }, { at: new Date('2026-10-31T23:59:59.999Z') }), [
      'not-yet-valid',
    ]);
  });

  test('every certificate of the path must be valid, the anchor too', async () => {
    const notAfter = daysFromToday(-1);
    assert.deepEqual(await problemsOf({ intermediate: { notAfter } }), ['expired']);
    assert.deepEqual(await problemsOf({ root: { notAfter } }), ['expired']);
  });

  test('the sentence names the certificate and the day', async () => {
    const root = makeRoot();
    const leaf = makeLeaf(root, { notAfter: new Date('2026-11-20T08:00:00Z') });
    const { problems } = await verify(leaf, [], [root]);
    assert.deepEqual(problems, [
      {
        code: 'expired',
        certificate: leaf.parsed.fingerprint,
        message: '"shop.example" expired on 20 Nov 2026 08:00 UTC.',
        rule: 'RFC 5280 section 6.1.3 (a)(2)',
      },
    ]);
  });
});

describe('who may issue (RFC 5280 section 6.1.4 (k) and (n))', () => {
  test('a certificate without basic constraints may not', async () => {
    assert.deepEqual(await problemsOf({ intermediate: { ca: null, keyUsage: null } }), ['not-a-ca']);
  });

  test('a certificate with cA false may not', async () => {
    assert.deepEqual(await problemsOf({ intermediate: { ca: false, keyUsage: null } }), ['not-a-ca']);
  });

  test('a CA without keyCertSign may not', async () => {
    assert.deepEqual(await problemsOf({ intermediate: { keyUsage: ['cRLSign'] } }), ['may-not-sign-certificates']);
  });

  test('a CA without key usage may', async () => {
    assert.deepEqual(await problemsOf({ intermediate: { keyUsage: null } }), []);
  });

  test('an anchor is held to the same', async () => {
    assert.deepEqual(await problemsOf({ root: { ca: false, keyUsage: null } }), ['not-a-ca']);
    assert.deepEqual(await problemsOf({ root: { keyUsage: ['cRLSign'] } }), ['may-not-sign-certificates']);
  });

  test('a leaf may be a CA, but not claim to sign certificates without being one', async () => {
    assert.deepEqual(await problemsOf({ leaf: { ca: true } }), []);
    assert.deepEqual(await problemsOf({ leaf: { keyUsage: ['digitalSignature', 'keyCertSign'] } }), [
      'profile-violation',
    ]);
  });
});

describe('path length (RFC 5280 section 6.1.4 (l) and (m))', () => {
  const chain = (root: Made, ...recipes: Recipe[]): Made[] => {
    const made: Made[] = [];
    for (const [i, recipe] of recipes.entries())
      made.push(makeIntermediate(made.at(-1) ?? root, { subject: `CA ${i}`, ...recipe }));
    return made;
  };
  const verdict = async (root: Made, made: Made[], asked: Asked = {}): Promise<string[]> =>
    codes(await verify(makeLeaf(made.at(-1)!), made, [root], asked));

  test('zero allows a leaf below, but no further CA', async () => {
    const root = makeRoot();
    assert.deepEqual(await verdict(root, chain(root, { pathLength: 0 })), []);
    assert.deepEqual(await verdict(root, chain(root, { pathLength: 0 }, {})), ['path-too-long']);
  });

  test('a lower CA may state more, which gives it no more', async () => {
    const root = makeRoot();
    assert.deepEqual(await verdict(root, chain(root, { pathLength: 1 }, { pathLength: 5 })), []);
    assert.deepEqual(await verdict(root, chain(root, { pathLength: 1 }, { pathLength: 5 }, {})), ['path-too-long']);
  });

  test('the limit of the anchor counts', async () => {
    const root = makeRoot({ pathLength: 0 });
    assert.deepEqual(await verdict(root, chain(root, {})), ['path-too-long']);
  });

  test('a CA that certifies its own new key is not counted', async () => {
    const root = makeRoot();
    assert.deepEqual(await verdict(root, chain(root, { subject: 'CA', pathLength: 0 }, { subject: 'CA' })), []);
  });

  test('a CA in the place of the leaf is not counted', async () => {
    const root = makeRoot();
    const [ca] = chain(root, { pathLength: 0 });
    assert.deepEqual(codes(await verify(makeLeaf(ca!, { ca: true, pathLength: 0 }), [ca!], [root])), []);
  });

  test('the caller can limit the intermediates', async () => {
    const root = makeRoot();
    assert.deepEqual(await verdict(root, chain(root, {}), { maxIntermediates: 1 }), []);
    assert.deepEqual(await verdict(root, chain(root, {}, {}), { maxIntermediates: 1 }), ['path-too-long']);
  });
});

describe('purpose (RFC 5280 section 4.2.1.12)', () => {
  test('a server certificate is no client certificate, and the other way round', async () => {
    assert.deepEqual(await problemsOf({ leaf: { purposes: ['serverAuth'] } }, { purpose: 'clientAuth' }), [
      'eku-missing',
    ]);
    assert.deepEqual(await problemsOf({ leaf: { purposes: ['clientAuth'] } }), ['eku-missing']);
    assert.deepEqual(await problemsOf({ leaf: { purposes: ['clientAuth'] } }, { purpose: 'clientAuth' }), []);
  });

  test('without purposes, or with "any", a certificate is fit for both', async () => {
    const root = makeRoot();
    for (const purpose of ['serverAuth', 'clientAuth'] as const) {
      assert.deepEqual(await problemsOf({ leaf: { purposes: ['any'] } }, { purpose }), []);
      assert.deepEqual(codes(await verify(make({ issuer: root }), [], [root], { purpose })), []);
    }
  });

  test('a CA that is limited to one purpose cannot give another', async () => {
    assert.deepEqual(await problemsOf({ intermediate: { purposes: ['clientAuth'] } }), ['eku-missing']);
    assert.deepEqual(await problemsOf({ intermediate: { purposes: ['clientAuth', 'serverAuth'] } }), []);
  });

  test('an anchor that is limited counts too', async () => {
    assert.deepEqual(await problemsOf({ root: { purposes: ['emailProtection'] } }), ['eku-missing']);
  });

  test('purpose "any" asks nobody', async () => {
    assert.deepEqual(
      await problemsOf({ leaf: { purposes: ['emailProtection'], keyUsage: ['cRLSign'] } }, { purpose: 'any' }),
      [],
    );
  });

  test('key usage of the leaf must have a bit that TLS can use', async () => {
    assert.deepEqual(await problemsOf({ leaf: { keyUsage: ['nonRepudiation'] } }), ['key-usage-mismatch']);
    assert.deepEqual(await problemsOf({ leaf: { keyUsage: ['keyEncipherment'] } }), []);
    const client = { purposes: ['clientAuth'], keyUsage: ['keyEncipherment'] } as const;
    assert.deepEqual(await problemsOf({ leaf: client }, { purpose: 'clientAuth' }), ['key-usage-mismatch']);
  });
});

describe('critical extensions (RFC 5280 section 6.1.4 (o) and 6.1.5 (f))', () => {
  const odd = (critical: boolean): Recipe => ({ extensions: [['1.2.3.4', critical, integer(1)]] });

  test('an unknown one ends the path wherever it stands', async () => {
    assert.deepEqual(await problemsOf({ leaf: odd(true) }), ['critical-extension-unknown']);
    assert.deepEqual(await problemsOf({ intermediate: odd(true) }), ['critical-extension-unknown']);
    assert.deepEqual(await problemsOf({ root: odd(true) }), ['critical-extension-unknown']);
  });

  test('one that is not critical does no harm', async () => {
    assert.deepEqual(await problemsOf({ leaf: odd(false) }), []);
  });

  test('a precertificate is told as what it is', async () => {
    const poison = { extensions: [['1.3.6.1.4.1.11129.2.4.3', true, Uint8Array.of(5, 0)]] } as const;
    assert.deepEqual(await problemsOf({ leaf: poison }), ['precertificate']);
  });

  test('critical policies are understood only with qualifiers that are known', async () => {
    const policies = (qualifier: string, critical: boolean): Recipe => ({
      extensions: [
        [
          '2.5.29.32',
          critical,
          sequence(sequence(oid('1.2.3'), sequence(sequence(oid(qualifier), octetString(new Uint8Array(1)))))),
        ],
      ],
    });
    assert.deepEqual(await problemsOf({ leaf: policies('1.2.3.4', true) }), ['critical-extension-unknown']);
    assert.deepEqual(await problemsOf({ leaf: policies('1.2.3.4', false) }), []);
  });
});

describe('signatures and keys worth relying on', () => {
  test('a forged signature is found out, wherever it is', async () => {
    assert.deepEqual(await problemsOf({ leaf: { forged: true } }), ['signature-invalid']);
    assert.deepEqual(await problemsOf({ intermediate: { forged: true } }), ['signature-invalid']);
  });

  test('nobody looks at the signature on an anchor', async () => {
    assert.deepEqual(await problemsOf({ root: { forged: true } }), []);
    assert.deepEqual(await problemsOf({ root: { hash: 'sha1' } }), []);
  });

  test('SHA-1 is refused for TLS and read without a purpose', async () => {
    assert.deepEqual(await problemsOf({ leaf: { hash: 'sha1' } }), ['weak-signature']);
    assert.deepEqual(await problemsOf({ leaf: { hash: 'sha1' } }, { purpose: 'any' }), []);
  });

  test('MD5 is refused always', async () => {
    const root = makeRoot({ keyKind: 'RSA' });
    const leaf = makeLeaf(root, { hash: 'md5' });
    assert.deepEqual(codes(await verify(leaf, [], [root], { purpose: 'any' })), ['weak-signature']);
  });

  test('RSA keys below 1024 bits are refused', async () => {
    assert.deepEqual(await problemsOf({ leaf: { keyKind: 'RSA-512' } }), ['weak-key']);
    assert.deepEqual(await problemsOf({ leaf: { keyKind: 'RSA-1024' } }), []);
  });

  test('Ed25519 and P-384 make paths as well as P-256', async () => {
    for (const keyKind of ['Ed25519', 'P-384', 'RSA'] as const)
      assert.deepEqual(await problemsOf({ root: { keyKind }, intermediate: { keyKind }, leaf: { keyKind } }), []);
  });
});

describe('conformance to RFC 5280 section 4', () => {
  const cases: readonly [what: string, where: 'root' | 'intermediate' | 'leaf', recipe: Recipe][] = [
    ['a serial number of 21 octets', 'leaf', { serial: 1n << 164n }],
    ['the serial number zero', 'leaf', { serial: 0 }],
    ['a negative serial number', 'intermediate', { serial: -5 }],
    ['no authority key identifier', 'leaf', { keyIds: false }],
    ['a CA without subject key identifier', 'intermediate', { keyIds: false }],
    ['a root without subject key identifier', 'root', { keyIds: false }],
    ['a critical authority key identifier', 'leaf', { oddCriticality: ['2.5.29.35'] }],
    ['a critical subject key identifier', 'intermediate', { oddCriticality: ['2.5.29.14'] }],
    [
      'critical authority information access',
      'leaf',
      { issuerUrl: 'http://ca.example/', oddCriticality: ['1.3.6.1.5.5.7.1.1'] },
    ],
    [
      'policy constraints that are not critical',
      'intermediate',
      { inhibitPolicyMapping: 5, oddCriticality: ['2.5.29.36'] },
    ],
    ['inhibit anyPolicy that is not critical', 'intermediate', { inhibitAnyPolicy: 5, oddCriticality: ['2.5.29.54'] }],
    [
      'name constraints that are not critical',
      'intermediate',
      { permitted: ['dns:example'], oddCriticality: ['2.5.29.30'] },
    ],
    ['name constraints on a leaf', 'leaf', { permitted: ['dns:example'] }],
    ['a name constraint with a leading dot', 'intermediate', { permitted: ['dns:.example'] }],
    ['a name constraint with a wildcard', 'intermediate', { excluded: ['dns:*.other'] }],
    ['an underscore in a DNS name', 'leaf', { names: ['dns:shop.example', 'dns:a_b.example'] }],
    ['an IP address written as a DNS name', 'leaf', { names: ['dns:10.0.0.1'] }],
    ['an empty label in a DNS name', 'leaf', { names: ['dns:a..example'] }],
    ['a path length on a leaf', 'leaf', { pathLength: 0 }],
    ['basic constraints of a root that are not critical', 'root', { oddCriticality: ['2.5.29.19'] }],
    [
      'an alternative name that is not critical without a subject',
      'leaf',
      { subject: '', oddCriticality: ['2.5.29.17'] },
    ],
  ];

  for (const [what, where, recipe] of cases) {
    test(`${what} is refused for TLS, and let pass by profile "path"`, async () => {
      assert.ok((await problemsOf({ [where]: recipe })).includes('profile-violation'));
      assert.ok(!(await problemsOf({ [where]: recipe }, { profile: 'path' })).includes('profile-violation'));
      assert.ok(!(await problemsOf({ [where]: recipe }, { purpose: 'any' })).includes('profile-violation'));
    });
  }

  test('what a root may do: serial number zero, no authority key identifier', async () => {
    assert.deepEqual(await problemsOf({ root: { serial: 0 } }), []);
  });

  test('basic constraints of an intermediate need not be critical, as path validation reads them anyway', async () => {
    assert.deepEqual(await problemsOf({ intermediate: { oddCriticality: ['2.5.29.19'] } }), []);
  });

  test('a leaf without subject is fine with a critical alternative name', async () => {
    assert.deepEqual(await problemsOf({ leaf: { subject: '' } }), []);
  });

  test('every problem cites its section and starts with a capital letter', async () => {
    const root = makeRoot();
    const leaf = makeLeaf(root, { subject: '', oddCriticality: ['2.5.29.17'], serial: 0 });
    const { problems } = await verify(leaf, [], [root]);
    assert.equal(problems.length, 2);
    for (const { rule, message } of problems) {
      assert.match(rule, /^RFC 5280 section 4\.[\d.]+$/);
      assert.match(message, /^["A-Z].*\.$/);
    }
  });
});

test('explicit curve parameters are refused in every profile', async () => {
  const root = makeRoot();
  const leaf = makeLeaf(root);
  // The same key with parameters spelt out: SpecifiedECDomain instead of the name of P-256 (SEC 1 appendix C.2).
  const prime = Buffer.from('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff', 'hex');
  const parameters = sequence(
    integer(1),
    sequence(oid('1.2.840.10045.1.1'), integer(Buffer.concat([Uint8Array.of(0), prime]))),
    sequence(octetString(new Uint8Array(32)), octetString(new Uint8Array(32))),
    octetString(new Uint8Array(65)),
    integer(Buffer.concat([Uint8Array.of(0), prime])),
    integer(1),
  );
  const spki = sequence(sequence(oid('1.2.840.10045.2.1'), parameters), leaf.key.spki.subarray(-68));
  const explicit = makeLeaf(root, { key: { ...leaf.key, spki } });
  assert.equal(explicit.parsed.publicKey.curve, 'explicit');
  for (const profile of ['path', 'rfc5280', 'webpki'] as const)
    assert.ok(codes(await verify(explicit, [], [root], { profile, at: TODAY })).includes('explicit-curve'));
});
