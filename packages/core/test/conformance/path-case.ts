import { CertificateParseError, type PathRequest, type PathResult, verifyCertificatePath } from '@cert-health/core';
import type { ConformanceCase, Verdict } from './suite.ts';

/** Suites leave the time out where any time of our days will do. */
const SOME_DAY = '2026-11-22T00:00:00Z';

export type CaseOptions = Pick<PathRequest, 'profile' | 'revocation' | 'policy'> & {
  readonly maxIntermediates?: number | undefined;
};

/** Runs one case. Certificates that cannot be read at all count as refused. */
export async function runCase(test: ConformanceCase, options: CaseOptions): Promise<Verdict & { result?: PathResult }> {
  const name = test.expected_name;
  try {
    const { maxIntermediates, ...rest } = options;
    const result = await verifyCertificatePath({
      leaf: test.leaf,
      intermediates: test.intermediates,
      trustAnchors: test.trusted,
      crls: test.crls ?? [],
      at: new Date(test.validation_time ?? SOME_DAY),
      purpose: test.purpose === 'other' ? 'any' : test.purpose,
      ...(name !== null && (name.kind === 'DNS' || name.kind === 'IP') ? { serverName: name.value } : {}),
      ...(maxIntermediates === undefined ? {} : { maxIntermediates }),
      ...rest,
    });
    const detail = [
      ...result.problems.map(({ code, message }) => `${code} (${message})`),
      ...(result.ignored ?? []),
    ].join('; ');
    const steps = result.cost.steps + result.cost.signatures;
    return { ...verdict(test, result.trusted, detail, steps), result };
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    return verdict(test, false, `unreadable: ${error.message}`, 0);
  }
}

function verdict({ id, expected }: ConformanceCase, trusted: boolean, detail: string, steps: number): Verdict {
  return { id, expected, got: trusted ? 'SUCCESS' : 'FAILURE', detail, steps };
}
