import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideDue, jitterOf } from '@cert-health/core';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse('2026-01-01T00:00:00Z');

interface Simulated {
  validity: { notBefore: Date; notAfter: Date };
  fingerprint: string;
  failures: number;
  last: Date;
  issued: Date[];
}

/** What an authority gives: valid from an hour before, as public ones do. */
function issue(one: Simulated, at: Date, days: number): void {
  one.validity = {
    notBefore: new Date(at.getTime() - HOUR),
    notAfter: new Date(at.getTime() - HOUR + days * DAY - 1000),
  };
  one.fingerprint = `${one.fingerprint.split('#')[0]}#${one.issued.length}`;
  one.issued.push(at);
  one.failures = 0;
}

for (const { days, every, least } of [
  { days: 45, every: 8, least: 1100 },
  { days: 45, every: 24, least: 1100 },
  { days: 160 / 24, every: 4, least: 9000 },
]) {
  test(`fifty certificates of ${days.toFixed(1)} days over two years, looked at every ${every} hours with a tenth of all tries failing: none late, none twice`, () => {
    const all = Array.from({ length: 50 }, (_, n): Simulated => {
      const one: Simulated = {
        validity: { notBefore: new Date(0), notAfter: new Date(0) },
        fingerprint: `c${n}`,
        failures: 0,
        last: new Date(0),
        issued: [],
      };
      issue(one, new Date(start - (n * days * DAY) / 100), days);
      return one;
    });
    for (let hour = 0; hour < 2 * 365 * 24; hour += every) {
      // The clock of the machine is off by up to half an hour.
      const at = new Date(start + hour * HOUR + (jitterOf('clock', hour) - 0.5) * HOUR);
      for (const one of all) {
        const { validity, fingerprint: certificate, failures: count, last, issued } = one;
        const failures = count > 0 ? { failures: { count, last } } : {};
        const due = decideDue({ certificate, validity, at, issuedLast: issued.at(-1) ?? at, ...failures });
        assert.notEqual(due.because, 'ended', `${certificate} at ${at.toISOString()}`);
        if (!due.due) continue;
        if (jitterOf(certificate, hour, 'fails') >= 0.1) issue(one, at, days);
        else [one.failures, one.last] = [count + 1, at];
      }
    }
    for (const { issued, fingerprint } of all) {
      for (const [n, at] of issued.entries()) {
        const gap = n === 0 ? Infinity : at.getTime() - (issued[n - 1]?.getTime() ?? 0);
        assert.ok(gap > 0.4 * days * DAY, `${fingerprint}: ${gap / DAY} days between two`);
      }
    }
    const renewals = all.reduce((sum, { issued }) => sum + issued.length - 1, 0);
    assert.ok(renewals > least, `${renewals} renewals`);
  });
}
