import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry } from '@cert-health/core';
import type { Rotating } from './rotating.ts';
import { companyWith, filesOf, startRotating } from './rotating.ts';

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
const own: RotationEntry = { certificate: 'Supplier_Client' };
const approve = (step: 'switch' | 'confirm' | 'retire') => ({ type: 'approved', step, by: 'a test' }) as const;

let company: Company;
before(async () => {
  company = await companyWith(20);
});

async function rotating(t: TestContext, entry: RotationEntry): Promise<Rotating> {
  const one = await startRotating(company, entry);
  t.after(() => one.end());
  return one;
}

describe('a rotation that is carried out', () => {
  test('gets a new key signed, moves twenty references, waits for a person, and deletes the old certificate', async (t) => {
    const one = await rotating(t, signed);
    const { successor = '' } = one.stored.plan;
    assert.equal(one.stored.plan.kind, 'new-key');
    const was = await filesOf(one);
    const counted = { ...one.port.counts };
    const first = await one.run();
    assert.deepEqual(
      first.standing.steps.map(({ id, state, problem }) => [id, state, problem].filter(Boolean)),
      [
        ['preflight', 'done'],
        ['request', 'done'],
        ['sign', 'done'],
        ['judge', 'done'],
        ['install', 'done'],
        ['verify', 'done'],
        ['switch', 'done'],
        ['confirm', 'running'],
        ['retire', 'open'],
      ],
    );
    const moved = await filesOf(one);
    assert.deepEqual(
      moved,
      Object.fromEntries(
        Object.entries(was).map(([path, text]) => [path, text.replace('>Supplier_Client<', `>${successor}<`)]),
      ),
    );
    // Nobody has said that it works.
    const again = await one.run();
    assert.equal(again.standing.steps.find(({ id }) => id === 'confirm')?.state, 'running');
    const last = await one.run([approve('confirm')]);
    assert.ok(last.standing.steps.every(({ state }) => state === 'done'));
    const { files } = await one.port.retrieve(new Map([['Certificate', ['Supplier_Client', successor]]]));
    assert.equal(files.has('certs/Supplier_Client.crt'), false);
    assert.equal((await one.port.certificate(successor))?.usable, true);
    // The test itself has retrieved twice; the preflight has retrieved the files once more.
    const { deploys, retrieves } = one.port.counts;
    assert.equal(deploys - counted.deploys, 4);
    assert.ok(retrieves - counted.retrieves - 2 + 1 <= 8, `${retrieves - counted.retrieves - 2 + 1} retrieves`);
  });

  test('gives the partner what vouches for itself before the switch, and waits for them', async (t) => {
    const one = await rotating(t, own);
    const { successor = '' } = one.stored.plan;
    assert.equal(one.stored.plan.kind, 'self-signed');
    const first = await one.run();
    assert.equal(first.standing.steps.find(({ id }) => id === 'verify')?.state, 'done');
    assert.equal(first.standing.steps.find(({ id }) => id === 'switch')?.state, 'open');
    assert.match(readFileSync(join(one.folder, `${successor}.crt`), 'utf8'), /^-----BEGIN CERTIFICATE-----/);
    await one.run([approve('switch')]);
    const { standing } = await one.run([approve('confirm')]);
    assert.deepEqual(
      standing.steps.map(({ state }) => state),
      standing.steps.map(() => 'done'),
    );
  });

  test('is undone byte for byte, and the new record is gone', async (t) => {
    const one = await rotating(t, signed);
    const was = await filesOf(one);
    await one.run();
    assert.notDeepEqual(await filesOf(one), was);
    const { standing } = await one.run([{ type: 'undo-started', why: 'a test' }]);
    assert.equal(standing.steps.find(({ id }) => id === 'request')?.state, 'undone');
    assert.deepEqual(await filesOf(one), was);
    const { files } = await one.port.retrieve(new Map([['Certificate', [one.stored.plan.successor ?? '']]]));
    assert.equal(
      [...files.keys()].some((path) => path.startsWith('certs/')),
      false,
    );
  });
});
