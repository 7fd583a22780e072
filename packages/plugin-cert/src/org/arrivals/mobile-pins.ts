import { fullNameOf, plural } from '@cert-health/core';
import type { NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';

interface PinRow extends NamedRow {
  readonly MasterLabel: string | null;
  readonly DomainName: string | null;
  readonly CertificateHash: string | null;
  readonly IsEnabled: boolean;
}

const type = 'MobSecurityCertPinConfig';
const what = 'the certificate pins of the mobile app';
const soql = `SELECT Id, DeveloperName, NamespacePrefix, MasterLabel, DomainName, CertificateHash, IsEnabled FROM ${type}`;

/** Fingerprints that the mobile app expects of a server (Object Reference, MobSecurityCertPinConfig). */
export const mobilePins: PlaceReader = {
  place: 'mobile-pins',
  async read({ api }, found) {
    const rows = await found.attempt(what, permissions.readConfiguration, async () =>
      (await shownFields(api, type)) ? api.query<PinRow>(soql) : null,
    );
    if (rows === null) return found.unavailable('This org does not manage the security of mobile apps.');
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
