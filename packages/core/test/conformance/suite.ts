import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** Third-party suites, read in place and never copied. */
export const conformanceFolder: string = process.env['CERT_CONFORMANCE_DIR'] ?? `${repository}../shared/conformance`;

/** Why a suite cannot run here; false when it can. Given to `skip` of a test. */
export function absence(path: string, cases: number): string | false {
  if (existsSync(`${conformanceFolder}/${path}`)) return false;
  const reason = `${cases} cases skipped: ${path} is not in the conformance folder (set CERT_CONFORMANCE_DIR)`;
  console.log(`# ${reason}`);
  return reason;
}

export interface ConformanceCase {
  readonly id: string;
  readonly expected: 'SUCCESS' | 'FAILURE';
  readonly validation_time: string | null;
  readonly trusted: readonly string[];
  readonly intermediates: readonly string[];
  readonly leaf: string;
  readonly crls?: readonly string[];
  readonly purpose: 'serverAuth' | 'clientAuth' | 'any' | 'other';
  readonly expected_name: { readonly kind: string; readonly value: string } | null;
  readonly features: readonly string[];
}

export function readCases<T extends ConformanceCase>(path: string): T[] {
  const file = readFileSync(`${conformanceFolder}/${path}`);
  const text = (path.endsWith('.gz') ? gunzipSync(file) : file).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** Cases in which we disagree with a suite on purpose: id to reason. */
export function readDeviations(suite: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`./deviations/${suite}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
}

/** Steps and signatures that no case of a suite may exceed: a search that goes astray takes thousands. */
export const MOST_STEPS = 2000;

export interface Verdict {
  readonly id: string;
  readonly expected: string;
  readonly got: string;
  /** Shown when it is not as expected. */
  readonly detail: string;
  /** Steps and signatures that it took (`PathResult.cost`). */
  readonly steps: number;
}

export interface Tally {
  readonly right: number;
  readonly total: number;
  /** Disagreements that nobody explained. */
  readonly unexplained: string[];
  /** Deviations that agree by now, or whose case is gone: the list must be shortened. */
  readonly outdated: string[];
  readonly costliest: Verdict;
}

/** Compares verdicts with what the suite expects. */
export function tally(verdicts: readonly Verdict[], deviations: Record<string, string>): Tally {
  const wrong = new Map(
    verdicts.filter(({ expected, got }) => expected !== got).map((verdict) => [verdict.id, verdict]),
  );
  return {
    right: verdicts.length - wrong.size,
    total: verdicts.length,
    unexplained: [...wrong.values()]
      .filter(({ id }) => deviations[id] === undefined)
      .map(({ id, expected, got, detail }) => `${id}: expected ${expected}, got ${got}: ${detail}`),
    outdated: Object.keys(deviations).filter((id) => !wrong.has(id)),
    costliest: verdicts.reduce((most, verdict) => (verdict.steps > most.steps ? verdict : most)),
  };
}

export function report(suite: string, { right, total, costliest }: Tally): void {
  console.log(`# ${suite}: ${right} of ${total} as expected; costliest ${costliest.id}, ${costliest.steps} steps`);
}
