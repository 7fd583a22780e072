import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { customLabels } from '../../../src/org/elsewhere/custom-labels.ts';
import { customMetadata } from '../../../src/org/elsewhere/custom-metadata.ts';
import { customSettings } from '../../../src/org/elsewhere/custom-settings.ts';
import { flows } from '../../../src/org/elsewhere/flows.ts';
import { refuse } from '../fake-org.ts';
import type { Answers } from '../fake-org.ts';
import { readPlace } from '../place.ts';

const names = ['Bank_Client', 'Partner'];

describe('custom settings', () => {
  const answers: Answers = {
    customSettingNames: () => ['Edi_Setup__c', 'acme__Lane__c'],
    fieldTypes: () => ({ Name: 'string', Certificate__c: 'string', Count__c: 'double' }),
    query: (soql) =>
      soql.endsWith(' Edi_Setup__c')
        ? [
            { Id: 'a01', Certificate__c: 'bank_client' },
            { Id: 'a02', Certificate__c: 'None' },
            { Id: 'a03', Certificate__c: null },
          ]
        : [{ Id: 'a04', Certificate__c: '0P1xx0000004C92' }],
  };

  test('that hold the name or the Id of a certificate refer to it, and go by their own names', async () => {
    const { lines, references, source } = await readPlace(customSettings, answers, { names });
    assert.deepEqual(lines, [
      'Edi_Setup__c CustomSetting.value → bank_client',
      'acme__Lane__c CustomSetting.value → 0P1xx0000004C92',
    ]);
    assert.deepEqual(references.map(({ id }) => id).sort(), ['a01', 'a04']);
    assert.deepEqual([source.id, source.label], ['org.custom-settings', 'Custom settings']);
  });

  test('are asked for in their text fields, and for nothing that says what records are called', async () => {
    const { asked } = await readPlace(customSettings, answers, { names });
    assert.ok(asked.includes('data: SELECT Id, Certificate__c FROM Edi_Setup__c'), asked.join('\n'));
  });

  test('that may not be read leave a gap, and the others are read', async () => {
    const { source, lines } = await readPlace(
      customSettings,
      {
        ...answers,
        fieldTypes: (name) => (name.startsWith('acme') ? refuse('INSUFFICIENT_ACCESS') : ['Certificate__c']),
      },
      { names },
    );
    assert.equal(lines.length, 1);
    assert.match(source.detail, /may not read 1 custom setting \(acme__Lane__c\)/);
  });
});

describe('custom labels', () => {
  const label = (Id: string, Name: string, Value: string) => ({ Id, Name, NamespacePrefix: null, Value });
  const answers = (translated: readonly object[] | undefined): Answers => ({
    ...(translated ? { fieldTypes: () => ['Value'] } : {}),
    query: (soql) =>
      soql.includes('FROM ExternalStringLocalization')
        ? [...(translated ?? [])]
        : [
            label('1', 'Client_Name', 'Bank_Client'),
            label('2', 'Greeting', 'Partner'),
            label('3', 'Partner_Cert', 'Partner'),
            { ...label('4', 'Other', 'Bank_Client'), NamespacePrefix: 'acme' },
            label('5', 'Help', 'Choose Bank_Client here'),
          ],
  });

  test('whose text is the name of a certificate refer to it; a mere word only where one is spoken of', async () => {
    const { lines } = await readPlace(customLabels, answers(undefined), { names });
    assert.deepEqual(lines, [
      'Client_Name CustomLabel.value → Bank_Client',
      'Partner_Cert CustomLabel.value → Partner',
      'acme__Other CustomLabel.value → Bank_Client',
    ]);
  });

  test('are looked at in every language that the org shows', async () => {
    const translation = { Id: 't1', ExternalStringId: '5', Value: 'bank_client' };
    const { lines } = await readPlace(customLabels, answers([translation]), { names });
    assert.ok(lines.includes('Help Translations.customLabels.label → bank_client'), lines.join('\n'));
  });

  test('that may not be read are denied', async () => {
    const { source } = await readPlace(customLabels, { query: () => refuse('INSUFFICIENT_ACCESS') }, { names });
    assert.equal(source.status, 'denied');
  });
});

describe('flows of an org', () => {
  const input = (name: string, stringValue: string) => ({ inputParameters: { name, value: { stringValue } } });
  const read = async (Flow: Record<string, Record<string, unknown>>) =>
    readPlace(flows, { components: { Flow } }, { names });

  test('name a certificate in formulas and templates as well', async () => {
    const { lines } = await read({
      A: { formulas: [{ name: 'f', expression: 'IF({!x}, "Bank_Client", "None")' }] },
      B: { textTemplates: { name: 't', text: '<p>Bank_Client</p>' } },
      C: { textTemplates: { name: 't', text: 'Dear Bank_Client' } },
    });
    assert.deepEqual(lines, ['A Flow.formulas.expression → Bank_Client', 'B Flow.textTemplates.text → Bank_Client']);
  });

  test('name none where they merely compare or choose', async () => {
    const rightValue = { stringValue: 'Bank_Client' };
    const { lines } = await read({
      A: { decisions: { rules: [{ conditions: [{ rightValue }] }] } },
      B: { recordLookups: [{ filters: { value: rightValue } }] },
      C: { choices: { value: rightValue } },
    });
    assert.deepEqual(lines, []);
  });

  test('name one by a mere word where a certificate is spoken of', async () => {
    const { lines } = await read({
      A: { actionCalls: input('certificateName', 'Partner') },
      B: { actionCalls: input('recordType', 'Partner') },
    });
    assert.deepEqual(lines, ['A Flow.stringValue → Partner']);
  });

  test('that are not active run nowhere, and are counted', async () => {
    const constants = { name: 'c', value: { stringValue: 'Bank_Client' } };
    const { lines, source } = await read({
      Now: { constants, status: 'Active' },
      Draft: { constants, status: 'Draft' },
      Old: { constants, status: 'Obsolete' },
    });
    assert.deepEqual(lines, ['Now Flow.stringValue → Bank_Client']);
    assert.match(source.detail, /2 flows that name a certificate are not active, left out\./);
  });
});

for (const [what, reader] of [
  ['custom metadata', customMetadata],
  ['custom settings', customSettings],
  ['custom labels', customLabels],
] as const) {
  test(`${what} are not searched while the names are not known or few requests are left, and say so`, async () => {
    const unknown = { status: 'denied', detail: 'Names are not known.', permission: 'View Setup' } as const;
    const skipped = { status: 'failed', detail: 'Only 3 of 100 API requests are left today.' } as const;
    for (const gap of [await readPlace(reader, {}, { unknown }), await readPlace(reader, {}, { names, skipped })]) {
      assert.notEqual(gap.source.status, 'read');
      assert.deepEqual(gap.asked, []);
    }
  });
}
