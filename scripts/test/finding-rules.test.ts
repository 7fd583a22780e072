/** Who gets past the validation rules of findings, by which fields: nobody waives but those who may, in their own name. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { certificate, DAY_1, DAY_2, DAY_3, finding, report } from '../../packages/core/test/records/made-report.ts';
import { RecordStore, rowsPlanned } from '../../packages/core/test/records/record-store.ts';
import { findingRules, refusedBy } from './rules/finding-rules.ts';
import { holds } from './rules/formula.ts';
import type { Value, Writing } from './rules/formula.ts';

type Row = Readonly<Record<string, Value>>;

const today = new Date('2026-11-30');
const inDays = (days: number): Date => new Date(today.getTime() + days * 86_400_000);
const people: Readonly<Record<string, readonly string[]>> = {
  decider: [],
  approver: ['CertHealth_Waive'],
  scanner: ['CertHealth_Scan'],
  admin: ['CertHealth_Waive', 'CertHealth_Scan', 'CertHealth_Settings'],
};

function writing(who: string, before: Row | undefined, change: Row): Writing {
  return {
    record: { ...before, ...change },
    before,
    permissions: new Set(people[who]),
    username: `${who}@acme.example`,
    today,
  };
}
const refused = (who: string, before: Row | undefined, change: Row): string[] =>
  refusedBy(writing(who, before, change));

const open: Row = {
  Finding_Key__c: 'expiring/a',
  Check__c: 'expiring',
  Status__c: 'open',
  Waived_By_Settings__c: false,
};
const waived: Row = {
  ...open,
  Status__c: 'waived',
  Waived_Until__c: inDays(3),
  Decided_By__c: 'approver@acme.example',
};
const bySettings: Row = { ...waived, Waived_By_Settings__c: true, Decided_By__c: 'Web team', Waived_Until__c: null };
const byOneself = (who: string): Row => ({
  Status__c: 'waived',
  Waived_Until__c: inDays(30),
  Decided_By__c: `${who}@acme.example`,
});

describe('waiving', () => {
  for (const who of Object.keys(people)) {
    const may = who === 'approver' || who === 'admin';
    it(`is ${may ? '' : 'not '}for the ${who}, of a record that is there or a new one`, () => {
      assert.equal(refused(who, open, byOneself(who)).length === 0, may);
      assert.equal(refused(who, undefined, { ...open, ...byOneself(who) }).length === 0, may);
      const longer = { ...byOneself(who), Waived_Until__c: inDays(90) };
      assert.equal(refused(who, waived, longer).length === 0, may);
    });
  }

  it('is not reached by saying that the settings did, or that they no longer do', () => {
    for (const who of ['decider', 'approver']) {
      for (const [before, change] of [
        [open, { ...byOneself(who), Waived_By_Settings__c: true }],
        [undefined, { ...open, ...byOneself(who), Waived_By_Settings__c: true }],
        [waived, { Waived_By_Settings__c: true, Decided_By__c: `${who}@acme.example` }],
        [open, { Waived_By_Settings__c: true }],
      ] as const) {
        assert.ok(refused(who, before, change).includes('Waiver_of_Settings_Is_for_Scans'), JSON.stringify(change));
      }
    }
    const kept = { Waived_By_Settings__c: false, Decided_By__c: 'decider@acme.example' };
    assert.ok(refused('decider', bySettings, kept).includes('Waiver_Needs_Its_Permission'));
    assert.ok(refused('approver', bySettings, kept).includes('Waiver_Needs_an_End'), 'theirs has none');
    const longer = { Waived_Until__c: inDays(400), Decided_By__c: 'decider@acme.example' };
    assert.ok(refused('decider', bySettings, longer).includes('Waiver_Needs_Its_Permission'));
  });

  it('needs an end within a year, of a new record too', () => {
    for (const Waived_Until__c of [null, inDays(368)]) {
      const change = { ...byOneself('admin'), Waived_Until__c };
      assert.deepEqual(refused('admin', open, change), ['Waiver_Needs_an_End']);
      assert.deepEqual(refused('admin', undefined, { ...open, ...change }), ['Waiver_Needs_an_End']);
    }
  });

  it('stays with its finding: no other certificate or check is put under it', () => {
    for (const field of ['Finding_Key__c', 'Check__c', 'Source__c', 'Subject_Name__c', 'Certificate__c']) {
      assert.deepEqual(refused('approver', waived, { [field]: 'other' }), ['Waiver_Stays_with_Its_Finding']);
      assert.deepEqual(refused('scanner', waived, { [field]: 'other' }), []);
    }
  });
});

describe('who decided', () => {
  it('is whoever saves, by their user name', () => {
    for (const who of ['approver', 'admin']) {
      const forged = { ...byOneself(who), Decided_By__c: 'ceo@acme.example' };
      assert.deepEqual(refused(who, open, forged), ['Decision_Names_Who_Decides']);
      assert.deepEqual(refused(who, open, { ...byOneself(who), Decided_By__c: null }), ['Decision_Names_Who_Decides']);
      assert.deepEqual(refused(who, undefined, { ...open, Decided_By__c: 'x' }), ['Decision_Names_Who_Decides']);
    }
    const acknowledged = { Status__c: 'acknowledged', Decided_By__c: 'decider@acme.example' };
    assert.deepEqual(refused('decider', open, acknowledged), []);
    assert.deepEqual(refused('admin', open, { Status__c: 'acknowledged' }), ['Decision_Names_Who_Decides']);
  });

  it('is not changed afterwards, nor taken away', () => {
    for (const change of [{ Decided_By__c: 'ceo@acme.example' }, { Decided_By__c: null }, { Decided_At__c: today }]) {
      assert.deepEqual(refused('decider', waived, change), ['Decision_Names_Who_Decides'], JSON.stringify(change));
    }
    assert.deepEqual(refused('decider', waived, { Status__c: 'open' }), ['Decision_Names_Who_Decides']);
    const reopened = { Status__c: 'open', Waived_Until__c: null, Decided_By__c: 'decider@acme.example' };
    assert.deepEqual(refused('decider', waived, reopened), []);
    assert.deepEqual(refused('decider', waived, { Responsible__c: 'Kim' }), [], 'that is no decision');
  });
});

describe('what a scan writes', () => {
  it('says what the settings file says, with its owner, and ends it', () => {
    for (const who of ['scanner', 'admin']) {
      assert.deepEqual(refused(who, undefined, bySettings), []);
      assert.deepEqual(refused(who, open, bySettings), []);
      const ended = { Status__c: 'open', Waived_By_Settings__c: false, Decided_By__c: null, Decided_At__c: null };
      assert.deepEqual(refused(who, bySettings, ended), []);
      assert.deepEqual(refused(who, waived, { Status__c: 'open', Waived_By_Settings__c: false }), []);
      assert.deepEqual(refused(who, waived, { Severity__c: 'critical', Status__c: 'waived' }), []);
      assert.deepEqual(refused(who, { ...open, Status__c: 'acknowledged' }, { Status__c: 'resolved' }), []);
    }
  });
});

/** A record as formulas see it: dates are dates. */
function asRecord(row: object): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(value) : (value as Value),
    ]),
  );
}

/** Publishes as somebody who may scan and nothing else; every row must get past the rules. */
function publishes(store: RecordStore, scan: HealthReport): void {
  for (const row of rowsPlanned(store.plan(scan))) {
    const known = store.keys(row.object).includes(row.key);
    const before = known ? asRecord(store.row(row.object, row.key)) : undefined;
    const change = asRecord(row.fields);
    if (row.object === 'CertHealth_Finding__c')
      assert.deepEqual(refused('scanner', before, change), [], JSON.stringify({ before, change }));
    store.write(row);
  }
}

describe('a publication', () => {
  const key = 'expiring/org.certificates/A';
  const byFile = { status: 'waived' as const, waiver: { reason: 'Later.', owner: 'Web team', until: '2026-11-23' } };
  const seen = { open: [finding('expiring', 'A')], waived: [finding('expiring', 'A', byFile)], gone: [] };
  const decisions: Readonly<Record<string, Record<string, unknown> | undefined>> = {
    nothing: undefined,
    acknowledged: { Status__c: 'acknowledged', Decided_By__c: 'kim@acme.example', Waived_By_Settings__c: false },
    waived: { ...byOneself('admin'), Waived_Until__c: '2027-01-31', Waived_By_Settings__c: false },
    over: { ...byOneself('admin'), Waived_Until__c: '2026-11-22', Waived_By_Settings__c: false },
  };

  for (const [name, decision] of Object.entries(decisions)) {
    it(`gets past the rules, whatever is in the settings file, where people decided: ${name}`, () => {
      const states = Object.values(seen).flatMap((findings) => [true, false].map((hasFile) => ({ findings, hasFile })));
      for (const first of states) {
        for (const second of states) {
          for (const third of states) {
            const store = new RecordStore();
            const days = [DAY_1, DAY_2, DAY_3];
            [first, second, third].forEach(({ findings, hasFile }, day) => {
              publishes(
                store,
                report({
                  at: days[day] ?? DAY_3,
                  certificates: [certificate('A')],
                  findings,
                  decisions: { checksOff: [], ...(hasFile ? { file: 'cert-health.yml' } : {}) },
                }),
              );
              const isThere = store.keys('CertHealth_Finding__c').includes(key);
              if (day === 0 && decision && isThere) store.edit('CertHealth_Finding__c', key, decision);
            });
          }
        }
      }
    });
  }
});

describe('the reader of formulas', () => {
  it('does not guess', () => {
    for (const formula of ['REGEX(Status__c, "a")', 'AND(TRUE, Name)', 'Status__c & "a"', 'NOT(ISNEW()) ISNEW()'])
      assert.throws(() => holds(formula, writing('admin', open, {})), formula);
    assert.equal(findingRules.size, 5);
  });
});
