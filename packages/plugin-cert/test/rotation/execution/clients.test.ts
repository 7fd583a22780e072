import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { RotationEntry } from '@cert-health/core';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import { contentIn, entriesOf, loginsOf } from './arrivals.ts';
import type { World } from './company-of-clients.ts';
import { companyOfClients, keyIn } from './company-of-clients.ts';
import type { Rotating } from './rotating.ts';
import { startRotating } from './rotating.ts';

const approve = (step: 'switch' | 'confirm') => ({ type: 'approved', step, by: 'a test' }) as const;
const undo = [{ type: 'undo-started', why: 'a test' }] as const;
const client: RotationEntry = { certificate: 'Billing_Client', from: 'new.pem' };
const user: RotationEntry = { certificate: 'Dispatcher_Login', from: 'new.pem' };
let world: World;
let chain: string;
before(async () => {
  world = await companyOfClients();
  chain = await world.chainFor('client');
});

async function rotating(t: TestContext, entry = client, files: Record<string, string> = { 'new.pem': chain }) {
  const one = await startRotating(world.company, entry, { files });
  t.after(() => one.end());
  return one;
}

const stepOf = ({ standing }: Awaited<ReturnType<Rotating['run']>>, id: string) =>
  standing.steps.find((step) => step.id === id);
const states = ({ standing }: Awaited<ReturnType<Rotating['run']>>) =>
  standing.steps.map(({ id, state, problem }) => [id, state, problem].filter(Boolean).join(' '));
const saying = (pattern: RegExp) => (error: unknown) => error instanceof StepProblem && pattern.test(error.message);

describe('an entry of the mutual authentication list', () => {
  test('gets a second one beside it until the client has moved, and is then taken off', async (t) => {
    const one = await rotating(t);
    const { successor = '', kind } = one.stored.plan;
    assert.equal(kind, 'mutual-authentication');
    const was = await entriesOf(one);
    const counted = { ...one.port.counts };
    const first = await one.run();
    assert.deepEqual(states(first), [
      'preflight done',
      'request done',
      'judge done',
      'install done',
      'verify done',
      'switch open',
      'confirm open',
      'retire open',
    ]);
    const both = await entriesOf(one);
    assert.equal(contentIn(both, successor), chain);
    for (const [path, text] of Object.entries(was)) assert.equal(both[path], text);
    // Nobody has asked the org's list of roots or a list of what is revoked.
    assert.match(one.told.join(' '), /^Not told here: .*sf cert simulate inbound --use inbound-api-mtls/);
    assert.equal(stepOf(await one.run(), 'switch')?.state, 'open');
    await one.run([approve('switch')]);
    const last = await one.run([approve('confirm')]);
    assert.ok(last.standing.steps.every(({ state }) => state === 'done'));
    const end = await entriesOf(one);
    assert.deepEqual([contentIn(end, 'Billing_Client'), contentIn(end, successor)], [undefined, chain]);
    assert.equal(readFileSync(join(one.folder, 'replaced.crt'), 'utf8'), contentIn(was, 'Billing_Client'));
    const { deploys, retrieves } = one.port.counts;
    assert.equal(deploys - counted.deploys, 2);
    assert.ok(retrieves - counted.retrieves - 3 <= 8, `${retrieves - counted.retrieves - 3} retrieves`);
  });

  test('is what it was before, byte for byte, when it is undone', async (t) => {
    const one = await rotating(t);
    const was = await entriesOf(one);
    await one.run();
    await one.run([approve('switch')]);
    assert.notDeepEqual(await entriesOf(one), was);
    const { standing } = await one.run(undo);
    assert.equal(standing.steps.find(({ id }) => id === 'install')?.state, 'undone');
    assert.deepEqual(await entriesOf(one), was);
  });

  test('gets one that an authority signs, for a request of the client or for a key that is made', async (t) => {
    const signed: RotationEntry = { certificate: 'Billing_Client', authority: 'practice', csr: 'client.csr' };
    const byRequest = await rotating(t, signed, {});
    const waiting = await byRequest.run();
    assert.match(
      stepOf(waiting, 'request')?.asked?.what ?? '',
      /^The owner of the client must put .* into client\.csr\.$/,
    );
    writeFileSync(join(byRequest.base, 'client.csr'), 'nothing');
    assert.match(
      stepOf(await byRequest.run(), 'request')?.asked?.what ?? '',
      /^What is in client\.csr cannot be used\. /,
    );
    writeFileSync(join(byRequest.base, 'client.csr'), world.otherRequest);
    assert.equal(stepOf(await byRequest.run(), 'verify')?.state, 'done');
    assert.deepEqual(
      readdirSync(byRequest.base).filter((name) => name.endsWith('.key')),
      [],
    );

    const made = await rotating(t, { certificate: 'Billing_Client', authority: 'practice', keyFolder: 'keys' }, {});
    const end = await made.run();
    assert.equal(stepOf(end, 'verify')?.state, 'done', String(stepOf(end, 'verify')?.problem));
    const { successor = '' } = made.stored.plan;
    assert.deepEqual(readdirSync(join(made.base, 'keys')), [`${successor}.key`]);
    assert.match(made.told.join(' '), new RegExp(`The key of ${successor} is in keys/${successor}\\.key\\. Give it`));
    const old = world.company.components.find(({ fullName }) => fullName === 'Billing_Client')?.content ?? '';
    assert.notEqual(keyIn(contentIn(await entriesOf(made), successor) ?? ''), keyIn(old));
    // What its owner gets lies under its own name.
    assert.equal(
      readFileSync(join(made.folder, `${successor}.crt`), 'utf8'),
      contentIn(await entriesOf(made), successor),
    );
    const { waits } = made.stored.plan.steps.find(({ id }) => id === 'switch') ?? {};
    assert.match(waits?.what ?? '', new RegExp(`^Give ${successor}\\.crt, which is in the folder of the rotation`));
    // No key is in what is kept of the rotation.
    for (const name of readdirSync(made.folder)) {
      assert.doesNotMatch(readFileSync(join(made.folder, name), 'utf8'), /PRIVATE KEY/, name);
    }
  });

  for (const [what, given, wanted] of [
    ['is not there', () => undefined, /^The owner of the client must give the new certificate: put its chain/],
    ['is the one in use', () => old('Billing_Client'), /This is the certificate that is to be replaced/],
    ['ends no later', () => world.chainFor('client', 40), /ends no later than the certificate that it is to replace/],
    ['has ended', () => world.chainFor('client', 50), /ends no later/],
    ['is not for clients', () => world.chainFor('server'), /purpose|client/],
    [
      'comes with its key',
      () => `${chain}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
      /A private key came/,
    ],
    ['is half a file', () => chain.slice(0, 300), /cannot be used/],
    ['is no certificate', () => 'nothing', /cannot be used/],
  ] as const) {
    test(`waits for a certificate while what is given ${what}, and goes on when it fits`, async (t) => {
      const content = await given();
      const one = await rotating(t, client, content === undefined ? {} : { 'new.pem': content });
      const was = await entriesOf(one);
      const end = await one.run();
      const request = stepOf(end, 'request');
      assert.deepEqual([request?.state, request?.asked?.who], ['running', 'partner']);
      assert.match(request?.asked?.what ?? '', wanted);
      assert.deepEqual(await entriesOf(one), was);
      writeFileSync(join(one.base, 'new.pem'), chain);
      assert.equal(stepOf(await one.run(), 'verify')?.state, 'done');
    });
  }

  test('is completed from the old chain where it comes without its issuer', async (t) => {
    const alone = chain.slice(0, chain.indexOf('-----END') + 26);
    const one = await rotating(t, client, { 'new.pem': alone });
    assert.equal(stepOf(await one.run(), 'verify')?.state, 'done');
    assert.match(one.told.join(' '), /did not come along and was taken from what is at hand/);
    assert.equal(contentIn(await entriesOf(one), one.stored.plan.successor ?? ''), chain);
  });

  test('is looked for in the folder of the rotation where the settings name no file', async (t) => {
    const one = await rotating(t, { certificate: 'Billing_Client' }, {});
    const end = await one.run();
    const { successor = '' } = one.stored.plan;
    assert.ok(stepOf(end, 'request')?.asked?.what.includes(join(one.folder, `${successor}.pem`)));
    writeFileSync(join(one.folder, `${successor}.pem`), chain);
    assert.equal(stepOf(await one.run(), 'verify')?.state, 'done');
  });

  test('is left alone where somebody changed it after the plan, also while it is under way', async (t) => {
    const one = await rotating(t);
    await edit(one, 'Billing_Client', await world.chainFor('client'));
    const was = await entriesOf(one);
    const end = await one.run();
    assert.equal(end.refused, true);
    assert.match(stepOf(end, 'preflight')?.problem ?? '', /holds another certificate than when the plan was made/);
    assert.deepEqual(await entriesOf(one), was);

    const other = await rotating(t);
    const theirs = await world.chainFor('client');
    const meanwhile = (work: Work): Work => ({
      ...work,
      inventory: async () => {
        const read = await work.inventory();
        await edit(other, 'Billing_Client', theirs);
        return read;
      },
    });
    const stopped = await other.run([], { change: meanwhile });
    assert.match(stepOf(stopped, 'install')?.problem ?? '', /somebody changed it, and nothing was added/);
    assert.equal(contentIn(await entriesOf(other), other.stored.plan.successor ?? ''), undefined);
  });

  test('stays where the new one is gone or was changed, whoever says that the client has moved', async (t) => {
    const one = await rotating(t);
    const { successor = '' } = one.stored.plan;
    await one.run();
    await edit(one, successor, await world.chainFor('client'));
    const end = await one.run([approve('switch')]);
    assert.match(stepOf(end, 'switch')?.problem ?? '', /holds another chain than the one that was put there/);
    await assert.rejects(one.run(undo), saying(/has not put there; somebody changed it, and it was left alone/));
    await edit(one, successor, chain);

    const other = await rotating(t);
    await other.run();
    await other.run([approve('switch')]);
    await remove(other, successor);
    const lost = await other.run([approve('confirm')]);
    assert.match(stepOf(lost, 'confirm')?.problem ?? '', new RegExp(`${successor} is not there any more`));
    assert.ok(contentIn(await entriesOf(other), 'Billing_Client'));
  });

  test('is not undone where the old entry is gone: the new one may be all that lets the client in', async (t) => {
    const one = await rotating(t);
    await one.run();
    await remove(one, 'Billing_Client');
    await assert.rejects(one.run(undo), saying(/may be all that lets the owner of the client in: it was left alone/));
    assert.equal(contentIn(await entriesOf(one), one.stored.plan.successor ?? ''), chain);
  });
});

describe("a user's certificate", () => {
  test('gets a second one of the same user until the user has moved, and is then deleted', async (t) => {
    const one = await rotating(t, user);
    const { successor = '', kind } = one.stored.plan;
    assert.equal(kind, 'user-certificate');
    const was = await loginsOf(one);
    const first = await one.run();
    assert.equal(stepOf(first, 'verify')?.state, 'done', String(stepOf(first, 'verify')?.problem));
    const both = await loginsOf(one);
    assert.deepEqual(both['Dispatcher_Login'], was['Dispatcher_Login']);
    assert.equal(both[successor]?.userId, was['Dispatcher_Login']?.userId);
    await one.run([approve('switch')]);
    const last = await one.run([approve('confirm')]);
    assert.ok(last.standing.steps.every(({ state }) => state === 'done'));
    assert.deepEqual(Object.keys(await loginsOf(one)), [successor]);
  });

  test('is what it was when it is undone, and the new one is gone', async (t) => {
    const one = await rotating(t, user);
    const was = await loginsOf(one);
    await one.run();
    await one.run(undo);
    assert.deepEqual(await loginsOf(one), was);
  });

  test('is not rotated for a user who is not active, nor by one who may not', async (t) => {
    const company = {
      ...world.company,
      rows: {
        ...world.company.rows,
        User:
          world.company.rows['User']?.map((row) =>
            JSON.stringify(row['Username']).includes('priya') ? { ...row, IsActive: false } : row,
          ) ?? [],
      },
    };
    const one = await startRotating(company, user, { files: { 'new.pem': chain } });
    t.after(() => one.end());
    const end = await one.run();
    assert.match(stepOf(end, 'preflight')?.problem ?? '', /priya.*, whose Dispatcher_Login is, is not active/);

    const other = await rotating(t, user);
    other.practice.setFaults({ deny: ['ManageInternalUsers'] });
    const denied = await other.run();
    assert.deepEqual([denied.refused, stepOf(denied, 'preflight')?.state], [true, 'failed']);
    assert.match(stepOf(denied, 'preflight')?.problem ?? '', /Manage Internal Users/);
  });

  test('is added once, though nobody heard that it was', async (t) => {
    const one = await rotating(t, user);
    const change = (work: Work): Work => ({
      ...work,
      userCertificates: {
        ...work.userCertificates,
        add: async (added) => {
          await work.userCertificates.add(added);
          throw new StepProblem('The line went dead.');
        },
      },
    });
    assert.equal(stepOf(await one.run([], { change }), 'install')?.state, 'failed');
    assert.equal(stepOf(await one.run(), 'verify')?.state, 'done');
    assert.equal(Object.keys(await loginsOf(one)).length, 2);
  });

  test('stays where the new one belongs to somebody else by now', async (t) => {
    const one = await rotating(t, user);
    await one.run();
    const change = (work: Work): Work => ({
      ...work,
      userCertificates: {
        ...work.userCertificates,
        find: async (names) =>
          new Map(
            [...(await work.userCertificates.find(names))].map(([name, found]) => [
              name,
              name.startsWith('dispatcher_login_') ? { ...found, userId: '005000000000001' } : found,
            ]),
          ),
      },
    });
    const end = await one.run([approve('switch')], { change });
    assert.match(stepOf(end, 'switch')?.problem ?? '', /belongs to another user than Dispatcher_Login/);
  });
});

function old(name: string): string {
  return world.company.components.find(({ fullName }) => fullName === name)?.content ?? '';
}

/** Somebody else puts another certificate into an entry. */
async function edit({ port }: Rotating, name: string, content: string): Promise<void> {
  const path = `inboundCertificates/${name}.inboundCertificate`;
  const members = new Map([['InboundCertificate', [name]]]);
  const { files } = await port.retrieve(members);
  const properties = files.get(`${path}-meta.xml`);
  assert.ok(properties);
  await port.deploy({
    members,
    files: new Map<string, string | Uint8Array>([
      [path, content],
      [`${path}-meta.xml`, properties],
    ]),
  });
}

async function remove({ port }: Rotating, name: string): Promise<void> {
  const deletions = new Map([['InboundCertificate', [name]]]);
  await port.deploy({ members: new Map(), files: new Map(), deletions });
}
