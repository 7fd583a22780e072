import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import { explainHidden } from '../hidden-object.ts';
import type { PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';

interface SecretRow {
  readonly Id: string;
  readonly Type: string | null;
  readonly Version: number | null;
  readonly Status: string | null;
  readonly RemoteKeyCertificate?: string | null;
  readonly SecretValueCertificate?: string | null;
}

const type = 'TenantSecret';
const hideable = {
  what: 'keys for Shield Platform Encryption',
  permission: permissions.readEncryptionKeys,
  fields: ['PermissionsManageEncryptionKeys'],
  policy: 'Manage Encryption Keys',
} as const;
const fields = ['RemoteKeyCertificate', 'SecretValueCertificate'] as const;

/**
 * Keys of one's own for encryption at rest, and the certificates that wrap them (Object Reference, TenantSecret). The
 * key material itself is never asked for.
 */
export const encryptionKeys: PlaceReader = {
  place: 'encryption-keys',
  async read(org, found) {
    const { api } = org;
    const rows = await found.attemptGoverned(org, hideable, async () => {
      const shown = await shownFields(api, type);
      if (shown === null) return null;
      const known = fields.filter((field) => shown.has(field));
      return api.query<SecretRow>(`SELECT ${['Id', 'Type', 'Version', 'Status', ...known].join(', ')} FROM ${type}`);
    });
    if (rows === null) return explainHidden(org, hideable, found);
    if (rows?.length === 0) await confirmEmpty(org, { ...hideable, described: true }, found);
    for (const row of rows ?? []) {
      if (row.Status?.toLowerCase() === 'destroyed') continue;
      const name = [row.Type, row.Version].filter((part) => part !== null).join(' ') || row.Id;
      for (const field of fields) {
        const target = row[field];
        if (target) found.refer({ name, field: `${type}.${field}`, target, id: row.Id });
      }
    }
  },
};
