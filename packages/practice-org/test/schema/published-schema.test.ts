import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import ts from 'typescript';
import {
  dataObjects,
  extendsBase,
  metadataTypes,
  readDeclarations,
  toolingObjects,
} from '../../src/schema/declarations.ts';
import type { PublishedSchema } from '../../src/schema/object-schema.ts';
import { documentedData, withMutualAuthentication } from '../../src/schema/org-features.ts';
import { publishedSchema, readPublishedTypes } from '../../src/schema/published-schema.ts';

describe('the published schema', () => {
  let schema: PublishedSchema;
  before(async () => {
    schema = await publishedSchema();
  });

  it('knows the fields of a Tooling API Certificate, and no others', () => {
    assert.deepEqual(Object.keys(schema.tooling['Certificate']?.fields ?? {}).sort(), [
      'CertificateChain',
      'CreatedDate',
      'DeveloperName',
      'ExpirationDate',
      'FullName',
      'Id',
      'KeySize',
      'MasterLabel',
      'Metadata',
      'OptionsIsArchiveByok',
      'OptionsIsAwsByok',
      'OptionsIsBnRByok',
      'OptionsIsCaSigned',
      'OptionsIsDCByok',
      'OptionsIsEncryptedWithPE',
      'OptionsIsKeyExportTle',
      'OptionsIsNewEncr',
      'OptionsIsPrivateKeyExportable',
      'OptionsIsSystemManaged',
      'OptionsIsUnusable',
      'OptionsIsUsingKMS',
    ]);
    assert.equal(schema.tooling['Certificate']?.fields['ExpirationDate'], 'date');
    assert.equal(schema.tooling['Certificate']?.fields['CertificateChain'], 'base64');
  });

  it('does not know Certificate in the data API', () => {
    assert.equal(schema.data['Certificate'], undefined);
    assert.equal(schema.data['ScratchOrgInfo'], undefined);
  });

  it('knows who is mailed before a certificate expires, which only the newer types name', () => {
    assert.equal(schema.data['PermissionSet']?.fields['PermissionsManageCertificatesExpiration'], 'boolean');
  });

  it('does not carry other Tooling fields over to the data API', () => {
    assert.equal(schema.data['NamedCredential']?.fields['CertificateId'], undefined);
    assert.equal(schema.tooling['NamedCredential']?.fields['CertificateId'], 'id');
  });

  it('knows the parents of an assignment', () => {
    assert.deepEqual(schema.data['PermissionSetAssignment']?.parents, {
      PermissionSet: 'PermissionSet',
      Assignee: 'User',
    });
  });

  it('knows the six Tooling fields that lead to a certificate', () => {
    const leading = Object.values(schema.tooling).flatMap(({ name, parents }) =>
      Object.entries(parents)
        .filter(([, target]) => target === 'Certificate')
        .map(([relationship]) => `${name}.${relationship}`),
    );
    assert.deepEqual(leading.sort(), [
      'ExternalCredentialParameter.Certificate',
      'ExternalDataSource.Certificate',
      'ExtlClntAppSamlPlcyCnfg.IdpCertificate',
      'NamedCredential.Certificate',
      'NamedCredential.JwtSigningCertificate',
      'NamedCredentialParameter.Certificate',
    ]);
  });

  it('knows metadata types, also those that jsforce does not', () => {
    for (const type of ['Certificate', 'InboundCertificate', 'SamlSsoConfig', 'IdentityProviderSettings']) {
      assert.ok(schema.metadata.includes(type), type);
    }
    assert.ok(!schema.metadata.includes('Certificat'));
    assert.ok(!schema.metadata.includes('NamedCredentialParameter'), 'a part of a type is no type');
  });

  it('is read once, and what is kept from earlier is what the installed types say', async () => {
    assert.equal(await publishedSchema(), schema);
    assert.deepEqual(await readPublishedTypes(), schema);
  });

  it('knows hundreds of objects and types', () => {
    const sizes = [schema.tooling, schema.data, schema.metadata].map((part) => Object.keys(part).length);
    assert.ok(
      sizes.every((size) => size > 400),
      sizes.join(' '),
    );
  });

  it('gains the enforcing permission with the feature Mutual Authentication', () => {
    assert.equal(schema.data['PermissionSet']?.fields['PermissionsEnforceMutualAuthentication'], undefined);
    const extended = withMutualAuthentication(schema.data);
    assert.equal(extended['PermissionSet']?.fields['PermissionsEnforceMutualAuthentication'], 'boolean');
    assert.equal(extended['User'], schema.data['User']);
    assert.equal(withMutualAuthentication(schema.data), extended, 'is made once');
  });

  it('is completed by objects and fields that only the documentation knows, and by nothing else', () => {
    const data = documentedData(schema);
    const added = Object.keys(data).filter((name) => schema.data[name] === undefined);
    assert.deepEqual(added.sort(), [
      'CustomNotificationType',
      'MobSecurityCertPinConfig',
      'PermissionSetGroup',
      'PermissionSetGroupComponent',
      'TenantSecret',
      'UserAuthCertificate',
    ]);
    assert.equal(schema.data['Domain']?.fields['HttpsOption'], undefined);
    assert.equal(data['Domain']?.fields['HttpsOption'], 'string');
    assert.equal(data['Domain']?.fields['CnameTarget'], 'string');
    assert.equal(data['SamlSsoConfig'], schema.data['SamlSsoConfig']);
  });
});

describe('declarations', () => {
  const declared = readDeclarations(
    ts,
    `export type sObject = { fieldsToNull?: string[]; Id?: ID };
     export type Metadata = object;
     export type MetadataWithContent = Metadata & { content?: string };
     export type Port = sObject & { Name?: string };
     export type Ship = Metadata & sObject & {
       length: number; Name?: string; IsAfloat?: boolean; Built?: Date; Home?: Port; HomeId?: ID; Crew?: QueryResult; Cargo?: Port;
     };
     export type Chart = MetadataWithContent & { scale: number };
     type Fields$Ship = { Id: string; Name: string | null; Kind: 'a' | 'b' | null; Photo: BlobString | null };
     type ParentReferences$Ship = { Home: SObjectDefinition$Port | null };`,
  );

  it('give the fields that can be queried: upper camel case, no children, parents apart', () => {
    assert.deepEqual(toolingObjects(declared)['Ship'], {
      name: 'Ship',
      fields: {
        Id: 'id',
        Name: 'string',
        IsAfloat: 'boolean',
        Built: 'datetime',
        HomeId: 'id',
        Cargo: 'complex',
        FullName: 'string',
        Metadata: 'complex',
      },
      parents: { Home: 'Port' },
    });
  });

  it('give no Metadata to objects that are none', () => {
    assert.deepEqual(toolingObjects(declared)['Port']?.fields, { Id: 'id', Name: 'string' });
  });

  it("give jsforce's fields, with null left out", () => {
    assert.deepEqual(dataObjects(declared), {
      Ship: {
        name: 'Ship',
        fields: { Id: 'id', Name: 'string', Kind: 'string', Photo: 'base64' },
        parents: { Home: 'Port' },
      },
    });
  });

  it('give the types that stand on Metadata, directly or not', () => {
    assert.deepEqual(metadataTypes(declared), ['Chart', 'Ship']);
    assert.equal(extendsBase(declared, 'Port', 'Metadata'), false);
  });
});
