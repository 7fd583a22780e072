import { storedNameFinder } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import { isUnknown } from '../key-pair-names.ts';
import type { OrgWithNames, PlaceReader } from '../place-reader.ts';
import { searchTextFields } from './text-fields.ts';

/** unverified: that a user with neither permission is shown only the settings that were granted. */
const hideable = {
  what: 'custom settings',
  permission: permissions.readCustomSettings,
  fields: ['PermissionsCustomizeApplication', 'PermissionsViewAllCustomSettings'],
} as const;

/**
 * Records of custom settings, lists and hierarchies, that hold the name of a certificate. A record goes by its setting: what
 * records are called is data.
 */
export const customSettings: PlaceReader<OrgWithNames> = {
  place: 'custom-settings',
  async read(org, found) {
    const { api, skipped, keyPairs } = org;
    if (skipped) return found.gap(skipped);
    const known = await keyPairs;
    if (isUnknown(known)) return found.gap(known.unknown);
    const objects = await found.attempt('the list of objects', permissions.readConfiguration, () =>
      api.customSettingNames(),
    );
    if (objects?.length === 0) await confirmEmpty(org, hideable, found);
    await searchTextFields(
      api,
      {
        objects: objects ?? [],
        what: 'custom setting',
        columns: 'Id',
        nameIn: storedNameFinder(known.names),
        name: (object) => object,
        field: 'CustomSetting.value',
      },
      found,
    );
  },
};
