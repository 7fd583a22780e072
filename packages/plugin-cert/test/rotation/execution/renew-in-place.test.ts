import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry } from '@cert-health/core';
import type { Outcome } from '../../../src/rotation/authorities/authority.ts';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import type { World } from './company-of-clients.ts';
import { companyOfClients, keyIn } from './company-of-clients.ts';
import type { Rotating } from './rotating.ts';
import { companyWith, filesOf, startRotating } from './rotating.ts';

const entry: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice', csr: 'supplier.csr' };
const record = new Map([['Certificate', ['Supplier_Client']]]);
const undo = [{ type: 'undo-started', why: 'a test' }] as const;
let world: World;
before(async () => {
  world = await companyOfClients();
});

async function rotating(t: TestContext, csr: string | null = world.request): Promise<Rotating> {
  const one = await startRotating(world.company, entry, csr === null ? {} : { files: { 'supplier.csr': csr } });
  t.after(() => one.end());
  return one;
}

const stepOf = ({ standing }: Awaited<ReturnType<Rotating['run']>>, id: string) =>
  standing.steps.find((step) => step.id === id);

async function recordOf({ port }: Rotating, name = 'Supplier_Client') {
  const { files } = await port.retrieve(new Map([['Certificate', [name]]]));
  const text = (path: string) => Buffer.from(files.get(path) ?? []).toString();
  return { content: text(`certs/${name}.crt`), properties: text(`certs/${name}.crt-meta.xml`) };
}

/** An authority that answers so. */
const answering =
  (chain: string) =>
  (work: Work): Work => ({
    ...work,
    authority: async (name) => ({
      ...(await work.authority(name)),
      sign: () => Promise.resolve<Outcome>({ notes: [], outcome: 'chain', chain, alternates: [] }),
    }),
  });

describe('a renewal in place', () => {
  test('signs the request once more, puts the chain under the same name and key, and moves nothing', async (t) => {
    const one = await rotating(t);
    assert.equal(one.stored.plan.kind, 'renew-in-place');
    const [was, references] = [await recordOf(one), await filesOf(one)];
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
        ['confirm', 'running'],
      ],
    );
    const now = await recordOf(one);
    assert.notEqual(now.content, was.content);
    assert.equal(keyIn(now.content), keyIn(was.content));
    // The label and all else stay; the end is that of the new chain.
    const label = /<masterLabel>.*<\/masterLabel>/;
    assert.equal(label.exec(now.properties)?.[0], label.exec(was.properties)?.[0]);
    assert.equal((await one.port.certificate('Supplier_Client'))?.usable, true);
    const last = await one.run([{ type: 'approved', step: 'confirm', by: 'a test' }]);
    assert.ok(last.standing.steps.every(({ state }) => state === 'done'));
    assert.deepEqual(await filesOf(one), references);
    const { deploys, retrieves } = one.port.counts;
    assert.equal(deploys - counted.deploys, 1);
    assert.ok(retrieves - counted.retrieves <= 8, `${retrieves - counted.retrieves} retrieves`);
  });

  test('is undone byte for byte', async (t) => {
    const one = await rotating(t);
    const was = await recordOf(one);
    await one.run();
    assert.notEqual((await recordOf(one)).content, was.content);
    const { standing } = await one.run(undo);
    assert.equal(standing.steps.find(({ id }) => id === 'install')?.state, 'undone');
    assert.deepEqual(await recordOf(one), was);
  });

  test('waits for a request that is not there yet, and takes it at the next run', async (t) => {
    const one = await rotating(t, null);
    const end = await one.run();
    assert.match(stepOf(end, 'request')?.asked?.what ?? '', /supplier\.csr .* is not there: download it in Setup/);
    writeFileSync(join(one.base, 'supplier.csr'), world.request);
    assert.equal(stepOf(await one.run(), 'verify')?.state, 'done');
  });

  test('takes no request of another key, and no text that is none', async (t) => {
    const one = await rotating(t, world.otherRequest);
    const end = await one.run();
    assert.match(stepOf(end, 'request')?.problem ?? '', /made by another key than that of Supplier_Client/);
    writeFileSync(join(one.base, 'supplier.csr'), 'nothing');
    assert.match(stepOf(await one.run(), 'request')?.problem ?? '', /supplier\.csr is no request that can be used/);
    writeFileSync(join(one.base, 'supplier.csr'), world.request);
    assert.equal(stepOf(await one.run(), 'verify')?.state, 'done');
  });

  test('deploys no chain of another request, and none that would break a use', async (t) => {
    const one = await rotating(t);
    const was = await recordOf(one);
    const other = await one.run([], { change: answering(await world.chainFor('client')) });
    assert.match(
      stepOf(other, 'judge')?.problem ?? '',
      /is for another key than that of Supplier_Client, and was not used/,
    );
    assert.deepEqual(await recordOf(one), was);
  });

  test('deploys no chain that has ended', async (t) => {
    const one = await rotating(t);
    const was = await recordOf(one);
    // The old chain as if a year had gone by.
    const late = (work: Work): Work => ({ ...work, now: () => new Date(Date.now() + 400 * 86_400_000) });
    const end = await one.run([], { change: (work) => late(answering(was.content)(work)) });
    assert.match(stepOf(end, 'judge')?.problem ?? '', /^The new chain would break a use, and was not used\. /);
    assert.deepEqual(await recordOf(one), was);
  });

  test('is refused where the record changed after the plan, and where it is gone', async (t) => {
    const one = await rotating(t);
    const { properties } = await recordOf(one);
    const { sign } = world.company;
    assert.ok(sign);
    const theirs = await sign({ csr: world.request, names: [], purposes: ['client'] }, new Date());
    const put = () =>
      one.port.deploy({
        members: record,
        files: new Map([
          ['certs/Supplier_Client.crt', theirs],
          ['certs/Supplier_Client.crt-meta.xml', properties],
        ]),
      });
    await put();
    const end = await one.run();
    assert.deepEqual([end.refused, stepOf(end, 'preflight')?.state], [true, 'failed']);
    assert.match(stepOf(end, 'preflight')?.problem ?? '', /holds another certificate than when the plan was made/);
    // The same behind the back of the preflight, while the authority is asked.
    const other = await rotating(t);
    const meanwhile = (work: Work): Work => ({
      ...work,
      authority: async (name) => {
        await other.port.deploy({
          members: record,
          files: new Map([
            ['certs/Supplier_Client.crt', theirs],
            ['certs/Supplier_Client.crt-meta.xml', properties],
          ]),
        });
        return work.authority(name);
      },
    });
    const stopped = await other.run([], { change: meanwhile });
    assert.deepEqual([stopped.refused, stepOf(stopped, 'install')?.state], [true, 'failed']);
    assert.equal((await recordOf(other)).content, theirs);
    // What somebody else put there is left alone, also when it is undone.
    await assert.rejects(other.run(undo), (error) => error instanceof StepProblem && /left alone/.test(error.message));
    assert.equal((await recordOf(other)).content, theirs);
  });

  test('says that the record is gone, and does not go back to a chain that has ended', async (t) => {
    const one = await rotating(t);
    await one.run();
    const now = await recordOf(one);
    const late = (work: Work): Work => ({ ...work, now: () => new Date(Date.now() + 20 * 86_400_000) });
    await assert.rejects(
      one.run(undo, { change: late }),
      (error) => error instanceof StepProblem && /old certificate of Supplier_Client has ended/.test(error.message),
    );
    assert.deepEqual(await recordOf(one), now);
    const gone = await rotating(t);
    await gone.run([], {
      change: (work) => ({ ...work, inventory: () => Promise.reject(new StepProblem('Not now.')) }),
    });
    await gone.port.deploy({
      members: new Map(),
      files: new Map(),
      deletions: new Map([['NamedCredential', ['Supplier']]]),
    });
    await gone.port.deploy({ members: new Map(), files: new Map(), deletions: record });
    const end = await gone.run([], { quick: true });
    assert.match(stepOf(end, 'install')?.problem ?? '', /Supplier_Client is not there any more/);
  });

  test('finds the request that a rotation with a new key has kept, and keeps it for the next', async (t) => {
    const company: Company = await companyWith(1);
    const one = await startRotating(company, { certificate: 'Supplier_Client', authority: 'practice' });
    t.after(() => one.end());
    await one.run();
    await one.run([{ type: 'approved', step: 'confirm', by: 'a test' }]);
    const { successor = '', id } = one.stored.plan;
    const renewal = { certificate: successor, authority: 'practice', method: 'renew' } as const;
    const again = await startRotating(company, renewal, { on: one });
    const { plan } = again.stored;
    assert.deepEqual([plan.kind, plan.waitsFor, plan.request], ['renew-in-place', undefined, `${id}/request.csr`]);
    assert.match(plan.steps[1]?.precondition ?? '', new RegExp(`${id}/request\\.csr, where it is kept since`));
    const was = await recordOf(again, successor);
    assert.equal(stepOf(await again.run(), 'verify')?.state, 'done');
    const now = await recordOf(again, successor);
    assert.notEqual(now.content, was.content);
    assert.equal(keyIn(now.content), keyIn(was.content));
    // The next renewal finds it, also where the folder of the first rotation is gone.
    rmSync(join(one.base, id), { recursive: true });
    await again.run([{ type: 'approved', step: 'confirm', by: 'a test' }]);
    const next = await startRotating(company, renewal, { on: one });
    assert.equal(next.stored.plan.request, `${plan.id}/request.csr`);
    rmSync(join(one.base, plan.id), { recursive: true });
    const { plan: bare } = (await startRotating(company, renewal, { on: one })).stored;
    assert.match(bare.waitsFor?.what ?? '', /request that the key of .* made is not at hand/);
  });
});
