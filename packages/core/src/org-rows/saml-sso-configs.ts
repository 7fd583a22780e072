import { plural } from '../findings/index.ts';
import type { FoundInPlace } from './found-in-place.ts';
import { fullNameOf } from './full-name.ts';
import type { NamedRow } from './full-name.ts';

export interface SamlSsoConfigRow extends NamedRow {
  readonly MasterLabel?: string | null;
  readonly ValidationCert?: string | null;
}

/**
 * The identity providers' certificates that single sign-on by SAML trusts (Object Reference, SamlSsoConfig). What the org
 * itself signs and decrypts with is in the metadata only.
 *
 * @param partners Issuers by the names of the settings, where the metadata was read.
 * @returns The names of the settings.
 */
export function addSamlSsoConfigs(
  found: FoundInPlace,
  rows: readonly SamlSsoConfigRow[],
  partners: ReadonlyMap<string, string | undefined> = new Map(),
): ReadonlySet<string> {
  for (const row of rows) {
    if (!row.ValidationCert) continue;
    const name = fullNameOf(row);
    const carried = {
      name,
      label: row.MasterLabel || name,
      field: 'SamlSsoConfig.validationCert',
      id: row.Id,
      partner: partners.get(name),
    };
    found.carry(carried, row.ValidationCert);
  }
  const without = rows.filter((row) => !row.ValidationCert).length;
  if (without > 0) found.note(`${plural(without, 'setting')} without a certificate.`);
  return new Set(rows.map(fullNameOf));
}
