import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOfFacts } from '@cert-health/core';
import { readPlans, textOfPlan } from '../../src/rotation/plan-store.ts';
import type { StoredPlan } from '../../src/rotation/plan-store.ts';
import { folderWith } from '../fixtures/folder.ts';

/** A plan as far as reading looks at it. */
function planText(plannedAt: string): string {
  const rest = { version: 1, plannedAt } as Omit<StoredPlan, 'sum'>;
  return textOfPlan({ ...rest, sum: digestOfFacts(rest) });
}

test('what lies beside rotations is none, and a rotation that another machine planned is read by the plan that it began with', (t) => {
  const folder = folderWith(t, {
    'authorities/public.json': '{}',
    'acme/key.json': '{}',
    'rehearsals/Portal-1/plan.json': planText('2026-12-01T00:00:00Z'),
    'Planned-1/plan.json': planText('2026-12-02T00:00:00Z'),
    'Planned-1/begun.json': planText('2026-12-01T00:00:00Z'),
    'Elsewhere-1/begun.json': planText('2026-12-03T00:00:00Z'),
    'Elsewhere-1/journal.jsonl': '',
    'Lost-1/journal.jsonl': '',
    'Request-1/request.csr': 'kept',
  });
  const read = [...readPlans(folder)].map(([id, one]) => [id, 'stored' in one ? one.stored.plannedAt : one.problem]);
  assert.deepEqual(read.slice(0, 1), [['Elsewhere-1', '2026-12-03T00:00:00Z']]);
  assert.match(read[1]?.join(' ') ?? '', /^Lost-1 .*plan\.json cannot be read \(ENOENT\); make the plan again\.$/);
  assert.deepEqual(read.slice(2), [['Planned-1', '2026-12-02T00:00:00Z']]);
});
