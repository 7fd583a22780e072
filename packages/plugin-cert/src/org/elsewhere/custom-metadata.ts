import { fullNameOf, plural } from '@cert-health/core';
import type { NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { OrgApi } from '../api.ts';
import { OrgApiError } from '../api.ts';
import { eachOf } from '../each-of.ts';
import { confirmEmpty } from '../empty-list.ts';
import type { Found } from '../found.ts';
import { gapOf } from '../gap.ts';
import { isUnknown, keyPairNameFinder } from '../key-pair-name-finder.ts';
import type { OrgWithNames, PlaceReader } from '../place-reader.ts';

/** Types of fields that can hold a name. */
const textTypes = new Set(['string', 'textarea', 'picklist', 'multipicklist', 'combobox', 'url', 'encryptedstring']);
/** unverified: that a user without the permission is shown only the types that were granted. */
const hideable = {
  what: 'custom metadata types',
  permission: permissions.readCustomMetadata,
  fields: ['PermissionsCustomizeApplication'],
} as const;
/** Types asked for at a time. */
const atATime = 3;
/** More types than any org is known to have; two requests are made for each. */
const mostTypes = 300;

/** Records of custom metadata that hold the name of a certificate. Two requests for each type of custom metadata. */
export const customMetadata: PlaceReader<OrgWithNames> = {
  place: 'custom-metadata',
  async read(org, found) {
    const { api, skipped, keyPairs } = org;
    if (skipped) return found.gap(skipped);
    const known = await keyPairs;
    if (isUnknown(known)) return found.gap(known.unknown);
    const nameIn = keyPairNameFinder(known.names);
    const objects = await found.attempt('the list of objects', permissions.readConfiguration, () => api.objectNames());
    const types = (objects ?? []).filter((object) => object.endsWith('__mdt')).sort();
    if (objects && types.length === 0) await confirmEmpty(org, hideable, found);
    if (types.length > mostTypes) {
      found.gap({
        status: 'failed',
        detail: `Of ${types.length} custom metadata types only ${mostTypes} were searched; look through the others yourself.`,
      });
    }
    const failures = new Map<string, OrgApiError>();
    await eachOf(types.slice(0, mostTypes), atATime, async (type) => {
      try {
        await searchType(api, type, nameIn, found);
      } catch (error) {
        if (!(error instanceof OrgApiError)) throw error;
        failures.set(type, error);
      }
    });
    // A package may keep its types to itself: one sentence for all, however many.
    const [first] = failures.values();
    if (first) {
      const what = `${plural(failures.size, 'custom metadata type')} (${[...failures.keys()].slice(0, 3).join(', ')}${failures.size > 3 ? ', …' : ''})`;
      found.gap(gapOf(first, what, permissions.readConfiguration, api));
    }
  },
};

async function searchType(
  api: OrgApi,
  type: string,
  nameIn: (text: unknown) => string | undefined,
  found: Found,
): Promise<void> {
  const types = await api.fieldTypes(type);
  const fields = [...types].flatMap(([name, kind]) => (name.endsWith('__c') && textTypes.has(kind) ? [name] : []));
  if (fields.length === 0) return;
  const soql = `SELECT Id, DeveloperName, NamespacePrefix, ${fields.join(', ')} FROM ${type}`;
  for (const row of await api.query<NamedRow & Readonly<Record<string, unknown>>>(soql)) {
    for (const field of fields) {
      const target = nameIn(row[field]);
      if (target === undefined) continue;
      const name = `${type.slice(0, -'__mdt'.length)}.${fullNameOf(row)}`;
      found.refer({ name, field: 'CustomMetadata.values.value', target, id: row.Id });
    }
  }
}
