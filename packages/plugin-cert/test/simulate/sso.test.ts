import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { acmeFreight, startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { connect, logIn } from '../fixtures/log-in.ts';
import { exitCodeOfSimulation } from '../../src/simulate/exit-code.ts';
import { readSamlMetadata } from '../../src/simulate/saml-metadata.ts';
import { simulateSso } from '../../src/simulate/simulate-sso.ts';
import type { SsoSimulation } from '../../src/simulate/simulate-sso.ts';

const moment = '2026-02-10T12:00:00Z';
const ENTITY = 'https://okta.practice.example/exk1acme';
const own = await issue({ name: 'okta', from: '2026-01-01', days: 300 });
const next = await issue({ name: 'okta', from: '2026-01-01', days: 600 });

const base64 = ({ der }: Issued): string => Buffer.from(der).toString('base64');
const key = (one: Issued, use: string | undefined = 'signing'): string =>
  `<md:KeyDescriptor${use === '' ? '' : ` use="${use}"`}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
     <ds:X509Certificate>${base64(one).replaceAll(/.{64}/g, '$&\n')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const metadata = (keys: string, entity = ENTITY): string => `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entity}">
  <!-- <md:IDPSSODescriptor/> -->
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}</md:IDPSSODescriptor>
</md:EntityDescriptor>`;

const read = (t: TestContext, content: string | Uint8Array) =>
  readSamlMetadata(join(folderWith(t, { 'idp.xml': content }), 'idp.xml'));

describe('SAML metadata', () => {
  test('tells who signs and with which keys, each once, those for encryption left out', (t) => {
    const { entityId, signing } = read(t, metadata(key(own) + key(next, '') + key(own) + key(next, 'encryption')));
    assert.equal(entityId, ENTITY);
    assert.deepEqual(
      signing.map(({ der }) => Buffer.from(der).toString('base64')),
      [base64(own), base64(next)],
    );
  });

  test('is read without prefixes, in UTF-16, and out of a group with one provider', (t) => {
    const plain = metadata(key(own))
      .replaceAll(/(<\/?)(?:md|ds):/g, '$1')
      .replace('UTF-8', 'UTF-16');
    assert.equal(read(t, Buffer.from(`\ufeff${plain}`, 'utf16le')).entityId, ENTITY);
    const group = `<EntitiesDescriptor>${metadata(key(own)).replace(/^<\?.*\?>/, '')}</EntitiesDescriptor>`;
    assert.equal(read(t, group).signing.length, 1);
  });

  test('is refused in one sentence when it is something else', (t) => {
    const one = metadata(key(own)).replace(/^<\?.*\?>/, '');
    for (const [content, says] of [
      ['<html></html>', /is no SAML metadata/],
      ['<md:EntityDescriptor', /not well-formed XML/],
      ['', /XML|SAML/],
      [metadata(''), /names no certificate of a key that signs/],
      [metadata(key(next, 'encryption')), /names no certificate/],
      [metadata(key(own), ''), /does not say who it is about/],
      [metadata(key(own)).replaceAll('IDPSSODescriptor', 'SPSSODescriptor'), /of a service provider/],
      [`<!DOCTYPE x [<!ENTITY a "b">]>${one}`, /document type/],
      [`<EntitiesDescriptor>${one}${one}</EntitiesDescriptor>`, /2 identity providers/],
      [metadata(key(own).replace(base64(own).slice(0, 20), 'AAAA')), /idp\.xml: /],
      ['\0\0\0\0', /idp\.xml: /],
      [' '.repeat(5 * 1024 * 1024), /larger than 4 MB/],
    ] as const)
      assert.throws(() => read(t, content), { name: 'VerifyInputError', message: says });
  });
});

describe('sf cert simulate sso', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({
      now: new Date(moment),
      seed: async (now) => {
        const company = await acmeFreight(now);
        const components = company.components.map((one) =>
          one.type === 'SamlSsoConfig' && one.fullName === 'Okta'
            ? { ...one, values: { ...one.values, validationCert: base64(own) } }
            : one,
        );
        return { ...company, components };
      },
    });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  const play = async (t: TestContext, content: string, config?: string) => {
    const file = join(folderWith(t, { 'idp.xml': content }), 'idp.xml');
    const connection = await connect(practice);
    const result = await simulateSso({ at: new Date(moment), metadata: file, config, connection });
    return { said: [exitCodeOfSimulation(result), result.verdict, result.decidedBy], result };
  };
  const run = (t: TestContext, ...args: string[]) =>
    runCommand(['simulate', 'sso', '--metadata', 'idp.xml', '--as-of', moment, ...args], {
      cwd: folderWith(t, { 'idp.xml': metadata(key(own)) }),
    });

  for (const [says, content, config, said] of [
    ['grants the provider whose one key the org holds', metadata(key(own)), undefined, [0, 'granted', null]],
    ['grants it by the name of the setting', metadata(key(own)), 'Okta', [0, 'granted', null]],
    ['refuses a key that the org does not hold', metadata(key(next)), undefined, [4, 'refused', 'same-certificate']],
    [
      'does not know while two keys are announced',
      metadata(key(own) + key(next)),
      undefined,
      [5, 'unknown', 'one-key'],
    ],
    [
      'refuses a provider of whom the org knows nothing',
      metadata(key(own), 'https://x.example'),
      undefined,
      [4, 'refused', 'issuer'],
    ],
    ['refuses it at the setting of another provider', metadata(key(own)), 'Entra', [4, 'refused', 'issuer']],
  ] as const) {
    test(says, async (t) => assert.deepEqual((await play(t, content, config)).said, said));
  }

  test('does not know without the permission to read the settings, and names it: 6', async (t) => {
    practice.setFaults({ deny: ['ModifyMetadata'] });
    const { said, result } = await play(t, metadata(key(own)));
    assert.deepEqual(said, [6, 'unknown', 'issuer']);
    assert.equal(result.steps[0]?.permission, 'Modify Metadata Through Metadata API Functions');
  });

  test('prints and exits as it judged', async (t) => {
    const outcome = await run(t, '-o', practice.username, '--json');
    const { result } = jsonOf<SsoSimulation>(outcome);
    assert.deepEqual([outcome.exitCode, result.verdict, result.subject], [0, 'granted', ENTITY]);
    const { exitCode, stdout } = await run(t);
    assert.equal(exitCode, 5);
    assert.match(stdout, /^\? NOT KNOWN +No org was asked\./);
  });

  test('refuses what was named and is not there: 2', async (t) => {
    assert.equal((await run(t, '-o', practice.username, '--config', 'None')).exitCode, 2);
    assert.equal((await runCommand(['simulate', 'sso', '--metadata', 'none.xml'])).exitCode, 2);
  });

  test('has no verdict when the session is over: 1', async (t) => {
    practice.setFaults({ sessionExpired: true });
    const { exitCode, stderr } = await run(t, '-o', practice.username);
    assert.equal(exitCode, 1);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /log in again/);
  });
});
