import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { customMetadata } from '../../../src/org/elsewhere/custom-metadata.ts';
import { encryptionKeys } from '../../../src/org/elsewhere/encryption-keys.ts';
import { flows } from '../../../src/org/elsewhere/flows.ts';
import { refuse } from '../fake-org.ts';
import type { Answers } from '../fake-org.ts';
import { readPlace } from '../place.ts';

const names = ['Bank_Client', 'Partner_Client'];
const unknown = {
  status: 'denied',
  detail: 'Names are not known.',
  permission: 'View Setup and Configuration',
} as const;
const skipped = { status: 'failed', detail: 'Only 3 of 100 API requests are left today.' } as const;

describe('custom metadata', () => {
  const answers: Answers = {
    objectNames: () => ['Account', 'acme__Setting__mdt', 'Partner__mdt', 'Partner__c'],
    fieldTypes: () => ({ DeveloperName: 'string', Certificate__c: 'string', Count__c: 'double', Note__c: 'textarea' }),
    query: (soql) =>
      soql.endsWith(' Partner__mdt')
        ? [
            { Id: 'm01', DeveloperName: 'Bank', NamespacePrefix: null, Certificate__c: 'bank_client ', Note__c: null },
            {
              Id: 'm02',
              DeveloperName: 'None',
              NamespacePrefix: null,
              Certificate__c: 'None',
              Note__c: 'Bank_Client, they say',
            },
            { Id: 'm03', DeveloperName: 'Bank_Client', NamespacePrefix: null, Certificate__c: null, Note__c: null },
          ]
        : [{ Id: 'm04', DeveloperName: 'Default', NamespacePrefix: 'acme', Certificate__c: 'Partner_Client' }],
  };

  test('that holds the name of a certificate as a whole value refers to it, by its own full name', async () => {
    const { lines, references } = await readPlace(customMetadata, answers, { names });
    assert.deepEqual(lines, [
      'Partner.Bank CustomMetadata.values.value → bank_client',
      'acme__Setting.acme__Default CustomMetadata.values.value → Partner_Client',
    ]);
    assert.deepEqual(references.map(({ id }) => id).sort(), ['m01', 'm04']);
  });

  test('is asked for in its text fields only, two requests a type and one for the list', async () => {
    const { asked } = await readPlace(customMetadata, answers, { names });
    assert.equal(asked.length, 5);
    assert.ok(
      asked.includes('data: SELECT Id, DeveloperName, NamespacePrefix, Certificate__c, Note__c FROM Partner__mdt'),
    );
  });

  test('that may not be read leaves a gap with the types, and the others are read', async () => {
    const { source, lines } = await readPlace(
      customMetadata,
      {
        ...answers,
        fieldTypes: (type) => (type.startsWith('acme') ? refuse('INSUFFICIENT_ACCESS') : ['Certificate__c']),
      },
      { names },
    );
    assert.deepEqual(lines, ['Partner.Bank CustomMetadata.values.value → bank_client']);
    assert.equal(source.status, 'denied');
    assert.match(source.detail, /may not read 1 custom metadata type \(acme__Setting__mdt\)/);
  });

  test('of more types than are searched says so', async () => {
    const types = Array.from({ length: 301 }, (_, i) => `T${i}__mdt`);
    const { source } = await readPlace(
      customMetadata,
      { objectNames: () => types, fieldTypes: () => ['Id'] },
      { names },
    );
    assert.equal(source.status, 'failed');
    assert.match(source.detail, /Of 301 custom metadata types only 300 were searched/);
  });
});

describe('flows', () => {
  const constant = (stringValue: string) => ({ constants: { name: 'c', value: { stringValue } } });

  test('that hold the name of a certificate as a value refer to it, however deep and however often', async () => {
    const action = { actionCalls: [{ inputParameters: [{ value: { stringValue: 'Partner_Client' } }, {}] }] };
    const { lines } = await readPlace(
      flows,
      {
        components: {
          Flow: {
            Bank: { ...constant('Bank_Client'), variables: [{ value: { stringValue: 'bank_client' } }] },
            Partner: action,
            Other: { ...constant('Something'), label: 'Bank_Client', description: 'Bank_Client' },
          },
        },
      },
      { names },
    );
    assert.deepEqual(lines, [
      'Bank Flow.stringValue → Bank_Client',
      'Bank Flow.stringValue → bank_client',
      'Partner Flow.stringValue → Partner_Client',
    ]);
  });

  test('of packages are left out and counted: the org hides what is in them', async () => {
    const { lines, source, asked } = await readPlace(
      flows,
      { components: { Flow: { Own: constant('Bank_Client'), acme__Theirs: constant('Bank_Client') } } },
      { names },
    );
    assert.deepEqual(lines, ['Own Flow.stringValue → Bank_Client']);
    assert.equal(asked.at(-1), 'read: Flow Own');
    assert.match(source.detail, /1 of installed packages, which the org does not show\./);
  });
});

for (const [what, reader] of [
  ['custom metadata', customMetadata],
  ['flows', flows],
] as const) {
  describe(`the search for names in ${what}`, () => {
    test('is not made, and says why, when the list of certificates is not known', async () => {
      const { source, asked } = await readPlace(reader, {}, { unknown });
      assert.deepEqual(
        [source.status, source.permission, source.detail],
        ['denied', unknown.permission, unknown.detail],
      );
      assert.deepEqual(asked, []);
    });

    test('is not made when few requests are left', async () => {
      const { source, asked } = await readPlace(reader, {}, { names, skipped });
      assert.deepEqual([source.status, source.detail], ['failed', skipped.detail]);
      assert.deepEqual(asked, []);
    });
  });
}

describe('encryption keys', () => {
  const row = {
    Id: '02G1',
    Type: 'Data',
    Version: 3,
    Status: 'ACTIVE',
    RemoteKeyCertificate: null,
    SecretValueCertificate: null,
  };
  const fieldTypes = () => ['RemoteKeyCertificate', 'SecretValueCertificate', 'SecretValue'];

  test('name what wraps them, by type and version', async () => {
    const { lines, asked } = await readPlace(encryptionKeys, {
      fieldTypes,
      query: () => [{ ...row, RemoteKeyCertificate: 'Remote', SecretValueCertificate: 'Upload' }, row],
    });
    assert.deepEqual(lines, [
      'Data 3 TenantSecret.RemoteKeyCertificate → Remote',
      'Data 3 TenantSecret.SecretValueCertificate → Upload',
    ]);
    assert.doesNotMatch(asked.join('\n'), /\bSecretValue\b/, 'key material is never asked for');
  });

  test('that are destroyed need no certificate any more', async () => {
    const { lines } = await readPlace(encryptionKeys, {
      fieldTypes,
      query: () => [{ ...row, Status: 'Destroyed', RemoteKeyCertificate: 'Remote' }],
    });
    assert.deepEqual(lines, []);
  });

  test('are asked for in the fields that the org has', async () => {
    const { asked } = await readPlace(encryptionKeys, { fieldTypes: () => ['SecretValueCertificate'] });
    assert.equal(asked[1], 'data: SELECT Id, Type, Version, Status, SecretValueCertificate FROM TenantSecret');
  });

  for (const [holds, status, detail] of [
    [true, 'unavailable', /This org has no keys for Shield Platform Encryption/],
    [false, 'denied', /may not read keys for Shield Platform Encryption; give that user the permission/],
    [undefined, 'denied', /it has none, or admin@example\.com lacks the permission/],
  ] as const) {
    test(`that are not shown to a user whose permission is ${String(holds)} are ${status}`, async () => {
      const { source } = await readPlace(encryptionKeys, {
        may: holds === undefined ? 'unknown' : { PermissionsManageEncryptionKeys: holds },
      });
      assert.equal(source.status, status);
      assert.match(source.detail, detail);
      assert.equal(source.permission, status === 'denied' ? 'Manage Encryption Keys' : undefined);
    });
  }

  test('that fail are failed', async () => {
    const { source } = await readPlace(encryptionKeys, { fieldTypes: () => refuse('ERROR_HTTP_503') });
    assert.equal(source.status, 'failed');
  });
});
