import { fullNameOf, storedNameFinder } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import { isUnknown } from '../key-pair-names.ts';
import type { OrgReader, OrgWithNames, PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';
import type { Found } from '../found.ts';

interface LabelRow {
  readonly Id: string;
  readonly Name: string;
  readonly NamespacePrefix: string | null;
  readonly Value: string | null;
}

interface TranslationRow {
  readonly Id: string;
  readonly ExternalStringId: string;
  readonly Value: string | null;
}

const translations = 'ExternalStringLocalization';
const hideable = {
  what: 'custom labels',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
} as const;

/** Custom labels whose text is the name of a certificate, in any language (Tooling API, ExternalString). */
export const customLabels: PlaceReader<OrgWithNames> = {
  place: 'custom-labels',
  async read(org, found) {
    const { api, skipped, keyPairs } = org;
    if (skipped) return found.gap(skipped);
    const known = await keyPairs;
    if (isUnknown(known)) return found.gap(known.unknown);
    const nameIn = storedNameFinder(known.names);
    const rows = await found.attempt(hideable.what, hideable.permission, () =>
      api.query<LabelRow>('SELECT Id, Name, NamespacePrefix, Value FROM ExternalString', 'tooling'),
    );
    if (rows?.length === 0) await confirmEmpty(org, hideable, found);
    if (!rows || rows.length === 0) return;
    const names = new Map(rows.map((row) => [row.Id, fullNameOf({ ...row, DeveloperName: row.Name })]));
    for (const { Id: id, Value } of rows) {
      const name = names.get(id) ?? id;
      found.search(Value ?? '', { name, field: 'CustomLabel.value', id });
      const target = nameIn(Value, name);
      if (target !== undefined) found.refer({ name, field: 'CustomLabel.value', target, id });
    }
    for (const { ExternalStringId, Id: id, Value } of await translated(org, found)) {
      const name = names.get(ExternalStringId) ?? ExternalStringId;
      found.search(Value ?? '', { name, field: 'Translations.customLabels.label', id });
      const target = nameIn(Value, name);
      if (target !== undefined) found.refer({ name, field: 'Translations.customLabels.label', target, id });
    }
  },
};

/** unverified: that orgs with translated labels show them as this object of the Tooling API; others do not describe it. */
async function translated({ api }: OrgReader, found: Found): Promise<readonly TranslationRow[]> {
  const rows = await found.attempt('translations of custom labels', permissions.readConfiguration, async () =>
    (await shownFields(api, translations, 'tooling'))
      ? api.query<TranslationRow>(`SELECT Id, ExternalStringId, Value FROM ${translations}`, 'tooling')
      : [],
  );
  return rows ?? [];
}
