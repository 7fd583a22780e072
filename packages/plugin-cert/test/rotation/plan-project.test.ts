import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { CertRotatePlanResult } from '../../src/commands/cert/rotate/plan.ts';
import { readPlans } from '../../src/rotation/plan-store.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { certificateMeta, folderWith, metadataXml } from '../fixtures/folder.ts';
import { issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

const day = 86_400_000;
let chain: { root: Issued; intermediate: Issued; leaf: Issued };
before(async () => {
  // Ninety days, of which ten are left.
  chain = await issueChain({ from: new Date(Date.now() - 80 * day).toISOString().slice(0, 10), days: 90 });
});

const settings = (entry: string): string =>
  `rotation:\n  authorities:\n    corporate: { type: command, command: [./sign.sh] }\n  certificates:\n    - ${entry}\n`;
const newKey = settings('{ certificate: Partner, authority: corporate }');

/** A project in which a certificate is named in every way that matters. */
const project = (): Record<string, string> => ({
  'certs/Partner.crt': chain.leaf.pem + chain.intermediate.pem,
  'certs/Partner.crt-meta.xml': certificateMeta({ masterLabel: 'Partner', caSigned: 'true', keySize: '2048' }),
  'namedCredentials/Api.namedCredential-meta.xml':
    `\ufeff${metadataXml('NamedCredential', { label: 'Partner', certificate: 'Partner', endpoint: 'https://api.partner.example' })}`.replaceAll(
      '\n',
      '\r\n',
    ),
  'sites/Portal.site-meta.xml':
    '<?xml version="1.0" encoding="UTF-8"?>\n<CustomSite xmlns="http://soap.sforce.com/2006/04/metadata">\n    <customWebAddresses>\n        <certificate>Partner</certificate>\n        <domainName>a.example</domainName>\n    </customWebAddresses>\n    <customWebAddresses>\n        <certificate>Other</certificate>\n        <domainName>b.example</domainName>\n    </customWebAddresses>\n</CustomSite>\n',
  'classes/Gateway.cls':
    "public class Gateway {\n  public void call(HttpRequest request) {\n    request.setClientCertificateName('Partner');\n  }\n}\n",
  'classes/Gateway.cls-meta.xml': metadataXml('ApexClass', { apiVersion: '66.0', status: 'Active' }),
  'customMetadata/Setting.Main.md-meta.xml':
    '<?xml version="1.0" encoding="UTF-8"?>\n<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n    <label>Main</label>\n    <values>\n        <field>Certificate__c</field>\n        <value xsi:type="xsd:string">Partner</value>\n    </values>\n</CustomMetadata>\n',
});

const plan = async (cwd: string, ...args: string[]) => {
  const outcome = await runCommand(['rotate', 'plan', '-d', '.', ...args, '--json'], { cwd });
  return { ...outcome, ...jsonOf<CertRotatePlanResult>(outcome) };
};

const onlyOf = ({ result }: { result: CertRotatePlanResult }) => {
  const [first] = result.rotations;
  assert.ok(first && result.rotations.length === 1, JSON.stringify(result));
  return first;
};

describe('sf cert rotate plan on a project', () => {
  test('shows the change of every file, which git takes as it is', async (t) => {
    const cwd = folderWith(t, { ...project(), 'cert-health.yml': newKey });
    const { exitCode, result } = await plan(cwd);
    const rotation = onlyOf({ result });
    assert.deepEqual([exitCode, rotation.kind, rotation.authority, result.org], [0, 'new-key', 'corporate', null]);
    assert.deepEqual(rotation.files.map(({ path }) => path).sort(), [
      'namedCredentials/Api.namedCredential-meta.xml',
      'sites/Portal.site-meta.xml',
    ]);
    const before = project();
    apply(cwd, rotation.files.map(({ diff }) => diff).join(''));
    for (const [path, inside] of [
      ['namedCredentials/Api.namedCredential-meta.xml', '<certificate>Partner</certificate>'],
      ['sites/Portal.site-meta.xml', '<certificate>Partner</certificate>'],
    ] as const) {
      assert.equal(
        readFileSync(join(cwd, path), 'utf8'),
        before[path]?.replace(inside, `<certificate>${rotation.successor}</certificate>`),
        path,
      );
    }
  });

  test('puts code and texts into a patch beside the plan', async (t) => {
    const cwd = folderWith(t, { ...project(), 'cert-health.yml': newKey });
    const rotation = onlyOf(await plan(cwd));
    const blocking = rotation.byHand.filter(({ blocks }) => blocks);
    assert.deepEqual(blocking.map(({ reference, patch }) => [reference.name, patch]).sort(), [
      ['Gateway', 'by-hand.patch'],
      ['Setting.Main', 'by-hand.patch'],
    ]);
    apply(cwd, readFileSync(join(cwd, '.cert-health', rotation.id, 'by-hand.patch'), 'utf8'));
    assert.match(
      readFileSync(join(cwd, 'classes/Gateway.cls'), 'utf8'),
      new RegExp(`setClientCertificateName\\('${rotation.successor}'\\)`),
    );
    const record = readFileSync(join(cwd, 'customMetadata/Setting.Main.md-meta.xml'), 'utf8');
    assert.equal(
      record,
      project()['customMetadata/Setting.Main.md-meta.xml']?.replace('>Partner<', `>${rotation.successor}<`),
    );
  });

  test('renews in place with the request that is named, and moves nothing', async (t) => {
    const cwd = folderWith(t, {
      ...project(),
      'cert-health.yml': settings('{ certificate: Partner, authority: corporate, csr: partner.csr }'),
    });
    const rotation = onlyOf(await plan(cwd));
    assert.deepEqual(
      [rotation.kind, rotation.successor, rotation.files, rotation.references],
      ['renew-in-place', undefined, [], []],
    );
  });

  test('refuses a successor that vouches for itself where it serves a domain', async (t) => {
    const cwd = folderWith(t, { ...project(), 'cert-health.yml': settings('{ certificate: Partner }') });
    const { exitCode, result } = await plan(cwd);
    assert.equal(exitCode, 1);
    assert.match(result.notPlanned[0]?.problem ?? '', /name an authority for it under rotation\.certificates/);
  });

  for (const [kind, entry, files] of [
    [
      'mutual-authentication',
      'Client',
      {
        'inboundCertificates/Client.inboundCertificate': 'PEM',
        'inboundCertificates/Client.inboundCertificate-meta.xml': 'META InboundCertificate',
      },
    ],
    ['carried', 'Okta', { 'samlssoconfigs/Okta.samlssoconfig-meta.xml': 'BODY SamlSsoConfig validationCert' }],
    ['carried', 'Sync', { 'connectedApps/Sync.connectedApp-meta.xml': 'BODY ConnectedApp oauthConfig' }],
  ] as const) {
    test(`plans ${kind} for ${entry}`, async (t) => {
      const written = Object.fromEntries(Object.entries(files).map(([path, what]) => [path, contentOf(what)]));
      const cwd = folderWith(t, { ...written, 'cert-health.yml': settings(`{ certificate: ${entry} }`) });
      const rotation = onlyOf(await plan(cwd));
      assert.deepEqual([rotation.kind, rotation.certificate], [kind, entry]);
      if (kind === 'carried') assert.equal(rotation.steps.find(({ id }) => id === 'switch')?.waits?.who, 'partner');
    });
  }

  test('leaves a file alone that cannot be edited safely, and says so', async (t) => {
    const files = project();
    const path = 'namedCredentials/Api.namedCredential-meta.xml';
    const cwd = folderWith(t, {
      ...files,
      [path]: files[path]?.replace('>Partner</certificate>', '>Part<![CDATA[ner]]></certificate>') ?? '',
      'cert-health.yml': newKey,
    });
    const rotation = onlyOf(await plan(cwd));
    assert.deepEqual(
      rotation.references.map(({ name }) => name),
      ['Portal'],
    );
    assert.ok(
      rotation.byHand.some(
        ({ reference, instruction }) => reference.name === 'Api' && instruction.includes('writes the value in pieces'),
      ),
    );
  });

  test('tells an entry that means nothing', async (t) => {
    const cwd = folderWith(t, {
      ...project(),
      'cert-health.yml': settings('{ certificate: Partnr, authority: corporate }'),
    });
    const { exitCode, result } = await plan(cwd);
    assert.deepEqual(
      [exitCode, result.rotations, result.warnings],
      [0, [], ['The entry "Partnr" under rotation.certificates means no certificate that was found.']],
    );
  });

  test('a settings file with a mistake is wrong usage, with its place', async (t) => {
    const cwd = folderWith(t, {
      ...project(),
      'cert-health.yml': settings('{ certificate: Partner, authority: corporat }'),
    });
    const { exitCode, stderr } = await runCommand(['rotate', 'plan', '-d', '.'], { cwd });
    assert.equal(exitCode, 2);
    assert.match(
      stderr.replaceAll(/\s+/g, ' '),
      /cert-health\.yml:5:\d+: There is no authority "corporat"; did you mean "corporate"\?/,
    );
  });

  test('a plan that was changed on disk, or is of another version, is not believed', async (t) => {
    const cwd = folderWith(t, { ...project(), 'cert-health.yml': newKey });
    const { id, planFile } = onlyOf(await plan(cwd));
    const folder = join(cwd, '.cert-health');
    const file = join(cwd, planFile ?? '');
    const text = readFileSync(file, 'utf8');
    assert.ok('stored' in (readPlans(folder).get(id) ?? {}));
    for (const [changed, why] of [
      [text.replace('"name": "Api"', '"name": "Apis"'), /damaged or was changed/],
      [text.replace('"version": 1', '"version": 2'), /another version/],
      [text.slice(0, 100), /cannot be read/],
    ] as const) {
      writeFileSync(file, changed);
      const read = readPlans(folder).get(id);
      assert.match(read && 'problem' in read ? read.problem : '', why);
    }
    rmSync(folder, { recursive: true });
    assert.ok(!existsSync(folder) && readPlans(folder).size === 0);
  });
});

function contentOf(what: string): string {
  const [kind, element = '', field = ''] = what.split(' ');
  if (kind === 'PEM') return chain.leaf.pem + chain.intermediate.pem;
  if (kind === 'META') return metadataXml(element, { masterLabel: 'Client' });
  const body = Buffer.from(chain.leaf.der).toString('base64');
  return metadataXml(
    element,
    field === 'oauthConfig'
      ? { label: 'Sync', oauthConfig: `<certificate>${body}</certificate>` }
      : { name: 'Okta', issuer: 'https://idp.example', [field]: body },
  );
}

/** As a person does who commits the change. */
function apply(cwd: string, diff: string): void {
  const env = { PATH: process.env['PATH'], GIT_DIR: join(cwd, 'none') };
  const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd,
    input: diff,
    encoding: 'utf8',
    env,
  });
  assert.equal(status, 0, `${stderr}\n${diff}`);
}
