import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CertificateName } from '../../src/apex/reference.ts';
import { namesIn, namesInMembers } from './org-of-classes.ts';

function named(expression: string, before = '', others: Readonly<Record<string, string>> = {}): CertificateName[] {
  return namesIn(`${before} req.setClientCertificateName(${expression});`, others);
}

const ofX = { kind: 'customMetadata', type: 'Partner__mdt', record: 'X', field: 'Cert__c' } as const;
const ofAny = { kind: 'customMetadata', type: 'Partner__mdt', field: 'Cert__c' } as const;

describe('custom metadata', () => {
  test('by getInstance names type, record and field', () => {
    assert.deepEqual(named("Partner__mdt.getInstance('X').Cert__c"), [ofX]);
    assert.deepEqual(named("ns__Partner__mdt.getInstance('X')?.ns__Cert__c"), [
      { kind: 'customMetadata', type: 'ns__Partner__mdt', record: 'X', field: 'ns__Cert__c' },
    ]);
  });

  test('by getAll names the record of a known key', () => {
    assert.deepEqual(named("Partner__mdt.getAll().get('X').Cert__c"), [ofX]);
    assert.deepEqual(named('Partner__mdt.getAll().get(key).Cert__c'), [ofAny]);
    assert.deepEqual(named('Partner__mdt.getAll().values()[0].Cert__c'), [ofAny]);
    assert.deepEqual(named("all.get('X').Cert__c", 'Map<String, Partner__mdt> all = Partner__mdt.getAll();'), [ofX]);
  });

  test('through a variable, constant, property or method names the same', () => {
    assert.deepEqual(named('p.Cert__c', "Partner__mdt p = Partner__mdt.getInstance('X');"), [ofX]);
    const use = 'void m(HttpRequest r) { r.setClientCertificateName(P.Cert__c); }';
    assert.deepEqual(namesInMembers(`static final Partner__mdt P = Partner__mdt.getInstance('X'); ${use}`), [ofX]);
    assert.deepEqual(namesInMembers(`static Partner__mdt P { get { return Partner__mdt.getInstance('X'); } } ${use}`), [
      ofX,
    ]);
    const others = {
      'Config.cls':
        'public class Config { public static Partner__mdt of(String n) { return Partner__mdt.getInstance(n); } }',
    };
    assert.deepEqual(named("Config.of('X').Cert__c", '', others), [ofX]);
  });

  test('by a query names the record the query asks for', () => {
    const query = (where: string): CertificateName[] =>
      named('p.Cert__c', `Partner__mdt p = [SELECT Cert__c FROM Partner__mdt ${where} LIMIT 1];`);
    assert.deepEqual(query("WHERE DeveloperName = 'X'"), [ofX]);
    assert.deepEqual(query("WHERE Active__c = true AND QualifiedApiName = 'X'"), [ofX]);
    assert.deepEqual(query("WHERE DeveloperName = 'X' OR Active__c = true"), [ofAny]);
    assert.deepEqual(query("WHERE DeveloperName != 'X'"), [ofAny]);
    assert.deepEqual(query("WHERE NOT DeveloperName = 'X'"), [ofAny]);
    assert.deepEqual(query(''), [ofAny]);
  });

  test('by a query with a bound name names the record where the name is known', () => {
    const query = '[SELECT Cert__c FROM Partner__mdt WHERE DeveloperName = :name]';
    assert.deepEqual(named(`${query}.Cert__c`, "String name = 'X';"), [ofX]);
    assert.deepEqual(named(`${query}[0].Cert__c`, "String name = 'X';"), [ofX]);
    assert.deepEqual(named(`${query}.Cert__c`, 'String name = find();'), [ofAny]);
  });

  test('in a loop over a query names type and field', () => {
    const loop =
      'for (Partner__mdt p : [SELECT Cert__c FROM Partner__mdt]) { req.setClientCertificateName(p.Cert__c); }';
    assert.deepEqual(namesIn(loop), [ofAny]);
  });

  test('given as a parameter names type and field', () => {
    assert.deepEqual(
      namesInMembers('void m(HttpRequest r, Partner__mdt p) { r.setClientCertificateName(p.Cert__c); }'),
      [ofAny],
    );
  });

  test('over a relationship names the path', () => {
    assert.deepEqual(named('p.Bank__r.Cert__c', "Partner__mdt p = Partner__mdt.getInstance('X');"), [
      { ...ofX, field: 'Bank__r.Cert__c' },
    ]);
  });

  test('read by the name of the field names the field', () => {
    assert.deepEqual(named("(String) p.get('Cert__c')", "Partner__mdt p = Partner__mdt.getInstance('X');"), [ofX]);
    assert.deepEqual(named('(String) p.get(field)', 'Partner__mdt p;'), [
      { kind: 'computed', expression: 'p.get(field)' },
    ]);
  });

  test('of one of two records is two references', () => {
    assert.deepEqual(named("Partner__mdt.getInstance(test ? 'X' : 'Y').Cert__c"), [ofX, { ...ofX, record: 'Y' }]);
  });

  test('passed through a local text stays custom metadata', () => {
    assert.deepEqual(named('c', "String c = Partner__mdt.getInstance('X').Cert__c;"), [ofX]);
  });
});

describe('custom settings', () => {
  test('of a hierarchy name type and field', () => {
    const expected = [{ kind: 'customSetting', type: 'Partner__c', field: 'Cert__c' }];
    assert.deepEqual(named('Partner__c.getInstance().Cert__c'), expected);
    assert.deepEqual(named('Partner__c.getInstance(UserInfo.getUserId()).Cert__c'), expected);
    assert.deepEqual(named('s.Cert__c', 'Partner__c s = Partner__c.getOrgDefaults();'), expected);
  });

  test('of a list name the record, too', () => {
    const expected = [{ kind: 'customSetting', type: 'Partner__c', record: 'X', field: 'Cert__c' }];
    assert.deepEqual(named("Partner__c.getValues('X').Cert__c"), expected);
    assert.deepEqual(named("Partner__c.getAll().get('X').Cert__c"), expected);
  });

  test('are not assumed for a record of any custom object', () => {
    assert.deepEqual(named('p.Cert__c', 'Partner__c p = [SELECT Cert__c FROM Partner__c];'), [
      { kind: 'computed', expression: 'p.Cert__c', origin: { kind: 'record', name: 'Partner__c.Cert__c' } },
    ]);
  });
});

describe('custom labels', () => {
  test('are named with and without System and namespace', () => {
    assert.deepEqual(named('Label.Cert'), [{ kind: 'label', label: 'Cert' }]);
    assert.deepEqual(named('System.Label.Cert'), [{ kind: 'label', label: 'Cert' }]);
    assert.deepEqual(named('SYSTEM.LABEL.ns.Cert'), [{ kind: 'label', label: 'ns.Cert' }]);
  });

  test('are named when asked for by name', () => {
    assert.deepEqual(named("System.Label.get('', 'Cert')"), [{ kind: 'label', label: 'Cert' }]);
    assert.deepEqual(named("Label.get('ns', 'Cert', 'en')"), [{ kind: 'label', label: 'ns.Cert' }]);
  });

  test('are followed through constants', () => {
    const members = 'static final String C = Label.Cert; void m(HttpRequest r) { r.setClientCertificateName(C); }';
    assert.deepEqual(namesInMembers(members), [{ kind: 'label', label: 'Cert' }]);
  });

  test('are not meant by a variable or class of that name', () => {
    assert.deepEqual(named('label.Cert', 'Row label = find();'), [{ kind: 'computed', expression: 'label.Cert' }]);
    const others = { 'Label.cls': "public class Label { public static final String Cert = 'X'; }" };
    assert.deepEqual(
      named('Label.Cert', '', others).map(({ kind }) => kind),
      ['literal'],
    );
  });
});

describe('external data sources', () => {
  test('bring their own certificate', () => {
    const members = `class Connection extends DataSource.Connection {
      private DataSource.ConnectionParams given;
      public Connection(DataSource.ConnectionParams p) { this.given = p; }
      void m(HttpRequest r) { r.setClientCertificateName(given.certificateName); } }`;
    assert.deepEqual(namesInMembers(members), [{ kind: 'externalDataSource' }]);
  });
});
