import { fullNameOf, storedNameFinder } from '@cert-health/core';
import type { NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import { isUnknown } from '../key-pair-names.ts';
import type { OrgWithNames, PlaceReader } from '../place-reader.ts';
import { searchTextFields } from './text-fields.ts';

/** unverified: that a user without the permission is shown only the types that were granted. */
const hideable = {
  what: 'custom metadata types',
  permission: permissions.customize,
  fields: ['PermissionsCustomizeApplication'],
} as const;

/** Records of custom metadata that hold the name of a certificate. */
export const customMetadata: PlaceReader<OrgWithNames> = {
  place: 'custom-metadata',
  async read(org, found) {
    const { api, skipped, keyPairs } = org;
    if (skipped) return found.gap(skipped);
    const known = await keyPairs;
    if (isUnknown(known)) return found.gap(known.unknown);
    const objects = await found.attempt('the list of objects', permissions.readConfiguration, () => api.objectNames());
    const types = (objects ?? []).filter((object) => object.endsWith('__mdt'));
    if (objects && types.length === 0) await confirmEmpty(org, hideable, found);
    await searchTextFields<NamedRow>(
      api,
      {
        objects: types,
        what: 'custom metadata type',
        columns: 'Id, DeveloperName, NamespacePrefix',
        nameIn: storedNameFinder(known.names),
        name: (object, row) => `${object.slice(0, -'__mdt'.length)}.${fullNameOf(row)}`,
        field: 'CustomMetadata.values.value',
      },
      found,
    );
  },
};
