import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewEvent, RotationEntry } from '@cert-health/core';
import type { Course } from './kill-courses.ts';
import { tryKills } from './kill-courses.ts';
import type { Rotating } from './rotating.ts';
import { companyWith, standsIn } from './rotating.ts';

const approve = (step: 'switch' | 'confirm') => [{ type: 'approved', step, by: 'a test' }] as const;
const undo: readonly NewEvent[] = [{ type: 'undo-started', why: 'a test' }];

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
const own: RotationEntry = { certificate: 'Supplier_Client' };
const courses: readonly (Pick<Course, 'name' | 'entry' | 'runs'> & { wanted: { old: string; new: string } })[] = [
  { name: 'new-key', entry: signed, runs: [[], approve('confirm')], wanted: { old: 'gone', new: 'usable' } },
  {
    name: 'self-signed',
    entry: own,
    runs: [[], approve('switch'), approve('confirm')],
    wanted: { old: 'gone', new: 'usable' },
  },
  { name: 'new-key that is undone', entry: signed, runs: [[], undo], wanted: { old: 'usable', new: 'gone' } },
];

/** No reference names what cannot be used: looked at after each deployment. */
function watchOver(one: Rotating): () => Promise<void> {
  return async () => {
    const { certificates, named } = await standsIn(one);
    for (const [path, name = ''] of Object.entries(named)) {
      assert.equal(certificates[name], 'usable', `${path} names ${name}`);
    }
  };
}

describe('a rotation whose process is killed', async () => {
  const company = await companyWith(2);
  for (const { wanted, ...course } of courses) {
    test(`ends like one that is not, wherever that is: ${course.name}`, (t) =>
      tryKills(t, company, {
        ...course,
        stands: standsIn,
        watch: watchOver,
        async ends(one) {
          const { certificates } = await standsIn(one);
          const successor = one.stored.plan.successor ?? '';
          assert.deepEqual(
            { old: certificates['Supplier_Client'] ?? 'gone', new: certificates[successor] ?? 'gone' },
            wanted,
          );
        },
      }));
  }
});
