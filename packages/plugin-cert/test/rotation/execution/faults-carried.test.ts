import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { NewEvent, RotationEntry, StepId } from '@cert-health/core';
import type { Issued } from '../../fixtures/issue.ts';
import { OrgApiError } from '../../../src/org/api.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import { companyCarrying, metadataOf, providerCertificate } from './carried-company.ts';
import type { Rotating } from './rotating.ts';
import { filesOf, startRotating } from './rotating.ts';

const approve = (step: StepId): NewEvent => ({ type: 'approved', step, by: 'a test' });
const undo: NewEvent = { type: 'undo-started', why: 'a test' };
const path = 'samlssoconfigs/Okta.samlssoconfig';

let inUse: Issued;
let next: Issued;
before(async () => {
  [inUse, next] = await Promise.all([providerCertificate(350, 365), providerCertificate(1, 365)]);
});

async function rotating(t: TestContext, more: Partial<RotationEntry> = {}, old = inUse): Promise<Rotating> {
  const one = await startRotating(await companyCarrying(old), { certificate: 'Okta', from: 'okta.pem', ...more });
  t.after(() => one.end());
  writeFileSync(join(one.base, 'okta.pem'), next.pem);
  return one;
}

type Ran = Awaited<ReturnType<Rotating['run']>>;
const stepOf = ({ standing }: Ran, id: StepId) => standing.steps.find((step) => step.id === id);

/** Somebody else changes the configuration. */
async function edit({ port }: Rotating, change: (text: string) => string): Promise<string> {
  const okta = new Map([['SamlSsoConfig', ['Okta']]]);
  const text = Buffer.from((await port.retrieve(okta)).files.get(path) ?? []).toString();
  assert.notEqual(change(text), text);
  await port.deploy({ members: okta, files: new Map([[path, change(text)]]) });
  return change(text);
}
async function switched(one: Rotating): Promise<void> {
  await one.run();
  assert.equal(stepOf(await one.run([approve('verify'), approve('switch')]), 'switch')?.state, 'done');
}
const otherAddress = (text: string): string => text.replace('/sso<', '/other<');

describe('a carried certificate whose rotation goes wrong', () => {
  test('is refused where the file was edited after the plan', async (t) => {
    const one = await rotating(t);
    const edited = await edit(one, otherAddress);
    const end = await one.run();
    assert.deepEqual([end.refused, stepOf(end, 'preflight')?.state], [true, 'failed']);
    assert.match(
      stepOf(end, 'preflight')?.problem ?? '',
      /Okta\.samlssoconfig was changed since\. Make the plan again/,
    );
    assert.equal((await filesOf(one))[path], edited);
  });

  for (const step of ['verify', 'switch'] as const) {
    test(`switches nothing where that was before ${step}`, async (t) => {
      const one = await rotating(t);
      await one.run();
      if (step === 'switch') await one.run([approve('verify')]);
      const edited = await edit(one, otherAddress);
      const end = await one.run(step === 'switch' ? [approve('switch')] : [approve('verify'), approve('switch')]);
      assert.deepEqual([end.refused, stepOf(end, step)?.state], [true, 'failed']);
      assert.match(stepOf(end, step)?.problem ?? '', /was changed since the plan was made, and nothing was switched/);
      assert.equal((await filesOf(one))[path], edited);
    });
  }

  test('that was switched is taken back and keeps what somebody else changed around it', async (t) => {
    const one = await rotating(t);
    const was = (await filesOf(one))[path] ?? '';
    await switched(one);
    await edit(one, (text) => text.replace('SAML2_0', 'SAML1_1').replace('friends', 'family'));
    await one.run([undo]);
    assert.equal((await filesOf(one))[path], was.replace('SAML2_0', 'SAML1_1').replace('friends', 'family'));
  });

  test('is not confirmed where somebody put another one there', async (t) => {
    const one = await rotating(t);
    await switched(one);
    const other = await providerCertificate(1, 300);
    await edit(one, (text) =>
      text.replace(/<validationCert>.*</, `<validationCert>${Buffer.from(other.der).toString('base64')}<`),
    );
    const end = await one.run([approve('confirm')]);
    assert.equal(stepOf(end, 'confirm')?.state, 'failed');
    assert.match(stepOf(end, 'confirm')?.problem ?? '', /does not carry the new certificate; somebody changed it/);
  });

  test('is not taken back to a certificate that has ended', async (t) => {
    const one = await rotating(t, {}, await providerCertificate(400, 365));
    await switched(one);
    assert.ok(one.told.some((told) => /so that the switch cannot be taken back\.$/.test(told)));
    const left = (await filesOf(one))[path];
    await assert.rejects(one.run([undo]), /putting it back would let nobody in, so that it was left alone/);
    assert.equal((await filesOf(one))[path], left);
  });

  test('is not exchanged for one that has ended by the agreed moment', async (t) => {
    const one = await rotating(t);
    await one.run();
    await one.run([approve('verify')]);
    const later = (work: Work): Work => ({ ...work, now: () => new Date(Date.now() + 370 * 86_400_000) });
    const end = await one.run([approve('switch')], { change: later });
    assert.equal(stepOf(end, 'switch')?.state, 'failed');
    assert.match(stepOf(end, 'switch')?.problem ?? '', /is not valid now, and nothing was switched/);
  });

  test('goes on after a deployment of which nobody knows what became', async (t) => {
    const one = await rotating(t);
    const lost = (work: Work): Work => ({
      ...work,
      org: {
        ...work.org,
        deploy: async (deployed) => {
          await work.org.deploy(deployed);
          throw new OrgApiError('ERROR_HTTP_503', 'x');
        },
      },
    });
    await one.run();
    const end = await one.run([approve('verify'), approve('switch')], { change: lost });
    assert.equal(stepOf(end, 'switch')?.state, 'failed');
    const { deploys } = one.port.counts;
    assert.equal(stepOf(await one.run(), 'switch')?.state, 'done');
    assert.equal(one.port.counts.deploys, deploys);
  });

  test('waits for its owner where the folder of the rotation is the place, and takes metadata there too', async (t) => {
    const one = await startRotating(await companyCarrying(inUse), { certificate: 'Okta' });
    t.after(() => one.end());
    const asked = stepOf(await one.run(), 'request')?.asked;
    assert.equal(asked?.who, 'partner');
    assert.match(asked.what, /new\.pem is not there yet: its owner must give the new certificate/);
    writeFileSync(join(one.folder, 'new.pem'), metadataOf([inUse, next]));
    assert.equal(stepOf(await one.run(), 'judge')?.state, 'done');
  });

  test('is not set up beside where somebody has taken the name since', async (t) => {
    const one = await rotating(t, { method: 'replace' });
    const { successor = '' } = one.stored.plan;
    const taking = (work: Work): Work => ({
      ...work,
      given: {
        ...work.given,
        read: async (name) => {
          const okta = new Map([['SamlSsoConfig', ['Okta']]]);
          const text = Buffer.from((await one.port.retrieve(okta)).files.get(path) ?? []).toString();
          await one.port.deploy({
            members: new Map([['SamlSsoConfig', [successor]]]),
            files: new Map([[`samlssoconfigs/${successor}.samlssoconfig`, text]]),
          });
          return work.given.read(name);
        },
      },
    });
    const end = await one.run([], { change: taking });
    assert.deepEqual([end.refused, stepOf(end, 'install')?.state], [true, 'failed']);
    assert.match(
      stepOf(end, 'install')?.problem ?? '',
      /There is a configuration called .* already, and nothing was changed/,
    );
  });
});
