import { readFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { parseCertificates } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { isZip, zipEntries } from '../keys/zip-entries.ts';
import { REPORT, SETTINGS } from './contents.ts';
import { EvidenceError } from './evidence-error.ts';
import { isSignedBy, keyFingerprint, publicKeyIn } from './signing.ts';
import { readSums, sha256Of, SIGNATURE, SIGNER, SUMS } from './sums.ts';

/**
 * `valid`: signed by the key that was named. `valid-own-key`: by the key that came along, which proves only that nobody
 * changed it who does not sign it anew. `none`: not signed.
 */
export type SignatureState = 'valid' | 'valid-own-key' | 'invalid' | 'none';

export interface EvidenceVerdict {
  readonly schemaVersion: '1';
  readonly file: string;
  /** Every file is there and as it was, there is no other, and what is signed is signed rightly. */
  readonly intact: boolean;
  readonly signature: {
    readonly state: SignatureState;
    /** SHA-256 of the signer's public key (SubjectPublicKeyInfo); null: not signed. */
    readonly key: string | null;
  };
  readonly files: readonly {
    readonly name: string;
    readonly status: 'as-it-was' | 'changed' | 'missing' | 'not-listed';
  }[];
  /** What is wrong, one sentence each. */
  readonly problems: readonly string[];
  /** What it is evidence of; null: its report cannot be read. */
  readonly of: {
    readonly org: string | null;
    readonly rightsOf: string | null;
    readonly generatedAt: string;
    readonly asOf: string;
    readonly version: string | null;
    readonly status: HealthReport['summary']['status'];
  } | null;
}

const limits = { entries: 50_000, largest: 512 * 1024 * 1024, all: 1024 * 1024 * 1024 };

/**
 * Looks whether evidence is as it was written: its digests, its signature, and whether what it holds belongs together.
 *
 * @param key Public key of who is to have signed it; undefined: the one that came along is taken, and that is told.
 * @throws {EvidenceError} for a file that is no evidence.
 */
export function verifyEvidence(path: string, key?: KeyObject): EvidenceVerdict {
  const { files, problems: odd } = filesIn(path);
  const listed = files.get(SUMS);
  const sums = listed && readSums(Buffer.from(listed).toString('utf8'));
  if (!listed || !sums) {
    throw new EvidenceError(
      `${path} is no evidence: it has no list of digests (${SUMS}); "sf cert health --evidence" writes one.`,
    );
  }
  const own = new Set([SUMS, SIGNATURE, SIGNER]);
  const statuses = [
    ...[...sums].map(([name, digest]) => {
      const content = files.get(name);
      const status = !content ? 'missing' : sha256Of(content) === digest ? 'as-it-was' : 'changed';
      return { name, status } as const;
    }),
    ...[...files.keys()]
      .filter((name) => !sums.has(name) && !own.has(name))
      .map((name) => ({ name, status: 'not-listed' }) as const),
  ];
  const signature = signatureIn(files, listed, key);
  const report = reportIn(files);
  const problems = [
    ...odd,
    ...statuses.filter(({ status }) => status !== 'as-it-was').map(({ name, status }) => `${name} ${words[status]}.`),
    ...signature.problems,
    ...(report ? beside(report, files) : [`${REPORT} is missing or cannot be read.`]),
  ];
  return {
    schemaVersion: '1',
    file: path,
    intact: problems.length === 0,
    signature: { state: signature.state, key: signature.key },
    files: statuses,
    problems,
    of: report ? subjectOf(report) : null,
  };
}

const words = {
  'as-it-was': 'is as it was',
  changed: 'was changed',
  missing: 'is missing',
  'not-listed': 'was added: no digest is listed for it',
} as const;

type Files = ReadonlyMap<string, Uint8Array>;

function filesIn(path: string): { readonly files: Files; readonly problems: string[] } {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new EvidenceError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
  if (!isZip(bytes)) throw new EvidenceError(`${path} is no ZIP file; name what "sf cert health --evidence" wrote.`);
  const { entries, unopened } = zipEntries(bytes, limits);
  const files = new Map<string, Uint8Array>();
  const twice = new Set<string>();
  for (const { name, bytes: content } of entries) {
    if (files.has(name)) twice.add(name);
    files.set(name, content);
  }
  return {
    files,
    problems: [
      // Other tools may unpack the one where the other was verified.
      ...[...twice].map((name) => `${name} is in it twice.`),
      ...(unopened > 0 ? [`Parts of ${path} cannot be unpacked.`] : []),
    ],
  };
}

function signatureIn(
  files: Files,
  sums: Uint8Array,
  wanted: KeyObject | undefined,
): { readonly state: SignatureState; readonly key: string | null; readonly problems: string[] } {
  const signature = files.get(SIGNATURE);
  const signer = files.get(SIGNER);
  if (!signature) {
    const isWanted = wanted !== undefined || signer !== undefined;
    return { state: 'none', key: null, problems: isWanted ? ['It is not signed.'] : [] };
  }
  try {
    const key = wanted ?? publicKeyIn(Buffer.from(signer ?? '').toString('utf8'), SIGNER);
    const isGood = isSignedBy(sums, signature, key);
    return {
      state: isGood ? (wanted ? 'valid' : 'valid-own-key') : 'invalid',
      key: keyFingerprint(key),
      problems: isGood ? [] : [`Its signature is not one of the key ${keyFingerprint(key)}.`],
    };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    return { state: 'invalid', key: null, problems: [`Its signature cannot be verified: ${error.message}`] };
  }
}

function reportIn(files: Files): HealthReport | undefined {
  try {
    const report = JSON.parse(Buffer.from(files.get(REPORT) ?? '').toString('utf8')) as HealthReport;
    return report.schemaVersion === '1' && Array.isArray(report.certificates) ? report : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the report, the settings and the certificates are of one scan. */
function beside({ tool, certificates }: HealthReport, files: Files): string[] {
  const settings = files.get(SETTINGS);
  const isOther = settings !== undefined && sha256Of(settings) !== tool?.settings.sha256;
  const known = new Set(certificates.map(({ fingerprint }) => fingerprint));
  const there = new Set<string>();
  const strange: string[] = [];
  for (const [name, content] of files) {
    const [, fingerprint] = /^certificates\/(.+)\.pem$/.exec(name) ?? [];
    if (fingerprint === undefined) continue;
    there.add(fingerprint);
    if (!known.has(fingerprint) || fingerprintOf(content) !== fingerprint) strange.push(name);
  }
  const lacking = [...known].filter((fingerprint) => !there.has(fingerprint));
  return [
    ...(isOther ? [`${SETTINGS} is not the file that ${REPORT} went by.`] : []),
    ...strange.map((name) => `${name} is not a certificate of ${REPORT}.`),
    ...lacking.map((fingerprint) => `The certificate ${fingerprint} of ${REPORT} is missing.`),
  ];
}

function fingerprintOf(content: Uint8Array): string | undefined {
  try {
    const [certificate, ...more] = parseCertificates(content);
    return more.length === 0 ? certificate?.fingerprint : undefined;
  } catch {
    return undefined;
  }
}

function subjectOf({ org, generatedAt, asOf, tool, summary }: HealthReport): EvidenceVerdict['of'] {
  return {
    org: org?.id ?? null,
    rightsOf: org?.username ?? null,
    generatedAt,
    asOf,
    version: tool?.version ?? null,
    status: summary.status,
  };
}
