import type { KeyPairPlan } from '../key-pairs.ts';

/**
 * Certificate and Key Management of the planted company: each entry is there for what refers to it. Some labels are in
 * other scripts; unique names never are.
 */
export const plantedKeyPairs: readonly KeyPairPlan[] = [
  { name: 'Partner_Client', authority: 'acme', age: 40 },
  // A name may come again once its certificate was deleted.
  { name: 'Partner_Client', authority: 'acme', age: 420, deleted: true },
  { name: 'Bank_Client', label: 'Банк: клиент', authority: 'meridian', age: 90 },
  { name: 'Edi_Client', label: '取引先証明書', authority: 'acme', age: 30 },
  { name: 'Data_Lake_Client', label: 'Πελάτης λίμνης δεδομένων', authority: 'acme', age: 10 },
  { name: 'Robot_Client', label: 'عميل الروبوت', authority: 'meridian', age: 5 },
  {
    name: 'Portal_TLS',
    authority: 'northlight',
    age: 20,
    days: 199,
    purposes: ['serverAuth'],
    dnsNames: ['portal.planted.example'],
  },
  {
    name: 'Shop_TLS',
    authority: 'northlightDomain',
    age: 15,
    days: 90,
    purposes: ['serverAuth'],
    dnsNames: ['shop.planted.example'],
  },
  { name: 'Pending_Renewal', authority: 'none', age: 2 },
  { name: 'Jwt_Signing', age: 60 },
  { name: 'Aws_Signing', age: 70 },
  { name: 'Idp_Signing', age: 100, size: 4096 },
  { name: 'Saml_Request_Signing', age: 110 },
  { name: 'Saml_Decryption', age: 120 },
  { name: 'Assertion_Encryption', age: 130 },
  { name: 'Asset_Token_Signing', age: 140 },
  { name: 'Tax_Office', label: 'Finanzamt – Unterschrift', age: 150 },
  { name: 'Byok_4096', age: 160, size: 4096 },
  { name: 'Remote_Key', age: 170 },
  // Nothing refers to these.
  { name: 'Never_Used', age: 180 },
  { name: 'PlatformManaged_01', label: 'Managed by the platform', age: 30, systemManaged: true },
];
