import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { context, octetString, sequence } from '../made/der.ts';
import { make, makeIntermediate, makeLeaf, makeRoot, type Recipe } from '../made/certificate.ts';
import { generalName } from '../made/names.ts';
import { codes, verify } from '../verify.ts';

const asked = { profile: 'webpki', serverName: 'shop.example.com' } as const;
const proper: Recipe = { subject: 'shop.example.com', names: ['dns:shop.example.com'] };

async function problems({
  root = {},
  intermediate = {},
  leaf = {},
}: {
  root?: Recipe;
  intermediate?: Recipe;
  leaf?: Recipe;
}): Promise<string[]> {
  const anchor = makeRoot(root);
  const ca = makeIntermediate(anchor, intermediate);
  const { problems } = await verify(makeLeaf(ca, { ...proper, ...leaf }), [ca], [anchor], asked);
  return problems.map(({ code, message }) => `${code}: ${message}`);
}

async function refused(recipes: Parameters<typeof problems>[0], pattern: RegExp): Promise<void> {
  const found = await problems(recipes);
  assert.ok(
    found.some((text) => text.startsWith('webpki-violation') && pattern.test(text)),
    found.join('\n') || 'accepted',
  );
}

test('a path as public CAs make it passes', async () => {
  assert.deepEqual(await problems({}), []);
});

describe('keys and versions (Baseline Requirements section 6.1.5 and 7.1.1)', () => {
  test('RSA below 2048 bits is refused', () => refused({ leaf: { keyKind: 'RSA-1024' } }, /RSA key of 1024 bits/));
  test('RSA of 2048 bits is not', async () => assert.deepEqual(await problems({ leaf: { keyKind: 'RSA' } }), []));
  test('keys that are neither RSA nor ECDSA are refused', () => refused({ leaf: { keyKind: 'Ed25519' } }, /Ed25519/));
  test('P-384 is taken', async () => assert.deepEqual(await problems({ root: { keyKind: 'P-384' } }), []));
  test('version 1 is refused', async () => {
    const root = makeRoot();
    const old = make({ issuer: root, version: 1, subject: 'shop.example.com' });
    assert.ok((await verify(old, [], [root], asked)).problems.some(({ message }) => /version 1/.test(message)));
  });
});

describe('roots (section 7.1.2.1)', () => {
  const authority = (...fields: Uint8Array[]): Recipe => ({
    keyIds: false,
    extensions: [
      ['2.5.29.14', false, octetString(Uint8Array.of(1))],
      ['2.5.29.35', false, sequence(...fields)],
    ],
  });

  test('a root must not be limited to purposes', () =>
    refused({ root: { purposes: ['serverAuth'] } }, /limited to purposes/));
  test('its authority key identifier is its own', () =>
    refused({ root: authority(context(0, false, Uint8Array.of(2))) }, /not its own key identifier/));
  test('and nothing else', () =>
    refused(
      {
        root: authority(
          context(0, false, Uint8Array.of(1)),
          context(1, true, generalName('dn:CN=Root')),
          context(2, false, Uint8Array.of(1)),
        ),
      },
      /by name and serial number/,
    ));
  test('a root without one is fine', async () =>
    assert.deepEqual(await problems({ root: authority(context(0, false, Uint8Array.of(1))) }), []));
});

describe('purposes of servers (section 7.1.2.7.6)', () => {
  test('they must be stated', async () => {
    const root = makeRoot();
    const leaf = make({ ...proper, issuer: root });
    assert.deepEqual(codes(await verify(leaf, [], [root], asked)), ['webpki-violation']);
  });
  test('"any" is not one', () => refused({ leaf: { purposes: ['serverAuth', 'any'] } }, /may be used for anything/));
  test('they are not critical', () =>
    refused({ leaf: { oddCriticality: ['2.5.29.37'] } }, /purposes \(EKU\) as critical/));
  test('serverAuth must be among them', () =>
    refused({ leaf: { purposes: ['clientAuth'] } }, /may not be used by a server/));
});

describe('servers are not CAs (section 7.1.2.7.8)', () => {
  test('cA is refused', () => refused({ leaf: { ca: true } }, /is a certificate authority/));
  test('so is signing CRLs', () =>
    refused({ leaf: { keyUsage: ['digitalSignature', 'cRLSign'] } }, /may sign certificates or revocation lists/));
});

describe('names of servers (section 7.1.2.7.12 and 7.1.4.3)', () => {
  test('there must be alternative names', async () => {
    const root = makeRoot();
    const leaf = make({ subject: 'shop.example.com', issuer: root, purposes: ['serverAuth'] });
    assert.deepEqual(codes(await verify(leaf, [], [root], asked)), ['webpki-violation', 'name-mismatch']);
  });
  test('they are not critical beside a subject', () =>
    refused({ leaf: { oddCriticality: ['2.5.29.17'] } }, /alternative names as critical/));
  test('they are servers and nothing else', () =>
    refused({ leaf: { names: ['dns:shop.example.com', 'email:a@example.com'] } }, /something else than servers/));
  test('a wildcard over a registry’s domain is refused', async () => {
    for (const name of ['*.com', '*.uk', '*.co.uk', '*.org.uk', '*.com.br', '*.co.jp', '*.gov.au'])
      await refused({ leaf: { names: ['dns:shop.example.com', `dns:${name}`] } }, /other people's domains/);
  });
  test('a wildcard over one’s own domain is not', async () => {
    const own = ['example.co.uk', 'salesforce.com', 'co.com', 's3.amazonaws.com'].map((domain) => `dns:*.${domain}`);
    assert.deepEqual(await problems({ leaf: { names: ['dns:shop.example.com', ...own] } }), []);
  });

  const commonNames: readonly [commonName: string, names: string[], taken: boolean][] = [
    ['shop.example.com', ['dns:shop.example.com'], true],
    ['Shop.example.com', ['dns:shop.example.com'], false],
    ['other.example.com', ['dns:shop.example.com'], false],
    ['example.com', ['dns:shop.example.com', 'dns:*.example.com'], true],
    ['Acme Corporation', ['dns:shop.example.com'], false],
    ['192.0.2.1', ['dns:shop.example.com', 'ip:192.0.2.1'], true],
    ['192.0.2.001', ['dns:shop.example.com', 'ip:192.0.2.1'], false],
    ['0xC0000201', ['dns:shop.example.com', 'ip:192.0.2.1'], false],
    ['2001:db8::1', ['dns:shop.example.com', 'ip:2001:db8::1'], true],
    ['2001:DB8::1', ['dns:shop.example.com', 'ip:2001:db8::1'], false],
    ['2001:db8:0:0:0:0:0:1', ['dns:shop.example.com', 'ip:2001:db8::1'], false],
  ];
  for (const [subject, names, taken] of commonNames) {
    test(`the common name ${subject} beside ${names.join(', ')} is ${taken ? 'taken' : 'refused'}`, async () => {
      const found = await problems({ leaf: { subject, names } });
      assert.deepEqual(found.filter((text) => text.includes('common name')).length, taken ? 0 : 1);
    });
  }

  test('two common names are refused', () =>
    refused({ leaf: { subject: 'CN=shop.example.com, CN=shop.example.com' } }, /more than one common name/));
  test('no common name is fine', async () => assert.deepEqual(await problems({ leaf: { subject: 'O=Acme' } }), []));
});

test('name constraints need not be critical here, though they must by RFC 5280', async () => {
  const recipe = { permitted: ['dns:example.com'], oddCriticality: ['2.5.29.30'] };
  assert.deepEqual(await problems({ intermediate: recipe }), []);
  const root = makeRoot();
  const ca = makeIntermediate(root, recipe);
  assert.deepEqual(codes(await verify(makeLeaf(ca, proper), [ca], [root])), ['profile-violation']);
});
