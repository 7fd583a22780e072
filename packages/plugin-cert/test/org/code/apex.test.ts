import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { apex } from '../../../src/org/code/apex.ts';
import { refuse } from '../fake-org.ts';
import type { Answers } from '../fake-org.ts';
import { readPlace } from '../place.ts';

/** An org with these classes and triggers, and rows for what they read. */
function code(
  bodies: Readonly<Record<string, string | null>>,
  other: (soql: string) => unknown[] = () => [],
): Pick<Answers, 'query'> {
  const rows = Object.entries(bodies).map(([Name, Body], i) => ({ Id: `01p${i}`, Name, NamespacePrefix: null, Body }));
  return {
    query: (soql) => {
      if (soql.includes('FROM ApexClass')) return rows.filter(({ Body }) => !Body?.startsWith('trigger'));
      if (soql.includes('FROM ApexTrigger')) return rows.filter(({ Body }) => Body?.startsWith('trigger'));
      return other(soql);
    },
  };
}
const gateway = (expression: string) =>
  `public class Gateway {\n  void run(HttpRequest r) {\n    r.setClientCertificateName(${expression});\n  }\n}`;
const field = 'ApexClass.HttpRequest.setClientCertificateName';

describe('Apex code', () => {
  test('names certificates in classes and triggers, with the line', async () => {
    const trigger = "trigger OnOrder on Order (after insert) {\n  new HttpRequest().setClientCertificateName('B');\n}";
    const { lines, references } = await readPlace(apex, code({ Gateway: gateway("'A'"), OnOrder: trigger }));
    assert.deepEqual(lines, [
      `Gateway ${field} line 3 → A`,
      'OnOrder ApexTrigger.HttpRequest.setClientCertificateName line 2 → B',
    ]);
    assert.deepEqual(
      references.map(({ id }) => id),
      ['01p0', '01p1'],
    );
  });

  test('of triggers that are switched off is not run, and is counted', async () => {
    const body = (name: string) =>
      `trigger ${name} on Order (after insert) {\n  new HttpRequest().setClientCertificateName('${name}');\n}`;
    const row = (Name: string, Status: string | null) => ({
      Id: Name,
      Name,
      NamespacePrefix: null,
      Body: body(Name),
      Status,
    });
    const { lines, source, asked } = await readPlace(apex, {
      query: (soql) =>
        soql.includes('FROM ApexTrigger') ? [row('Live', 'Active'), row('Off', 'Inactive'), row('Old', null)] : [],
    });
    const at = 'ApexTrigger.HttpRequest.setClientCertificateName line 2';
    assert.deepEqual(lines, [`Live ${at} → Live`, `Old ${at} → Old`]);
    assert.match(source.detail, /1 trigger switched off, left out\./);
    assert.ok(asked.some((one) => /Body, Status FROM ApexTrigger/.test(one)));
  });

  test('by way of custom metadata names what the chosen record holds', async () => {
    const { lines, asked } = await readPlace(
      apex,
      code({ Gateway: gateway("Partner__mdt.getInstance('Bank').Certificate__c") }, () => [
        { DeveloperName: 'bank', NamespacePrefix: null, Certificate__c: 'Bank_Client' },
        { DeveloperName: 'Other', NamespacePrefix: null, Certificate__c: 'Other_Client' },
      ]),
    );
    assert.deepEqual(lines, [`Gateway ${field} line 3 → Bank_Client`]);
    assert.equal(asked.at(-1), 'data: SELECT Id, DeveloperName, NamespacePrefix, Certificate__c FROM Partner__mdt');
  });

  test('by way of custom metadata without a chosen record may name what any of them holds', async () => {
    const { lines } = await readPlace(
      apex,
      code({ Gateway: gateway('[SELECT Certificate__c FROM Partner__mdt LIMIT 1].Certificate__c') }, () => [
        { DeveloperName: 'A', NamespacePrefix: null, Certificate__c: 'One' },
        { DeveloperName: 'B', NamespacePrefix: null, Certificate__c: 'Two' },
        { DeveloperName: 'C', NamespacePrefix: null, Certificate__c: 'One' },
        { DeveloperName: 'D', NamespacePrefix: null, Certificate__c: null },
      ]),
    );
    assert.deepEqual(lines, [`Gateway ${field} line 3 → One`, `Gateway ${field} line 3 → Two`]);
  });

  test('by way of a custom setting names what it holds', async () => {
    const { lines } = await readPlace(
      apex,
      code({ Gateway: gateway('Integration__c.getOrgDefaults().Certificate__c') }, (soql) =>
        soql === 'SELECT Id, Name, Certificate__c FROM Integration__c' ? [{ Certificate__c: 'From_Setting' }] : [],
      ),
    );
    assert.deepEqual(lines, [`Gateway ${field} line 3 → From_Setting`]);
  });

  test('by way of a label names what the label says', async () => {
    const { lines, asked } = await readPlace(
      apex,
      code({ Gateway: gateway('System.Label.Client_Certificate') }, (soql) =>
        soql.includes('FROM ExternalString')
          ? [{ Name: 'Client_Certificate', NamespacePrefix: null, Value: 'From_Label' }]
          : [],
      ),
    );
    assert.deepEqual(lines, [`Gateway ${field} line 3 → From_Label`]);
    assert.match(asked.at(-1) ?? '', /^tooling: .* WHERE Name IN \('Client_Certificate'\)$/);
  });

  for (const [why, rows] of [
    ['may not be read', () => refuse('INVALID_TYPE')],
    ['has no such record', () => []],
  ] as const) {
    test(`by way of custom metadata that ${why} is kept as a reference to an unknown certificate`, async () => {
      const expression = "Partner__mdt.getInstance('Bank').Certificate__c";
      const { lines, source, references } = await readPlace(apex, code({ Gateway: gateway(expression) }, rows));
      assert.deepEqual(lines, [`Gateway ${field} line 3`]);
      assert.equal(references[0]?.expression, expression);
      const name = 'Partner__mdt record Bank, field Certificate__c';
      assert.deepEqual(references[0].origin, { kind: 'customMetadata', name });
      assert.equal(source.status, 'read');
    });
  }

  test('that computes a name is a reference to an unknown certificate', async () => {
    const { lines, references } = await readPlace(
      apex,
      code({ Gateway: gateway("'Partner_' + UserInfo.getUserId()") }),
    );
    assert.deepEqual(lines, [`Gateway ${field} line 3`]);
    assert.equal(references[0]?.expression, "'Partner_' + UserInfo.getUserId()");
  });

  test('that reads an empty label is kept as a reference to an unknown certificate, and the source says so', async () => {
    const { lines, source, references } = await readPlace(
      apex,
      code({ Gateway: gateway('System.Label.Nothing') }, () => [
        { Name: 'Nothing', NamespacePrefix: null, Value: ' ' },
      ]),
    );
    assert.deepEqual(lines, [`Gateway ${field} line 3`]);
    assert.deepEqual(references[0]?.origin, { kind: 'label', name: 'Nothing', isEmpty: true });
    assert.match(source.detail, /Gateway takes a certificate's name from the custom label Nothing, which is empty\./);
  });

  test('never gives away a keystore, wherever it comes from', async () => {
    const secret = 'MIIGlgIBAzCCBlAGCSqGSIb3DQEHAaCC';
    const bodies = {
      Inside: `public class Inside { void run(HttpRequest r) { r.setClientCertificate('${secret}', 'pw'); } }`,
      Labelled: `public class Labelled { void run(HttpRequest r) { r.setClientCertificate(System.Label.Key, 'pw'); } }`,
    };
    const content = await readPlace(
      apex,
      code(bodies, () => [{ Name: 'Key', NamespacePrefix: null, Value: secret }]),
    );
    assert.deepEqual(
      content.references.map(({ name, origin, target }) => [name, origin, target]),
      [
        ['Inside', { kind: 'code' }, undefined],
        ['Labelled', { kind: 'label', name: 'Key' }, undefined],
      ],
    );
    assert.doesNotMatch(JSON.stringify(content.references) + content.source.detail, new RegExp(secret));
  });

  test('of a connection to an external data source may use the certificate of any of them', async () => {
    const body =
      'public class Lake extends DataSource.Connection {\n  void run(HttpRequest r, DataSource.ConnectionParams p) {\n    r.setClientCertificateName(p.certificateName);\n  }\n}';
    const { lines } = await readPlace(
      apex,
      code({ Lake: body }, (soql) => (soql.includes('FROM ExternalDataSource') ? [{ CertificateId: '0P1lake' }] : [])),
    );
    assert.deepEqual(lines, [`Lake ${field} line 3 → 0P1lake`]);
  });

  test('that sets a field which core knows by itself goes by that field', async () => {
    const body =
      "public class Keys {\n  void run() {\n    TenantSecret s = new TenantSecret();\n    s.RemoteKeyCertificate = 'Byok';\n  }\n}";
    const { lines } = await readPlace(apex, code({ Keys: body }));
    assert.deepEqual(lines, ['Keys TenantSecret.RemoteKeyCertificate line 4 → Byok']);
  });

  test('of tests names nothing that is in use, and is counted', async () => {
    const body = `@IsTest private class GatewayTest {\n  @IsTest static void t() {\n    new HttpRequest().setClientCertificateName('T');\n  }\n}`;
    const { lines, source } = await readPlace(apex, code({ GatewayTest: body }));
    assert.deepEqual(lines, []);
    assert.match(source.detail, /1 reference in test code left out\./);
  });

  test('that is no valid Apex is counted and named, and the rest is read', async () => {
    const broken = "public class Broken { void run(HttpRequest r) { r.setClientCertificateName('X' } }";
    const { lines, source } = await readPlace(apex, code({ Broken: broken, Gateway: gateway("'A'") }));
    assert.equal(lines.length, 1);
    assert.equal(source.status, 'failed');
    assert.match(source.detail, /1 class or trigger could not be read\. classes\/Broken\.cls is not valid Apex/);
  });

  test('of packages is hidden and left out', async () => {
    const row = { Id: '01p1', Name: 'Packaged', NamespacePrefix: 'acme', Body: '(hidden)' };
    const { asked, source } = await readPlace(apex, { query: (soql) => (soql.includes('ApexClass') ? [row] : []) });
    assert.equal(source.status, 'read');
    assert.match(source.detail, /1 of installed packages, whose code the org does not show/);
    const queries = asked.filter((one) => one.includes('FROM Apex'));
    assert.ok(queries.every((one) => one.includes("ManageableState != 'installed'")));
  });

  for (const body of [null, '', '(hidden)']) {
    test(`of one's own that comes as ${JSON.stringify(body)} is a gap with its name`, async () => {
      const { source, lines } = await readPlace(apex, code({ Gateway: gateway("'A'"), Hidden: body }));
      assert.deepEqual([source.status, lines.length], ['failed', 1]);
      assert.match(source.detail, /lists 1 class or trigger without the code \(Hidden\)/);
    });
  }

  test('is asked for in pages of two hundred, each after the last', async () => {
    const all = Array.from({ length: 450 }, (_, i) => ({
      Id: `01p${String(i).padStart(5, '0')}`,
      Name: `C${i}`,
      NamespacePrefix: null,
      Body: `public class C${i} {}`,
    }));
    const { asked } = await readPlace(apex, {
      query: (soql) => {
        if (!soql.includes('FROM ApexClass')) return [];
        const after = /Id > '(\w+)'/.exec(soql)?.[1] ?? '';
        return all.filter(({ Id }) => Id > after).slice(0, 200);
      },
    });
    const pages = asked.filter((one) => one.includes('FROM ApexClass'));
    assert.equal(pages.length, 3);
    assert.match(pages[2] ?? '', /AND Id > '01p00399' ORDER BY Id LIMIT 200$/);
  });

  test('that the org gives again and again is not asked for for ever', async () => {
    const page = Array.from({ length: 200 }, () => ({
      Id: '01p1',
      Name: 'C',
      NamespacePrefix: null,
      Body: 'class C {}',
    }));
    const { asked } = await readPlace(apex, { query: () => page });
    assert.ok(asked.length <= 4, `${asked.length} queries`);
  });

  test('that may not be read is denied; what of it can be is', async () => {
    const { source, lines } = await readPlace(apex, {
      query: (soql) =>
        soql.includes('FROM ApexTrigger')
          ? refuse('INVALID_TYPE')
          : [{ Id: '01p', Name: 'Gateway', NamespacePrefix: null, Body: gateway("'A'") }],
    });
    assert.equal(lines.length, 1);
    assert.deepEqual([source.status, source.permission], ['denied', 'View Setup and Configuration']);
  });

  test('is not asked for when few requests are left', async () => {
    const skipped = { status: 'failed', detail: 'Only 3 of 100 API requests are left today.' } as const;
    const { source, asked } = await readPlace(apex, code({ Gateway: gateway("'A'") }), { skipped });
    assert.deepEqual([source.status, source.detail, asked.length], ['failed', skipped.detail, 0]);
  });
});
