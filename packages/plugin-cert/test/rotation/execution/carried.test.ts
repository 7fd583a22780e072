import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { NewEvent, RotationEntry, StepId } from '@cert-health/core';
import type { Issued } from '../../fixtures/issue.ts';
import type { Form } from './carried-company.ts';
import { bodyIn, companyCarrying, metadataOf, providerCertificate } from './carried-company.ts';
import type { Rotating } from './rotating.ts';
import { filesOf, startRotating } from './rotating.ts';

const approve = (step: StepId, notBefore?: Date): NewEvent => ({
  type: 'approved',
  step,
  by: 'a test',
  ...(notBefore ? { notBefore: notBefore.toISOString() } : {}),
});
const entry: RotationEntry = { certificate: 'Okta', from: 'okta.pem' };
const undo: NewEvent = { type: 'undo-started', why: 'a test' };
const path = 'samlssoconfigs/Okta.samlssoconfig';

let inUse: Issued;
let next: Issued;
before(async () => {
  [inUse, next] = await Promise.all([providerCertificate(350, 365), providerCertificate(1, 365)]);
});

async function rotating(t: TestContext, { form = 'base64', of = entry }: { form?: Form; of?: RotationEntry } = {}) {
  const one = await startRotating(await companyCarrying(inUse, { form }), of);
  t.after(() => one.end());
  writeFileSync(join(one.base, 'okta.pem'), next.pem);
  return one;
}

type Ran = Awaited<ReturnType<Rotating['run']>>;
const statesOf = ({ standing }: Ran) => Object.fromEntries(standing.steps.map(({ id, state }) => [id, state]));
const askedOf = ({ standing }: Ran, id: StepId) => standing.steps.find((step) => step.id === id)?.asked;

describe('a certificate of somebody else in its only place', () => {
  for (const form of ['base64', 'pem', 'base64-pem'] as const) {
    test(`is exchanged at the agreed moment, in the form that stands there (${form}), and put back byte for byte`, async (t) => {
      const one = await rotating(t, { form });
      assert.equal(one.stored.plan.kind, 'carried');
      const was = (await filesOf(one))[path] ?? '';
      assert.deepEqual(statesOf(await one.run()), {
        preflight: 'done',
        request: 'done',
        judge: 'done',
        verify: 'open',
        switch: 'open',
        confirm: 'open',
      });
      // Somebody comes in by another way; the moment is not there yet.
      const early = await one.run([approve('verify'), approve('switch', new Date(Date.now() + 3_600_000))]);
      assert.deepEqual([statesOf(early)['verify'], statesOf(early)['switch']], ['done', 'open']);
      assert.ok(one.told.some((told) => /^Other single sign-on configurations: Spare \(until /.test(told)));
      assert.equal((await filesOf(one))[path], was);
      const switched = await one.run([approve('switch')]);
      assert.equal(statesOf(switched)['switch'], 'done');
      const body = (issued: Issued): string => bodyIn(form, issued);
      assert.equal((await filesOf(one))[path], was.replace(body(inUse), body(next)));
      await one.run([undo]);
      assert.equal((await filesOf(one))[path], was);
    });
  }

  test('is over once a person says that log-ins work', async (t) => {
    const one = await rotating(t);
    await one.run();
    const switched = await one.run([approve('verify'), approve('switch')]);
    assert.match(askedOf(switched, 'confirm')?.what ?? '', /^See that what Okta is for works/);
    const { standing } = await one.run([approve('confirm')]);
    assert.ok(standing.steps.every(({ state }) => state === 'done'));
    assert.equal(one.port.counts.deploys, 1);
  });

  test('of an app whose tokens are verified needs no second way in', async (t) => {
    const one = await rotating(t, { of: { certificate: 'Sync', from: 'okta.pem' } });
    const first = await one.run();
    assert.deepEqual([statesOf(first)['verify'], statesOf(first)['switch']], ['done', 'open']);
    const was = await filesOf(one);
    assert.equal(statesOf(await one.run([approve('switch')]))['switch'], 'done');
    const [[file = '', text = ''] = []] = Object.entries(await filesOf(one));
    assert.equal(text, was[file]?.replace(inUse.pem.trim(), next.pem.trim()));
  });

  test('comes from the metadata of its owner', async (t) => {
    const from = 'https://idp.example/metadata';
    const one = await rotating(t, { of: { certificate: 'Okta', from } });
    const asked: string[] = [];
    const giving = (...keys: Issued[]): Parameters<Rotating['run']>[1] => ({
      change: (work) => ({
        ...work,
        elsewhere: {
          ...work.elsewhere,
          fetch: (address: string) => {
            asked.push(address);
            return Promise.resolve(Buffer.from(metadataOf(keys)));
          },
        },
      }),
    });
    // Nothing new is announced yet; each run looks again.
    const early = await one.run([], giving(inUse));
    assert.deepEqual([askedOf(early, 'request')?.who, statesOf(early)['judge']], ['partner', 'open']);
    assert.match(askedOf(early, 'request')?.what ?? '', /gives the certificate that is in use, and no other yet/);
    assert.equal(statesOf(await one.run([], giving(inUse, next)))['judge'], 'done');
    assert.ok(one.told.some((told) => /2 certificates are announced/.test(told)));
    await one.run([approve('verify')]);
    // Another key is announced by then.
    const refused = await one.run([approve('switch')], giving(inUse, await providerCertificate(1, 365)));
    assert.deepEqual([refused.refused, statesOf(refused)['switch']], [true, 'failed']);
    const switched = await one.run([], giving(next));
    assert.equal(statesOf(switched)['switch'], 'done');
    assert.deepEqual(new Set(asked), new Set([from]));
  });
});

describe('a second single sign-on configuration', () => {
  const replace: RotationEntry = { ...entry, method: 'replace' };
  const configurations = async ({ port }: Rotating): Promise<Record<string, string>> => {
    const { files } = await port.retrieve(new Map([['SamlSsoConfig', ['*']]]));
    const own = [...files].filter(([name]) => name !== 'package.xml');
    return Object.fromEntries(own.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
  };

  test('is set up beside the first, which goes once people have moved', async (t) => {
    const one = await rotating(t, { of: replace });
    const { successor = '' } = one.stored.plan;
    const was = await configurations(one);
    const first = await one.run();
    assert.deepEqual([statesOf(first)['verify'], statesOf(first)['switch']], ['done', 'open']);
    const both = await configurations(one);
    const second = `samlssoconfigs/${successor}.samlssoconfig`;
    assert.deepEqual(both, {
      ...was,
      [second]: was[path]
        ?.replace(bodyIn('base64', inUse), bodyIn('base64', next))
        .replace('Okta &amp; friends', successor.replaceAll('_', ' ')),
    });
    await one.run([approve('switch')]);
    const { standing } = await one.run([approve('confirm')]);
    assert.ok(standing.steps.every(({ state }) => state === 'done'));
    assert.deepEqual(
      Object.keys(await configurations(one)).sort(),
      [second, 'samlssoconfigs/Spare.samlssoconfig'].sort(),
    );
  });

  test('goes again when the rotation is undone', async (t) => {
    const one = await rotating(t, { of: replace });
    const was = await configurations(one);
    await one.run();
    await one.run([approve('switch')]);
    const { standing } = await one.run([undo]);
    assert.equal(standing.steps.find(({ id }) => id === 'install')?.state, 'undone');
    assert.deepEqual(await configurations(one), was);
  });
});
