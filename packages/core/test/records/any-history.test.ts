import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planPublication } from '@cert-health/core';
import type { ExistingRows, Finding, HealthReport, PublicationOptions } from '@cert-health/core';
import { certificate, finding, fingerprintOf, holding, report, source, use } from './made-report.ts';
import { RecordStore, rowsPlanned } from './record-store.ts';

/** Any scans of a small org one day after the other, and what people do between them. */

const names = fc.constantFrom('A', 'B', 'C');
const checks = fc.constantFrom('expired', 'expiring', 'client-auth-missing', 'revoked');
const severities = fc.constantFrom('critical', 'warning', 'info');
const statuses = fc.constantFrom('read', 'denied', 'unavailable', 'failed');
const sourceIds = ['org.certificates', 'org.saml', 'org.apex'];

const findings = fc.uniqueArray(
  fc
    .record({
      check: checks,
      name: names,
      severity: severities,
      waived: fc.boolean(),
      owner: fc.option(fc.constantFrom('Ann', 'Bo'), { nil: undefined }),
      forUse: fc.boolean(),
      days: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ check, name, severity, waived, owner, forUse, days }): Finding =>
      finding(check, name, {
        severity,
        evidence: { days },
        ...(waived ? { status: 'waived', waiver: { reason: 'Later', owner: 'Cy', until: '2026-12-01' } } : {}),
        ...(owner === undefined ? {} : { owner }),
        ...(forUse ? { use: 'outbound-apex-mtls' } : {}),
      }),
    ),
  { selector: ({ id }) => id, maxLength: 6 },
);

const places = fc.uniqueArray(
  fc.record({
    name: names,
    generation: fc.integer({ min: 1, max: 2 }),
    state: fc.constantFrom('readable', 'pending', 'unreadable'),
    alsoIn: fc.boolean(),
  }),
  { selector: ({ name }) => name, maxLength: 3 },
);

const uses = fc.uniqueArray(
  fc.record({
    name: names,
    from: fc.constantFrom(...sourceIds),
    referrer: fc.constantFrom('X', 'Y'),
    found: fc.boolean(),
  }),
  { selector: (one) => JSON.stringify(one), maxLength: 5 },
);

const parts = fc.record({
  sources: fc.tuple(statuses, statuses, statuses),
  places,
  uses,
  findings,
  notChecked: fc.array(fc.record({ check: checks, reason: fc.constantFrom('x', 'y') }), { maxLength: 2 }),
  notAbout: fc.array(fc.record({ check: checks, subject: names, reason: fc.constantFrom('x', 'y') }), { maxLength: 3 }),
  checksOff: fc.subarray(['expired', 'revoked']),
  hasSettings: fc.boolean(),
});

const scans = fc.array(parts, { minLength: 1, maxLength: 4 }).map((all) =>
  all.map((one, day): HealthReport => {
    const read = one.places.filter(({ state }) => state === 'readable');
    return report({
      at: new Date(Date.UTC(2026, 10, 22 + 3 * day, 2, 15, 7, 250)).toISOString(),
      sources: one.sources.map((status, index) => source(sourceIds[index] as string, status)),
      certificates: read.map(({ name, generation, alsoIn }) =>
        certificate(name, {
          generation,
          holdings: [holding(name), ...(alsoIn ? [holding(name, { source: 'org.saml', kind: 'trusted' })] : [])],
        }),
      ),
      pending: one.places
        .filter(({ state }) => state !== 'readable')
        .map(({ name, state }) => ({
          ...holding(name),
          reason: state,
          ...(state === 'pending' ? { pendingSignature: true } : {}),
        })),
      uses: one.uses.map(({ name, from, referrer, found }) =>
        use(name, {
          certificate: found ? fingerprintOf(name) : null,
          reference: { source: from, name: referrer, field: 'f' },
        }),
      ),
      findings: one.findings,
      notChecked: [...one.notChecked, ...one.notAbout],
      decisions: { checksOff: one.checksOff, ...(one.hasSettings ? { file: 'cert-health.yml' } : {}) },
    });
  }),
);

const edits = fc.array(
  fc.record({
    row: fc.nat(),
    fields: fc.constantFrom<Record<string, unknown>>(
      { Status__c: 'acknowledged', Decided_By__c: 'Dee', Decision_Note__c: 'Mine' },
      { Status__c: 'waived', Waived_Until__c: '2026-11-25', Decision_Note__c: 'Mine', Waived_By_Settings__c: false },
      { Status__c: 'open' },
      { Responsible__c: 'Dee' },
    ),
  }),
  { maxLength: 3 },
);

const history = fc.record({ scans, edits, origin: fc.constantFrom('cli', 'browser', 'scheduled') });

function lived({
  scans: all,
  edits: some,
  origin,
}: {
  scans: HealthReport[];
  edits: { row: number; fields: Record<string, unknown> }[];
  origin: PublicationOptions['origin'];
}): { store: RecordStore; next: HealthReport; options: PublicationOptions } {
  const store = new RecordStore();
  const options: PublicationOptions = { origin, scannedBy: 'Ann', outOfReach: ['org.apex'] };
  for (const scan of all.slice(0, -1)) {
    store.publish(scan, options);
    const keys = store.keys('CertHealth_Finding__c');
    for (const { row, fields } of some) {
      const key = keys[row % Math.max(1, keys.length)];
      if (key !== undefined) store.edit('CertHealth_Finding__c', key, fields);
    }
  }
  return { store, next: all.at(-1) as HealthReport, options };
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  return items
    .map((item, index) => ({ item, rank: Math.imul(index + 1, seed | 1) ^ (seed >>> 3) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

describe('after any history of scans and decisions', () => {
  it('a scan published twice plans nothing the second time', () => {
    fc.assert(
      fc.property(history, (past) => {
        const { store, next, options } = lived(past);
        store.publish(next, options);
        assert.deepEqual(store.plan(next, options).steps, []);
        assert.deepEqual(planPublication(next, store.existing('without'), options).steps, []);
      }),
      { numRuns: 300 },
    );
  });

  it('neither the order of the report nor that of the rows matters', () => {
    fc.assert(
      fc.property(history, fc.nat(), (past, seed) => {
        const { store, next, options } = lived(past);
        const turned: HealthReport = {
          ...next,
          sources: shuffled(next.sources, seed),
          certificates: shuffled(next.certificates, seed),
          pending: shuffled(next.pending, seed),
          uses: shuffled(next.uses, seed),
          findings: shuffled(next.findings, seed),
          notChecked: shuffled(next.notChecked, seed),
        };
        const rows = Object.fromEntries(
          Object.entries(store.existing()).map(([object, all]) => [object, shuffled(all, seed)]),
        ) as ExistingRows;
        assert.deepEqual(planPublication(turned, rows, options), store.plan(next, options));
      }),
      { numRuns: 200 },
    );
  });

  it('nothing that people wrote is touched', () => {
    fc.assert(
      fc.property(history, (past) => {
        const { store, next, options } = lived(past);
        for (const { object, key, fields, isNew } of rowsPlanned(store.plan(next, options))) {
          if (isNew || object === 'CertHealth_Scan__c') continue;
          assert.ok(!('Notes__c' in fields), 'notes');
          const before = store.row(object, key);
          for (const field of ['Responsible__c', 'Decision_Note__c']) {
            if (field in fields) assert.equal(before[field] ?? null, null, `${key} had ${field}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a scan cut short anywhere is completed by publishing it again', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 40 }), (past, most) => {
        const [whole, cutShort] = [lived(past), lived(past)];
        whole.store.publish(whole.next, whole.options);
        cutShort.store.publish(cutShort.next, cutShort.options, most);
        cutShort.store.publish(cutShort.next, cutShort.options);
        assert.deepEqual(cutShort.store.contents(), whole.store.contents());
      }),
      { numRuns: 200 },
    );
  });

  it('what is resolved or gone was looked at', () => {
    fc.assert(
      fc.property(history, (past) => {
        const { store, next, options } = lived(past);
        const read = new Set(next.sources.filter(({ status }) => status === 'read').map(({ id }) => id));
        for (const { object, key, fields } of rowsPlanned(store.plan(next, options))) {
          const ended = fields['Status__c'] === 'resolved' || fields['Is_Gone__c'] === true;
          if (ended) assert.ok(read.has(String(store.row(object, key)['Source__c'])), `${key} ended unseen`);
        }
      }),
      { numRuns: 200 },
    );
  });
});
