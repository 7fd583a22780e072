import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ConfiguredName } from '../../../src/apex/targets.ts';
import { ConfiguredNames } from '../../../src/org/code/configured-names.ts';
import { fakeOrg } from '../fake-org.ts';

const metadata = (field: string, record?: string): ConfiguredName => ({
  kind: 'customMetadata',
  type: 'Partner__mdt',
  field,
  ...(record === undefined ? {} : { record }),
});

async function textsOf(name: ConfiguredName, rows: object[]): Promise<string[] | undefined> {
  const read = await ConfiguredNames.read(fakeOrg({ query: () => rows }), [name]);
  return read.textsOf(name)?.map(({ value }) => value);
}

describe('names that code reads from configuration', () => {
  test('take one query for each field, however often code reads it', async () => {
    const org = fakeOrg({});
    await ConfiguredNames.read(org, [metadata('A__c', 'X'), metadata('A__c', 'Y'), metadata('a__c'), metadata('B__c')]);
    assert.equal(org.asked.length, 2);
  });

  test('are found across a relationship, whatever the case of the answer', async () => {
    const rows = [{ DeveloperName: 'X', endpoint__R: { certificate__C: ' Cert ' } }];
    assert.deepEqual(await textsOf(metadata('Endpoint__r.Certificate__c'), rows), ['Cert']);
  });

  for (const record of ['Bank', 'bank', 'acme__Bank', '0mdX']) {
    test(`of a record are found by "${record}"`, async () => {
      const rows = [{ Id: '0mdX', DeveloperName: 'Bank', NamespacePrefix: 'acme', Certificate__c: 'Cert' }];
      assert.deepEqual(await textsOf(metadata('Certificate__c', record), rows), ['Cert']);
    });
  }

  test('are not asked for with a text that is no name: it comes from code', async () => {
    const name = metadata("Certificate__c FROM User WHERE Name = 'x' --");
    const org = fakeOrg({});
    assert.equal((await ConfiguredNames.read(org, [name])).textsOf(name), undefined);
    assert.deepEqual(org.asked, []);
  });

  test('of a record that is there and empty are none, of one that is not there are not known', async () => {
    const rows = [{ DeveloperName: 'Bank', Certificate__c: ' ' }];
    assert.deepEqual(await textsOf(metadata('Certificate__c', 'Bank'), rows), []);
    assert.equal(await textsOf(metadata('Certificate__c', 'Other'), rows), undefined);
    assert.equal(await textsOf(metadata('Certificate__c'), []), undefined);
    assert.deepEqual(await textsOf({ kind: 'label', label: 'Cert' }, [{ Name: 'Cert', Value: '' }]), []);
    assert.equal(await textsOf({ kind: 'label', label: 'Cert' }, []), undefined);
  });

  test('are told with the record that holds them', async () => {
    const name = metadata('Certificate__c');
    const rows = [{ DeveloperName: 'Bank', Certificate__c: 'Cert' }];
    const read = await ConfiguredNames.read(fakeOrg({ query: () => rows }), [name]);
    assert.deepEqual(read.textsOf(name), [{ value: 'Cert', holder: 'Partner.Bank' }]);
  });

  test('of a label are those of its namespace where there are several', async () => {
    const org = fakeOrg({
      query: () => [
        { Name: 'Cert', NamespacePrefix: 'acme', Value: 'Theirs' },
        { Name: 'Cert', NamespacePrefix: null, Value: 'Ours' },
      ],
    });
    const names = [
      { kind: 'label', label: 'Cert' },
      { kind: 'label', label: 'acme.Cert' },
    ] as const;
    const read = await ConfiguredNames.read(org, names);
    assert.deepEqual(
      names.map((name) => read.textsOf(name)),
      [[{ value: 'Ours' }], [{ value: 'Theirs' }]],
    );
  });

  test('of many labels are asked for a hundred a query', async () => {
    const org = fakeOrg({});
    await ConfiguredNames.read(
      org,
      Array.from({ length: 250 }, (_, i) => ({ kind: 'label', label: `L${i}` }) as const),
    );
    assert.equal(org.asked.length, 3);
  });
});
