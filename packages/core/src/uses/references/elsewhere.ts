import type { ReferenceUse } from './row.ts';
import { rowsOf } from './row.ts';

/** Fields that name a certificate for something that is none of the eight uses. */
const encryption = {
  use: undefined,
  otherwise: "Encryption keys of your own: it wraps key material and proves nobody's identity.",
  kind: 'names',
  managedBy: 'customer',
} as const;

/** A text that equals the name of a certificate, in a place that may hold any text. */
const stored = { use: undefined, kind: 'names', managedBy: 'customer', label: 'name of a certificate' } as const;

export const elsewhere: readonly ReferenceUse[] = [
  ...rowsOf('encryption-keys', [
    {
      ...encryption,
      field: 'TenantSecret.RemoteKeyCertificate',
      label: 'certificate that wraps remote keys',
      breaks: 'remote keys of {name} cannot be fetched',
      stops: '{name} remote keys',
    },
    {
      ...encryption,
      field: 'TenantSecret.SecretValueCertificate',
      label: 'certificate that wraps uploaded keys',
      breaks: 'new key material cannot be uploaded for {name}',
      stops: '{name} key uploads',
      unverified: 'What stops when it expires is not documented in what was read.',
    },
  ]),
  ...rowsOf('custom-metadata', [
    {
      ...stored,
      otherwise: 'A name in custom metadata: what the code does with it is not told by the record.',
      field: 'CustomMetadata.values.value',
      breaks: 'code that reads {name} may fail',
      stops: 'code that reads {name}',
    },
  ]),
  ...rowsOf('custom-settings', [
    {
      ...stored,
      otherwise: 'A name in a custom setting: what the code does with it is not told by the record.',
      field: 'CustomSetting.value',
      breaks: 'code that reads {name} may fail',
      stops: 'code that reads {name}',
    },
  ]),
  ...rowsOf('custom-labels', [
    {
      ...stored,
      otherwise: 'A name in a label: what the code does with it is not told by the label.',
      field: 'CustomLabel.value',
      also: ['Translations.customLabels.label'],
      breaks: 'code that reads {name} may fail',
      stops: 'code that reads {name}',
    },
  ]),
  ...rowsOf('flows', [
    {
      ...stored,
      otherwise: 'A name in a flow: what is done with it, only the flow tells.',
      field: 'Flow.stringValue',
      also: ['Flow.formulas.expression', 'Flow.textTemplates.text'],
      breaks: 'what {name} calls may fail',
      stops: '{name} calls',
    },
  ]),
];
