import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OrgWithNames, PlaceReader } from '../../src/org/place-reader.ts';
import { placeReaders, searchedPlaces } from '../../src/org/place-readers.ts';
import { refuse } from './fake-org.ts';
import type { Answers } from './fake-org.ts';
import { readPlace } from './place.ts';

const readers: readonly PlaceReader<OrgWithNames>[] = [...placeReaders, ...searchedPlaces];
const idOf = ({ place }: PlaceReader<OrgWithNames>) => (typeof place === 'string' ? place : place.id);

/** Everything is there to be seen, and every list is empty. */
const shown: Answers = {
  fieldTypes: () => ['Id'],
  objectNames: () => ['Account'],
  metadataTypes: () => [
    ...new Set(readers.flatMap(({ metadata = [] }) => metadata)),
    'NamedCredential',
    'ExternalCredential',
  ],
  components: {},
};
const everything = { PermissionsModifyMetadata: true };
const nothing = {
  PermissionsCustomizeApplication: false,
  PermissionsManageAuthProviders: false,
  PermissionsManageCertificates: false,
  PermissionsManageEncryptionKeys: false,
  PermissionsManageInternalUsers: false,
  PermissionsModifyAllData: false,
  PermissionsModifyMetadata: false,
  PermissionsViewAllCustomSettings: false,
  PermissionsViewSetup: false,
} as const;

/** Sessions that may not see, and what an org answers them. */
const blind: Readonly<Record<string, Answers>> = {
  'lists that are empty, to a user without any permission': { ...shown, may: nothing },
  'lists that are empty, to a user whose permissions are not known': {
    ...shown,
    may: 'unknown',
    // An object that is described is shown; these are what is not.
    fieldTypes: () => undefined,
  },
  'no object and no type, to a user without any permission': {
    may: nothing,
    objectNames: () => ['Account'],
    metadataTypes: () => ['CustomObject'],
  },
  'no object and no type, to a user whose permissions are not known': {
    may: 'unknown',
    objectNames: () => ['Account'],
    metadataTypes: () => ['CustomObject'],
  },
  refusals: {
    may: nothing,
    query: () => refuse('INSUFFICIENT_ACCESS'),
    fieldTypes: () => refuse('INSUFFICIENT_ACCESS'),
    objectNames: () => refuse('INSUFFICIENT_ACCESS'),
    metadataTypes: () => refuse('INSUFFICIENT_ACCESS'),
  },
  'refusals, to a user who holds every permission': {
    query: () => refuse('INSUFFICIENT_ACCESS'),
    fieldTypes: () => refuse('INSUFFICIENT_ACCESS'),
    objectNames: () => refuse('INSUFFICIENT_ACCESS'),
    metadataTypes: () => refuse('INSUFFICIENT_ACCESS'),
  },
  'web pages': {
    query: () => refuse('WEB_PAGE'),
    fieldTypes: () => refuse('WEB_PAGE'),
    objectNames: () => refuse('WEB_PAGE'),
    metadataTypes: () => refuse('WEB_PAGE'),
    listMetadata: () => refuse('WEB_PAGE'),
    readMetadata: () => refuse('WEB_PAGE'),
  },
  'fewer rows than it counts': {
    query: () => refuse('INCOMPLETE_ANSWER'),
    fieldTypes: () => ['Id', 'Text__c'],
    objectNames: () => ['Partner__mdt'],
    customSettingNames: () => ['Edi_Setup__c'],
    metadataTypes: () => refuse('UNEXPECTED_ANSWER'),
    listMetadata: () => refuse('UNEXPECTED_ANSWER'),
    readMetadata: () => refuse('UNEXPECTED_ANSWER'),
  },
  'a description, and lists to no type of it': {
    ...shown,
    listMetadata: () => refuse('INVALID_TYPE'),
    readMetadata: () => refuse('INVALID_TYPE'),
    objectNames: () => refuse('NOT_FOUND'),
    query: () => refuse('INVALID_TYPE'),
  },
  'lists of metadata without anything, profiles included': {
    ...shown,
    metadataTypes: () => [...(shown.metadataTypes?.() ?? []), 'Profile'],
    query: () => refuse('ERROR_HTTP_404'),
    objectNames: () => refuse('ERROR_HTTP_404'),
  },
};

for (const [answer, answers] of Object.entries(blind)) {
  describe(`an org that answers with ${answer}`, () => {
    for (const reader of readers) {
      test(`leaves ${idOf(reader)} unread`, async () => {
        const { source } = await readPlace(reader, answers);
        assert.ok(['denied', 'failed'].includes(source.status), `${source.status}: ${source.detail}`);
        assert.ok(source.detail.length > 20);
        assert.equal(source.permission !== undefined, source.status === 'denied');
      });
    }
  });
}

describe('an org in which there is nothing, as its user may see', () => {
  for (const reader of readers) {
    test(`has read ${idOf(reader)}`, async () => {
      const { source } = await readPlace(reader, { ...shown, may: everything });
      assert.deepEqual([source.status, source.items], ['read', 0], source.detail);
    });
  }
});

describe('a query that came empty', () => {
  for (const reader of readers.filter(({ metadata = [] }) => metadata.length === 0)) {
    // These settings are read by name, not queried.
    if (reader.place === 'identity-provider') continue;
    test(`of ${idOf(reader)} is not believed in a session that is told of nobody's permissions either`, async () => {
      const source = { id: 'org.permissions', label: '', status: 'failed', items: 0, detail: '' } as const;
      const answers = { ...shown, metadataTypes: () => refuse('INSUFFICIENT_ACCESS') };
      const read = await readPlace(reader, answers, { grants: { source } });
      assert.equal(read.source.status, 'failed');
    });
  }

  for (const [place, type] of [
    ['named-credentials', 'NamedCredential'],
    ['external-credentials', 'ExternalCredential'],
  ] as const) {
    const reader = readers.find((one) => one.place === place);
    assert.ok(reader);

    test(`of ${place} is not believed where the Metadata API lists some, whatever the user may do`, async () => {
      const { source } = await readPlace(reader, { ...shown, components: { [type]: { A: {}, B: {} } } });
      assert.equal(source.status, 'failed');
      assert.match(source.detail, /although its Metadata API lists 2;/);
    });

    test(`of ${place} is believed where the Metadata API lists none either`, async () => {
      const other = { ...shown, components: { ConnectedApp: { Own: {} } } };
      const seeing = { ...reader, metadata: ['ConnectedApp'] };
      assert.equal((await readPlace(seeing, { ...other, may: 'unknown' })).source.status, 'read');
    });
  }

  test('of parameters is not believed of credentials that cannot be without', async () => {
    const row = { Id: '0XA1', DeveloperName: 'Partner', NamespacePrefix: null, Endpoint: null };
    for (const [place, object] of [
      ['named-credentials', ' NamedCredential'],
      ['external-credentials', ' ExternalCredential'],
    ] as const) {
      const reader = readers.find((one) => one.place === place);
      assert.ok(reader);
      const { source } = await readPlace(reader, { query: (soql) => (soql.endsWith(`FROM${object}`) ? [row] : []) });
      assert.equal(source.status, 'failed', place);
      assert.match(source.detail, /gives no parameters of Partner, so what they name is not known/);
    }
  });
});
