/** The templates of config/connection: filled for one org, with no secret and no placeholder left. */
import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fill, myDomain, writeConnection } from '../org/connection.ts';
import { bin, node, root, run } from '../project.ts';
import { quietSf } from '../quiet-sf.ts';
import { temporaryFolder } from './temporary-folder.ts';

const values = {
  instanceUrl: 'https://acme--test.sandbox.my.salesforce.com/',
  runAs: 'reader+certs@acme.example',
  contactEmail: 'admin@acme.example',
};

describe('filling a template', () => {
  it('escapes what XML would read as markup', () => {
    assert.equal(fill('<a>{{who}}</a>', { who: `R&D <"it's">` }), '<a>R&amp;D &lt;&quot;it&apos;s&quot;&gt;</a>');
  });

  it('refuses a name that has no value', () => {
    assert.throws(() => fill('{{nobody}}', values), /"nobody"/);
  });
});

describe('the address of the org', () => {
  it('is My Domain, without a path', () => {
    assert.equal(myDomain(values.instanceUrl), 'https://acme--test.sandbox.my.salesforce.com');
  });

  it('is not a login host that serves every org, nor http, nor something else', () => {
    for (const url of [
      'https://login.salesforce.com',
      'https://test.salesforce.com',
      'http://acme.my.salesforce.com',
      'acme',
    ])
      assert.throws(() => myDomain(url), /My Domain/, url);
  });
});

describe('the written connection', () => {
  const target = temporaryFolder('connection');
  writeFileSync(join(target, 'left-over.txt'), 'from a former org');
  writeConnection(root, target, values);
  const texts = new Map(
    globSync('connection/**/*-meta.xml', { cwd: target }).map((file) => [
      file,
      readFileSync(join(target, file), 'utf8'),
    ]),
  );
  const text = (part: string): string => [...texts].find(([file]) => file.includes(part))?.[1] ?? '';

  it('has no placeholder left and nothing of a former org', () => {
    assert.ok(texts.size >= 9);
    for (const [file, content] of texts) assert.ok(!content.includes('{{'), file);
    assert.deepEqual(globSync('*.txt', { cwd: target }), []);
  });

  it('holds no secret and no key: Salesforce makes them, a person enters them', () => {
    for (const [file, content] of texts) {
      assert.doesNotMatch(content, /<(consumerKey|consumerSecret|password|oauthToken)>/, file);
    }
  });

  it('calls this org and asks this org for its token', () => {
    const url = 'https://acme--test.sandbox.my.salesforce.com';
    assert.ok(text('CertHealth_Org.namedCredential').includes(`<parameterValue>${url}</parameterValue>`));
    assert.ok(text('CertHealth_Org_Login').includes(`<parameterValue>${url}/services/oauth2/token</parameterValue>`));
  });

  it('reads as the user that was named, who needs the reading permission set to be let in', () => {
    const policy = text('ecaOauthPlcy');
    assert.ok(policy.includes('<clientCredentialsFlowUser>reader+certs@acme.example</clientCredentialsFlowUser>'));
    assert.ok(policy.includes('<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>'));
    assert.ok(policy.includes('<commaSeparatedPermissionSet>CertHealth_Reader</commaSeparatedPermissionSet>'));
  });

  it('allows the client credentials flow alone, with the API as its only scope', () => {
    const global = text('ecaGlblOauth');
    const on = [...global.matchAll(/<(is\w+Enabled)>true</g)].map(([, name]) => name);
    assert.deepEqual(on, ['isClientCredentialsFlowEnabled']);
    assert.ok(text('.ecaOauth-').includes('<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>'));
  });

  it('lets the reader read Setup by the API, and nothing else', () => {
    const rights = [...text('CertHealth_Reader').matchAll(/<name>(\w+)<\/name>/g)].map(([, name]) => name);
    assert.deepEqual(rights, ['ApiEnabled', 'ViewRoles', 'ViewSetup']);
    assert.doesNotMatch(text('CertHealth_Reader'), /objectPermissions|classAccesses/);
  });

  it('names the principal that the external credential has in the permission set that may use it', () => {
    const principal = /<parameterName>(\w+)<\/parameterName>\s*<parameterType>NamedPrincipal</.exec(
      text('CertHealth_Org_Login'),
    )?.[1];
    assert.ok(text('CertHealth_Connection').includes(`>CertHealth_Org_Login-${principal}<`));
  });

  it('is a project that the real CLI reads whole', async () => {
    const out = temporaryFolder('connection-mdapi');
    await run(node, [bin('sf'), 'project', 'convert', 'source', '--output-dir', out], {
      quiet: true,
      cwd: target,
      env: quietSf(join(root, 'build', 'convert-home')),
    });
    const manifest = readFileSync(join(out, 'package.xml'), 'utf8');
    for (const type of [
      'ExternalClientApplication',
      'ExtlClntAppGlobalOauthSettings',
      'ExtlClntAppOauthSettings',
      'ExtlClntAppOauthConfigurablePolicies',
      'ExtlClntAppConfigurablePolicies',
      'ExternalCredential',
      'NamedCredential',
      'PermissionSet',
    ])
      assert.ok(manifest.includes(`<name>${type}</name>`), type);
  });
});
