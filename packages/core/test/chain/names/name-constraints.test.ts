import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { make, makeIntermediate, makeLeaf, makeRoot, type Recipe } from '../made/certificate.ts';
import { codes, verify, type Asked } from '../verify.ts';

/** Problems of a leaf below a CA with constraints; anything goes that is not about names. */
async function below(
  constraints: Pick<Recipe, 'permitted' | 'excluded'>,
  leaf: Recipe,
  asked: Asked = {},
): Promise<string[]> {
  const root = makeRoot();
  const ca = makeIntermediate(root, constraints);
  return codes(
    await verify(makeLeaf(ca, { subject: 'O=Acme, CN=Leaf', ...leaf }), [ca], [root], {
      profile: 'path',
      purpose: 'any',
      ...asked,
    }),
  );
}

type Row = readonly [constraint: string, name: string, allowed: boolean];

function permits(rows: readonly Row[]): void {
  for (const [constraint, name, allowed] of rows) {
    test(`permitted ${constraint} ${allowed ? 'lets' : 'does not let'} ${name} pass`, async () => {
      assert.deepEqual(
        await below({ permitted: [constraint] }, { names: [name] }),
        allowed ? [] : ['name-not-allowed'],
      );
    });
  }
}

function excludes(rows: readonly Row[]): void {
  for (const [constraint, name, allowed] of rows) {
    test(`excluded ${constraint} ${allowed ? 'lets' : 'does not let'} ${name} pass`, async () => {
      assert.deepEqual(await below({ excluded: [constraint] }, { names: [name] }), allowed ? [] : ['name-not-allowed']);
    });
  }
}

describe('DNS names', () => {
  permits([
    ['dns:shop.example', 'dns:shop.example', true],
    ['dns:shop.example', 'dns:SHOP.example', true],
    ['dns:shop.example', 'dns:www.shop.example', true],
    ['dns:shop.example', 'dns:myshop.example', false],
    ['dns:shop.example', 'dns:example', false],
    ['dns:', 'dns:anything.example', true],
    ['dns:shop.example', 'dns:*.shop.example', true],
    ['dns:shop.example', 'dns:*.example', false],
    ['dns:www.shop.example', 'dns:*.shop.example', false],
    ['dns:shop.example', 'dns:.shop.example', false],
    ['dns:.shop.example', 'dns:www.shop.example', true],
    ['dns:.shop.example', 'dns:shop.example', false],
    ['dns:*.shop.example', 'dns:www.shop.example', false],
  ]);
  excludes([
    ['dns:shop.example', 'dns:shop.example', false],
    ['dns:shop.example', 'dns:www.shop.example', false],
    ['dns:shop.example', 'dns:other.example', true],
    ['dns:www.shop.example', 'dns:*.shop.example', false],
    ['dns:a.www.shop.example', 'dns:*.shop.example', true],
    ['dns:shop.example', 'dns:*.example', false],
    ['dns:', 'dns:anything.example', false],
  ]);
});

describe('IP addresses', () => {
  permits([
    ['ip:10.0.0.0/255.0.0.0', 'ip:10.200.1.2', true],
    ['ip:10.0.0.0/255.0.0.0', 'ip:11.0.0.1', false],
    ['ip:192.0.2.128/255.255.255.192', 'ip:192.0.2.191', true],
    ['ip:192.0.2.128/255.255.255.192', 'ip:192.0.2.192', false],
    ['ip:0.0.0.0/0.0.0.0', 'ip:1.2.3.4', true],
    ['ip:0.0.0.0/0.0.0.0', 'ip:::1', false],
    ['ip:2001:db8::/ffff:ffff::', 'ip:2001:db8:1::5', true],
    ['ip:2001:db8::/ffff:ffff::', 'ip:2001:db9::5', false],
  ]);
  excludes([
    ['ip:10.0.0.0/255.0.0.0', 'ip:10.1.1.1', false],
    ['ip:10.0.0.0/255.0.0.0', 'ip:::1', true],
  ]);
});

describe('email addresses', () => {
  permits([
    ['email:ann@acme.example', 'email:ann@ACME.example', true],
    ['email:ann@acme.example', 'email:Ann@acme.example', false],
    ['email:ann@acme.example', 'email:bob@acme.example', false],
    ['email:acme.example', 'email:bob@acme.example', true],
    ['email:acme.example', 'email:bob@mail.acme.example', false],
    ['email:.acme.example', 'email:bob@mail.acme.example', true],
    ['email:.acme.example', 'email:bob@acme.example', false],
    ['email:acme.example', 'email:a@b@acme.example', false],
    ['email:acme.example', 'email:"a@b"@acme.example', true],
    ['email:acme.example', 'email:acme.example', false],
    ['email:*@acme.example', 'email:bob@acme.example', false],
  ]);
  excludes([
    ['email:acme.example', 'email:bob@acme.example', false],
    ['email:acme.example', 'email:bob@other.example', true],
  ]);

  test('an address in the subject counts where there is no alternative name', async () => {
    const root = makeRoot();
    const ca = makeIntermediate(root, { permitted: ['email:acme.example'] });
    const leaf = (subject: string) => make({ issuer: ca, subject });
    const asked = { profile: 'path', purpose: 'any' } as const;
    assert.deepEqual(codes(await verify(leaf('CN=x, emailAddress=a@other.example'), [ca], [root], asked)), [
      'name-not-allowed',
    ]);
    assert.deepEqual(codes(await verify(leaf('CN=x, emailAddress=a@acme.example'), [ca], [root], asked)), []);
  });
});

describe('addresses of resources (URI)', () => {
  permits([
    ['uri:acme.example', 'uri:https://acme.example/a?b#c', true],
    ['uri:acme.example', 'uri:https://ann:secret@ACME.example:8443/', true],
    ['uri:acme.example', 'uri:https://www.acme.example/', false],
    ['uri:.acme.example', 'uri:https://www.acme.example/', true],
    ['uri:.acme.example', 'uri:https://acme.example/', false],
    ['uri:acme.example', 'uri:urn:acme.example', false],
    ['uri:acme.example', 'uri:https://192.0.2.1/', false],
    ['uri:acme.example', 'uri:https://[::1]/', false],
    ['uri:acme.example', 'uri:https://evil.example/@acme.example/', false],
    ['uri:acme.example', 'uri:https://acme.example.evil.example/', false],
  ]);
});

describe('directory names', () => {
  permits([
    ['dn:O=Acme', 'dn:O=Acme, CN=x', true],
    ['dn:O=Acme', 'dn:O=ACME, CN=x', true],
    ['dn:O=Acme', 'dn:O=Other, CN=x', false],
    ['dn:O=Acme', 'dn:CN=x, O=Acme', false],
    ['dn:', 'dn:O=Other', true],
  ]);

  test('the subject is held to them', async () => {
    assert.deepEqual(await below({ permitted: ['dn:O=Acme'] }, {}), []);
    assert.deepEqual(await below({ permitted: ['dn:O=Other'] }, {}), ['name-not-allowed']);
    assert.deepEqual(await below({ excluded: ['dn:O=Acme'] }, {}), ['name-not-allowed']);
  });

  test('an empty subject is not', async () => {
    assert.deepEqual(await below({ permitted: ['dn:O=Acme'] }, { subject: '' }), []);
  });
});

describe('other forms', () => {
  test('a constraint on a form that is not known refuses certificates with such names only', async () => {
    assert.deepEqual(await below({ excluded: ['other:1.2.3'] }, { names: ['other:1.2.4'] }), [
      'name-constraints-not-understood',
    ]);
    assert.deepEqual(await below({ excluded: ['other:1.2.3'] }, { names: ['dns:a.example'] }), []);
  });

  test('names of a form that is not constrained pass', async () => {
    assert.deepEqual(await below({ permitted: ['ip:10.0.0.0/255.0.0.0'] }, { names: ['dns:a.example'] }), []);
  });

  test('one name out of many that is not allowed is enough', async () => {
    const permitted = ['dns:a.example', 'dns:b.example'];
    assert.deepEqual(await below({ permitted }, { names: ['dns:x.a.example', 'dns:b.example'] }), []);
    assert.deepEqual(await below({ permitted }, { names: ['dns:x.a.example', 'dns:c.example'] }), ['name-not-allowed']);
  });

  test('what is excluded stays so where it is permitted too', async () => {
    const both = { permitted: ['dns:example'], excluded: ['dns:shop.example'] };
    assert.deepEqual(await below(both, { names: ['dns:www.shop.example'] }), ['name-not-allowed']);
  });

  test('a common name that could be taken for a server is held to DNS constraints where there is no alternative name', async () => {
    const permitted = ['dns:acme.example'];
    assert.deepEqual(await below({ permitted }, { subject: 'www.other.example', names: [] }), ['name-not-allowed']);
    assert.deepEqual(await below({ permitted }, { subject: 'www.acme.example', names: [] }), []);
    assert.deepEqual(await below({ permitted }, { subject: 'Joe Bloggs', names: [] }), []);
    assert.deepEqual(await below({ permitted }, { subject: 'www.other.example', names: ['ip:10.0.0.1'] }), []);
    assert.deepEqual(await below({ permitted }, { subject: 'www.other.example', names: [], ca: true }), []);
  });
});

describe('along the path', () => {
  const asked = { profile: 'path' } as const;

  test('constraints only ever narrow', async () => {
    const root = makeRoot();
    const upper = makeIntermediate(root, { subject: 'Upper', permitted: ['dns:a.example', 'dns:b.example'] });
    const lower = makeIntermediate(upper, { subject: 'Lower', permitted: ['dns:b.example', 'dns:c.example'] });
    const verdict = async (name: string) =>
      codes(await verify(makeLeaf(lower, { names: [name] }), [upper, lower], [root], asked));
    assert.deepEqual(await verdict('dns:b.example'), []);
    assert.deepEqual(await verdict('dns:a.example'), ['name-not-allowed']);
    assert.deepEqual(await verdict('dns:c.example'), ['name-not-allowed']);
  });

  test('constraints of the anchor count', async () => {
    const root = makeRoot({ permitted: ['dns:a.example'] });
    assert.deepEqual(codes(await verify(makeLeaf(root), [], [root], asked)), ['name-not-allowed']);
  });

  test('intermediates are held to them too', async () => {
    const root = makeRoot({ excluded: ['dns:bad.example'] });
    const ca = makeIntermediate(root, { names: ['dns:bad.example'] });
    assert.deepEqual(codes(await verify(makeLeaf(ca), [ca], [root], asked)), ['name-not-allowed']);
  });

  test('a CA that certifies its own new key is not, but a self-issued leaf is', async () => {
    const root = makeRoot({ subject: 'CA', excluded: ['dns:bad.example'] });
    const rollover = makeIntermediate(root, { subject: 'CA', names: ['dns:bad.example'] });
    assert.deepEqual(codes(await verify(makeLeaf(rollover), [rollover], [root], asked)), []);
    const selfIssued = makeLeaf(root, { subject: 'CA', names: ['dns:bad.example'] });
    assert.deepEqual(codes(await verify(selfIssued, [], [root], asked)), ['name-not-allowed']);
  });

  test('a path that breaks them is left for one that does not', async () => {
    const strict = makeRoot({ subject: 'Strict', permitted: ['dns:a.example'] });
    const open = makeRoot({ subject: 'Open' });
    const byStrict = makeIntermediate(strict);
    const byOpen = makeIntermediate(open, { key: byStrict.key });
    const result = await verify(makeLeaf(byStrict), [byStrict, byOpen], [strict, open], asked);
    assert.equal(result.path?.at(-1)?.subject.get('CN'), 'Open');
  });
});

describe('hostile numbers', () => {
  const many = (count: number, form: (i: number) => string): string[] =>
    Array.from({ length: count }, (_, i) => form(i));

  test('1,024 names under 1,024 constraints are compared, one more of each is given up', async () => {
    const permitted = (count: number) => [...many(count - 1, (i) => `dns:x${i}.example`), 'dns:shop.example'];
    const names = (count: number) => many(count, (i) => `dns:n${i}.shop.example`);
    assert.deepEqual(await below({ permitted: permitted(1024) }, { names: names(1024) }), []);
    assert.deepEqual(await below({ permitted: permitted(1025) }, { names: names(1025) }), ['budget-exceeded']);
  });

  test('names of other forms do not count', async () => {
    const permitted = [...many(2000, (i) => `ip:10.${i >> 8}.${i & 255}.0/255.255.255.0`)];
    assert.deepEqual(await below({ permitted }, { names: many(2000, (i) => `dns:n${i}.example`) }), []);
  });

  test('the caller can set the limit', async () => {
    const constraints = { permitted: ['dns:a.example', 'dns:shop.example'] };
    assert.deepEqual(await below(constraints, {}, { budget: { nameComparisons: 2 } }), []);
    assert.deepEqual(await below(constraints, {}, { budget: { nameComparisons: 1 } }), ['budget-exceeded']);
  });

  test('4 million comparisons are refused', async () => {
    const excluded = many(2048, (i) => `dns:x${i}.example`);
    assert.deepEqual(await below({ excluded }, { names: many(2048, (i) => `dns:n${i}.example`) }), ['budget-exceeded']);
  });
});
