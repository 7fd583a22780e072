import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry } from '@cert-health/core';
import type { Outcome } from '../../../src/rotation/authorities/authority.ts';
import { DeployRefusedError } from '../../../src/org/deploy.ts';
import { OrgApiError } from '../../../src/org/api.ts';
import { onlyPlanned } from '../../../src/rotation/execution/carry-out.ts';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import type { Rotating } from './rotating.ts';
import { companyWith, filesOf, standsIn, startRotating } from './rotating.ts';

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
let company: Company;
before(async () => {
  company = await companyWith(2);
});

async function rotating(t: TestContext, entry = signed): Promise<Rotating> {
  const one = await startRotating(company, entry);
  t.after(() => one.end());
  return one;
}

const stepOf = ({ standing }: Awaited<ReturnType<Rotating['run']>>, id: string) =>
  standing.steps.find((step) => step.id === id);
const path = 'namedCredentials/Supplier.namedCredential';
const supplier = new Map([['NamedCredential', ['Supplier']]]);

/** Somebody else changes a named credential. */
async function edit(one: Rotating, change: (text: string) => string): Promise<void> {
  const text = (await filesOf(one))[path] ?? '';
  assert.notEqual(change(text), text);
  await one.port.deploy({ members: supplier, files: new Map([[path, change(text)]]) });
}

/** An authority that answers so. */
const answering =
  (answer: Outcome) =>
  (work: Work): Work => ({
    ...work,
    authority: async (name) => ({ ...(await work.authority(name)), sign: () => Promise.resolve(answer) }),
  });
const notes = ['Said.'];

describe('a rotation in which something goes wrong', () => {
  test('is refused where somebody changed a reference after the plan, and changes nothing', async (t) => {
    const one = await rotating(t);
    await edit(one, (text) => text.replace('https://supplier.example', 'https://other.example'));
    const was = await standsIn(one);
    const end = await one.run();
    assert.equal(end.refused, true);
    assert.match(
      stepOf(end, 'preflight')?.problem ?? '',
      /Supplier\.namedCredential was changed since\. Make the plan again\./,
    );
    assert.deepEqual(await standsIn(one), was);
  });

  test('switches nothing where that happened after the preflight', async (t) => {
    const one = await rotating(t);
    const change = (work: Work): Work => ({
      ...work,
      // While the authority was asked.
      authority: async (name) => {
        await edit(one, (text) => text.replace('https://supplier.example', 'https://other.example'));
        return work.authority(name);
      },
    });
    const end = await one.run([], { change });
    assert.equal(end.refused, true);
    assert.match(stepOf(end, 'switch')?.problem ?? '', /was changed since the plan was made, and nothing was switched/);
    const { named } = await standsIn(one);
    assert.deepEqual(new Set(Object.values(named)), new Set(['Supplier_Client']));
    // And back: their change stays.
    await one.run([{ type: 'undo-started', why: 'a test' }]);
    assert.match((await filesOf(one))[path] ?? '', /https:\/\/other\.example/);
  });

  test('switches nothing that one person approved where another has changed it since', async (t) => {
    const one = await rotating(t, { ...signed, holdBefore: ['switch'] });
    const waits = stepOf(await one.run(), 'switch');
    assert.equal(waits?.state, 'open');
    await edit(one, (text) => text.replace('https://supplier.example', 'https://other.example'));
    const end = await one.run([{ type: 'approved', step: 'switch', by: 'a test' }]);
    assert.equal(end.refused, true);
    assert.match(stepOf(end, 'switch')?.problem ?? '', /was changed since the plan was made, and nothing was switched/);
    const { named } = await standsIn(one);
    assert.deepEqual(new Set(Object.values(named)), new Set(['Supplier_Client']));
  });

  test('asks an authority again that is not done, and tells what it says', async (t) => {
    const one = await rotating(t);
    const change = answering({ notes, outcome: 'waits', what: 'Somebody signs it on Monday.' });
    const end = await one.run([], { change });
    assert.deepEqual(stepOf(end, 'sign')?.asked?.what, 'Somebody signs it on Monday.');
    assert.deepEqual(one.told, ['Said.']);
    assert.equal(stepOf(await one.run(), 'switch')?.state, 'done');
  });

  test('ends where the authority refuses, and is tried again', async (t) => {
    const one = await rotating(t);
    const end = await one.run([], { change: answering({ notes, outcome: 'refused', reason: 'No.' }) });
    assert.deepEqual([stepOf(end, 'sign')?.state, stepOf(end, 'sign')?.problem], ['failed', 'No.']);
    assert.equal(stepOf(await one.run(), 'switch')?.state, 'done');
  });

  test('does not use a chain that would break a use', async (t) => {
    const one = await rotating(t);
    // The old certificate a year later: it has ended by then.
    const { files } = await one.port.retrieve(new Map([['Certificate', ['Supplier_Client']]]));
    const chain = Buffer.from(files.get('certs/Supplier_Client.crt') ?? []).toString();
    const late = (work: Work): Work => ({ ...work, now: () => new Date(Date.now() + 800 * 86_400_000) });
    const end = await one.run([], {
      change: (work) => late(answering({ notes, outcome: 'chain', chain, alternates: [] })(work)),
    });
    assert.equal(stepOf(end, 'judge')?.state, 'failed');
    assert.match(stepOf(end, 'judge')?.problem ?? '', /^The new chain would break a use, and was not used\. /);
    const { certificates } = await standsIn(one);
    assert.equal(certificates[one.stored.plan.successor ?? ''], 'waits');
  });

  test('does not switch to a chain of another key, which the org refuses', async (t) => {
    const one = await rotating(t);
    const { files } = await one.port.retrieve(new Map([['Certificate', ['Supplier_Client']]]));
    const chain = Buffer.from(files.get('certs/Supplier_Client.crt') ?? []).toString();
    const end = await one.run([], { change: answering({ notes, outcome: 'chain', chain, alternates: [] }) });
    assert.equal(stepOf(end, 'install')?.state, 'failed');
    assert.match(stepOf(end, 'install')?.problem ?? '', /was not issued for the key/);
  });

  for (const [what, error, wanted] of [
    ['refuses a deployment', new DeployRefusedError('The org refused the deployment. No.', []), /No\./],
    [
      'never ends one',
      new OrgApiError('TIMEOUT', 'the org has not finished a deployment after 10 minutes'),
      /not finished/,
    ],
    ['is busy', new OrgApiError('ERROR_HTTP_503', 'x'), /busy/],
  ] as const) {
    test(`goes on after an org that ${what}, though it was done`, async (t) => {
      const one = await rotating(t);
      let deploys = 0;
      const change = (work: Work): Work => ({
        ...work,
        org: {
          ...work.org,
          deploy: async (deployed) => {
            // The third is the switch.
            const result = await work.org.deploy(deployed);
            if (++deploys === 3) throw error;
            return result;
          },
        },
      });
      const end = await one.run([], { change });
      assert.equal(stepOf(end, 'switch')?.state, 'failed');
      assert.match(stepOf(end, 'switch')?.problem ?? '', wanted);
      const { deploys: so } = one.port.counts;
      assert.equal(stepOf(await one.run(), 'switch')?.state, 'done');
      assert.equal(one.port.counts.deploys, so);
    });
  }

  test('does not go back to a certificate that is gone', async (t) => {
    const one = await rotating(t);
    await one.run();
    const { successor = '' } = one.stored.plan;
    await one.port.deploy({
      members: new Map(),
      files: new Map(),
      deletions: new Map([['Certificate', ['Supplier_Client']]]),
    });
    await assert.rejects(
      one.run([{ type: 'undo-started', why: 'a test' }]),
      (error: unknown) => error instanceof StepProblem && /Supplier_Client is gone/.test(error.message),
    );
    const { named, certificates } = await standsIn(one);
    assert.deepEqual([new Set(Object.values(named)), certificates[successor]], [new Set([successor]), 'usable']);
  });

  test('leaves to people what it cannot move yet', async (t) => {
    const { plan, seen } = (await rotating(t)).stored;
    assert.equal(onlyPlanned(plan, seen.org), undefined);
    assert.match(onlyPlanned(plan, null) ?? '', /made from a project/);
    const [first] = plan.references;
    assert.ok(first);
    const byHand = { ...first, field: 'ApexClass.Auth.JWS' };
    assert.match(onlyPlanned({ ...plan, references: [byHand] }, seen.org) ?? '', /is only planned/);
    assert.match(
      onlyPlanned(
        { ...plan, kind: 'carried', successor: undefined, references: [] } as unknown as typeof plan,
        seen.org,
      ) ?? '',
      /cannot be edited safely, so that it is changed by hand/,
    );
  });
});
