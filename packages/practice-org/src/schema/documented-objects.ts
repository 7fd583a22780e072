import type { FieldKind, ObjectSchema } from './object-schema.ts';

/** What every record of a set-up object has. */
const system: Readonly<Record<string, FieldKind>> = {
  Id: 'id',
  CreatedDate: 'datetime',
  CreatedById: 'id',
  LastModifiedDate: 'datetime',
  LastModifiedById: 'id',
  SystemModstamp: 'datetime',
};

const developed: Readonly<Record<string, FieldKind>> = {
  ...system,
  DeveloperName: 'string',
  Language: 'string',
  MasterLabel: 'string',
};

const people = { CreatedBy: 'User', LastModifiedBy: 'User' } as const;

/**
 * Objects of the data API that the published types leave out, because they come from orgs without the features. Source:
 * Object Reference for the Salesforce Platform, the page of each object; only fields that were read there.
 */
export const documentedObjects: Readonly<Record<string, ObjectSchema>> = {
  TenantSecret: {
    name: 'TenantSecret',
    fields: {
      ...system,
      Description: 'string',
      KeyDerivationMode: 'string',
      RemoteKeyCertificate: 'string',
      RemoteKeyIdentifier: 'string',
      RemoteKeyServiceId: 'id',
      SecretValue: 'base64',
      SecretValueCertificate: 'string',
      SecretValueHash: 'base64',
      Source: 'string',
      Status: 'string',
      Type: 'string',
      Version: 'number',
    },
    parents: people,
  },
  UserAuthCertificate: {
    name: 'UserAuthCertificate',
    fields: {
      ...developed,
      CertificateChain: 'base64',
      CertificateChainLength: 'number',
      ExpirationDate: 'datetime',
      Fingerprint: 'string',
      SerialNumber: 'string',
      // The page prints UserID. unverified: the spelling
      UserId: 'id',
    },
    parents: { ...people, User: 'User' },
    details: {
      CertificateChain: { isRequired: true },
      MasterLabel: { isRequired: true },
      UserId: { isRequired: true },
    },
    unique: { Fingerprint: false },
  },
  MobSecurityCertPinConfig: {
    name: 'MobSecurityCertPinConfig',
    fields: {
      ...developed,
      IsDeleted: 'boolean',
      CertificateHash: 'string',
      DomainName: 'string',
      IsEnabled: 'boolean',
      IsSubdomainIncluded: 'boolean',
      MobilePlatform: 'string',
      MobileSecurityAssignmentId: 'id',
      NamespacePrefix: 'string',
      SeverityLevel: 'string',
      Type: 'string',
    },
    parents: people,
  },
  CustomNotificationType: {
    name: 'CustomNotificationType',
    fields: { ...developed, CustomNotifTypeName: 'string', Description: 'string', NamespacePrefix: 'string' },
    parents: people,
  },
  PermissionSetGroup: {
    name: 'PermissionSetGroup',
    fields: { ...developed, Description: 'string', NamespacePrefix: 'string', Status: 'string' },
    parents: people,
  },
  PermissionSetGroupComponent: {
    name: 'PermissionSetGroupComponent',
    fields: { ...system, IsDeleted: 'boolean', PermissionSetGroupId: 'id', PermissionSetId: 'id' },
    parents: { ...people, PermissionSetGroup: 'PermissionSetGroup', PermissionSet: 'PermissionSet' },
  },
};

/** Fields that published objects have gained since. Source: Object Reference, Domain, HttpsOption. */
export const documentedFields: Readonly<Record<string, Readonly<Record<string, FieldKind>>>> = {
  Domain: { HttpsOption: 'string' },
  PermissionSet: { Type: 'string', PermissionSetGroupId: 'id' },
  PermissionSetAssignment: {
    ExpirationDate: 'datetime',
    IsActive: 'boolean',
    IsRevoked: 'boolean',
    PermissionSetGroupId: 'id',
  },
};
