import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import {
  daysFromToday,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  pemOf,
  TODAY,
  type Made,
  type Recipe,
} from './made/certificate.ts';
import { makeCrl } from './made/crl.ts';
import { codes, verify } from './verify.ts';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' });
const absent = version.status === 0 ? false : 'no openssl on this machine: the differential test is skipped';
if (absent !== false) console.log(`# ${absent}`);

const COUNT = Number(process.env['CERT_DIFFERENTIAL_COUNT'] ?? 150);
const folder = mkdtempSync(join(tmpdir(), 'path-differential-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Faults and oddities of which OpenSSL and RFC 5280 think alike. */
const caRecipe = fc.record(
  {
    ca: fc.constantFrom(true, true, true, true, false),
    pathLength: fc.constantFrom(0, 1, 2),
    keyUsage: fc.constantFrom(['keyCertSign', 'cRLSign'], ['keyCertSign', 'cRLSign'], ['cRLSign'], null),
    purposes: fc.constantFrom<NonNullable<Recipe['purposes']>>(
      ['serverAuth'],
      ['serverAuth', 'clientAuth'],
      ['clientAuth'],
    ),
    permitted: fc.constantFrom(
      ['dns:example'],
      ['dns:shop.example', 'ip:10.0.0.0/255.0.0.0'],
      ['dns:other.test'],
      ['dn:CN=www.shop.example'],
    ),
    excluded: fc.constantFrom(
      ['dns:bad.example'],
      ['ip:10.0.0.0/255.0.0.0'],
      ['email:mail.example'],
      ['dns:shop.example'],
    ),
    notAfter: fc.constantFrom(daysFromToday(10), daysFromToday(10), daysFromToday(10), daysFromToday(-1)),
    hash: fc.constantFrom('sha256', 'sha384'),
    forged: fc.constantFrom(false, false, false, false, true),
  },
  { requiredKeys: [] },
);
const leafRecipe = fc.record(
  {
    names: fc.constantFrom(
      ['dns:www.shop.example'],
      ['dns:www.shop.example', 'ip:10.1.2.3'],
      ['dns:www.shop.example', 'email:a@mail.example'],
      ['dns:other.example'],
    ),
    purposes: fc.constantFrom<NonNullable<Recipe['purposes']>>(
      ['serverAuth'],
      ['serverAuth', 'clientAuth'],
      ['clientAuth'],
      ['emailProtection'],
    ),
    keyUsage: fc.constantFrom(['digitalSignature'], ['keyEncipherment'], ['nonRepudiation'], null),
    notBefore: fc.constantFrom(daysFromToday(-5), daysFromToday(1)),
    forged: fc.constantFrom(false, false, false, true),
  },
  { requiredKeys: [] },
);

interface World {
  readonly root: Made;
  readonly cas: readonly Made[];
  readonly leaf: Made;
}

const world = fc
  .tuple(
    fc.option(caRecipe, { freq: 5 }),
    fc.array(fc.option(caRecipe, { freq: 1, nil: {} }), { maxLength: 3 }),
    fc.option(leafRecipe, { freq: 1, nil: {} }),
  )
  .map(([rootRecipe, recipes, leafRecipe]): World => {
    const root = makeRoot({ ...rootRecipe, notAfter: daysFromToday(100) });
    const cas: Made[] = [];
    for (const [i, recipe] of recipes.entries())
      cas.push(makeIntermediate(cas.at(-1) ?? root, { subject: `CA ${i}`, ...recipe }));
    return {
      root,
      cas,
      leaf: makeLeaf(cas.at(-1) ?? root, {
        subject: 'www.shop.example',
        names: ['dns:www.shop.example'],
        ...leafRecipe,
      }),
    };
  });

function openssl(
  { root, cas, leaf }: World,
  purpose: 'sslserver' | 'sslclient',
  crls: readonly Uint8Array[],
): { trusted: boolean; said: string } {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const when = ['-attime', String(TODAY.getTime() / 1000)];
  const what = ['-purpose', purpose, '-verify_hostname', 'www.shop.example'];
  const trusted = ['-CAfile', file('root.pem', root.pem)];
  // An empty file is an error to openssl.
  const bundle = cas.length > 0 ? ['-untrusted', file('cas.pem', cas.map(({ pem }) => pem).join(''))] : [];
  const lists = crls.map((der) => pemOf(der, 'X509 CRL')).join('');
  const revocation = crls.length > 0 ? ['-crl_check_all', '-CRLfile', file('crls.pem', lists)] : [];
  const { status, stdout, stderr } = spawnSync(
    'openssl',
    ['verify', ...when, ...what, ...trusted, ...bundle, ...revocation, file('leaf.pem', leaf.pem)],
    { encoding: 'utf8' },
  );
  return { trusted: status === 0, said: `${stdout}${stderr}` };
}

async function compare(
  made: World,
  purpose: 'serverAuth' | 'clientAuth',
  crls: readonly Uint8Array[] = [],
): Promise<boolean> {
  const theirs = openssl(made, purpose === 'serverAuth' ? 'sslserver' : 'sslclient', crls);
  const ours = await verify(made.leaf, made.cas, [made.root], {
    profile: 'path',
    purpose,
    serverName: 'www.shop.example',
    ...(crls.length > 0 ? { crls, revocation: 'require' } : {}),
  });
  assert.equal(
    ours.trusted,
    theirs.trusted,
    `${purpose}: we say ${codes(ours).join(' ') || 'trusted'}, openssl says ${theirs.said}`,
  );
  return ours.trusted;
}

test('verdicts on generated hierarchies are those of openssl verify', { skip: absent }, async () => {
  let trusted = 0;
  let total = 0;
  await fc.assert(
    fc.asyncProperty(world, fc.constantFrom('serverAuth' as const, 'clientAuth' as const), async (made, purpose) => {
      total++;
      if (await compare(made, purpose)) trusted++;
    }),
    { numRuns: COUNT },
  );
  console.log(`# ${version.stdout.trim()}: ${total} hierarchies alike, ${trusted} of them trusted`);
  assert.ok(trusted > 0 && trusted < total, 'both verdicts occur');
});

test('verdicts with CRLs of every CA are those of openssl verify', { skip: absent }, async () => {
  const revoked = fc.constantFrom('nobody', 'leaf', 'ca', 'stale', 'missing');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1, 2), revoked, async (depth, fault) => {
      const root = makeRoot();
      const cas: Made[] = [];
      for (let i = 0; i < depth; i++) cas.push(makeIntermediate(cas.at(-1) ?? root, { subject: `CA ${i}` }));
      const leaf = makeLeaf(cas.at(-1) ?? root, { subject: 'www.shop.example', names: ['dns:www.shop.example'] });
      const issued = [...cas, leaf];
      const crls = [root, ...cas].map((issuer, i) =>
        makeCrl(issuer, {
          revoked:
            (fault === 'leaf' && issued[i] === leaf) || (fault === 'ca' && issued[i] !== leaf) ? [issued[i]!] : [],
          ...(fault === 'stale' && i === 0 ? { thisUpdate: daysFromToday(-9), nextUpdate: daysFromToday(-2) } : {}),
        }),
      );
      await compare(
        { root, cas, leaf },
        'serverAuth',
        fault === 'missing' ? [makeCrl(makeRoot({ subject: 'Stranger' })), ...crls.slice(1)] : crls,
      );
    }),
    { numRuns: 30 },
  );
});
