import type { Component } from '../metadata/component.ts';
import type { XmlRecord, XmlValue } from '../soap/xml.ts';
import { recordsAt } from '../soap/xml.ts';
import type { KeyPairRecord } from './key-pair-record.ts';
import { recordId } from './record-id.ts';
import type { Row, RowValue } from './row.ts';
import { dateTime } from './time.ts';

/** What the rows of configuration are made from. */
export interface Configuration {
  readonly components: readonly Component[];
  readonly keyPairs: readonly KeyPairRecord[];
}

type Rows = (configuration: Configuration) => Row[];

const rowsByObject: Readonly<Record<string, Rows>> = {
  NamedCredential: ({ components, keyPairs }) =>
    ofType(components, 'NamedCredential').map((component) => ({
      ...named(component, text(component.values['label'])),
      Endpoint: text(component.values['endpoint']),
      NamedCredentialType: text(component.values['namedCredentialType']),
      CertificateId: keyPairId(component.values['certificate'], keyPairs),
      JwtSigningCertificateId: keyPairId(component.values['jwtSigningCertificate'], keyPairs),
      Metadata: component.values,
    })),
  NamedCredentialParameter: ({ components, keyPairs }) =>
    ofType(components, 'NamedCredential').flatMap((credential, owner) =>
      recordsAt(credential.values, 'namedCredentialParameters').map((parameter, index) => ({
        ...parameterRow(parameter, keyPairs),
        Id: recordId('NamedCredentialParameter', 100 * owner + index + 1),
        NamedCredentialId: credential.id,
        CreatedDate: dateTime(credential.createdDate),
      })),
    ),
  ExternalCredential: ({ components }) =>
    ofType(components, 'ExternalCredential').map((component) => ({
      ...named(component, text(component.values['label'])),
      AuthenticationProtocol: text(component.values['authenticationProtocol']),
      Metadata: component.values,
    })),
  ExternalCredentialParameter: ({ components, keyPairs }) =>
    ofType(components, 'ExternalCredential').flatMap((credential, owner) =>
      recordsAt(credential.values, 'externalCredentialParameters').map((parameter, index) => ({
        ...parameterRow(parameter, keyPairs),
        Id: recordId('ExternalCredentialParameter', 100 * owner + index + 1),
        ExternalCredentialId: credential.id,
        CreatedDate: dateTime(credential.createdDate),
      })),
    ),
  ExternalDataSource: ({ components, keyPairs }) =>
    ofType(components, 'ExternalDataSource').map((component) => ({
      ...named(component, text(component.values['label'])),
      Endpoint: text(component.values['endpoint']),
      Type: text(component.values['type']),
      CertificateId: keyPairId(component.values['certificate'], keyPairs),
      Metadata: component.values,
    })),
  SamlSsoConfig: ({ components }) =>
    ofType(components, 'SamlSsoConfig').map((component) => ({
      ...named(component, text(component.values['name'])),
      Issuer: text(component.values['issuer']),
      Audience: text(component.values['samlEntityId']),
      LoginUrl: text(component.values['loginUrl']),
      ValidationCert: text(component.values['validationCert']),
      RequestSignatureMethod: text(component.values['requestSignatureMethod']),
      Version: text(component.values['samlVersion']),
      IdentityMapping: text(component.values['identityMapping']),
      IdentityLocation: text(component.values['identityLocation']),
    })),
  ConnectedApplication: ({ components }) =>
    ofType(components, 'ConnectedApp').map((component) => ({
      ...named(component, text(component.values['label'])),
      Name: text(component.values['label']),
      ContactEmail: text(component.values['contactEmail']),
    })),
  ApexClass: ({ components }) =>
    ofType(components, 'ApexClass').map((component) => ({
      ...named(component, component.fullName),
      Name: component.fullName,
      Body: component.content ?? '',
      ApiVersion: Number(component.values['apiVersion']),
      LengthWithoutComments: component.content?.length ?? 0,
      Status: 'Active',
      IsValid: true,
    })),
};

/** The rows of an object that is configuration; undefined for other objects. */
export function configurationRows(object: string, configuration: Configuration): readonly Row[] | undefined {
  return Object.hasOwn(rowsByObject, object) ? rowsByObject[object]?.(configuration) : undefined;
}

function ofType(components: readonly Component[], type: string): Component[] {
  return components.filter((component) => component.type === type);
}

function named(component: Component, label: RowValue): Row {
  return {
    Id: component.id,
    DeveloperName: component.fullName,
    FullName: component.fullName,
    MasterLabel: label,
    CreatedDate: dateTime(component.createdDate),
    LastModifiedDate: dateTime(component.lastModifiedDate),
  };
}

function parameterRow(parameter: XmlRecord, keyPairs: readonly KeyPairRecord[]): Row {
  return {
    ParameterName: text(parameter['parameterName']),
    ParameterType: text(parameter['parameterType']),
    ParameterValue: text(parameter['parameterValue']),
    CertificateId: keyPairId(parameter['certificate'], keyPairs),
  };
}

/** Metadata names a certificate, the Tooling API gives its Id. */
function keyPairId(name: XmlValue, keyPairs: readonly KeyPairRecord[]): RowValue {
  return keyPairs.find((record) => record.developerName === name && !record.deleted)?.id ?? null;
}

function text(value: XmlValue): string | null {
  return typeof value === 'string' ? value : null;
}
