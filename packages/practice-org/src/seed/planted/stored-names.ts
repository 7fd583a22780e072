import {
  customLabels,
  customMetadataRecord,
  customMetadataType,
  customSetting,
  flow,
  tenantSecret,
} from '../parts/stored-names.ts';
import type { KeyPairNames, Planting } from '../planting.ts';

/** Names of certificates in data: custom metadata and settings, labels, flows and encryption keys. */
export function plantedStoredNames(keyPairs: KeyPairNames): readonly Planting[] {
  return [
    customMetadataType('Integration_Setting__mdt', 'Integration Setting', ['Certificate__c', 'Url__c', 'Note__c']),
    customMetadataRecord('Integration_Setting__mdt', 'Bank', 'Bank', {
      Certificate__c: keyPairs.byName('Bank_Client'),
      Url__c: 'https://bank.example/api',
    }),
    customMetadataRecord('Integration_Setting__mdt', 'Partner', 'Партнёр', {
      Certificate__c: keyPairs.byName('Partner_Client'),
      // A sentence that has a name in it is none.
      Note__c: 'Was Partner_Client_2019; uses Partner_Client since the move.',
    }),
    customMetadataRecord('Integration_Setting__mdt', 'Public', 'Public', {
      Certificate__c: 'None',
      Url__c: 'https://public.example/api',
    }),
    customMetadataType('Tax_Setting__mdt', 'Tax Setting', ['Signing__c', 'Encryption__c']),
    customMetadataRecord('Tax_Setting__mdt', 'Germany', 'Deutschland', {
      Signing__c: keyPairs.byName('Tax_Office'),
      Encryption__c: keyPairs.byName('Assertion_Encryption'),
    }),
    customMetadataType('acme__Package_Setting__mdt', 'Package Setting', ['acme__Certificate__c']),
    customMetadataRecord('acme__Package_Setting__mdt', 'acme__Default', 'Default', {
      acme__Certificate__c: keyPairs.byName('Robot_Client'),
    }),

    customSetting('Edi_Setup__c', 'Hierarchy', [
      { Certificate__c: keyPairs.byName('Edi_Client'), Url__c: 'https://edi.example' },
      { Certificate__c: 'None', Url__c: 'https://test.edi.example' },
    ]),
    customSetting('Lane__c', 'List', [
      { Certificate__c: keyPairs.byName('Robot_Client') },
      { Certificate__c: keyPairs.byId('Bank_Client') },
    ]),

    customLabels({
      Tax_Certificate: keyPairs.byName('Tax_Office'),
      Help_Text: 'Choose Edi_Client for electronic data interchange.',
      Greeting: 'Добро пожаловать',
    }),
    flow({
      name: 'Send_To_Bank',
      apexAction: 'SandboxGateway',
      shape: 'constant',
      certificate: keyPairs.byName('Bank_Client'),
    }),
    flow({
      name: 'Send_To_Partner',
      apexAction: 'SandboxGateway',
      shape: 'formula',
      certificate: keyPairs.byName('Partner_Client'),
    }),
    flow({
      name: 'Send_To_Tax',
      apexAction: 'SandboxGateway',
      shape: 'template',
      certificate: keyPairs.byName('Tax_Office'),
    }),
    // No reference in these: one only compares, the others run nowhere.
    flow({
      name: 'Compare_Only',
      apexAction: 'SandboxGateway',
      shape: 'decision',
      certificate: keyPairs.byName('Edi_Client'),
    }),
    flow({
      name: 'Send_As_Draft',
      apexAction: 'SandboxGateway',
      shape: 'constant',
      certificate: keyPairs.byName('Edi_Client'),
      status: 'Draft',
    }),
    flow({
      name: 'Send_Of_Old',
      apexAction: 'SandboxGateway',
      shape: 'constant',
      certificate: keyPairs.byName('Edi_Client'),
      status: 'Obsolete',
    }),

    tenantSecret({ number: 1, description: 'Uploaded key', secretValue: keyPairs.byName('Byok_4096') }),
    tenantSecret({
      number: 2,
      description: 'Cache-only key',
      remoteKey: keyPairs.byName('Remote_Key'),
      secretValue: keyPairs.byName('Byok_4096'),
    }),
    tenantSecret({ number: 3, description: 'Retired key', secretValue: keyPairs.gone('Byok_2048') }),
    tenantSecret({ number: 4, description: 'Made by Salesforce' }),
  ];
}
