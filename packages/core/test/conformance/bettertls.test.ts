import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCase } from './path-case.ts';
import {
  MOST_STEPS,
  absence,
  readCases,
  readDeviations,
  report,
  tally,
  type ConformanceCase,
  type Tally,
  type Verdict,
} from './suite.ts';

const FILE = 'bettertls/cases.jsonl.gz';
const EXPORT_OF_2023 = 'bettertls/pathbuilding-2023.jsonl';

/** Cases that upstream only warns about (`soft`) are held to like all others. */
async function runAll(file: string, prefix: string): Promise<Tally> {
  const verdicts: Verdict[] = [];
  for (const bettertls of readCases<ConformanceCase>(file)) {
    if (bettertls.id.startsWith(prefix))
      verdicts.push(await runCase(bettertls, { profile: 'rfc5280', revocation: 'off' }));
  }
  const deviations = Object.entries(readDeviations('bettertls')).filter(([id]) => id.startsWith(prefix));
  const result = tally(verdicts, Object.fromEntries(deviations));
  report(prefix, result);
  return result;
}

function assertAsExpected(result: Tally, cases: number): void {
  assert.equal(result.total, cases);
  assert.deepEqual(result.unexplained, []);
  assert.deepEqual(result.outdated, []);
  assert.equal(result.right, result.total);
  assert.ok(result.costliest.steps <= MOST_STEPS, `${result.costliest.id} took ${result.costliest.steps} steps`);
}

test('BetterTLS path building: all verdicts are the expected ones', { skip: absence(FILE, 81) }, async () => {
  assertAsExpected(await runAll(FILE, 'bettertls::pathbuilding::'), 81);
});

test(
  'BetterTLS path building, export of 2023: all verdicts are the expected ones',
  { skip: absence(EXPORT_OF_2023, 81) },
  async () => {
    assertAsExpected(await runAll(EXPORT_OF_2023, 'bettertls2023::pathbuilding::'), 81);
  },
);

test('BetterTLS name constraints: all verdicts are the expected ones', { skip: absence(FILE, 9491) }, async () => {
  assertAsExpected(await runAll(FILE, 'bettertls::nameconstraints::'), 9491);
});
