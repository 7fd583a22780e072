import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Company, PracticeOrg } from '@cert-health/practice-org';
import { companyWith, standsIn, startRotating } from './rotating.ts';

type Faults = Parameters<PracticeOrg['setFaults']>[0];

let company: Company;
before(async () => {
  company = await companyWith(2);
});

describe('a session that does not see or may not change everything', () => {
  for (const [what, faults, wanted] of [
    [
      'a policy hides certificates from',
      { sessionPolicy: 'empty' },
      /list came empty, although Supplier names a certificate.*session security policy "Manage Certificates"/,
    ],
    ['a policy refuses certificates to', { sessionPolicy: 'error' }, /session security policy "Manage Certificates"/],
    ['lacks Manage Certificates', { deny: ['ManageCertificates', 'CustomizeApplication'] }, /"Manage Certificates"/],
    ['lacks what deploying needs', { deny: ['ModifyMetadata'] }, /"Modify Metadata Through Metadata API Functions"/],
    ['sees an org in which everything is empty', { emptyLists: true }, /not there any more|empty list/],
  ] as const satisfies readonly (readonly [string, Faults, RegExp])[]) {
    test(`changes nothing, and is told why: ${what}`, async (t) => {
      const one = await startRotating(company, { certificate: 'Supplier_Client', authority: 'practice' });
      t.after(() => one.end());
      const was = await standsIn(one);
      one.practice.setFaults(faults);
      const end = await one.run();
      one.practice.setFaults({});
      const { problem = '', again = '' } = end.standing.steps.find(({ id }) => id === 'preflight') ?? {};
      assert.match(problem, wanted);
      // It has only looked, so that a run looks again by itself.
      assert.deepEqual([end.refused, Date.parse(again) > Date.now()], [true, true]);
      assert.deepEqual(await standsIn(one), was);
      assert.equal(one.port.counts.deploys, 0);
    });
  }
});
