import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
  fsyncSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { foldEvents, JournalError, journalLine, eventAt, readJournal, RotationEventError } from '@cert-health/core';
import type { NewEvent, RotationPlan } from '@cert-health/core';
import type { JournalDisk, JournalFile } from '../../../src/rotation/execution/journal-file.ts';
import { journalName, JournalStoppedError, openJournal } from '../../../src/rotation/execution/journal-file.ts';
import { folderWith } from '../../fixtures/folder.ts';

const step = (id: 'preflight' | 'request', title: string): RotationPlan['steps'][number] => ({
  id,
  title,
  precondition: '',
  effect: '',
  verification: '',
  changes: [],
});

// Letters of several octets, so that a cut may fall into one.
const plan: RotationPlan = {
  id: 'Old-12345678',
  certificate: 'Old',
  source: 'org.certificates',
  kind: 'new-key',
  entry: { certificate: 'Old' },
  authority: 'Über 漢字',
  reason: 'Due 🔑.',
  dueOn: null,
  successor: 'Old_202701',
  holdBefore: [],
  steps: [step('preflight', 'Prüfen'), step('request', 'Anfordern')],
  references: [],
  byHand: [],
  breaks: [],
  warnings: [],
};

const events: readonly NewEvent[] = [
  { type: 'planned', plan, digest: 'd' },
  { type: 'step-started', step: 'preflight', attempt: 1 },
  { type: 'step-failed', step: 'preflight', problem: 'Größer als erwartet – 🔥.' },
  { type: 'step-started', step: 'preflight', attempt: 2 },
  { type: 'step-done', step: 'preflight' },
];
const now = () => new Date('2027-01-15T00:00:00Z');

/** A journal that is closed when the test ends. */
function open(t: TestContext, path: string, disk?: JournalDisk): JournalFile {
  const journal = openJournal(path, now, disk);
  t.after(() => journal.close());
  return journal;
}

const added = (journal: JournalFile, some: readonly NewEvent[]) => {
  for (const event of some) journal.record(event);
};

describe('the journal of a rotation', () => {
  test('is one line an event, and gives the same state to whoever opens it', (t) => {
    const path = join(folderWith(t, {}), 'new', journalName);
    const first = open(t, path);
    assert.equal(first.standing, undefined);
    added(first, events);
    const text = readFileSync(path, 'utf8');
    assert.equal(text, events.map((event) => journalLine(eventAt(now(), event))).join(''));
    const second = open(t, path);
    assert.deepEqual(second.standing, first.standing);
    assert.equal(second.dropped, undefined);
    second.record({ type: 'step-started', step: 'request', attempt: 1 });
    assert.equal(readFileSync(path, 'utf8').slice(0, text.length), text);
  });

  test('cut at any octet is that of its whole lines, says so, and goes on', (t) => {
    const folder = folderWith(t, {});
    const whole = Buffer.from(events.map((event) => journalLine(eventAt(now(), event))).join(''));
    const path = join(folder, journalName);
    for (let cut = 0; cut <= whole.length; cut++) {
      writeFileSync(path, whole.subarray(0, cut));
      const lines = whole.subarray(0, cut).toString('latin1').split('\n').length - 1;
      const wanted = events.slice(0, lines).map((event) => eventAt(now(), event));
      // A thousand flushes take long, and are tried below.
      const journal = openJournal(path, now, {
        write: (file, bytes) => writeSync(file, bytes),
        flush: () => undefined,
      });
      try {
        assert.deepEqual(journal.standing, lines === 0 ? undefined : foldEvents(wanted), `cut at ${cut}`);
        const isWhole = cut === 0 || whole[cut - 1] === 0x0a;
        assert.equal(journal.dropped === undefined, isWhole, `cut at ${cut}`);
        added(journal, events.slice(lines));
      } finally {
        journal.close();
      }
      assert.deepEqual(readFileSync(path), whole, `cut at ${cut}`);
    }
  });

  test('writes nothing that may not happen', (t) => {
    const path = join(folderWith(t, {}), journalName);
    const journal = open(t, path);
    assert.throws(() => journal.record({ type: 'step-started', step: 'preflight', attempt: 1 }), RotationEventError);
    added(journal, events);
    const before = readFileSync(path, 'utf8');
    assert.throws(() => journal.record({ type: 'step-done', step: 'request' }), RotationEventError);
    assert.equal(readFileSync(path, 'utf8'), before);
  });

  test('is flushed before an event counts', (t) => {
    const path = join(folderWith(t, {}), journalName);
    const done: string[] = [];
    const journal = open(t, path, {
      write: (file, bytes) => (done.push('write'), writeSync(file, bytes)),
      flush: (file) => (done.push('flush'), fsyncSync(file)),
    });
    added(journal, events.slice(0, 2));
    assert.deepEqual(done, ['write', 'flush', 'write', 'flush']);
  });

  test('is written whole where the system takes it in pieces', (t) => {
    const path = join(folderWith(t, {}), journalName);
    const journal = open(t, path, {
      write: (file, bytes) => writeSync(file, bytes.subarray(0, 7)),
      flush: (file) => fsyncSync(file),
    });
    added(journal, events);
    assert.equal(readJournal(readFileSync(path, 'utf8'), path).length, events.length);
  });

  for (const moment of ['write', 'flush'] as const) {
    test(`stops on a full disk, at ${moment}, and leaves what was there`, (t) => {
      const path = join(folderWith(t, {}), journalName);
      let isFull = false;
      const full = () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      };
      const journal = open(t, path, {
        // Half a line still fits.
        write: (file, bytes) => {
          if (!isFull || moment === 'flush') return writeSync(file, bytes);
          if (bytes.length > 20) return writeSync(file, bytes.subarray(0, bytes.length - 20));
          return full();
        },
        flush: (file) => (isFull ? full() : fsyncSync(file)),
      });
      added(journal, events.slice(0, 2));
      const [before, standing] = [readFileSync(path, 'utf8'), journal.standing];
      isFull = true;
      const next = events[2] as NewEvent;
      assert.throws(
        () => journal.record(next),
        (error: unknown) => error instanceof JournalStoppedError && /the disk is full/.test(error.message),
      );
      assert.equal(readFileSync(path, 'utf8'), before);
      assert.deepEqual(journal.standing, standing);
      isFull = false;
      // Whoever failed once does not go on as if nothing had been.
      assert.throws(() => journal.record(next), JournalStoppedError);
      added(open(t, path), events.slice(2));
      assert.equal(readJournal(readFileSync(path, 'utf8'), path).length, events.length);
    });
  }

  test('stops when something else writes it', (t) => {
    const path = join(folderWith(t, {}), journalName);
    const journal = open(t, path);
    added(journal, events.slice(0, 2));
    appendFileSync(path, journalLine(eventAt(now(), events[2] as NewEvent)));
    assert.throws(
      () => journal.record(events[2] as NewEvent),
      (error: unknown) => error instanceof JournalStoppedError && /Something else writes/.test(error.message),
    );
  });

  test('that cannot be read stops before anything, and so does a damaged one', (t) => {
    const folder = folderWith(t, {});
    mkdirSync(join(folder, 'taken'));
    assert.throws(
      () => openJournal(join(folder, 'taken'), now),
      (error: unknown) =>
        error instanceof JournalStoppedError && /taken could not be kept \(EISDIR\)/.test(error.message),
    );
    closeSync(openSync(join(folder, 'file'), 'w'));
    assert.throws(() => openJournal(join(folder, 'file', journalName), now), JournalStoppedError);
    const path = join(folder, journalName);
    writeFileSync(path, `${journalLine(eventAt(now(), events[0] as NewEvent))}{"half":\n`);
    assert.throws(() => openJournal(path, now), JournalError);
    writeFileSync(path, journalLine(eventAt(now(), { type: 'step-done', step: 'preflight' })));
    assert.throws(() => openJournal(path, now), RotationEventError);
  });
});
