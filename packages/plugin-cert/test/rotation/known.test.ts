import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parseCertificate, parseCertificates } from '@cert-health/core';
import type { Certificate, Holding, RotationPlan, RotationStanding, StepStanding } from '@cert-health/core';
import type { Authority, RenewalAdvice } from '../../src/rotation/authorities/authority.ts';
import { askWindows } from '../../src/rotation/known/ask-windows.ts';
import { pastOf } from '../../src/rotation/known/past-rotations.ts';
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

/** A rotation that is kept, with steps that stand so. */
function kept(id: string, certificate: string, steps: readonly StepStanding[], undoing = false) {
  const plan = { certificate, successor: `${certificate}_202612`, source: 'org.certificates' } as RotationPlan;
  return { id, standing: { plan, steps, undoing } as unknown as RotationStanding };
}
const signed = (minute: number): StepStanding => ({
  id: 'sign',
  state: 'done',
  attempts: 1,
  at: minutes(minute).toISOString(),
});
const failed: StepStanding = { id: 'install', state: 'failed', attempts: 3, failures: 2, at: minutes(3).toISOString() };

describe('what earlier rotations say of a certificate', () => {
  test('is how often it failed since it got on, by the id of its rotation', () => {
    const past = pastOf([kept('A-1', 'A', [signed(1), failed]), kept('B-1', 'B', [failed], true)], '/nowhere');
    assert.deepEqual(past.of('A-1', holding('A', client), client.leaf).failures, { count: 2, last: minutes(3) });
    for (const id of ['A-2', 'B-1']) assert.equal(past.of(id, holding('A', client), client.leaf).failures, undefined);
  });

  test('is when the last certificate for the same names was issued, whatever the record is called', (t) => {
    const folder = folderWith(t, { 'Old-1/chain.pem': portal.pem, 'Other-1/chain.pem': client.pem });
    const past = pastOf([kept('Old-1', 'Old', [signed(1)]), kept('Other-1', 'Other', [signed(3)], true)], folder);
    assert.deepEqual(past.of('x', holding('Portal', portal), portal.leaf).issuedLast, minutes(1));
    // Clients have no names: the line of records tells.
    assert.equal(past.of('x', holding('Another', client), client.leaf).issuedLast, undefined);
    for (const name of ['Other', 'other_202612', 'Other_202701']) {
      assert.deepEqual(past.of('x', holding(name, client), client.leaf).issuedLast, minutes(3), name);
    }
    // What a rotation of this very certificate has issued is no reason to leave that rotation alone.
    assert.equal(past.of('Other-1', holding('Other', client), client.leaf).issuedLast, undefined);
    const elsewhere = { ...holding('Other', client), source: 'project.certificates' };
    assert.equal(past.of('x', elsewhere, client.leaf).issuedLast, undefined);
  });

  test('is nothing where it was only planned, or its chain is not at hand or none', (t) => {
    const folder = folderWith(t, { 'B-1/chain.pem': 'no certificate' });
    const past = pastOf([{ id: 'A-1', standing: undefined }, kept('B-1', 'B', [signed(1)])], folder);
    for (const id of ['A-1', 'B-1', 'C-1']) assert.deepEqual(past.of(id, holding('C', client), client.leaf), {});
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
