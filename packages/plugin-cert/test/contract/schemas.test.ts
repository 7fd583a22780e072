import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { jsonOf, runInOwnProcess } from '../command/run-command.ts';
import { certificateMeta, folderWith, metadataXml } from '../fixtures/folder.ts';
import { exportKey, issue, issueChain, issueCrl, issueRequest } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { madeResponse } from '../simulate/saml/made-response.ts';
import { nodeServer, rawServer } from '../tls/servers.ts';

const folder = new URL('../../schemas/', import.meta.url);
const committed = (file: string): object => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object;

const script = new URL('../../scripts/generate-schemas.mjs', import.meta.url).href;
const { schemas } = (await import(script)) as { schemas: () => Record<string, object> };

test('the committed schemas are those that follow from the result types', () => {
  const generated = schemas();
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(generated).sort());
  for (const [file, schema] of Object.entries(generated)) {
    assert.deepEqual(committed(file), JSON.parse(JSON.stringify(schema)), `${file}: run generate-schemas.mjs --write`);
  }
});

describe('what a command really prints fits its schema:', () => {
  let chain: { root: Issued; intermediate: Issued; leaf: Issued };
  let expired: Issued;
  before(async () => {
    chain = await issueChain({ dnsNames: ['partner.example'], purposes: ['serverAuth', 'clientAuth'] });
    expired = await issue({ name: 'Expired', from: '2024-01-01', days: 90 });
  });

  const fits = async (file: string, args: readonly string[], cwd: string): Promise<unknown> => {
    const { result } = jsonOf<unknown>(await runInOwnProcess([...args, '--json'], { cwd }));
    const validate = new Ajv({ allErrors: true, strict: true }).compile(committed(file));
    assert.ok(validate(result), JSON.stringify(validate.errors, null, 2));
    return result;
  };

  const project = async (): Promise<Record<string, string>> => ({
    'certs/Partner.crt': chain.leaf.pem + chain.intermediate.pem,
    'certs/Partner.crt-meta.xml': certificateMeta({ masterLabel: 'Partner', caSigned: 'true', keySize: '2048' }),
    'certs/Waiting.crt': await issueRequest('waiting.example'),
    'certs/Waiting.crt-meta.xml': certificateMeta({ masterLabel: 'Waiting', caSigned: 'true' }),
    'certs/Bad.crt': '<html></html>',
    'certs/Bad.crt-meta.xml': certificateMeta({ masterLabel: 'Bad' }),
    'samlssoconfigs/Okta.samlssoconfig-meta.xml': metadataXml('SamlSsoConfig', {
      name: 'Okta',
      validationCert: expired.der ? Buffer.from(expired.der).toString('base64') : '',
    }),
  });

  test('cert health', async (t) => {
    const result = (await fits(
      'cert-health.json',
      ['health', '-d', '.', '-f', 'certs/Bad.crt', '--as-of', '2026-03-01'],
      folderWith(t, await project()),
    )) as {
      findings: unknown[];
      notChecked: unknown[];
      pending: unknown[];
    };
    // The sample must be rich enough to be worth validating.
    assert.ok(result.findings.length > 1 && result.notChecked.length > 0 && result.pending.length > 1);
  });

  test('cert list', async (t) =>
    void (await fits('cert-list.json', ['list', '-d', '.'], folderWith(t, await project()))));

  test('cert inspect', async (t) => {
    const all =
      chain.leaf.pem + chain.intermediate.pem + (await issueRequest('x.example')) + (await issueCrl(chain.root));
    await fits('cert-inspect.json', ['inspect', 'all.pem'], folderWith(t, { 'all.pem': all }));
  });

  test('cert checks', async (t) => {
    await fits('cert-checks.json', ['checks'], folderWith(t, {}));
    await fits('cert-checks.json', ['checks', '--explain', 'weak-key'], folderWith(t, {}));
  });

  test('cert probe', async (t) => {
    const port = await nodeServer(t, { sends: [chain.leaf], requestCert: true, rejectUnauthorized: false });
    const silent = await rawServer(t, (socket) => socket.end());
    const cwd = folderWith(t, { 'roots.pem': chain.root.pem });
    const hosts = [`127.0.0.1:${port}`, `127.0.0.1:${silent}`];
    await fits('cert-probe.json', ['probe', ...hosts, '--trust-store', 'roots.pem'], cwd);
    await fits('cert-probe.json', ['probe', ...hosts], cwd);
  });

  test('cert compare', async (t) => {
    const port = await nodeServer(t, { sends: [chain.leaf, chain.intermediate] });
    const cwd = folderWith(t, {
      ...(await project()),
      'old.pem': chain.leaf.pem,
      'new.pem': expired.pem,
      'root.pem': chain.root.pem,
    });
    const args = ['--trust-store', 'root.pem', '--as-of', '2026-02-02'];
    const compare = (...more: string[]) => fits('cert-compare.json', ['compare', ...more, ...args], cwd);
    const result = (await compare('old.pem', 'new.pem')) as { changes: unknown[]; uses: unknown[] };
    assert.ok(result.changes.length > 3 && result.uses.length > 3);
    await compare('Okta', `127.0.0.1:${port}`, '-d', '.');
    await compare(`127.0.0.1:${port}`, 'old.pem');
  });

  test('cert verify', async (t) => {
    const files = {
      'leaf.pem': chain.leaf.pem,
      'int.pem': chain.intermediate.pem,
      'root.pem': chain.root.pem,
      'i.crl': await issueCrl(chain.intermediate, [chain.leaf]),
    };
    const cwd = folderWith(t, files);
    await fits(
      'cert-verify.json',
      ['verify', 'leaf.pem', '--untrusted', 'int.pem', '--anchors', 'root.pem', '--at', '2026-02-02'],
      cwd,
    );
    await fits(
      'cert-verify.json',
      ['verify', 'leaf.pem', '--untrusted', 'int.pem', '--anchors', 'root.pem', '--at', '2026-02-02', '--crl', 'i.crl'],
      cwd,
    );
    await fits('cert-verify.json', ['verify', 'leaf.pem', '--anchors', 'root.pem', '--at', '2030-01-01'], cwd);
  });

  test('cert simulate inbound', async (t) => {
    const files = { 'chain.pem': chain.leaf.pem + chain.intermediate.pem, 'root.pem': chain.root.pem };
    const cwd = folderWith(t, files);
    const simulate = (...args: string[]) => fits('cert-simulate-inbound.json', ['simulate', 'inbound', ...args], cwd);
    const args = ['--cert', 'chain.pem', '--trust-store', 'root.pem', '--as-of', '2026-02-02'];
    const result = (await simulate(...args)) as { verdict: string; steps: unknown[] };
    assert.deepEqual([result.verdict, result.steps.length], ['unknown', 11]);
    await simulate(...args, '--use', 'inbound-user-mtls', '--user', 'somebody@acme.example');
    await simulate();
  });

  test('cert rotate plan and status', async (t) => {
    const entries =
      'rotation: { certificates: [{ certificate: Partner }, { certificate: Okta }, { certificate: Waiting }] }';
    const credential = metadataXml('NamedCredential', { label: 'Api', certificate: 'Partner' });
    const files = {
      ...(await project()),
      'namedCredentials/Api.namedCredential-meta.xml': credential,
      'cert-health.yml': entries,
    };
    const cwd = folderWith(t, files);
    const result = (await fits('cert-rotate-plan.json', ['rotate', 'plan', '-d', '.'], cwd)) as {
      rotations: { files: unknown[]; byHand: unknown[] }[];
      notPlanned: unknown[];
    };
    assert.ok(result.rotations.some(({ files: changed, byHand }) => changed.length > 0 && byHand.length > 0));
    assert.ok(result.rotations.length > 1 && result.notPlanned.length > 0);
    const status = (await fits('cert-rotate-status.json', ['rotate', 'status'], cwd)) as { rotations: unknown[] };
    assert.equal(status.rotations.length, result.rotations.length);
  });

  test('cert simulate sso', async (t) => {
    const body = Buffer.from(chain.leaf.der).toString('base64');
    const key = `<KeyDescriptor><KeyInfo><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
    const idp = `<EntityDescriptor entityID="https://idp.example"><IDPSSODescriptor>${key}</IDPSSODescriptor></EntityDescriptor>`;
    await fits(
      'cert-simulate-sso.json',
      ['simulate', 'sso', '--metadata', 'idp.xml'],
      folderWith(t, { 'idp.xml': idp }),
    );
    const response = await madeResponse({
      signer: await issue({ name: 'idp', from: '2026-01-01', days: 90, rsaBits: 2048 }),
    });
    await fits(
      'cert-simulate-sso.json',
      ['simulate', 'sso', '--response', 'response.xml', '-d', '.', '--config', 'Okta'],
      folderWith(t, { ...(await project()), 'response.xml': response }),
    );
  });

  test('cert simulate outbound', async (t) => {
    const port = await nodeServer(t, { sends: [chain.leaf], requestCert: true, rejectUnauthorized: false });
    const client = { 'client.pem': chain.leaf.pem + (await exportKey(chain.leaf)), 'roots.pem': chain.root.pem };
    const cwd = folderWith(t, client);
    const simulate = (...args: string[]) =>
      fits('cert-simulate-outbound.json', ['simulate', 'outbound', `127.0.0.1:${port}`, ...args], cwd);
    const result = (await simulate('--cert', 'client.pem', '--trust-store', 'roots.pem')) as { steps: unknown[] };
    assert.equal(result.steps.length, 18);
    await simulate();
  });

  test('cert simulate jwt', async (t) => {
    const app = `<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata"><oauthConfig><certificate>${chain.leaf.pem}</certificate></oauthConfig></ConnectedApp>`;
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const files = {
      'app/connectedApps/Sync.connectedApp-meta.xml': app,
      'token.txt': `${part({ alg: 'none' })}.${part({})}.`,
      'leaf.pem': chain.leaf.pem,
    };
    const simulate = (...args: string[]) =>
      fits('cert-simulate-jwt.json', ['simulate', 'jwt', '--app', 'Sync', '-d', 'app', ...args], folderWith(t, files));
    await simulate('token.txt');
    await simulate('--key', 'leaf.pem');
  });
});

test('a schema refuses what is not in it', () => {
  const validate = new Ajv({ strict: true }).compile(committed('cert-checks.json'));
  assert.equal(validate({ checks: [], page: null }), true);
  assert.equal(validate({ checks: [] }), false);
  assert.equal(validate({ checks: [], page: null, more: 1 }), false);
});
