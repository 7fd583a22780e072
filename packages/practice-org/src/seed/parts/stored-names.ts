import type { XmlRecord } from '../../soap/xml.ts';
import type { Draft, Named, Planting } from '../planting.ts';
import { naming } from '../planting.ts';
import { recordId } from '../../org/record-id.ts';

/** A custom metadata type with text fields. */
export function customMetadataType(name: string, label: string, fields: readonly string[]): Planting {
  const values = {
    fields: fields.map((field) => ({
      fullName: field,
      fieldManageability: 'SubscriberControlled',
      label: field.replace(/__c$/, '').replaceAll('_', ' '),
      length: 255,
      type: 'Text',
    })),
    label,
    pluralLabel: `${label}s`,
    visibility: 'Public',
  };
  return { drafts: [{ type: 'CustomObject', fullName: name, values }] };
}

/** A record of a custom metadata type. Values that name a certificate are references, other texts are not. */
export function customMetadataRecord(
  type: string,
  record: string,
  label: string,
  fields: Readonly<Record<string, Named | string>>,
): Planting {
  const name = `${type.replace(/__mdt$/, '')}.${record}`;
  const values = Object.entries(fields).map(([field, value]): XmlRecord => ({
    field,
    value: { '@xsi:type': 'xsd:string', '#text': typeof value === 'string' ? value : value.target },
  }));
  const of = { place: 'custom-metadata', name, field: 'CustomMetadata.values.value' } as const;
  return {
    drafts: [{ type: 'CustomMetadata', fullName: name, values: { label, protected: false, values } }],
    references: Object.values(fields).flatMap((value) => (typeof value === 'string' ? [] : naming(of, value))),
  };
}

/** Texts that code shows or reads. A label that holds the name of a certificate is a reference of the code only. */
export function customLabels(labels: Readonly<Record<string, string>>): Planting {
  const values = {
    labels: Object.entries(labels).map(([fullName, value]) => ({
      fullName,
      language: 'en_US',
      protected: false,
      shortDescription: fullName.replaceAll('_', ' '),
      value,
    })),
  };
  return { drafts: [{ type: 'CustomLabels', fullName: 'CustomLabels', values }] };
}

/** A flow that hands a text to Apex. */
export function flow(name: string, label: string, apexAction: string, text: string): Planting {
  const values = {
    actionCalls: {
      name: 'Send',
      label: 'Send',
      locationX: 176,
      locationY: 158,
      actionName: apexAction,
      actionType: 'apex',
      inputParameters: { name: 'certificateName', value: { elementReference: 'CertificateName' } },
    },
    apiVersion: 67,
    constants: { name: 'CertificateName', dataType: 'String', value: { stringValue: text } },
    label,
    processType: 'AutoLaunchedFlow',
    start: { locationX: 50, locationY: 0, connector: { targetReference: 'Send' } },
    status: 'Active',
  };
  return { drafts: [{ type: 'Flow', fullName: name, values }] };
}

/** A tenant secret of Shield Platform Encryption, wrapped by the key of a certificate. */
export function tenantSecret(plan: {
  readonly number: number;
  readonly description: string;
  readonly remoteKey?: Named;
  readonly secretValue?: Named;
}): Planting {
  const { number, description, remoteKey, secretValue } = plan;
  const name = recordId('TenantSecret', number);
  const of = (field: string) => ({ place: 'encryption-keys', name, field: `TenantSecret.${field}` }) as const;
  const row = {
    Id: name,
    Description: description,
    KeyDerivationMode: remoteKey === undefined ? 'PBKDF2' : 'NONE',
    RemoteKeyCertificate: remoteKey?.target ?? null,
    SecretValueCertificate: secretValue?.target ?? null,
    Source: remoteKey === undefined ? 'UPLOADED' : 'REMOTE',
    Status: 'ACTIVE',
    Type: 'Data',
    Version: number,
  };
  return {
    drafts: [],
    references: [
      ...naming(of('RemoteKeyCertificate'), remoteKey),
      ...naming(of('SecretValueCertificate'), secretValue),
    ],
    rows: { TenantSecret: [row] },
  };
}

/** Drafts only, for what a company merely has. */
export function having(...drafts: readonly Draft[]): Planting {
  return { drafts };
}
