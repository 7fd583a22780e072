import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { metadataXml } from '../fixtures/folder.ts';
import { certificateFiles, judgedFolder, usesIn } from './judged-folder.ts';

const credential = (certificate: string): string =>
  metadataXml('NamedCredential', { certificate, endpoint: 'https://api.example', label: 'Api' });
const project = (replacements: readonly object[]): string =>
  JSON.stringify({ packageDirectories: [{ path: '.', default: true }], replacements });

describe('a reference that a project cannot resolve', () => {
  let certificates: Record<string, string> = {};
  before(async () => {
    certificates = await certificateFiles(['Client_2026']);
  });

  /** What is said of the one certificate, and of the reference. */
  const told = async (test: Parameters<typeof judgedFolder>[0], files: Record<string, string>) => {
    const report = await judgedFolder(test, { ...certificates, ...files });
    return {
      uses: usesIn(report),
      unused: report.findings.filter(({ check }) => check === 'unused-certificate').length,
      doubted: report.notChecked.filter(({ check }) => check === 'unused-certificate').map(({ subject }) => subject),
      told: report.notChecked.filter(({ check }) => check === 'dangling-reference').map(({ subject }) => subject),
      status: report.summary.status,
    };
  };

  for (const [what, files, line, subject] of [
    [
      'an Id in single sign-on',
      {
        's/Okta.samlssoconfig-meta.xml': metadataXml('SamlSsoConfig', {
          name: 'Okta',
          requestSigningCertId: '0P17Q000000AbCe',
        }),
      },
      'Okta SamlSsoConfig.requestSigningCertId → 0P17Q000000AbCe null inbound-sso',
      'Okta',
    ],
    [
      "an Id in a connected app's asset tokens",
      {
        'c/Tags.connectedApp-meta.xml':
          '<ConnectedApp><label>Tags</label><oauthConfig><assetTokenConfig><assetSigningCertId>0P17Q000000AbCdSAK</assetSigningCertId></assetTokenConfig></oauthConfig></ConnectedApp>',
      },
      'Tags ConnectedApp.oauthConfig.assetTokenConfig.assetSigningCertId → 0P17Q000000AbCdSAK null outbound-sso',
      'Tags',
    ],
    [
      'an Id in custom metadata',
      {
        'm/Api.Main.md-meta.xml':
          '<CustomMetadata><values><field>Key__c</field><value>0P17Q000000AbCe</value></values></CustomMetadata>',
      },
      'Api.Main CustomMetadata.values.value → 0P17Q000000AbCe null no use',
      'Api.Main',
    ],
    [
      'an Id in a label',
      {
        'l/CustomLabels.labels-meta.xml':
          '<CustomLabels><labels><fullName>Signer</fullName><value>0P17Q000000AbCe</value></labels></CustomLabels>',
      },
      'Signer CustomLabel.value → 0P17Q000000AbCe null no use',
      'Signer',
    ],
    [
      'a placeholder in custom metadata whose field speaks of certificates',
      {
        'm/Api.Main.md-meta.xml':
          '<CustomMetadata><values><field>Certificate__c</field><value>{{PAY_CERT}}</value></values></CustomMetadata>',
      },
      'Api.Main CustomMetadata.values.value → {{PAY_CERT}} null no use',
      'Api.Main',
    ],
    [
      'a placeholder in Apex',
      {
        'classes/Gate.cls':
          "public class Gate { void go(HttpRequest r) { r.setClientCertificateName('__CLIENT_CERT__'); } }",
      },
      'Gate ApexClass.HttpRequest.setClientCertificateName → __CLIENT_CERT__ null outbound-apex-mtls',
      'Gate',
    ],
  ] as const) {
    test(`${what} keeps certificates from being called unused, and is told`, async (t) => {
      const { uses, unused, doubted, told: open, status } = await told(t, files);
      assert.ok(uses.includes(line), uses.join('\n'));
      assert.deepEqual([unused, doubted, open, status], [0, ['Client_2026'], [subject], 'incomplete']);
    });
  }

  for (const mark of [
    '${CERT}',
    '{{CERT}}',
    '%CERT%',
    '__CERT__',
    '@CERT@',
    '$CERT',
    '&lt;%= CERT %&gt;',
    '#{CERT}#',
  ]) {
    test(`${mark} in a named credential is told as written and resolves to nothing`, async (t) => {
      const { uses, unused, doubted } = await told(t, { 'n/Api.namedCredential-meta.xml': credential(mark) });
      const written = mark.replace('&lt;', '<').replace('&gt;', '>');
      assert.ok(uses.includes(`Api NamedCredential.certificate → ${written} null outbound-apex-mtls`), uses.join('\n'));
      assert.deepEqual([unused, doubted], [0, ['Client_2026']]);
    });
  }

  const replaced = { stringToReplace: 'Client_PLACE', replaceWithEnv: 'CERT' };
  for (const [what, replacement, value] of [
    ['a text in one file', { filename: 'n/Api.namedCredential-meta.xml', ...replaced }, 'Client_PLACE'],
    [
      'a text in a file that is given with ./',
      { filename: './n/Api.namedCredential-meta.xml', ...replaced },
      'Client_PLACE',
    ],
    ['a text in files of a glob', { glob: '**/*.namedCredential-meta.xml', ...replaced }, 'Client_PLACE'],
    [
      'a text in files of one of several endings',
      { glob: 'n/*.{md,namedCredential-meta.xml}', ...replaced },
      'Client_PLACE',
    ],
    ['a part of a name', { glob: 'n/**', stringToReplace: 'ENV', replaceWithEnv: 'E' }, 'Client_ENV'],
    [
      'what a pattern finds',
      { glob: 'n/*', regexToReplace: '<certificate>[^<]*</certificate>', replaceWithEnv: 'E' },
      'Client_2026',
    ],
    // It never ends by itself.
    ['whatever', { glob: 'n/*', regexToReplace: '([^]+)+§', replaceWithEnv: 'E' }, 'Client_2026'],
    [
      'a text under a condition',
      { glob: 'n/*', ...replaced, replaceWhenEnv: [{ env: 'CI', value: '1' }] },
      'Client_PLACE',
    ],
  ] as const) {
    test(`${what} that sfdx-project.json replaces is filled in at deployment`, async (t) => {
      const {
        uses,
        unused,
        doubted,
        told: open,
      } = await told(t, {
        'sfdx-project.json': project([replacement]),
        'n/Api.namedCredential-meta.xml': credential(value),
      });
      assert.ok(uses.includes(`Api NamedCredential.certificate → ${value} null outbound-apex-mtls`), uses.join('\n'));
      assert.deepEqual([unused, doubted, open], [0, ['Client_2026'], ['Api']]);
    });
  }

  test('a text that code reads from custom metadata, where it is replaced, is filled in too', async (t) => {
    const { uses } = await told(t, {
      'sfdx-project.json': project([{ glob: 'm/*', ...replaced }]),
      'm/Api.Main.md-meta.xml':
        '<CustomMetadata><values><field>Cert__c</field><value>Client_PLACE</value></values></CustomMetadata>',
      'classes/Gate.cls':
        "public class Gate { void go(HttpRequest r) { r.setClientCertificateName(Api__mdt.getInstance('Main').Cert__c); } }",
    });
    assert.deepEqual(uses, [
      'Gate ApexClass.HttpRequest.setClientCertificateName → Client_PLACE null outbound-apex-mtls',
    ]);
  });

  for (const [what, replacement] of [
    [
      'another file',
      { filename: 'n/Other.namedCredential-meta.xml', stringToReplace: 'Client_2026', replaceWithEnv: 'E' },
    ],
    ['another text', { glob: '**', stringToReplace: 'api.example', replaceWithEnv: 'E' }],
    ['files of another folder', { glob: 'classes/*', stringToReplace: 'Client_2026', replaceWithEnv: 'E' }],
    ['no valid pattern', { glob: '**', regexToReplace: '(', replaceWithEnv: 'E' }],
  ] as const) {
    test(`a replacement of ${what} changes nothing: the name stands as it is`, async (t) => {
      const {
        uses,
        doubted,
        told: open,
      } = await told(t, {
        'sfdx-project.json': project([replacement]),
        'n/Api.namedCredential-meta.xml': credential('Client_2026'),
      });
      assert.ok(uses.includes('Api NamedCredential.certificate → Client_2026 true outbound-apex-mtls'));
      assert.deepEqual([doubted, open], [[], []]);
    });
  }

  test('a folder below the project has the replacements of the project', async (t) => {
    const report = await judgedFolder(t, {
      'sfdx-project.json': project([{ glob: '**/*', ...replaced }]),
      'app/main/n/Api.namedCredential-meta.xml': credential('Client_PLACE'),
    });
    assert.ok(usesIn(report).includes('Api NamedCredential.certificate → Client_PLACE null outbound-apex-mtls'));
  });

  test('a name that no file holds stays a hint: the org may have it', async (t) => {
    const report = await judgedFolder(t, { ...certificates, 'n/Api.namedCredential': credential('Gone_2024') });
    const [hint] = report.findings.filter(({ check }) => check === 'dangling-reference');
    assert.equal(hint?.severity, 'info');
    assert.ok(usesIn(report).includes('Api NamedCredential.certificate → Gone_2024 false outbound-apex-mtls'));
    assert.equal(report.findings.filter(({ check }) => check === 'unused-certificate').length, 1);
  });
});
