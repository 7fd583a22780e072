import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewEvent, RotationEntry, StepId } from '@cert-health/core';
import { carriesOneOf, companyCarrying, configurations, providerCertificate } from './carried-company.ts';
import { killEverywhere } from './killed-runs.ts';
import { importedKeystore } from './keystore-at-hand.ts';
import { companyWith, namesOnlyUsable, standsIn, startRotating } from './rotating.ts';

const say = (...steps: StepId[]): { say: readonly NewEvent[] } => ({
  say: steps.map((step) => ({ type: 'approved', step, by: 'a test' })),
});
const undo: { say: readonly NewEvent[] } = { say: [{ type: 'undo-started', why: 'a test' }] };

describe('a carried certificate whose process is killed', async () => {
  const [inUse, next] = await Promise.all([providerCertificate(350, 365), providerCertificate(1, 365)]);
  const company = await companyCarrying(inUse);
  for (const [name, entry, runs, wanted] of [
    ['carried', {}, [say(), say('verify', 'switch'), say('confirm')], 'new'],
    ['carried that is undone', {}, [say(), say('verify', 'switch'), undo], 'old'],
    ['carried beside', { method: 'replace' }, [say(), say('switch'), say('confirm')], 'second'],
    ['carried beside that is undone', { method: 'replace' }, [say(), say('switch'), undo], 'old'],
  ] as const) {
    test(`ends like one that is not, wherever that is: ${name}`, async (t) => {
      const of: RotationEntry = { certificate: 'Okta', from: 'okta.pem', ...entry };
      const first = await startRotating(company, of);
      const { inventory } = first;
      const was = await configurations(first);
      await first.end();
      const end = await killEverywhere(t, {
        name,
        runs,
        watch: carriesOneOf([inUse, next]),
        quick: true,
        standsIn: configurations,
        start: () => startRotating(company, of, { inventory, files: { 'okta.pem': next.pem } }),
      });
      const path = 'samlssoconfigs/Okta.samlssoconfig';
      const body = (der: Uint8Array): string => Buffer.from(der).toString('base64');
      if (wanted === 'old') assert.deepEqual(end, was);
      else if (wanted === 'new') assert.equal(end[path], was[path]?.replace(body(inUse.der), body(next.der)));
      else assert.deepEqual([Object.keys(end).length, path in end], [2, false]);
    });
  }
});

describe('a keystore whose rotation is killed', async () => {
  const company = await companyWith(2);
  const { files, imported } = await importedKeystore();
  for (const [name, last, wanted] of [
    ['guided', say('confirm'), { old: 'gone', new: 'usable' }],
    ['guided that is undone', undo, { old: 'usable', new: 'gone' }],
  ] as const) {
    test(`ends like one that is not, wherever that is: ${name}`, async (t) => {
      const of: RotationEntry = { certificate: 'Supplier_Client', method: 'import', keystore: 'supplier.jks' };
      const first = await startRotating(company, of);
      const { inventory, stored } = first;
      await first.end();
      const successor = stored.plan.successor ?? '';
      const { certificates } = await killEverywhere(t, {
        name,
        runs: [say(), { ...say('install'), deed: imported }, last],
        watch: namesOnlyUsable,
        quick: true,
        standsIn,
        start: () => startRotating(company, of, { inventory, files: files(successor) }),
      });
      assert.deepEqual(
        { old: certificates['Supplier_Client'] ?? 'gone', new: certificates[successor] ?? 'gone' },
        wanted,
      );
    });
  }
});
