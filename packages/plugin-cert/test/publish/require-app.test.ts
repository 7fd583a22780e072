import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requireApp } from '../../src/publish/require-app.ts';
import type { DescribedObject } from '../../src/org/required-objects.ts';
import { memoryRecords } from './memory-records.ts';

const finding = 'CertHealth_Finding__c';

function refusal(
  change: (described: DescribedObject) => DescribedObject | undefined,
  of: string = finding,
): Promise<string> {
  const records = memoryRecords({ describe: (object, usual) => (object === of ? change(usual) : usual) });
  return requireApp(records).then(
    () => 'nothing is missing',
    (error: Error) => error.message,
  );
}

describe('before publishing', () => {
  it('an org with the app and a user with its rights are all that is needed', async () => {
    await requireApp(memoryRecords());
  });

  it('an org without the app gets told how to deploy it and which permission set to assign', async () => {
    await assert.rejects(requireApp(memoryRecords({ describe: () => undefined })), {
      name: 'PublishError',
      message:
        'The app is not in this org, or ann@acme.example may not see its records: deploy it (npm run build, then npm run org:deploy -- --target-org NAME) and assign the permission set Certificate Health Admin (CertHealth_Admin).',
    });
  });

  it('an object that is missing is named', async () => {
    assert.match(
      await refusal(() => undefined),
      /^ann@acme\.example does not see CertHealth_Finding__c: deploy the present version/,
    );
  });

  it('fields that are missing are named, the first three of them', async () => {
    const without = ({ createable, fields }: DescribedObject): DescribedObject => ({
      createable,
      fields: new Map([...fields].filter(([name]) => !/^(Title|Remedy|Rule|Docs)__c$/.test(name))),
    });
    assert.match(
      await refusal(without),
      /does not see Title__c, Remedy__c, Rule__c and 1 more fields? of CertHealth_Finding__c/,
    );
  });

  it('records that may be read but not written are told apart', async () => {
    const readOnly = ({ fields }: DescribedObject): DescribedObject => ({ createable: false, fields });
    assert.match(await refusal(readOnly), /may read but not write CertHealth_Finding__c: assign the permission set/);
  });

  it('so are fields', async () => {
    const readOnly = ({ createable, fields }: DescribedObject): DescribedObject => ({
      createable,
      fields: new Map([...fields, ['Status__c', false]]),
    });
    assert.match(await refusal(readOnly), /may read but not write Status__c of CertHealth_Finding__c/);
  });

  it('a Name that the org gives is not asked for', async () => {
    const numbered = ({ createable, fields }: DescribedObject): DescribedObject => ({
      createable,
      fields: new Map([...fields, ['Name', false]]),
    });
    assert.equal(await refusal(numbered), 'nothing is missing');
  });
});
