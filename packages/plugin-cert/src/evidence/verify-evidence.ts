import type { KeyObject } from 'node:crypto';
import type { HealthReport } from '@cert-health/core';
import { readArchive } from './archive.ts';
import { belonging, leftOut } from './belonging.ts';
import type { Files } from './belonging.ts';
import { EvidenceError } from './evidence-error.ts';
import { REPORT, SIGNATURE, SIGNER, SUMS } from './names.ts';
import { reportIn } from './report-in.ts';
import type { ReportInEvidence } from './report-in.ts';
import { isSignedBy, keyFingerprint, publicKeyIn, publicPem } from './signing.ts';
import { readSums, sha256Of } from './sums.ts';

/**
 * `valid`: signed by the key that was named. `valid-own-key`: by the key that came along, which proves only that nobody
 * changed it who does not sign it anew. `none`: not signed. `not-reached`: the archive could not be read to where it would lie.
 */
export type SignatureState = 'valid' | 'valid-own-key' | 'invalid' | 'none' | 'not-reached';

/** `not-reached`: the archive could not be read to its end. */
export type FileState = 'as-it-was' | 'changed' | 'missing' | 'not-listed' | 'not-reached';

export interface EvidenceVerdict {
  readonly schemaVersion: '1';
  readonly file: string;
  /**
   * Every file has its digest, none is missing or was added, all belong together, and what is signed is signed rightly. Who
   * made it so is said by `signature` alone: without `valid` anybody may have.
   */
  readonly intact: boolean;
  readonly signature: {
    readonly state: SignatureState;
    /** SHA-256 of the signer's public key (SubjectPublicKeyInfo); null: not signed. */
    readonly key: string | null;
  };
  readonly files: readonly { readonly name: string; readonly status: FileState }[];
  /** What is wrong, one sentence each. */
  readonly problems: readonly string[];
  /** What it says of itself; null: its report cannot be read. */
  readonly of: {
    readonly org: string | null;
    readonly rightsOf: string | null;
    readonly generatedAt: string;
    readonly asOf: string;
    readonly version: string | null;
    readonly status: HealthReport['summary']['status'];
  } | null;
}

/**
 * Looks whether evidence is as it was written: its digests, its signature, and whether what it holds belongs together.
 *
 * @param key Public key of who is to have signed it; undefined: the one that came along is taken, and that is told.
 * @throws {EvidenceError} for a file that is no evidence.
 */
export function verifyEvidence(path: string, key?: KeyObject): EvidenceVerdict {
  const { files, isWhole, problems: odd } = readArchive(path);
  const listed = files.get(SUMS);
  const sums = listed && readSums(Buffer.from(listed).toString('utf8'));
  const statuses = statesOf(files, sums ?? new Map<string, string>(), isWhole);
  const signature = signatureIn(files, key, isWhole);
  const report = reportIn(files.get(REPORT));
  const wrong = statuses.filter(({ status }) => status in words);
  const problems = [
    ...odd,
    ...(sums || !isWhole ? [] : [`${SUMS} is missing or cannot be read, so that nothing vouches for any file.`]),
    ...(sums ? leftOut(sums) : []),
    ...wrong.map(({ name, status }) => `${name} ${words[status as keyof typeof words]}.`),
    ...signature.problems,
    // Of an archive that was not read to its end it cannot be told what is missing.
    ...(!isWhole ? [] : report ? belonging(report, files) : [`${REPORT} is missing or cannot be read.`]),
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
  changed: 'was changed',
  missing: 'is missing',
  'not-listed': 'was added: no digest is listed for it',
} as const satisfies Partial<Record<FileState, string>>;

function statesOf(files: Files, sums: ReadonlyMap<string, string>, isWhole: boolean): EvidenceVerdict['files'] {
  const own = new Set([SUMS, SIGNATURE, SIGNER]);
  const lacking = isWhole ? 'missing' : 'not-reached';
  return [
    ...[...sums].map(([name, digest]) => {
      const content = files.get(name);
      const status = !content ? lacking : sha256Of(content) === digest ? 'as-it-was' : 'changed';
      return { name, status } as const;
    }),
    ...[...files.keys()]
      // Before the list was reached nothing can be told of it.
      .filter((name) => !sums.has(name) && !own.has(name) && (isWhole || sums.size > 0))
      .map((name) => ({ name, status: 'not-listed' }) as const),
  ];
}

interface Signature {
  readonly state: SignatureState;
  readonly key: string | null;
  readonly problems: readonly string[];
}

function signatureIn(files: Files, wanted: KeyObject | undefined, isWhole: boolean): Signature {
  const [sums, signature, signer] = [SUMS, SIGNATURE, SIGNER].map((name) => files.get(name));
  if (!sums || !signature) {
    if (!isWhole) return { state: 'not-reached', key: null, problems: [] };
    const isWanted = wanted !== undefined || signer !== undefined || signature !== undefined;
    return { state: 'none', key: null, problems: isWanted ? ['It is not signed.'] : [] };
  }
  try {
    const key = wanted ?? publicKeyIn(Buffer.from(signer ?? '').toString('utf8'), SIGNER);
    const isGood = isSignedBy(sums, signature, key);
    return {
      state: isGood ? (wanted ? 'valid' : 'valid-own-key') : 'invalid',
      key: keyFingerprint(key),
      problems: isGood
        ? signerProblems(signer, key, isWhole)
        : [`Its signature is not one of the key ${keyFingerprint(key)}.`],
    };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    return { state: 'invalid', key: null, problems: [`Its signature cannot be verified: ${error.message}`] };
  }
}

/** No digest covers the public key that came along: it has to be that of the signature, to the letter. */
function signerProblems(signer: Uint8Array | undefined, key: KeyObject, isWhole: boolean): string[] {
  if (!signer) return isWhole ? [`${SIGNER} is missing.`] : [];
  const isIts = Buffer.from(signer).toString('latin1') === publicPem(key);
  return isIts ? [] : [`${SIGNER} is not the public key of the signature, or more than that.`];
}

function subjectOf({ org, generatedAt, asOf, tool, summary }: ReportInEvidence): EvidenceVerdict['of'] {
  return {
    org: org?.id ?? null,
    rightsOf: org?.username ?? null,
    generatedAt,
    asOf,
    version: tool?.version ?? null,
    status: summary.status,
  };
}
