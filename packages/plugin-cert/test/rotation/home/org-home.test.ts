import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry } from '@cert-health/core';
import { digestOf, eventKey } from '../../../src/rotation/home/org-rows.ts';
import { textOfPlan } from '../../../src/rotation/plan-store.ts';
import { companyWith, standsIn } from '../execution/rotating.ts';
import { startInOrg } from './rotating-in-org.ts';

let company: Company;
before(async () => {
  company = await companyWith(2);
});

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };

async function started(t: TestContext, entry: RotationEntry = signed) {
  const one = await startInOrg(company, entry);
  t.after(() => one.end());
  return one;
}

describe('a rotation in the records of the org', () => {
  test('is gone on with by a machine that has nothing of it', async (t) => {
    const one = await started(t);
    const { by, stored } = one;
    const first = await one.runOn(one.machine());
    assert.equal(first.standing.steps.find(({ id }) => id === 'switch')?.state, 'done');
    const waiting = await one.row();
    assert.deepEqual(
      [waiting['State__c'], waiting['Step__c'], waiting['Waits_For__c'], waiting['Runner__c'], waiting['Lock__c']],
      ['waiting', 'confirm', 'approver', null, 'org.certificates/supplier_client'],
    );
    const other = one.machine();
    const last = await one.runOn(other, [{ type: 'approved', step: 'confirm', by }]);
    assert.ok(last.standing.steps.every(({ state }) => state === 'done'));
    const over = await one.row();
    assert.deepEqual([over['State__c'], over['Lock__c'], over['Runner__c']], ['done', null, null]);
    const { certificates } = await standsIn(one);
    assert.deepEqual(
      [certificates['Supplier_Client'], certificates[stored.plan.successor ?? '']],
      [undefined, 'usable'],
    );
    // What a partner needs lies in the folder of this machine, too.
    const copy = (name: string): string => readFileSync(join(other.folder, stored.plan.id, name), 'utf8');
    assert.match(copy('chain.pem'), /BEGIN CERTIFICATE/);
    assert.match(copy('request.csr'), /BEGIN CERTIFICATE REQUEST/);
    assert.equal(copy('journal.jsonl').trimEnd().split('\n').length, Number(over['Last_Event__c']));
  });

  test('costs a writing request an event at most, and one to give it back', async (t) => {
    const one = await started(t);
    await one.runOn(one.machine());
    const last = Number((await one.row())['Last_Event__c']);
    assert.equal(one.asked.filter((parts) => parts.includes('event')).length, last);
    const others = one.asked.filter((parts) => !parts.includes('event')).map((parts) => parts.join());
    // Each deployment is proven here, as the harness has it that nothing is known to hold for long.
    assert.deepEqual(others, ['proof', 'proof', 'proof', 'proof,free']);
    // To look once more at what waits writes nothing.
    const before = one.asked.length;
    await one.runOn(one.machine());
    assert.equal(one.asked.length, before);
  });

  test('takes in what people approve in the console meanwhile', async (t) => {
    const one = await started(t);
    const { by, id } = one;
    // As the console does it: an event, and the count of the rotation, in one transaction.
    const approve = async (step: string): Promise<void> => {
      const row = await one.row();
      const number = Number(row['Last_Event__c']) + 1;
      const at = one.records
        .now()
        .toISOString()
        .replace(/\.\d+Z$/, '.000Z');
      const line = JSON.stringify({ version: 1, at, type: 'approved', step, by });
      const written = await one.records.together([
        {
          called: 'event',
          method: 'POST',
          path: 'CertHealth_Rotation_Event__c',
          fields: {
            Rotation__c: String(row['Id']),
            Key__c: eventKey(id, number),
            Number__c: number,
            Type__c: 'approved',
            Step__c: step,
            At__c: at,
            By__c: by,
            Line__c: line,
            Digest__c: digestOf(line),
          },
        },
        {
          called: 'rotation',
          method: 'PATCH',
          path: `CertHealth_Rotation__c/${String(row['Id'])}`,
          fields: { Last_Event__c: number },
        },
      ]);
      assert.ok('ids' in written, JSON.stringify(written));
    };
    let count = 0;
    const busy = one.machine((own) => ({
      ...own,
      async together(writes) {
        // Somebody is quicker, just before the run adds its sixth event.
        if (writes.some(({ called }) => called === 'event') && ++count === 6) await approve('confirm');
        return own.together(writes);
      },
    }));
    const end = await one.runOn(busy);
    assert.deepEqual([end.standing.steps.find(({ id: step }) => step === 'retire')?.state, count > 6], ['done', true]);
    const approved = (await one.events()).filter(({ Type__c: type }) => type === 'approved');
    assert.equal(approved.length, 1);
    const copy = readFileSync(join(busy.folder, id, 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    assert.equal(copy.length, Number((await one.row())['Last_Event__c']));
  });

  test('stops when its record is deleted under it, loses nothing, and goes on when it is back', async (t) => {
    const one = await started(t);
    let count = 0;
    const remove = async (): Promise<void> => {
      const { Id: recordId } = await one.row();
      await one.connection.sobject('CertHealth_Rotation__c').destroy(String(recordId));
    };
    const here = one.machine((own) => ({
      ...own,
      async together(writes) {
        if (++count === 8) await remove();
        return own.together(writes);
      },
    }));
    await assert.rejects(one.runOn(here), {
      name: 'JournalStoppedError',
      message: /The record of .+ in the org was deleted while it was carried out, and nothing was done since/,
    });
    // This machine knows that there was more, and does not begin anew.
    const { deploys } = one.port.counts;
    await assert.rejects(one.runOn(here), /The org has no record of .+, which the journal in .+ says was begun/);
    assert.equal(one.port.counts.deploys, deploys);
  });

  test('goes on where it was once its record is restored', async (t) => {
    const one = await started(t);
    let isDeleted = false;
    const here = one.machine((own) => ({
      ...own,
      query: (soql) => (isDeleted ? Promise.resolve([]) : own.query(soql)),
      together(writes) {
        isDeleted ||= writes.some(({ fields }) => fields['Number__c'] === 8);
        const refused = { called: 'proof', code: 'ENTITY_IS_DELETED', message: 'entity is deleted' };
        return isDeleted ? Promise.resolve({ refused }) : own.together(writes);
      },
    }));
    await assert.rejects(one.runOn(here), /was deleted while it was carried out/);
    await assert.rejects(one.runOn(here), /The org has no record of/);
    isDeleted = false;
    one.passMinutes(16);
    // The eighth event comes now, on a machine that has all of the others.
    const end = await one.runOn(one.machine());
    assert.equal(end.standing.steps.find(({ id }) => id === 'switch')?.state, 'done');
    const lost = (await one.events()).filter((_, index) => index < 7);
    assert.deepEqual(
      readFileSync(join(here.folder, one.id, 'journal.jsonl'), 'utf8')
        .trimEnd()
        .split('\n').length,
      lost.length,
    );
  });

  test('does not believe records that are damaged, missing or changed', async (t) => {
    const one = await started(t);
    await one.runOn(one.machine());
    const wrong = async (object: string, change: (row: Row) => Row | undefined, message: RegExp): Promise<void> => {
      const machine = one.machine((own) => ({
        ...own,
        async query<Found>(soql: string): Promise<Found[]> {
          const rows = await own.query<Row>(soql);
          if (!soql.includes(`FROM ${object}`)) return rows as Found[];
          return rows.map(change).filter((row) => row !== undefined) as Found[];
        },
      }));
      await assert.rejects(machine.home.hold({ id: one.id, stored: one.stored }), message);
      // What cannot be read is told, and not left out.
      const { rotations, problems } = await machine.home.kept();
      assert.deepEqual([rotations.length, problems.map(({ id }) => id)], [0, [one.id]], String(message));
    };
    const event = 'CertHealth_Rotation_Event__c';
    const at = (number: number, change: (row: Row) => Row | undefined) => (row: Row) =>
      row['Number__c'] === number ? change(row) : row;
    const newest = (await one.events()).length;
    const none = (): undefined => undefined;
    await wrong(event, at(3, none), /1 of its events are missing/);
    await wrong(event, at(newest, none), /1 of its events are missing/);
    await wrong(
      event,
      at(3, (row) => ({ ...row, Number__c: 4 })),
      /event 3 is missing/,
    );
    await wrong(
      event,
      at(2, (row) => ({ ...row, Line__c: `${String(row['Line__c'])} ` })),
      /event 2 is damaged/,
    );
    await wrong(
      event,
      at(2, (row) => ({ ...row, Step__c: 'retire' })),
      /event 2 says two things/,
    );
    await wrong(
      event,
      at(1, (row) => ({ ...row, Files__c: '[{"name":7}]' })),
      /the files of event 1 are damaged/,
    );
    const other = (row: Row): Row => ({ ...row, CreatedBy: { Username: 'mallory@acme.example' } });
    await one.runOn(one.machine(), [{ type: 'approved', step: 'confirm', by: one.by }]);
    await wrong(
      event,
      (row) => (row['Type__c'] === 'approved' ? other(row) : row),
      /approved, and another user saved it/,
    );
    const content = (row: Row): Row => ({ ...row, Content__c: JSON.stringify('{}') });
    await wrong('CertHealth_Rotation_File__c', content, /in the records of .+ is missing, is damaged or was changed/);
  });

  test('is refused for a certificate that has another one under way', async (t) => {
    const one = await started(t);
    const made = await one.records.together([
      {
        called: 'rotation',
        method: 'POST',
        path: 'CertHealth_Rotation__c',
        fields: { Key__c: 'Other-1', Lock__c: 'ORG.certificates/Supplier_Client', Last_Event__c: 0 },
      },
    ]);
    assert.ok('ids' in made);
    const message = /Another rotation of this certificate is under way, Other-1: go on with it/;
    await assert.rejects(one.machine().home.hold({ id: one.id, stored: one.stored }), { name: 'LockedError', message });
    // It may come between looking and beginning.
    let isFirst = true;
    const late = one.machine((own) => ({
      ...own,
      query: (soql) =>
        isFirst && soql.includes('Lock__c =') ? ((isFirst = false), Promise.resolve([])) : own.query(soql),
    }));
    await assert.rejects(one.runOn(late), { name: 'LockedError', message });
  });

  test('keeps what does not fit into one field', async (t) => {
    const one = await started(t);
    // Spaces and line ends where parts begin and end, and a character of two halves across them.
    const why = ` ${'x'.repeat(119_998)}\u{1F511}${'ä\n'.repeat(100_000)}  `;
    const held = await one.machine().home.hold({ id: one.id, stored: one.stored });
    await held.folder.write('begun.json', textOfPlan(one.stored));
    await held.journal.record({ type: 'planned', plan: one.stored.plan, digest: one.stored.digest });
    await held.folder.write('notes.txt', why);
    await held.journal.record({ type: 'step-started', step: 'preflight', attempt: 1 });
    await held.journal.record({ type: 'step-failed', step: 'preflight', problem: why });
    await held.release();
    const other = await one.machine().home.hold({ id: one.id, stored: one.stored });
    assert.equal(other.journal.standing?.steps[0]?.problem, why);
    assert.equal(await other.folder.read('notes.txt'), why);
    assert.ok(String((await one.row())['Problem__c']).length <= 32_768);
    await assert.rejects(async () => {
      await other.folder.write('huge.txt', 'x'.repeat(3_000_000));
      await other.journal.record({ type: 'step-started', step: 'preflight', attempt: 2 });
    }, /is too large to be kept in the org/);
    await other.release();
  });
});

type Row = Record<string, unknown>;
