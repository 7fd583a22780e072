import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { certificateOfBody, valuesIn } from '@cert-health/core';
import type { NewEvent, RotationEntry, StepId } from '@cert-health/core';
import { exportKey } from '../../fixtures/issue.ts';
import { javaStore } from '../../keystore/jks-writer.ts';
import { companyCarrying, providerCertificate } from './carried-company.ts';
import { killEverywhere } from './killed-runs.ts';
import type { Rotating } from './rotating.ts';
import { companyWith, keystorePassword, standsIn, startRotating } from './rotating.ts';

const say = (...steps: StepId[]): { say: readonly NewEvent[] } => ({
  say: steps.map((step) => ({ type: 'approved', step, by: 'a test' })),
});
const undo: { say: readonly NewEvent[] } = { say: [{ type: 'undo-started', why: 'a test' }] };

/** Every single sign-on configuration, as text. */
async function configurations({ port }: Rotating): Promise<Record<string, string>> {
  const { files } = await port.retrieve(new Map([['SamlSsoConfig', ['*']]]));
  const own = [...files].filter(([path]) => path !== 'package.xml');
  return Object.fromEntries(own.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}

describe('a carried certificate whose process is killed', async () => {
  const [inUse, next] = await Promise.all([providerCertificate(350, 365), providerCertificate(1, 365)]);
  const company = await companyCarrying(inUse);
  const place = { root: 'SamlSsoConfig', path: ['validationCert'] };
  /** Each configuration carries a certificate that can be read, and the identity provider's is the old one or the new one. */
  const watch = async (one: Rotating): Promise<void> => {
    for (const [path, text] of Object.entries(await configurations(one))) {
      const [value = ''] = valuesIn(text, { place });
      const carried = Buffer.from(certificateOfBody(value)?.der ?? []);
      assert.ok(carried.length > 0, path);
      if (!path.includes('Spare'))
        assert.ok(
          [inUse, next].some(({ der }) => carried.equals(Buffer.from(der))),
          path,
        );
    }
  };
  for (const [name, entry, runs, wanted] of [
    ['carried', {}, [say(), say('verify', 'switch'), say('confirm')], 'new'],
    ['carried that is undone', {}, [say(), say('verify', 'switch'), undo], 'old'],
    ['carried beside', { method: 'replace' }, [say(), say('switch'), say('confirm')], 'second'],
    ['carried beside that is undone', { method: 'replace' }, [say(), say('switch'), undo], 'old'],
  ] as const) {
    test(`ends like one that is not, wherever that is: ${name}`, async (t) => {
      const of: RotationEntry = { certificate: 'Okta', from: 'okta.pem', ...entry };
      const first = await startRotating(company, of);
      const { inventory } = first;
      const was = await configurations(first);
      await first.end();
      const end = await killEverywhere(t, {
        name,
        runs,
        watch,
        quick: true,
        standsIn: configurations,
        start: async () => {
          const one = await startRotating(company, of, { inventory });
          writeFileSync(join(one.base, 'okta.pem'), next.pem);
          return one;
        },
      });
      const path = 'samlssoconfigs/Okta.samlssoconfig';
      const body = (der: Uint8Array): string => Buffer.from(der).toString('base64');
      if (wanted === 'old') assert.deepEqual(end, was);
      else if (wanted === 'new') assert.equal(end[path], was[path]?.replace(body(inUse.der), body(next.der)));
      else assert.deepEqual([Object.keys(end).length, path in end], [2, false]);
    });
  }
});

describe('a keystore whose rotation is killed', async () => {
  const company = await companyWith(2);
  const key = await providerCertificate(1, 365, 'supplier');
  const pem = await exportKey(key);
  const pkcs8 = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const imported = async ({ practice, stored, port }: Rotating): Promise<void> => {
    const alias = stored.plan.successor ?? '';
    if (await port.certificate(alias)) return;
    const body = JSON.stringify({ alias, chain: key.pem });
    const answer = await fetch(`${practice.url}/practice-org/import`, { method: 'POST', body });
    assert.equal(answer.status, 200);
  };
  const watch = async (one: Rotating): Promise<void> => {
    const { certificates, named } = await standsIn(one);
    for (const [path, name = ''] of Object.entries(named)) assert.equal(certificates[name], 'usable', path);
  };
  for (const [name, last, wanted] of [
    ['guided', say('confirm'), { old: 'gone', new: 'usable' }],
    ['guided that is undone', undo, { old: 'usable', new: 'gone' }],
  ] as const) {
    test(`ends like one that is not, wherever that is: ${name}`, async (t) => {
      const of: RotationEntry = { certificate: 'Supplier_Client', method: 'import', keystore: 'supplier.jks' };
      const first = await startRotating(company, of);
      const { inventory, stored } = first;
      await first.end();
      const successor = stored.plan.successor ?? '';
      const { certificates } = await killEverywhere(t, {
        name,
        runs: [say(), { ...say('install'), deed: imported }, last],
        watch,
        quick: true,
        standsIn,
        start: async () => {
          const one = await startRotating(company, of, { inventory });
          const entries = [{ alias: successor, key: pkcs8, chain: [key.der] }];
          writeFileSync(join(one.base, 'supplier.jks'), javaStore({ entries, password: keystorePassword }));
          return one;
        },
      });
      assert.deepEqual(
        { old: certificates['Supplier_Client'] ?? 'gone', new: certificates[successor] ?? 'gone' },
        wanted,
      );
    });
  }
});
