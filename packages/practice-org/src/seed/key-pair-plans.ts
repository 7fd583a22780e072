import type { KeyPairPlan } from './key-pairs.ts';

/** Certificate and Key Management of Acme Freight: what years of integrations leave behind. */
export const acmeKeyPairs: readonly KeyPairPlan[] = [
  // Trouble first.
  { name: 'Partner_API_Client', authority: 'acme', age: 194, days: 198 },
  { name: 'Legacy_EDI_Client', authority: 'acme', age: 385, days: 365 },
  { name: 'Customs_Filing_Client', authority: 'acme', age: 65, days: 90 },
  { name: 'Fleet_Telematics_2027', authority: 'acme', age: -10, days: 365 },
  { name: 'Freight_Portal_Renewal', authority: 'none', age: 3 },
  { name: 'Rates_Exchange_Client', authority: 'acme', age: 30, chain: 'leafOnly' },
  { name: 'Warehouse_Robotics_Client', authority: 'acme', age: 45, chain: 'wrongOrder' },
  { name: 'Old_Harbor_Tracking', authority: 'oldHarbor', age: 700, days: 1460 },
  { name: 'Dock_Scanner_Client', authority: 'acme', age: 900, days: 1825, size: 1024 },
  { name: 'Invoice_Signing_Backup', authority: 'acme', age: 20, exportable: true },

  // Short-lived ones at different ages.
  { name: 'Tariff_Feed_Fresh', authority: 'acme', age: 5, days: 47 },
  { name: 'Tariff_Feed_Due', authority: 'acme', age: 33, days: 47 },
  { name: 'Tariff_Feed_Late', authority: 'acme', age: 43, days: 47 },

  // Publicly trusted ones; the dates are those that the validity rules turn on.
  {
    name: 'Customer_Portal_TLS',
    authority: 'northlight',
    age: '2025-12-30T08:12:41Z',
    days: 398,
    purposes: ['serverAuth', 'clientAuth'],
    dnsNames: ['portal.acmefreight.example', 'www.portal.acmefreight.example'],
  },
  {
    name: 'Quote_Portal_TLS',
    authority: 'northlightDomain',
    age: '2026-06-10T14:03:09Z',
    days: 300,
    purposes: ['serverAuth'],
    dnsNames: ['quote.acmefreight.example'],
  },
  {
    name: 'Careers_Site_TLS',
    authority: 'northlightDomain',
    age: 21,
    days: 90,
    purposes: ['serverAuth'],
    dnsNames: ['careers.acmefreight.example'],
  },
  {
    name: 'Bank_Gateway_Client',
    authority: 'northlight',
    age: 60,
    days: 199,
    purposes: ['serverAuth', 'clientAuth'],
    dnsNames: ['bank-gateway.acmefreight.example'],
  },

  // Healthy.
  { name: 'Carrier_Gateway_Client', authority: 'meridian', age: 40, days: 365 },
  { name: 'Carrier_Gateway_Client', authority: 'meridian', age: 410, days: 365, deleted: true },
  { name: 'Port_Authority_Client', authority: 'acme', age: 80, days: 365, size: 3072 },

  // Made by Salesforce itself.
  { name: 'SelfSigned_Signing_2048', label: 'Self-signed signing certificate', age: 100 },
  { name: 'SelfSigned_Identity_4096', label: 'Self-signed identity provider', age: 200, size: 4096 },
  { name: 'SelfSigned_Old', label: 'SelfSignedCert_old', age: 352 },
  { name: 'Migration_Export', label: 'Exportable self-signed', age: 150, exportable: true },
  { name: 'PlatformManaged_01', label: 'Managed by the platform', age: 30, systemManaged: true },
];
