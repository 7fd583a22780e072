import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import type { CertRotatePlanResult } from '../../src/commands/cert/rotate/plan.ts';
import type { StoredPlan } from '../../src/rotation/plan-store.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { logIn } from '../fixtures/log-in.ts';

const settings = `rotation:
  authorities:
    corporate: { type: command, command: [./sign.sh] }
  certificates:
    - certificate: Customs_Filing_Client
      authority: corporate
      csr: customs.csr
    - certificate: Legacy_EDI_Client
      method: import
      keystore: legacy.jks
    - certificate: Billing_Client
    - certificate: "*_Client"
      authority: corporate
      hold-before: [retire]
    - certificate: SelfSigned_*
    - certificate: Okta
      from: okta.pem
    - certificate: Dispatcher_Login
`;

describe('sf cert rotate plan on an org', () => {
  let practice: PracticeOrg;
  const now = new Date();
  const month = now.toISOString().slice(0, 7).replace('-', '');
  before(async () => {
    practice = await startPracticeOrg({ now });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  const plan = async (cwd: string, ...args: string[]) => {
    const outcome = await runCommand(['rotate', 'plan', '-o', practice.username, ...args, '--json'], { cwd });
    return { ...outcome, ...jsonOf<CertRotatePlanResult>(outcome) };
  };
  const only = ({ result }: { result: CertRotatePlanResult }) => {
    const [first] = result.rotations;
    assert.ok(
      first && result.rotations.length === 1,
      JSON.stringify(result.rotations.map(({ certificate }) => certificate)),
    );
    return first;
  };

  test('plans what is due and tells the rest, each with its reason', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const { exitCode, result } = await plan(cwd);
    assert.equal(exitCode, 0);
    assert.deepEqual(result.rotations.map(({ certificate, kind }) => [certificate, kind]).sort(), [
      ['Billing_Client', 'mutual-authentication'],
      ['Customs_Filing_Client', 'renew-in-place'],
      ['Dispatcher_Login', 'user-certificate'],
      ['Legacy_EDI_Client', 'guided'],
      ['Okta', 'carried'],
      ['Partner_API_Client', 'new-key'],
      ['SelfSigned_Old', 'self-signed'],
    ]);
    assert.equal(result.org?.id, practice.orgId);
    assert.ok(
      result.notDue.some(
        ({ certificate, reason }) => certificate === 'Bank_Gateway_Client' && reason.startsWith('Not due before'),
      ),
    );
    for (const { reason, state, steps, planFile } of result.rotations) {
      assert.match(reason, /^Due since .*\.$/);
      assert.deepEqual([state, new Set(steps.map((step) => step.state))], ['planned', new Set(['open'])]);
      assert.ok(planFile && existsSync(join(cwd, planFile)));
    }
  });

  test('shows the change of every file, and keeps what start compares with', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const rotation = only(await plan(cwd, '--certificate', 'Partner_API_Client'));
    const successor = `Partner_API_Client_${month}`;
    assert.equal(rotation.successor, successor);
    assert.deepEqual(
      rotation.references.map(({ name }) => name),
      ['Partner_API'],
    );
    const [file] = rotation.files;
    assert.equal(file?.path, 'namedCredentials/Partner_API.namedCredential');
    const changed = file.diff.split('\n').filter((line) => /^[+-] /.test(line));
    assert.deepEqual(changed, [
      `-        <certificate>Partner_API_Client</certificate>`,
      `+        <certificate>${successor}</certificate>`,
    ]);
    assert.deepEqual(rotation.steps.find(({ id }) => id === 'switch')?.changes, [
      {
        component: 'NamedCredential:Partner_API',
        field: 'NamedCredential.namedCredentialParameters.ClientCertificate',
        from: 'Partner_API_Client',
        to: successor,
        path: 'namedCredentials/Partner_API.namedCredential',
      },
    ]);
    assert.ok(rotation.byHand.some(({ reference, blocks }) => reference.name === 'PartnerGateway' && blocks));
    const stored = JSON.parse(readFileSync(join(cwd, rotation.planFile ?? ''), 'utf8')) as StoredPlan;
    assert.deepEqual(
      stored.seen.references.map(({ name }) => name),
      ['PartnerGateway', 'Partner_API'],
    );
    assert.equal(stored.seen.files.length, 1);
    assert.match(stored.digest, /^[0-9a-f]{64}$/);
    assert.deepEqual(
      stored.plan.steps.map(({ id }) => id),
      rotation.steps.map(({ id }) => id),
    );
    const again = only(await plan(cwd, '--certificate', 'Partner_API_Client'));
    assert.equal(again.id, rotation.id);
    assert.equal(
      (JSON.parse(readFileSync(join(cwd, again.planFile ?? ''), 'utf8')) as StoredPlan).digest,
      stored.digest,
    );
    assert.deepEqual(readdirSync(join(cwd, '.cert-health')), [rotation.id]);
  });

  test('moves Ids and names in one file and one place each, and asks the org for files once', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const from = practice.requests.length;
    const rotation = only(await plan(cwd, '--certificate', 'SelfSigned_Signing_2048'));
    const asked = practice.requests
      .slice(from)
      .filter(({ body }) => /<(?:\w+:)?retrieve[\s>]/.test(String(body ?? '')));
    const byFile = Object.fromEntries(rotation.files.map(({ path, diff }) => [path, diff]));
    assert.deepEqual(Object.keys(byFile).sort(), [
      'externalCredentials/Bank_JWT.externalCredential',
      'samlssoconfigs/Entra.samlssoconfig',
    ]);
    assert.match(
      byFile['samlssoconfigs/Entra.samlssoconfig'] ?? '',
      new RegExp(`\\+ {4}<requestSigningCertId>\\{Id of SelfSigned_Signing_2048_${month}\\}<`),
    );
    assert.equal(asked.length, 1);
    assert.equal(rotation.due, false);
    assert.match(rotation.reason, /^Not due before/);
  });

  test('with the project that the org is deployed from, what is by hand is in a patch, and the repository follows', async (t) => {
    const credential =
      '<?xml version="1.0" encoding="UTF-8"?>\n<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata">\n    <namedCredentialParameters>\n        <certificate>Partner_API_Client</certificate>\n        <parameterType>ClientCertificate</parameterType>\n    </namedCredentialParameters>\n</NamedCredential>\n';
    const cwd = folderWith(t, {
      'cert-health.yml': settings,
      'classes/PartnerGateway.cls':
        "public class PartnerGateway {\n  void f(HttpRequest r) {\n    r.setClientCertificateName('Partner_API_Client');\n  }\n}\n",
      'classes/PartnerGateway.cls-meta.xml':
        '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion></ApexClass>\n',
      'namedCredentials/Partner_API.namedCredential-meta.xml': credential,
    });
    const rotation = only(await plan(cwd, '-d', '.', '--certificate', 'Partner_API_Client'));
    assert.deepEqual(
      [rotation.source, rotation.references.map(({ source }) => source)],
      ['org.certificates', ['org.named-credentials']],
    );
    const told = rotation.byHand.filter(({ patch }) => patch !== undefined);
    assert.deepEqual(told.map(({ reference, blocks }) => [reference.source, reference.name, blocks]).sort(), [
      ['org.apex', 'PartnerGateway', true],
      ['project.apex', 'PartnerGateway', false],
      ['project.named-credentials', 'Partner_API', false],
    ]);
    const patch = readFileSync(join(cwd, '.cert-health', rotation.id, 'by-hand.patch'), 'utf8');
    assert.deepEqual(patch.match(/^\+ .*$/gm), [
      `+    r.setClientCertificateName('${rotation.successor}');`,
      `+        <certificate>${rotation.successor}</certificate>`,
    ]);
  });

  test('writes nothing to the org', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const from = practice.requests.length;
    await plan(cwd);
    for (const { method, path, body } of practice.requests.slice(from)) {
      const isRead =
        method === 'GET' ||
        /<(?:\w+:)?(?:describeMetadata|listMetadata|readMetadata|retrieve|checkRetrieveStatus)[\s>/]/.test(
          String(body ?? ''),
        );
      assert.ok(isRead, `${method} ${path} ${String(body).slice(0, 300)}`);
    }
  });

  test('as of another day is shown and not kept', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const { result } = await plan(
      cwd,
      '--as-of',
      new Date(now.getTime() + 300 * 86_400_000).toISOString().slice(0, 10),
    );
    assert.ok(result.rotations.some(({ certificate }) => certificate === 'Bank_Gateway_Client'));
    assert.ok(result.rotations.every(({ planFile }) => planFile === null));
    assert.ok(!existsSync(join(cwd, '.cert-health')));
  });

  test('a place that was not read, or files that cannot be seen, make every plan wait: exit 7', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    practice.setFaults({ deny: ['ModifyMetadata'] });
    const outcome = await runCommand(
      ['rotate', 'plan', '-o', practice.username, '--certificate', 'Partner_API_Client', '--json'],
      { cwd },
    );
    const rotation = only(jsonOf<CertRotatePlanResult>(outcome));
    assert.equal(rotation.waitsFor?.who, 'approver');
    assert.match(rotation.waitsFor.what, /^Not read: /);
    assert.equal(outcome.exitCode, 7);
  });

  test('where few requests of the day are left, a plan waits for time and for nobody', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    practice.setFaults({ apiRequestsLeft: 199 });
    const args = ['rotate', 'plan', '-o', practice.username, '--certificate', 'Partner_API_Client'];
    const { stdout, exitCode } = await runCommand(args, { cwd });
    assert.equal(exitCode, 7, stdout);
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /waits the moment \(.* UTC\): Not read: .*; nobody has to do anything, .* Only \d+ of \d+ API requests are left today/,
    );
  });

  test('a list of certificates that was not read is never "nothing due": exit 1', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    practice.setFaults({ deny: ['ManageCertificates'] });
    const { exitCode, result } = await plan(cwd);
    assert.equal(exitCode, 1);
    assert.ok(
      result.notPlanned.some(({ source }) => source === 'org.certificates'),
      JSON.stringify(result.notPlanned),
    );
  });

  test('is readable by whoever approves it', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const { stdout, stderr } = await runCommand(
      ['rotate', 'plan', '-o', practice.username, '--certificate', 'Partner_API_Client'],
      { cwd },
    );
    const text = stdout.replaceAll(/\s+/g, ' ');
    assert.match(text, /DUE Partner_API_Client → Partner_API_Client_\d{6}/);
    assert.match(text, /7 switch: Re-point 1 place from Partner_API_Client to Partner_API_Client_\d{6}/);
    assert.match(text, /undo Each file is deployed again as it was, byte for byte\./);
    assert.match(text, /waits for your approval \(hold-before\)/);
    assert.match(
      text,
      /By hand - Put Partner_API_Client_\d{6} in the place of Partner_API_Client in Setup > Apex Classes, PartnerGateway/,
    );
    assert.match(text, /\+ <certificate>Partner_API_Client_\d{6}<\/certificate>/);
    assert.doesNotMatch(stdout + stderr, /undefined|\[object|\n\s+at /);
    for (const line of stdout.split('\n')) assert.ok(line.length <= 80 || line.startsWith('  '), line);
  });

  test('a certificate that is not there is wrong usage, with the one that was meant', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const { exitCode, stderr } = await runCommand(
      ['rotate', 'plan', '-o', practice.username, '--certificate', 'Partner_API_Clent'],
      { cwd },
    );
    assert.equal(exitCode, 2);
    assert.match(
      stderr.replaceAll(/\s+/g, ' '),
      /There is no certificate "Partner_API_Clent" in what was read; did you mean "Partner_API_Client"\?/,
    );
  });

  test('nothing to plan is wrong usage', async (t) => {
    const { exitCode, stderr } = await runCommand(['rotate', 'plan', '-o', practice.username], {
      cwd: folderWith(t, {}),
    });
    assert.equal(exitCode, 2);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /Nothing to plan: no settings file \(cert-health\.yml\) was found/);
    const empty = await runCommand(['rotate', 'plan', '-o', practice.username], {
      cwd: folderWith(t, { 'cert-health.yml': 'rotation: { certificates: [] }\n' }),
    });
    assert.equal(empty.exitCode, 2);
    assert.match(empty.stderr.replaceAll(/\s+/g, ' '), /cert-health\.yml has no entry under rotation\.certificates/);
  });
});
