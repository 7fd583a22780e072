import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forecastRenewals } from '@cert-health/core';

const fleet = (count: number, lifetimeDays: number): { lifetimeDays: number }[] =>
  Array.from({ length: count }, () => ({ lifetimeDays }));

describe('renewals a year', () => {
  it('are 405.6 for 50 certificates of 45 days, Salesforce\'s "400 updates"', () => {
    assert.equal(Math.round(forecastRenewals(fleet(50, 45), []).today * 10) / 10, 405.6);
  });

  it('grow as the limit falls', () => {
    const { today, under } = forecastRenewals(fleet(21, 365), [200, 100, 47]);
    assert.equal(today, 21);
    assert.deepEqual(
      under.map(({ limitDays, renewalsPerYear }) => [limitDays, Math.round(renewalsPerYear)]),
      [
        [200, 38],
        [100, 77],
        [47, 163],
      ],
    );
  });

  it('stay as they are for certificates that are shorter than the limit already', () => {
    const { today, under } = forecastRenewals(fleet(10, 45), [200, 100, 47]);
    assert.deepEqual(
      under.map(({ renewalsPerYear }) => renewalsPerYear),
      [today, today, today],
    );
  });

  it('are half as many again when renewed at two thirds of the lifetime, and the basis says so', () => {
    const early = forecastRenewals(fleet(50, 45), [], { renewAt: 2 / 3 });
    assert.equal(Math.round(early.today), Math.round(405.56 * 1.5));
    assert.match(early.basis, /67 %/);
    assert.match(forecastRenewals(fleet(50, 45), []).basis, /at the end of its lifetime.*50 certificates/);
  });

  it('are none for no certificates', () => {
    assert.equal(forecastRenewals([], [47]).under[0]?.renewalsPerYear, 0);
  });

  it('refuse a renewal point outside the lifetime', () => {
    for (const renewAt of [0, -1, 1.1, Number.NaN]) {
      assert.throws(() => forecastRenewals(fleet(1, 90), [], { renewAt }), RangeError);
    }
  });
});
