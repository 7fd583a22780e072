import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { buildUseMap, planRotations } from '@cert-health/core';
import type { KnownOfCertificate, Planned, Plans } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';
import { emptyInventory, held, shownOutbound } from '../../fixtures/inventories.ts';

let signed: Issued;
before(async () => {
  const root = await issue({ subject: 'CN=Acme Root', ca: true, notBefore: '2020-01-01', notAfter: '2040-01-01' });
  signed = await issue({
    subject: 'CN=client',
    issuer: root,
    notBefore: '2026-01-01',
    notAfter: '2026-04-01',
    purposes: [clientAuth, serverAuth],
  });
});

function onlyPlan({ planned, notPlanned }: Plans): Planned {
  const [first] = planned;
  assert.ok(first && planned.length === 1, JSON.stringify(notPlanned));
  return first;
}

describe('what is known beside the inventory', () => {
  const known = (facts: KnownOfCertificate, on = '2026-01-20'): Plans => {
    const whole = { ...emptyInventory, holdings: [held([signed])], references: [shownOutbound] };
    const settings = {
      certificates: [{ certificate: 'Partner_*', authority: 'public' }],
      production: true,
      folder: '.cert-health',
    };
    const request = { inventory: whole, uses: buildUseMap(whole), settings, at: new Date(on) };
    return planRotations({ ...request, known: () => facts });
  };
  const windowOf = (start: string, end: string) => ({
    certificate: held([signed]).certificates[0]?.fingerprint ?? '',
    start: new Date(start),
    end: new Date(end),
  });

  test('makes a certificate due at once that its authority wants renewed early', () => {
    const { plan } = onlyPlan(known({ window: windowOf('2026-01-10', '2026-01-11') }));
    assert.match(plan.reason, /^Due since .*its authority asks for a renewal between Sat 10 Jan and Sun 11 Jan/);
  });

  test('never lets it pass for not due when its authority gave no answer', () => {
    const unanswered = 'The authority "public" does not answer at ca.example.';
    const { planned, notDue, notPlanned } = known({ unanswered });
    assert.deepEqual([planned, notDue], [[], []]);
    assert.match(
      notPlanned[0]?.problem ?? '',
      /^Whether it is due is not known: The authority "public" does not answer at ca\.example\. By what is known it is not due before /,
    );
    // Nor when what it said before says later.
    const kept = known({ unanswered, window: windowOf('2026-02-10', '2026-02-11') });
    assert.deepEqual([kept.notDue.length, kept.notPlanned.length], [0, 1]);
    // By dates it is due whatever the authority would say, which is told too.
    const late = onlyPlan(known({ unanswered }, '2026-03-15'));
    assert.match(late.plan.reason, /^Due since .* The authority "public" does not answer/);
  });

  test('says what was left out on purpose', () => {
    const { notDue, notPlanned } = known({ notAsked: '--network none' });
    assert.deepEqual(notPlanned, []);
    assert.match(notDue[0]?.reason ?? '', /^Not due before .*\. Its authority was not asked: --network none\.$/);
  });

  test('holds a try back after one that failed, and after a certificate for the same names', () => {
    const last = new Date('2026-03-15T00:00:00Z');
    const soon = '2026-03-15T00:00:30Z';
    const retried = known({ failures: { count: 1, last } }, soon);
    assert.match(retried.notDue[0]?.reason ?? '', /attempt 1 failed, the next one is at/);
    const issued = known({ issuedLast: last }, soon);
    assert.match(issued.notDue[0]?.reason ?? '', /a certificate for the same names was issued a moment ago/);
    // An authority that is silent changes nothing about that.
    const silent = known({ issuedLast: last, unanswered: 'It is silent.' }, soon);
    assert.deepEqual([silent.notDue.length, silent.notPlanned.length], [1, 0]);
  });
});
