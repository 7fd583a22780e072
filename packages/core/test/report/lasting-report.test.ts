import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate, lastingReport, reportFormats } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, held } from '../fixtures/inventories.ts';

const inventory = async () => {
  const of = (subject: string, notBefore: string, notAfter: string) => issue({ subject, notBefore, notAfter });
  return {
    ...emptyInventory,
    holdings: [
      held([await of('CN=Ends', '2026-01-01T00:00:00Z', '2026-11-26T12:00:00Z')], { name: 'Ends' }),
      held([await of('CN=Ended', '2026-01-01T00:00:00Z', '2026-11-10T12:00:00Z')], { name: 'Ended' }),
    ],
  };
};
const judged = async (day: string) => {
  const at = new Date(`${day}T02:15:00Z`);
  return evaluate(await inventory(), { at, generatedAt: at });
};

describe('what is written to a file', () => {
  it('says of an end the same on the next day', async () => {
    const words = (report: Awaited<ReturnType<typeof judged>>): unknown[] =>
      lastingReport(report).findings.map(({ id, title, detail, remedy }) => ({ id, title, detail, remedy }));
    const [today, tomorrow] = [await judged('2026-11-22'), await judged('2026-11-23')];
    assert.notDeepEqual(
      today.findings.map(({ title }) => title),
      tomorrow.findings.map(({ title }) => title),
      'without it the words would differ',
    );
    assert.deepEqual(words(today), words(tomorrow));
  });

  it('counts no days from the scan, in any format', async () => {
    const report = await judged('2026-11-22');
    for (const { name, write } of reportFormats) {
      assert.doesNotMatch(write(report), /\b(in \d+ days|\d+ days ago|\d+ % of its)\b/, name);
    }
  });
});
