/**
 * Writes packages/core/src/trust/generated from root-program data: what the product knows of public trust anchors.
 *
 *   node scripts/refresh-trust-data.ts [--mozilla FILE] [--chrome FILE] [--chrome-store FILE] [--history FILE]
 *        [--as-of YYYY-MM-DD]
 *
 * --mozilla  JSON {source, roots: [{label, sha256, websites, email, serverDistrustAfter, der}]}: a dump of NSS's
 *            built-in store with its constraints (from a current libnssckbi.so; certdata.txt parsers miss some)
 * --chrome   JSON {chromeRootStoreV36, chromeEntrustV17}: [{name, sha256, sctNotAfter, minVersion}]
 * --chrome-store  Chrome's root_store.textproto, for its members; scripts/chrome-root-store.textproto by default
 * --history  text: one "## commit date subject" line a change of certdata.txt, then REMOVED and CHANGED lines
 * Without them the files of ../shared/facts are taken where they are.
 */
import { X509Certificate, createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rootCertificates } from 'node:tls';
import { parseArgs } from 'node:util';
import { parseCertificate } from '../packages/core/src/x509/index.ts';
import { readHistory, type RootEventRow } from './trust-history.ts';
import { explain, root } from './project.ts';

const facts = resolve(root, '../shared/facts');
const generated = join(root, 'packages/core/src/trust/generated');

interface MozillaRoot {
  readonly label: string;
  readonly sha256: string;
  readonly websites: boolean;
  readonly email: boolean;
  readonly serverDistrustAfter: string | null;
  readonly der: string;
}
interface ChromeRoot {
  readonly name: string;
  readonly sha256: string;
  readonly sctNotAfter: string;
  readonly minVersion: string | null;
}

try {
  main();
} catch (error) {
  explain(error);
}

function main(): void {
  const { values } = parseArgs({
    options: {
      mozilla: { type: 'string', default: join(facts, 'mozilla-roots-nss3.132.json') },
      chrome: { type: 'string', default: join(facts, 'chrome-root-constraints.json') },
      'chrome-store': { type: 'string', default: join(import.meta.dirname, 'chrome-root-store.textproto') },
      history: { type: 'string', default: join(facts, 'nss-history.txt') },
      'as-of': { type: 'string' },
    },
  });
  const missing = (['mozilla', 'chrome', 'chrome-store', 'history'] as const).filter(
    (name) => !existsSync(values[name]),
  );
  if (missing.length > 0) {
    throw new Error(
      `No file for ${missing.map((name) => `--${name}`).join(', ')}: name one, or put the facts folder beside the project.`,
    );
  }
  const asOf = values['as-of'] ?? asOfFacts();
  const mozilla = JSON.parse(readFileSync(values.mozilla, 'utf8')) as { source: string; roots: MozillaRoot[] };
  const chrome = JSON.parse(readFileSync(values.chrome, 'utf8')) as Record<
    'chromeRootStoreV36' | 'chromeEntrustV17',
    ChromeRoot[]
  >;
  const members = chromeMembers(readFileSync(values['chrome-store'], 'utf8'));
  const events = readHistory(readFileSync(values.history, 'utf8'));
  const version = /NSS ([\d.]+)|libnss3 \d+:([\d.]+)/.exec(mozilla.source);
  const nss = version?.[2] ?? version?.[1] ?? 'unknown';

  const certificates = new Map(mozilla.roots.map((entry) => [entry.sha256, Buffer.from(entry.der, 'base64')]));
  for (const [sha256, der] of certificates) check(sha256, der);
  const removed = removedRoots(new Set(certificates.keys()), events, chrome.chromeEntrustV17);
  const order = (a: { sha256: string }, b: { sha256: string }): number => (a.sha256 < b.sha256 ? -1 : 1);

  write('known-roots.ts', [
    "import type { KnownRootRow } from '../rows.ts';",
    '',
    `/** Every root of NSS ${nss}, and roots that left it of which the certificate is at hand. */`,
    '// prettier-ignore',
    'export const knownRoots = (): readonly KnownRootRow[] => [',
    ...[...mozilla.roots.map((entry) => identity(entry.label, certificates.get(entry.sha256) as Buffer)), ...removed]
      .sort((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1))
      .map((row) => `  ${tuple(row)},`),
    '];',
  ]);
  write('mozilla-store.ts', [
    "import type { MozillaRow } from '../rows.ts';",
    '',
    `export const mozillaSource = ${literal(mozilla.source)};`,
    `export const mozillaVersion = ${literal(`NSS ${nss}`)};`,
    `export const mozillaAsOf = ${literal(asOf)};`,
    '',
    '// prettier-ignore',
    'export const mozillaRows = (): readonly MozillaRow[] => [',
    ...[...mozilla.roots]
      .sort(order)
      .map((entry) => `  ${tuple([entry.sha256, entry.websites, entry.email, instant(entry.serverDistrustAfter)])},`),
    '];',
  ]);
  write('mozilla-history.ts', [
    "import type { MozillaEventRow } from '../rows.ts';",
    '',
    '/** What changed in NSS, oldest first; the last two fields are the state before the change. */',
    '// prettier-ignore',
    'export const mozillaEvents = (): readonly MozillaEventRow[] => [',
    ...events.map((event) => `  ${tuple(event)},`),
    '];',
  ]);
  write('chrome-store.ts', [
    "import type { ChromeRow } from '../rows.ts';",
    '',
    `export const chromeVersion = ${literal(`Chrome Root Store v${members.version}`)};`,
    `export const chromeAsOf = ${literal(asOf)};`,
    '',
    '/** SHA-256 of every member. */',
    '// prettier-ignore',
    'export const chromeMembers = (): readonly string[] => [',
    ...members.sha256.map((one) => `  ${literal(one)},`),
    '];',
    '',
    '/** Members with an SCT cut-off. */',
    '// prettier-ignore',
    'export const chromeConstraints = (): readonly ChromeRow[] => [',
    ...chromeRows(chrome.chromeRootStoreV36),
    '];',
    '',
    '/** Entrust: constrained in v17, no longer members. */',
    '// prettier-ignore',
    'export const chromeEntrust = (): readonly ChromeRow[] => [',
    ...chromeRows(chrome.chromeEntrustV17),
    '];',
  ]);
  write('mozilla-certificates.ts', [
    `/** DER of every root of NSS ${nss} in base64, by SHA-256. Large: load it with \`loadMozillaCertificates\` only. */`,
    '// prettier-ignore',
    'export const mozillaCertificates: Readonly<Record<string, string>> = {',
    ...[...mozilla.roots].sort(order).map((entry) => `  ${literal(entry.sha256)}: ${literal(entry.der)},`),
    '};',
  ]);
  const unseen = events.filter(
    ([, sha256, , , change]) => change === 'removed' && !removed.some((row) => row[1] === sha256),
  );
  process.stdout.write(
    `NSS ${nss}: ${mozilla.roots.length} roots, ${mozilla.roots.filter((entry) => entry.websites).length} for websites; ` +
      `${removed.length} more that left it, ${unseen.length} known by hash only; ` +
      `Chrome v${members.version}: ${members.sha256.length} members, ${chrome.chromeRootStoreV36.length + chrome.chromeEntrustV17.length} cut-offs; ${events.length} events; as of ${asOf}\n`,
  );

  function chromeRows(rows: readonly ChromeRoot[]): string[] {
    return [...rows].sort(order).map((row) => `  ${tuple([row.sha256, row.name, row.sctNotAfter, row.minVersion])},`);
  }
}

/** Roots only: the same file lists intermediates, as additional_certs. */
function chromeMembers(textproto: string): { version: string; sha256: string[] } {
  const version = /^version_major: (\d+)/m.exec(textproto)?.[1] ?? 'unknown';
  const found = textproto.matchAll(/^trust_anchors \{\s*sha256_hex: "([0-9a-f]{64})"/gm);
  return { version, sha256: [...found].map((match) => match[1] as string).sort() };
}

/** The day on which the facts were gathered, as their own text states it. */
function asOfFacts(): string {
  const policy = join(facts, 'policy.md');
  const stated = existsSync(policy) && /^As of (\d{4}-\d\d-\d\d)/m.exec(readFileSync(policy, 'utf8'));
  if (!stated) throw new Error('The day of the data is not stated: give --as-of YYYY-MM-DD.');
  return stated[1] as string;
}

function check(sha256: string, der: Buffer): void {
  const found = hash('sha256', der);
  if (found !== sha256)
    throw new Error(`A root said to be ${sha256} has the fingerprint ${found}: the data is damaged.`);
}

/** Roots that left NSS: this Node's own list is older than NSS and still has most of their certificates. */
function removedRoots(
  current: ReadonlySet<string>,
  events: readonly RootEventRow[],
  entrust: readonly ChromeRoot[],
): Identity[] {
  const names = new Map<string, string>(entrust.map((entry) => [entry.sha256, entry.name]));
  for (const [, sha256, label] of events) names.set(sha256, label);
  return rootCertificates.flatMap((pem) => {
    const { raw: der, subject } = new X509Certificate(pem);
    const sha256 = hash('sha256', der);
    if (current.has(sha256)) return [];
    try {
      return [identity(names.get(sha256) ?? sha256, der)];
    } catch (error) {
      // It left the store, so it is not worth a failure; it stays known by hash.
      process.stderr.write(
        `Not read: ${subject.replaceAll('\n', ', ')}: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      return [];
    }
  });
}

type Identity = readonly (string | null)[];

/** One row of known-roots.ts: see KnownRootRow. */
function identity(label: string, der: Buffer): Identity {
  const certificate = parseCertificate(der);
  const keyId = certificate.extensions.subjectKeyIdentifier;
  return [
    label.trim(),
    hash('sha256', der),
    hash('sha1', der),
    hash('md5', der),
    hash('sha256', certificate.publicKey.spki),
    hash('sha256', certificate.subject.der),
    keyId ? Buffer.from(keyId).toString('hex') : null,
    certificate.subject.text,
    certificate.notBefore.toISOString().slice(0, 19) + 'Z',
    certificate.notAfter.toISOString().slice(0, 19) + 'Z',
  ];
}

function hash(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

/** NSS writes YYMMDDHHMMSSZ. */
function instant(stamp: string | null): string | null {
  const parts = stamp && /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  return parts ? `20${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z` : null;
}

function literal(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

function tuple(values: readonly (string | boolean | null)[]): string {
  return `[${values.map((value) => (typeof value === 'string' ? literal(value) : String(value))).join(', ')}]`;
}

function write(name: string, lines: readonly string[]): void {
  const head = '// Generated by scripts/refresh-trust-data.ts. Do not edit.\n';
  writeFileSync(join(generated, name), `${head}${lines.join('\n')}\n`);
}
