import type { XmlRecord } from '../../xml/xml.ts';
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

/** A custom setting with text fields, and its records; values that name a certificate are references. */
export function customSetting(
  name: string,
  kind: 'List' | 'Hierarchy',
  records: readonly Readonly<Record<string, Named | string>>[],
): Planting {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const values = {
    customSettingsType: kind,
    fields: fields.map((field) => ({ fullName: field, label: field, length: 255, type: 'Text' })),
    label: name.replace(/__c$/, '').replaceAll('_', ' '),
    visibility: 'Public',
  };
  const of = { place: 'custom-settings', name, field: 'CustomSetting.value' } as const;
  const texts = records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map(([field, value]) => [field, typeof value === 'string' ? value : value.target]),
    ),
  );
  return {
    drafts: [{ type: 'CustomObject', fullName: name, values }],
    references: records.flatMap((record) =>
      Object.values(record).flatMap((value) => (typeof value === 'string' ? [] : naming(of, value))),
    ),
    rows: {
      [name]: texts.map((text, index) => ({
        Id: recordId('Custom', 9000 + index),
        Name: `Record ${index + 1}`,
        ...text,
      })),
    },
  };
}

/** Texts that code shows or reads. */
export function customLabels(labels: Readonly<Record<string, Named | string>>): Planting {
  const values = {
    labels: Object.entries(labels).map(([fullName, text]) => ({
      fullName,
      language: 'en_US',
      protected: false,
      shortDescription: fullName.replaceAll('_', ' '),
      value: typeof text === 'string' ? text : text.target,
    })),
  };
  return {
    drafts: [{ type: 'CustomLabels', fullName: 'CustomLabels', values }],
    references: Object.entries(labels).flatMap(([name, text]) =>
      typeof text === 'string' ? [] : naming({ place: 'custom-labels', name, field: 'CustomLabel.value' }, text),
    ),
  };
}

/** Ways in which a flow comes to the text that it hands to Apex. */
const flowShapes = {
  constant: (text: string) => ({
    constants: { name: 'CertificateName', dataType: 'String', value: { stringValue: text } },
  }),
  formula: (text: string) => ({
    formulas: { name: 'CertificateName', dataType: 'String', expression: `IF({!Sandbox}, "", "${text}")` },
  }),
  template: (text: string) => ({ textTemplates: { name: 'CertificateName', text: `<p>${text}</p>` } }),
  /** It is only compared with what somebody else gives. */
  decision: (text: string) => ({
    decisions: {
      name: 'Which',
      label: 'Which',
      rules: {
        name: 'Mine',
        label: 'Mine',
        conditionLogic: 'and',
        conditions: { leftValueReference: 'CertificateName', operator: 'EqualTo', rightValue: { stringValue: text } },
      },
    },
    variables: { name: 'CertificateName', dataType: 'String', isCollection: false, isInput: true, isOutput: false },
  }),
} as const;

/** `Reference.field` of what each way names; a comparison names nothing. */
const flowFields: Readonly<Record<keyof typeof flowShapes, string | undefined>> = {
  constant: 'Flow.stringValue',
  formula: 'Flow.formulas.expression',
  template: 'Flow.textTemplates.text',
  decision: undefined,
};

/** A flow that hands a text to Apex. */
export function flow(plan: {
  readonly name: string;
  readonly apexAction: string;
  readonly shape: keyof typeof flowShapes;
  readonly certificate: Named;
  /** One that is not active runs nowhere, so that nothing in it counts. */
  readonly status?: 'Active' | 'Draft' | 'Obsolete';
}): Planting {
  const { name, shape, certificate, status = 'Active' } = plan;
  const field = flowFields[shape];
  const values = {
    actionCalls: {
      name: 'Send',
      label: 'Send',
      locationX: 176,
      locationY: 158,
      actionName: plan.apexAction,
      actionType: 'apex',
      inputParameters: { name: 'certificateName', value: { elementReference: 'CertificateName' } },
    },
    apiVersion: 67,
    ...flowShapes[shape](certificate.target),
    label: name.replaceAll('_', ' '),
    processType: 'AutoLaunchedFlow',
    start: { locationX: 50, locationY: 0, connector: { targetReference: 'Send' } },
    status,
  };
  return {
    drafts: [{ type: 'Flow', fullName: name, values }],
    references: field === undefined || status !== 'Active' ? [] : naming({ place: 'flows', name, field }, certificate),
  };
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
