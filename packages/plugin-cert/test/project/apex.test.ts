import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { describe, test } from 'node:test';
import { buildUseMap, referenceUseOf } from '@cert-health/core';
import { CERTIFICATE_CALLS } from '../../src/apex/call-catalog.ts';
import { metadataXml } from '../fixtures/folder.ts';
import { readFolder, referencesIn, sourceOf } from './read-folder.ts';

const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
const parserLoaded = (): boolean => loaded.some((url) => url.includes('apex-parser'));

/** A class with one method. */
const classWith = (name: string, statements: string): string =>
  `public class ${name} {\n    void call(HttpRequest req) {\n        ${statements}\n    }\n}`;
const named = (expression: string): string => classWith('A', `req.setClientCertificateName(${expression});`);
const field = 'ApexClass.HttpRequest.setClientCertificateName';

const record = (certificate: string): string =>
  `<CustomMetadata><label>x</label><values><field>Certificate__c</field><value>${certificate}</value></values></CustomMetadata>`;

describe('Apex of a project', () => {
  // Must be the first: what is loaded stays loaded.
  test('code that names no certificate is read without loading the parser', async (t) => {
    const read = await readFolder(t, {
      'classes/A.cls': classWith(
        'A',
        "System.debug('setClientCertificateName'); // req.setClientCertificateName('X');",
      ),
      'classes/B.cls': 'public class B { this is not Apex',
      'triggers/C.trigger': 'trigger C on Account (before insert) { }',
    });
    assert.equal(parserLoaded(), false);
    const { status, items, detail } = sourceOf(read, 'project.apex');
    assert.deepEqual([status, items], ['read', 0]);
    assert.equal(detail, '3 classes and triggers read, 0 uses of certificates found.');
    await readFolder(t, { 'classes/A.cls': named("'Partner'") });
    assert.equal(parserLoaded(), true, 'the test would see it');
  });

  test('a project without code has none, which is not the same as code without certificates', async (t) => {
    assert.equal(sourceOf(await readFolder(t, {}), 'project.apex').detail, 'None found.');
  });

  test('classes and triggers are told apart, with the line of the call', async (t) => {
    const read = await readFolder(t, {
      'classes/A.cls': named("'Partner'"),
      'classes/A.cls-meta.xml': metadataXml('ApexClass', { status: 'Active' }),
      'triggers/T.trigger':
        "trigger T on Account (before insert) {\n    new HttpRequest().setClientCertificateName('Other');\n}",
    });
    assert.deepEqual(read.references, [
      { source: 'project.apex', name: 'A', field, path: 'classes/A.cls', line: 3, target: 'Partner' },
      {
        source: 'project.apex',
        name: 'T',
        field: 'ApexTrigger.HttpRequest.setClientCertificateName',
        path: 'triggers/T.trigger',
        line: 2,
        target: 'Other',
      },
    ]);
  });

  test('a name that is only known at run time is a reference without target, and the use map says "cannot tell"', async (t) => {
    const read = await readFolder(t, { 'classes/A.cls': named("UserInfo.getUserName() + 'x'") });
    assert.deepEqual(referencesIn(read), [`A ${field}`]);
    assert.match(sourceOf(read, 'project.apex').detail, /1 use of certificates found; 1 chosen at run time\.$/);
    const holding = {
      source: 'project.certificates',
      name: 'X',
      label: 'X',
      kind: 'keyPair',
      certificates: [],
    } as const;
    const { notLookedAt } = buildUseMap({ org: null, ...read, holdings: [holding] });
    assert.ok(notLookedAt.some(({ reason }) => reason.startsWith('A does not spell out which certificate')));
  });

  test('names that only test code gives are left out and counted', async (t) => {
    const read = await readFolder(t, {
      'classes/A.cls': `public class A { public static void send(HttpRequest req, String cert) { req.setClientCertificateName(cert); }
    public static void go(HttpRequest req) { send(req, 'Real'); } }`,
      'classes/ATest.cls': `@IsTest\nprivate class ATest { @IsTest static void test() {
        A.send(new HttpRequest(), 'Fake'); new HttpRequest().setClientCertificateName('Mock'); } }`,
    });
    assert.deepEqual(referencesIn(read), [`A ${field} Real`]);
    assert.match(sourceOf(read, 'project.apex').detail, /; 2 in test code left out\.$/);
  });

  test('code that cannot be parsed is a gap: how many files, which, and why', async (t) => {
    const broken = "public class X { void a(HttpRequest req) { req.setClientCertificateName('Lost') } }";
    const read = await readFolder(t, {
      'classes/A.cls': named("'Partner'"),
      'classes/X.cls': broken,
      'classes/Y.cls': broken.replace('class X', 'class Y'),
    });
    const { status, detail } = sourceOf(read, 'project.apex');
    assert.equal(status, 'failed');
    assert.match(
      detail,
      /1 use of certificates found\. 2 files could not be read and may hold more: classes\/X\.cls is not valid Apex at 1:\d+ \(/,
    );
    assert.doesNotMatch(detail, /\n|so certificates/);
    assert.deepEqual(referencesIn(read), [`A ${field} Partner`], 'the rest goes on');
  });

  describe('names that stand in configuration are looked up in the project', () => {
    const files = {
      'm/Api.Main.md-meta.xml': record('Main_Cert'),
      'm/Api.Backup.md': record('Backup_Cert'),
      'm/Other.Main.md-meta.xml': record('Wrong'),
      'l/CustomLabels.labels-meta.xml':
        '<CustomLabels><labels><fullName>Cert</fullName><value>Label_Cert</value></labels></CustomLabels>',
      'other/l/CustomLabels.labels':
        '<CustomLabels><labels><fullName>Twice</fullName><value>Second_Cert</value></labels></CustomLabels>',
      'l/Twice.label': '<CustomLabel><fullName>Twice</fullName><value>First_Cert</value></CustomLabel>',
      'l/de.translation':
        '<Translations><customLabels><label>German_Cert</label><name>Twice</name></customLabels></Translations>',
      'l/Split.label': '<CustomLabel><fullName>Split</fullName><value>Split_Cert</value></CustomLabel>',
      'd/Erp.dataSource': metadataXml('ExternalDataSource', { certificate: 'Erp_Cert', label: 'ERP' }),
    };
    for (const [expression, targets] of [
      ["Api__mdt.getInstance('Main').Certificate__c", ['Main_Cert']],
      ["API__MDT.getInstance('backup').CERTIFICATE__C", ['Backup_Cert']],
      ['[SELECT Certificate__c FROM Api__mdt LIMIT 1].Certificate__c', ['Main_Cert', 'Backup_Cert']],
      ["acme__Api__mdt.getInstance('Main').acme__Certificate__c", ['Main_Cert']],
      ["Api__mdt.getInstance('Main').DeveloperName", ['Main']],
      ["Api__mdt.getInstance('Missing').Certificate__c", [undefined]],
      ["Api__mdt.getInstance('Main').Missing__c", [undefined]],
      ['System.Label.Cert', ['Label_Cert']],
      ['Label.acme.split', ['Split_Cert']],
      ['Label.Twice', ['First_Cert', 'Second_Cert', 'German_Cert']],
      ['Label.Missing', [undefined]],
      ["Setting__c.getInstance('x').Certificate__c", [undefined]],
    ] as const) {
      test(`${expression} is ${targets.map((target) => target ?? 'not told').join(' or ')}`, async (t) => {
        const { references } = await readFolder(t, { ...files, 'classes/A.cls': named(expression) });
        const found = references.filter(({ source }) => source === 'project.apex');
        assert.deepEqual(found.map(({ target }) => target).toSorted(), [...targets].toSorted());
      });
    }

    test('the certificate of the external data source that the code connects for', async (t) => {
      const adapter = `global class A extends DataSource.Connection {
    global A(DataSource.ConnectionParams params) { new HttpRequest().setClientCertificateName(params.certificateName); }
}`;
      const read = await readFolder(t, { ...files, 'classes/A.cls': adapter });
      assert.ok(referencesIn(read).includes(`A ${field} Erp_Cert`), referencesIn(read).join('\n'));
    });
  });

  test('a trigger that is switched off is left out and counted', async (t) => {
    const trigger = (name: string): string =>
      `trigger ${name} on Order (after insert) { new HttpRequest().setClientCertificateName('${name}_Cert'); }`;
    const status = (text: string): string => `<ApexTrigger xmlns="x"><status>${text}</status></ApexTrigger>`;
    const read = await readFolder(t, {
      'triggers/Live.trigger': trigger('Live'),
      'triggers/Live.trigger-meta.xml': status('Active'),
      'triggers/Off.trigger': trigger('Off'),
      'triggers/Off.trigger-meta.xml': status('Inactive'),
      'triggers/Bare.trigger': trigger('Bare'),
      'triggers/Again.trigger': trigger('Again'),
      'triggers/Again.trigger-meta.xml': `${status('Active').replace('<status>', '<!-- <status>Inactive</status> --><status>')}`,
    });
    assert.deepEqual(
      read.references.map(({ target }) => target),
      ['Again_Cert', 'Bare_Cert', 'Live_Cert'],
    );
    assert.match(sourceOf(read, 'project.apex').detail, /1 trigger switched off, left out\.$/);
  });

  test('a keystore inside the code is a reference, and nothing of it is repeated', async (t) => {
    const read = await readFolder(t, {
      'classes/A.cls': classWith('A', "req.setClientCertificate('MIIKtAIBAzCCSECRET', 'hunter2');"),
    });
    assert.deepEqual(referencesIn(read), ['A ApexClass.HttpRequest.setClientCertificate']);
    assert.doesNotMatch(JSON.stringify(read), /SECRET|hunter2/);
  });

  test('every call that is known is a field that the uses know', () => {
    const unknown = CERTIFICATE_CALLS.map(({ call }) => call).filter(
      (call) => !referenceUseOf(call) && !referenceUseOf(`ApexClass.${call}`),
    );
    assert.deepEqual(unknown, []);
  });
});
