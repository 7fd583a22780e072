import type { ReferenceUse } from './row.ts';
import { rowsOf } from './row.ts';

/** Fields that name a certificate for something that is none of the eight uses. */
const encryption = {
  use: undefined,
  otherwise: "Encryption keys of your own: it wraps key material and proves nobody's identity.",
  kind: 'names',
  managedBy: 'customer',
} as const;

export const elsewhere: readonly ReferenceUse[] = [
  ...rowsOf('encryption-keys', [
    {
      ...encryption,
      field: 'TenantSecret.RemoteKeyCertificate',
      label: 'certificate that wraps remote keys',
      breaks: 'remote keys of {name} cannot be fetched',
    },
    {
      ...encryption,
      field: 'TenantSecret.SecretValueCertificate',
      label: 'certificate that wraps uploaded keys',
      breaks: 'new key material cannot be uploaded for {name}',
      unverified: 'What stops when it expires is not documented in what was read.',
    },
  ]),
  ...rowsOf('custom-metadata', [
    {
      use: undefined,
      otherwise: 'A name in custom metadata: what the code does with it is not told by the record.',
      field: 'CustomMetadata.values.value',
      kind: 'names',
      managedBy: 'customer',
      label: 'name of a certificate',
      breaks: 'code that reads {name} may fail',
    },
  ]),
];
