import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { eventAt, journalLine, parseCertificate, parseCertificates } from '@cert-health/core';
import type { Certificate, Holding, NewEvent, RotationPlan } from '@cert-health/core';
import type { Authority, RenewalAdvice } from '../../src/rotation/authorities/authority.ts';
import { askWindows } from '../../src/rotation/known/ask-windows.ts';
import { pastOf, rotationsIn } from '../../src/rotation/known/past-rotations.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issueChain } from '../fixtures/issue.ts';
import { TestMemory } from './authorities/world.ts';

const at = new Date('2026-12-01T10:00:00Z');
const minutes = (count: number): Date => new Date(at.getTime() + count * 60_000);

let portal: { pem: string; leaf: Certificate };
let client: { pem: string; leaf: Certificate };
before(async () => {
  const made = async (name: string, dnsNames: string[]) => {
    const { leaf, intermediate } = await issueChain({ name, dnsNames });
    return { pem: leaf.pem + intermediate.pem, leaf: parseCertificate(leaf.der) };
  };
  portal = await made('www.example.com', ['www.example.com', 'example.com']);
  client = await made('Partner client', []);
});

const holding = (name: string, { pem }: { pem: string }): Holding => ({
  source: 'org.certificates',
  name,
  label: name,
  kind: 'keyPair',
  certificates: parseCertificates(pem),
});

/** The journal of a rotation, an event a minute. */
function journal(certificate: string, successor: string, ...events: NewEvent[]): string {
  const plan = { certificate, successor, source: 'org.certificates', steps: [] } as unknown as RotationPlan;
  const all: NewEvent[] = [{ type: 'planned', plan, digest: 'd' }, ...events];
  return all.map((event, minute) => journalLine(eventAt(minutes(minute), event))).join('');
}
const signed: NewEvent = { type: 'step-done', step: 'sign' };
const failed: NewEvent = { type: 'step-failed', step: 'install', problem: 'No.' };

describe('what earlier rotations say of a certificate', () => {
  test('is how often it failed since it got on, by the id of its rotation', (t) => {
    const folder = folderWith(t, { 'A-1/journal.jsonl': journal('A', 'A_202612', signed, failed, failed) });
    const past = pastOf(rotationsIn(folder));
    assert.deepEqual(past.of('A-1', holding('A', client), client.leaf).failures, { count: 2, last: minutes(3) });
    assert.equal(past.of('A-2', holding('A', client), client.leaf).failures, undefined);
  });

  test('is when the last certificate for the same names was issued, whatever the record is called', (t) => {
    const folder = folderWith(t, {
      'Old-1/journal.jsonl': journal('Old', 'Old_202612', signed),
      'Old-1/chain.pem': portal.pem,
      'Other-1/journal.jsonl': journal('Other', 'Other_202612', failed, failed, signed),
      'Other-1/chain.pem': client.pem,
    });
    const past = pastOf(rotationsIn(folder));
    assert.deepEqual(past.of('x', holding('Portal', portal), portal.leaf).issuedLast, minutes(1));
    // Clients have no names: the line of records tells.
    assert.equal(past.of('x', holding('Another', client), client.leaf).issuedLast, undefined);
    for (const name of ['Other', 'other_202612', 'Other_202701']) {
      assert.deepEqual(past.of('x', holding(name, client), client.leaf).issuedLast, minutes(3), name);
    }
    assert.equal(
      past.of('x', { ...holding('Other', client), source: 'project.certificates' }, client.leaf).issuedLast,
      undefined,
    );
  });

  test('is nothing where there is no folder, no journal, or one that cannot be believed', (t) => {
    const folder = folderWith(t, {
      'A-1/plan.json': '{}',
      'B-1/journal.jsonl': 'no journal\n',
      'C-1/journal.jsonl': journal('C', 'C_202612', signed).slice(0, -10),
    });
    const past = pastOf(rotationsIn(folder));
    for (const id of ['A-1', 'B-1', 'C-1']) assert.deepEqual(past.of(id, holding('C', client), client.leaf), {});
    assert.deepEqual(rotationsIn(`${folder}/nowhere`), []);
  });
});

describe('authorities are asked about their certificates', () => {
  const authority = (name: string, renewalWindow?: () => Promise<RenewalAdvice>) => {
    const state = { closed: 0 };
    const made: Authority = {
      name,
      type: 'acme',
      forbids: () => undefined,
      sign: () => Promise.reject(new Error('nobody asked for that')),
      close: () => Promise.resolve(void state.closed++),
      ...(renewalWindow ? { renewalWindow } : {}),
    };
    return { ...state, made, state };
  };
  const wanted = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      holding: holding(`C${n}`, client),
      leaf: client.leaf,
      authority: name,
    }));

  test('each of them once, and connections are ended whatever happens', async () => {
    let asked = 0;
    const good = authority('good', () => Promise.resolve({ nextCheck: minutes(++asked) }));
    const bad = authority('bad', () => Promise.reject(Object.assign(new Error('x'), { code: 'EROFS' })));
    const open = (name: string) => Promise.resolve(name === 'good' ? good.made : bad.made);
    const request = { open, memory: () => new TestMemory(), at };
    const all = [...wanted('good', 3), ...wanted('bad', 1)];
    const advices = await askWindows({ ...request, wanted: all });
    assert.deepEqual([asked, advices.size, good.state.closed, bad.state.closed], [3, 4, 1, 1]);
    const last = advices.get(all[3]?.holding as Holding);
    assert.equal(last?.unanswered, true);
    assert.match(last?.note ?? '', /could not be kept in the rotation folder \(EROFS\)/);
  });

  test('but not about more than anybody has', async () => {
    let asked = 0;
    const one = authority('one', () => Promise.resolve({ nextCheck: minutes(++asked) }));
    const all = wanted('one', 510);
    const advices = await askWindows({
      wanted: all,
      open: () => Promise.resolve(one.made),
      memory: () => new TestMemory(),
      at,
    });
    assert.deepEqual([asked, advices.size], [500, 510]);
    assert.equal(advices.get(all[509]?.holding as Holding)?.unanswered, true);
  });

  test('and a fault of ours is not told as an answer', async () => {
    const broken = authority('broken', () => Promise.reject(new TypeError('a fault')));
    const request = { open: () => Promise.resolve(broken.made), memory: () => new TestMemory(), at };
    await assert.rejects(askWindows({ ...request, wanted: wanted('broken', 1) }), TypeError);
    assert.equal(broken.state.closed, 1);
  });
});
