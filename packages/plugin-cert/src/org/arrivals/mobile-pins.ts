import { fullNameOf, plural } from '@cert-health/core';
import type { NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import { explainHidden } from '../hidden-object.ts';
import type { PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';

interface PinRow extends NamedRow {
  readonly MasterLabel: string | null;
  readonly DomainName: string | null;
  readonly CertificateHash: string | null;
  readonly IsEnabled: boolean;
}

const type = 'MobSecurityCertPinConfig';
/** unverified: the permission with which the object is shown. */
const hideable = {
  what: 'certificate pins of the mobile app',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
} as const;
const soql = `SELECT Id, DeveloperName, NamespacePrefix, MasterLabel, DomainName, CertificateHash, IsEnabled FROM ${type}`;

/** Fingerprints that the mobile app expects of a server (Object Reference, MobSecurityCertPinConfig). */
export const mobilePins: PlaceReader = {
  place: 'mobile-pins',
  async read(org, found) {
    const { api } = org;
    const rows = await found.attempt(hideable.what, hideable.permission, async () =>
      (await shownFields(api, type)) ? api.query<PinRow>(soql) : null,
    );
    if (rows === null) return explainHidden(org, hideable, found);
    if (rows?.length === 0) await confirmEmpty(org, { ...hideable, described: true }, found);
    const enabled = (rows ?? []).filter((row) => row.IsEnabled && row.CertificateHash);
    for (const row of enabled) {
      const name = fullNameOf(row);
      const label = `${row.MasterLabel || name}${row.DomainName ? ` (${row.DomainName})` : ''}`;
      found.pin({ name, label, field: `${type}.certificateHash`, id: row.Id });
    }
    const off = (rows?.length ?? 0) - enabled.length;
    if (off > 0) found.note(`${plural(off, 'pin')} switched off, left out.`);
  },
};
