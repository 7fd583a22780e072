import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { issue } from '../fixtures/issue.ts';
import { metadataXml } from '../fixtures/folder.ts';
import { readFolder, sourceOf } from './read-folder.ts';

const at = new Date('2026-12-01T00:00:00Z');

async function judged(t: TestContext, files: Readonly<Record<string, string>>): Promise<HealthReport> {
  const read = await readFolder(t, files);
  return evaluate({ org: null, ...read }, { at, generatedAt: at });
}

function found(report: HealthReport, check: string) {
  return report.findings.filter((finding) => finding.check === check);
}

/** A class that gives an expression to a callout. */
const sends = (name: string, expression: string, before = ''): Record<string, string> => ({
  [`classes/${name}.cls`]: `public class ${name} {\n  ${before}\n  void go(HttpRequest req) {\n    req.setClientCertificateName(${expression});\n  }\n}`,
});
const carries = (name: string, expression: string, before = ''): Record<string, string> => ({
  [`classes/${name}.cls`]: `public class ${name} {\n  void go(HttpRequest req) {\n    ${before}\n    req.setClientCertificate(${expression}, 'x');\n  }\n}`,
});
const record = (type: string, name: string, fields: Readonly<Record<string, string>>): Record<string, string> => ({
  [`customMetadata/${type}.${name}.md`]: `<CustomMetadata><label>x</label>\n${Object.entries(fields)
    .map(([field, value]) => `<values><field>${field}</field><value>${value}</value></values>`)
    .join('\n')}</CustomMetadata>`,
});
const label = (name: string, value: string): Record<string, string> => ({
  'labels/CustomLabels.labels': `<CustomLabels><labels><fullName>${name}</fullName><value>${value}</value></labels></CustomLabels>`,
});

describe('a name that only runs decide', () => {
  for (const [says, files, place] of [
    ['a custom setting', sends('A', 'Edi__c.getOrgDefaults().Cert__c'), 'the custom setting Edi__c.Cert__c'],
    [
      'a list setting',
      sends('A', "Edi__c.getValues('North').Cert__c"),
      'the custom setting Edi__c record North, field Cert__c',
    ],
    [
      'a record that is not there',
      sends('A', "Lane__mdt.getInstance('South').Cert__c"),
      'the custom metadata Lane__mdt record South, field Cert__c',
    ],
    [
      'a type without records',
      sends('A', '[SELECT Cert__c FROM Lane__mdt LIMIT 1].Cert__c'),
      'the custom metadata Lane__mdt.Cert__c',
    ],
    [
      'a record that is empty there',
      { ...sends('A', "Lane__mdt.getInstance('South').Cert__c"), ...record('Lane', 'South', { Url__c: 'x' }) },
      'the custom metadata Lane__mdt record South, field Cert__c',
    ],
    ['a label that is not there', sends('A', 'Label.Cert'), 'the custom label Cert'],
    ['a label that is empty', { ...sends('A', 'Label.Cert'), ...label('Cert', ' ') }, 'the custom label Cert'],
    ['a queried row', sends('A', '[SELECT Cert__c FROM Lane__c LIMIT 1].Cert__c'), 'the record field Lane__c.Cert__c'],
    [
      'an external data source',
      sends('A', 'given.certificateName', 'DataSource.ConnectionParams given;'),
      'the external data source that the code connects to',
    ],
    ['a field that a flow fills', sends('A', 'cert', '@InvocableVariable public String cert;'), 'the field A.cert'],
  ] as const) {
    test(`by ${says} is one use and one finding, with class, line, expression and place`, async (t) => {
      const report = await judged(t, files);
      assert.deepEqual(
        report.uses.map(({ use, certificate, reference }) => [use, certificate, reference.name, reference.path]),
        [['outbound-apex-mtls', null, 'A', 'classes/A.cls']],
      );
      const [finding, ...more] = found(report, 'computed-name');
      assert.ok(finding);
      assert.equal(more.length, 0);
      const written = /setClientCertificateName\((.*)\);/.exec(Object.values(files).join(''))?.[1] ?? '';
      assert.deepEqual(
        [
          finding.reference?.path,
          finding.evidence['lines'],
          finding.evidence['expressions'],
          finding.evidence['origins'],
        ],
        ['classes/A.cls', ['4'], [written], [place]],
      );
      assert.ok(finding.detail.includes(`"${written}" (line 4), from ${place}`), finding.detail);
    });
  }

  test('by an argument names the parameter', async (t) => {
    const code =
      'public class A {\n  public static void send(String certificateName) {\n    new HttpRequest().setClientCertificateName(certificateName);\n  }\n}';
    const [finding] = found(await judged(t, { 'classes/A.cls': code }), 'computed-name');
    assert.deepEqual(
      [finding?.evidence['expressions'], finding?.evidence['origins'], finding?.evidence['lines']],
      [['certificateName'], ['the parameter certificateName of A.send'], ['3']],
    );
  });

  test('in another class says where it is written', async (t) => {
    const files = {
      ...sends('A', 'Names.current()'),
      'classes/Names.cls': 'public class Names {\n  public static String current() {\n    return Vault.read();\n  }\n}',
    };
    const [finding] = found(await judged(t, files), 'computed-name');
    assert.match(finding?.detail ?? '', /gets "Vault\.read\(\)" \(line 4; written in \S*classes\/Names\.cls, line 3\)/);
  });

  test('puts a doubt on every certificate that nothing else uses, and the doubt names the classes', async (t) => {
    const { pem } = await issue({ name: 'Spare', from: '2026-01-01', days: 900 });
    const files = {
      ...sends('A', 'cert', 'public String cert { get; set; }'),
      'certs/Spare.crt': pem,
      'certs/Spare.crt-meta.xml': metadataXml('Certificate', { caSigned: 'false', masterLabel: 'Spare' }),
    };
    const [unused] = found(await judged(t, files), 'unused-certificate');
    assert.match(
      unused?.detail ?? '',
      /^It may be the one that A uses; nothing else that was read names it\. Not looked at:/,
    );
    assert.ok((unused?.evidence['notLookedAt'] as string[]).includes('A'));
  });

  test('beside names that are known is reported with them', async (t) => {
    const report = await judged(
      t,
      sends('A', 'cert', "public String cert { get; set; } public A() { cert = 'Start'; }"),
    );
    assert.deepEqual(report.uses.map(({ name }) => name).sort(), ['A', 'Start']);
    assert.equal(found(report, 'computed-name').length, 1);
  });

  test('in a script beside the package directories is told by the callers there', async (t) => {
    const read = await readFolder(t, {
      'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}]}',
      'force-app/classes/A.cls':
        'public class A { public static void send(String c) { new HttpRequest().setClientCertificateName(c); } }',
      'scripts/apex/once.apex': "A.send('From_Script');\nAuth.JWS jws = new Auth.JWS('{}', 'Of_Script');",
    });
    const apex = read.references.filter(({ source }) => source === 'project.apex');
    assert.deepEqual(apex.map(({ name, target }) => `${name} ${target}`).sort(), ['A From_Script', 'once Of_Script']);
    assert.match(sourceOf(read, 'project.apex').detail, /^2 classes, triggers and scripts read, 2 uses/);
  });
});

describe('a keystore', () => {
  const text = 'MIIKtAIBAzCCCmoGCSqGSIb3DQEHAaCCClsEggpXMIIKUzCCBMcGCSqGSIb3';

  for (const [says, files, severity, place] of [
    ['in the code', carries('A', `'${text}'`), 'critical', undefined],
    ['in the code, in pieces', carries('A', `'${text.slice(0, 30)}' + '${text.slice(30)}'`), 'critical', undefined],
    [
      'in the code, made into a file first',
      carries('A', `EncodingUtil.base64Encode(EncodingUtil.base64Decode('${text}'))`),
      'critical',
      undefined,
    ],
    ['that a deployment puts into the code', carries('A', "'${KEYSTORE}'"), 'warning', undefined],
    [
      'in a record that the project holds',
      {
        ...carries('A', "Setup__mdt.getInstance('Main').Keystore__c"),
        ...record('Setup', 'Main', { Keystore__c: text }),
      },
      'critical',
      'the custom metadata Setup.Main, field Keystore__c',
    ],
    [
      'in a record of a type',
      {
        ...carries('A', 'all[0].Keystore__c', 'List<Setup__mdt> all = Setup__mdt.getAll().values();'),
        ...record('Setup', 'Main', { Keystore__c: text }),
      },
      'critical',
      'the custom metadata Setup.Main, field Keystore__c',
    ],
    [
      'in a label of the project',
      { ...carries('A', 'Label.Store'), ...label('Store', text) },
      'critical',
      'the custom label Store',
    ],
    [
      'in a record that a deployment fills',
      {
        ...carries('A', "Setup__mdt.getInstance('Main').Keystore__c"),
        ...record('Setup', 'Main', { Keystore__c: '${KEYSTORE}' }),
      },
      'warning',
      'the custom metadata Setup.Main, field Keystore__c',
    ],
    [
      'in a record that the project does not hold',
      carries('A', "Setup__mdt.getInstance('Other').Keystore__c"),
      'warning',
      'the custom metadata Setup__mdt record Other, field Keystore__c',
    ],
    [
      'in a queried record',
      carries('A', 'row.Keystore__c', 'Partner__c row = [SELECT Keystore__c FROM Partner__c LIMIT 1];'),
      'warning',
      'the record field Partner__c.Keystore__c',
    ],
    [
      'in a custom setting',
      carries('A', 'Edi__c.getInstance().Keystore__c'),
      'warning',
      'the custom setting Edi__c.Keystore__c',
    ],
    [
      'in a static resource',
      carries(
        'A',
        'EncodingUtil.base64Encode(file.Body)',
        "StaticResource file = [SELECT Body FROM StaticResource WHERE Name = 'Store'];",
      ),
      'warning',
      'the static resource Store',
    ],
    [
      'in a document',
      carries('A', 'EncodingUtil.base64Encode([SELECT Body FROM Document LIMIT 1].Body)'),
      'warning',
      'the document',
    ],
    [
      'in a file',
      carries(
        'A',
        'EncodingUtil.base64Encode(file.VersionData)',
        'ContentVersion file = [SELECT VersionData FROM ContentVersion LIMIT 1];',
      ),
      'warning',
      'the file',
    ],
  ] as const) {
    test(`${says} is ${severity}, says so, and nothing of it is repeated`, async (t) => {
      const report = await judged(t, files);
      const [finding, ...more] = found(report, 'keystore-in-code');
      assert.ok(finding);
      assert.equal(more.length, 0);
      assert.deepEqual([finding.severity, finding.evidence['from']], [severity, place]);
      assert.equal(finding.evidence['embedded'], severity === 'critical' && place === undefined);
      assert.equal(
        /written in the code|reads the code/.test(finding.title + finding.detail),
        severity === 'critical' && place === undefined,
      );
      for (let start = 0; start + 12 <= text.length; start += 4) {
        assert.doesNotMatch(JSON.stringify(report), new RegExp(text.slice(start, start + 12)));
      }
      assert.deepEqual(found(report, 'computed-name'), []);
    });
  }

  test('that a caller gives names the parameter', async (t) => {
    const code =
      'public class A { public void go(String store) { new HttpRequest().setClientCertificate(store, null); } }';
    const [finding] = found(await judged(t, { 'classes/A.cls': code }), 'keystore-in-code');
    assert.deepEqual([finding?.severity, finding?.evidence['from']], ['warning', 'the parameter store of A.go']);
  });

  test('of a stub is judged alike', async (t) => {
    const code = `public class A { void go(Soap.Port port) { port.clientCert_x = Setup__mdt.getInstance('Main').Keystore__c; } }`;
    const report = await judged(t, { 'classes/A.cls': code, ...record('Setup', 'Main', { Keystore__c: text }) });
    const [finding] = found(report, 'keystore-in-code');
    assert.equal(finding?.severity, 'critical');
    assert.match(String(finding.evidence['keptIn']), /customMetadata\/Setup\.Main\.md, line 2$/);
  });
});
