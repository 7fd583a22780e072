import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCase } from './path-case.ts';
import {
  absence,
  MOST_STEPS,
  readCases,
  readDeviations,
  report,
  tally,
  type ConformanceCase,
  type Verdict,
} from './suite.ts';

interface LimboCase extends ConformanceCase {
  readonly max_chain_depth: number | null;
}

const FILE = 'x509-limbo/cases.jsonl';

/**
 * `webpki::` cases, and the saved chains of public web sites, are judged by the Baseline Requirements; all others by
 * RFC 5280, which is what their descriptions cite. CRLs given are required to give an answer.
 */
function profileOf({ id }: LimboCase): 'webpki' | 'rfc5280' {
  return id.startsWith('limbo::webpki::') || id.startsWith('limbo::online::') ? 'webpki' : 'rfc5280';
}

test(
  'x509-limbo: every verdict is the expected one or a deviation with a reason, and none takes thousands of steps',
  { skip: absence(FILE, 208) },
  async () => {
    const verdicts: Verdict[] = [];
    for (const limbo of readCases<LimboCase>(FILE)) {
      verdicts.push(
        await runCase(limbo, {
          profile: profileOf(limbo),
          revocation: (limbo.crls ?? []).length > 0 ? 'require' : 'off',
          maxIntermediates: limbo.max_chain_depth ?? undefined,
        }),
      );
    }
    const result = tally(verdicts, readDeviations('x509-limbo'));
    report('x509-limbo', result);
    assert.equal(result.total, 208);
    assert.deepEqual(result.unexplained, []);
    assert.deepEqual(result.outdated, []);
    assert.ok(result.right >= 205, `${result.right} of ${result.total}`);
    assert.ok(result.costliest.steps <= MOST_STEPS, `${result.costliest.id} took ${result.costliest.steps} steps`);
  },
);
