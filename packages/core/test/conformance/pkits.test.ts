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

interface PkitsCase extends ConformanceCase {
  readonly name: string;
  readonly policy: {
    readonly initial_policy_set: readonly string[];
    readonly user_constrained: readonly string[];
    readonly explicit: boolean;
    readonly inhibit_mapping: boolean;
    readonly inhibit_any: boolean;
  };
}

const FILE = 'pkits/cases.jsonl';

/** Policies of the suite: NIST-test-policy-1 is 2.16.840.1.101.3.2.1.48.1, and so on. */
const policyOid = (name: string): string =>
  name.replace(/^NIST-test-policy-(\d+)$/, '2.16.840.1.101.3.2.1.48.$1').replace(/^anyPolicy$/, '2.5.29.32.0');

/** Subtests share the number of their test; the name tells them apart. */
const idOf = ({ id, name }: PkitsCase): string => `${id} ${name}`;

const run = (pkits: PkitsCase) =>
  runCase(pkits, {
    profile: 'rfc5280',
    revocation: 'require',
    policy: {
      initialPolicySet: pkits.policy.initial_policy_set.map(policyOid),
      requireExplicitPolicy: pkits.policy.explicit,
      inhibitPolicyMapping: pkits.policy.inhibit_mapping,
      inhibitAnyPolicy: pkits.policy.inhibit_any,
    },
  });

test(
  'PKITS: every verdict is the expected one or a deviation with a reason',
  { skip: absence(FILE, 247) },
  async () => {
    const verdicts: Verdict[] = [];
    for (const pkits of readCases<PkitsCase>(FILE)) verdicts.push({ ...(await run(pkits)), id: idOf(pkits) });
    const result = tally(verdicts, readDeviations('pkits'));
    report('PKITS', result);
    assert.equal(result.total, 247);
    assert.deepEqual(result.unexplained, []);
    assert.deepEqual(result.outdated, []);
    assert.ok(result.right >= 246, `${result.right} of ${result.total}`);
    assert.ok(result.costliest.steps <= MOST_STEPS, `${result.costliest.id} took ${result.costliest.steps} steps`);
  },
);

test(
  'PKITS: trusted paths are valid under exactly the policies that the suite states',
  { skip: absence(FILE, 247) },
  async () => {
    const wrong: string[] = [];
    for (const pkits of readCases<PkitsCase>(FILE)) {
      const { result } = await run(pkits);
      if (result?.trusted !== true) continue;
      const got = [...(result.policies ?? [])].sort().join(' ');
      const expected = pkits.policy.user_constrained.map(policyOid).sort().join(' ');
      if (got !== expected) wrong.push(`${idOf(pkits)}: expected ${expected || 'none'}, got ${got || 'none'}`);
    }
    assert.deepEqual(wrong, []);
  },
);
