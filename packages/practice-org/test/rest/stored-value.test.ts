import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { data, startOrg } from '../org-client.ts';
import { deployed, packageZip } from '../packages.ts';

const field = (name: string, rest: string): string => `<fields><fullName>${name}</fullName>${rest}</fields>`;
const object = (content: string): string =>
  `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">${content}<label>x</label></CustomObject>`;

const port = object(
  field(
    'Key__c',
    '<type>Text</type><length>255</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive>',
  ) +
    field('Code__c', '<type>Text</type><length>5</length><unique>true</unique><caseSensitive>false</caseSensitive>') +
    field('Story__c', '<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>') +
    field('Depth__c', '<type>Number</type><precision>4</precision><scale>1</scale>') +
    field('Opened__c', '<type>DateTime</type>') +
    field('Seen__c', '<type>Date</type>') +
    field(
      'State__c',
      '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition>' +
        '<value><fullName>open</fullName></value><value><fullName>ice-bound</fullName></value></valueSetDefinition></valueSet>',
    ),
);
const pier = object(
  field('Key__c', '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique>') +
    field(
      'Port__c',
      '<type>Lookup</type><referenceTo>Port__c</referenceTo><relationshipName>Piers</relationshipName>',
    ) +
    '<nameField><type>AutoNumber</type><displayFormat>P-{000}</displayFormat></nameField>',
);

interface Saved {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { readonly statusCode: string; readonly message: string }[];
}

describe('what an org keeps of the values that are written', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: quietHarbor });
    const files = { 'objects/Port__c.object': port, 'objects/Pier__c.object': pier };
    await deployed(org, packageZip({ CustomObject: ['Port__c', 'Pier__c'] }, files));
  });
  after(() => org.close());

  const upsert = async (type: string, ...rows: readonly Record<string, unknown>[]): Promise<readonly Saved[]> => {
    const records = rows.map((row) => ({ attributes: { type }, ...row }));
    const path = `${data}/composite/sobjects/${type}/Key__c`;
    return (await org.request<Saved[]>('PATCH', path, { allOrNone: false, records })).json();
  };
  const stored = async (key: string): Promise<Record<string, unknown> | undefined> =>
    (
      await org.query(
        `SELECT Name, Key__c, Code__c, Story__c, Depth__c, Opened__c, Seen__c, State__c FROM Port__c WHERE Key__c = '${key}'`,
      )
    ).json().records[0];
  const refusal = async (row: Record<string, unknown>): Promise<string | undefined> =>
    (await upsert('Port__c', { Key__c: 'refused', ...row }))[0]?.errors[0]?.statusCode;

  it('texts lose the white space at their ends, and empty ones are null', async () => {
    await upsert('Port__c', { Key__c: 'a', Name: '  North ', Story__c: ' two\nlines \n', Code__c: ' ' });
    const row = await stored('a');
    assert.deepEqual([row?.['Name'], row?.['Story__c'], row?.['Code__c']], ['North', 'two\nlines', null]);
  });

  it('moments are kept to the second, and read back with an offset without colon', async () => {
    await upsert('Port__c', { Key__c: 'b', Opened__c: '2026-11-22T03:15:07.891+01:00' });
    assert.equal((await stored('b'))?.['Opened__c'], '2026-11-22T02:15:07.000+0000');
  });

  it('moments outside of 1700 to 4000 are refused', async () => {
    assert.equal(await refusal({ Opened__c: '9999-12-31T23:59:59Z' }), 'INVALID_FIELD');
    assert.equal(
      await refusal({ Opened__c: '4000-12-31T00:00:00Z', State__c: 'x' }),
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    );
  });

  it('a restricted picklist takes its values and no others', async () => {
    assert.equal((await upsert('Port__c', { Key__c: 'c', State__c: 'ice-bound' }))[0]?.success, true);
    assert.equal(await refusal({ State__c: 'Ice-bound' }), 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  });

  it('numbers are rounded to their decimals and refused beyond their digits', async () => {
    await upsert('Port__c', { Key__c: 'd', Depth__c: 12.36 });
    assert.equal((await stored('d'))?.['Depth__c'], 12.4);
    assert.equal(await refusal({ Depth__c: 1000 }), 'NUMBER_OUTSIDE_VALID_RANGE');
  });

  it('texts, long texts and names that are too long are refused', async () => {
    assert.equal(await refusal({ Code__c: '123456' }), 'STRING_TOO_LONG');
    assert.equal(await refusal({ Story__c: 'x'.repeat(1001) }), 'STRING_TOO_LONG');
    assert.equal(await refusal({ Name: 'x'.repeat(81) }), 'STRING_TOO_LONG');
  });

  it('keys that tell upper from lower case are two records; others are one', async () => {
    const [small, large] = await upsert('Port__c', { Key__c: 'case' }, { Key__c: 'CASE' });
    assert.deepEqual([small?.created, large?.created], [true, true]);
    const [pierSmall, pierLarge] = await upsert('Pier__c', { Key__c: 'case' }, { Key__c: 'CASE' });
    assert.deepEqual([pierSmall?.created, pierLarge?.created], [true, false]);
    assert.equal(pierSmall?.id, pierLarge?.id);
  });

  it('a value of a unique field is taken once', async () => {
    await upsert('Port__c', { Key__c: 'e', Code__c: 'HAM' });
    assert.equal(await refusal({ Code__c: 'ham' }), 'DUPLICATE_VALUE');
    assert.equal((await upsert('Port__c', { Key__c: 'e', Code__c: 'HAM' }))[0]?.success, true, 'its own value');
  });

  it('a lookup takes the Id of a record that is there, and a query follows it', async () => {
    const [made] = await upsert('Port__c', { Key__c: 'f', Name: 'Fjord' });
    const [pier1] = await upsert('Pier__c', { Key__c: '1', Port__c: made?.id });
    assert.equal(pier1?.created, true);
    const [nowhere] = await upsert('Pier__c', { Key__c: '2', Port__c: 'a00000000000000AAA' });
    assert.equal(nowhere?.errors[0]?.statusCode, 'INVALID_CROSS_REFERENCE_KEY');
    const { records } = (
      await org.query("SELECT Name, Port__r.Name, Port__r.Key__c FROM Pier__c WHERE Key__c = '1'")
    ).json();
    assert.match(String(records[0]?.['Name']), /^P-\d{3}$/);
    assert.equal((records[0]?.['Port__r'] as { Name: string }).Name, 'Fjord');
  });

  it('an upsert says of every row whether it was made, and gives its Id', async () => {
    const results = await upsert('Port__c', { Key__c: 'g' }, { Key__c: 'a', Name: 'Again' }, { Key__c: '' });
    assert.deepEqual(
      results.map(({ success, created }) => [success, created]),
      [
        [true, true],
        [true, false],
        [false, undefined],
      ],
    );
    assert.match(results[1]?.id ?? '', /^\w{18}$/);
  });

  it('a describe tells keys, lengths, values, and what may be written', async () => {
    const { fields } = (
      await org.get<{ fields: Record<string, unknown>[] }>(`${data}/sobjects/Pier__c/describe`)
    ).json();
    const named = (name: string): Record<string, unknown> | undefined => fields.find((one) => one['name'] === name);
    assert.deepEqual(named('Port__c')?.['referenceTo'], ['Port__c']);
    assert.equal(named('Port__c')?.['relationshipName'], 'Port__r');
    assert.deepEqual([named('Name')?.['createable'], named('CreatedDate')?.['updateable']], [false, false]);
    const ports = (await org.get<{ fields: Record<string, unknown>[] }>(`${data}/sobjects/Port__c/describe`)).json()
      .fields;
    const key = ports.find((one) => one['name'] === 'Key__c');
    assert.deepEqual(
      [key?.['externalId'], key?.['unique'], key?.['caseSensitive'], key?.['length']],
      [true, true, true, 255],
    );
    const state = ports.find((one) => one['name'] === 'State__c');
    assert.equal(state?.['type'], 'picklist');
    assert.deepEqual(
      (state?.['picklistValues'] as { value: string }[]).map(({ value }) => value),
      ['open', 'ice-bound'],
    );
  });
});
