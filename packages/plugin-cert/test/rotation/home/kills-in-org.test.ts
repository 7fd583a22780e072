import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewEvent, RotationEntry, StepId } from '@cert-health/core';
import { companyCarrying, configurations, providerCertificate, carriesOneOf } from '../execution/carried-company.ts';
import { importedKeystore } from '../execution/keystore-at-hand.ts';
import { companyWith, namesOnlyUsable, standsIn } from '../execution/rotating.ts';
import type { CourseInOrg } from './lost-machines.ts';
import { loseMachines } from './lost-machines.ts';

const approve = (...steps: StepId[]) => ({
  say: (by: string): readonly NewEvent[] => steps.map((step) => ({ type: 'approved', step, by })),
});
const undo = { say: (): readonly NewEvent[] => [{ type: 'undo-started', why: 'a test' }] };
const nothing = approve();

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
const own: RotationEntry = { certificate: 'Supplier_Client' };
const moved = { old: 'gone', new: 'usable' };
const asBefore = { old: 'usable', new: 'gone' };

describe('a rotation in the records of the org whose machine is lost', async () => {
  const company = await companyWith(2);
  const { files, imported } = await importedKeystore();
  const keystore: RotationEntry = { certificate: 'Supplier_Client', method: 'import', keystore: 'supplier.jks' };
  const install = { ...approve('install'), deed: imported };
  const courses: readonly (Pick<CourseInOrg<unknown>, 'name' | 'entry' | 'runs' | 'files'> & {
    readonly wanted: { readonly old: string; readonly new: string };
  })[] = [
    { name: 'new-key', entry: signed, runs: [nothing, approve('confirm')], wanted: moved },
    { name: 'self-signed', entry: own, runs: [nothing, approve('switch'), approve('confirm')], wanted: moved },
    { name: 'new-key that is undone', entry: signed, runs: [nothing, undo], wanted: asBefore },
    { name: 'guided', entry: keystore, files, runs: [nothing, install, approve('confirm')], wanted: moved },
    { name: 'guided that is undone', entry: keystore, files, runs: [nothing, install, undo], wanted: asBefore },
  ];
  for (const { wanted, ...course } of courses) {
    test(`ends on another machine like one that is not, wherever that is: ${course.name}`, async (t) => {
      const { end, successor } = await loseMachines(t, company, { ...course, standsIn, watch: namesOnlyUsable });
      const { certificates } = end;
      assert.deepEqual(
        { old: certificates['Supplier_Client'] ?? 'gone', new: certificates[successor] ?? 'gone' },
        wanted,
      );
    });
  }
});

describe('a carried certificate in the records of the org whose machine is lost', async () => {
  const [inUse, next] = await Promise.all([providerCertificate(350, 365), providerCertificate(1, 365)]);
  const company = await companyCarrying(inUse);
  const path = 'samlssoconfigs/Okta.samlssoconfig';
  const body = (der: Uint8Array): string => Buffer.from(der).toString('base64');
  for (const [name, entry, runs, wanted] of [
    ['carried', {}, [nothing, approve('verify', 'switch'), approve('confirm')], [true, 'new']],
    ['carried that is undone', {}, [nothing, approve('verify', 'switch'), undo], [true, 'old']],
    ['carried beside', { method: 'replace' }, [nothing, approve('switch'), approve('confirm')], [false, 'gone']],
  ] as const) {
    test(`ends on another machine like one that is not, wherever that is: ${name}`, async (t) => {
      const { end } = await loseMachines(t, company, {
        name,
        entry: { certificate: 'Okta', from: 'okta.pem', ...entry },
        files: () => ({ 'okta.pem': next.pem }),
        runs,
        standsIn: configurations,
        watch: carriesOneOf([inUse, next]),
      });
      const text = end[path];
      const carries = text === undefined ? 'gone' : text.includes(body(next.der)) ? 'new' : 'old';
      assert.deepEqual([text !== undefined, carries], wanted);
      // The other configuration is there, and nothing but these.
      assert.equal(Object.keys(end).length, 2);
      assert.ok(
        Object.values(end).filter((one) => one.includes(body(inUse.der))).length === (carries === 'old' ? 1 : 0),
      );
    });
  }
});
