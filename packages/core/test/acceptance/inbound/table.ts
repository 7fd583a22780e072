import assert from 'node:assert/strict';
import { it } from 'node:test';
import { judgeInbound } from '@cert-health/core';
import type { InboundAttempt, InboundStepId, InboundVerdict } from '@cert-health/core';

const API_STEPS = [
  'my-domain',
  'port',
  'chain-sent',
  'signatures',
  'dates',
  'revocation',
  'root-listed',
  'purpose',
  'permission',
  'on-list',
  'same-certificate',
];
const USER_STEPS = [...API_STEPS.filter((id) => id !== 'port').slice(0, 7), 'mapped'];

/** The step of a verdict. */
export const stepOf = ({ steps }: InboundVerdict, id: InboundStepId) => {
  const step = steps.find((one) => one.id === id);
  assert.ok(step, id);
  return step;
};

export interface Row {
  readonly says: string;
  readonly attempt: InboundAttempt;
  readonly verdict: InboundVerdict['verdict'];
  readonly decidedBy?: InboundStepId;
  readonly outcomes?: Partial<Record<InboundStepId, string>>;
  readonly detail?: RegExp;
}

/** Each row of a table is a test; the step that decides must say why, name its rule, and say what to do. */
export function rows(table: readonly Row[]): void {
  for (const { says, attempt, verdict, decidedBy, outcomes = {}, detail } of table) {
    it(says, async () => {
      const judged = await judgeInbound(attempt);
      assert.deepEqual(
        judged.steps.map(({ id }) => id),
        attempt.use === 'inbound-api-mtls' ? API_STEPS : USER_STEPS,
      );
      assert.deepEqual([judged.verdict, judged.decidedBy], [verdict, decidedBy ?? null], JSON.stringify(judged.steps));
      for (const [id, outcome] of Object.entries(outcomes))
        assert.equal(stepOf(judged, id as InboundStepId).outcome, outcome, id);
      if (decidedBy) {
        const step = stepOf(judged, decidedBy);
        assert.ok(step.detail && step.rule.document && step.rule.section);
        if (detail) assert.match(step.detail, detail);
        if (step.outcome === 'fail') assert.match(step.remedy ?? '', /^(Whoever runs the client|An admin|The user): /);
      }
    });
  }
}
