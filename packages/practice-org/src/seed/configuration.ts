import type { KeyPairRecord } from '../org/key-pair-record.ts';
import type { CarriedCertificates } from './carried-certificates.ts';
import { acmeApex } from './apex-classes.ts';
import {
  certificateLogins,
  certificatePin,
  inboundCertificate,
  myDomain,
  site,
  userAuthCertificate,
} from './parts/arrivals.ts';
import {
  externalCredential,
  externalDataSource,
  legacyNamedCredential,
  outboundMessages,
  remoteSite,
  securedEndpoint,
} from './parts/callouts.ts';
import { externalClientApp } from './parts/client-apps.ts';
import { connectedApp, identityProvider, samlSsoConfig } from './parts/logins.ts';
import { customMetadataRecord, customMetadataType } from './parts/stored-names.ts';
import type { Planting } from './planting.ts';
import { KeyPairNames } from './planting.ts';

/** Named credentials that show a certificate: name, label, certificate. */
const securedEndpoints = [
  ['Partner_API', 'Partner API', 'Partner_API_Client'],
  ['Customs_Filing', 'Customs filing', 'Customs_Filing_Client'],
  ['Rates_Exchange', 'Rates exchange', 'Rates_Exchange_Client'],
  ['Tariff_Feed', 'Tariff feed', 'Tariff_Feed_Due'],
  ['Bank_Gateway', 'Bank gateway', 'Bank_Gateway_Client'],
  ['Port_Authority', 'Port authority', 'Port_Authority_Client'],
  ['Warehouse_Robotics', 'Warehouse robotics', 'Warehouse_Robotics_Client'],
] as const;

const contactEmail = 'it@acmefreight.example';
const entityId = 'https://acmefreight.my.practice.example';

/** What uses the company's certificates, and what carries certificates of others. */
export function configuration(carried: CarriedCertificates, records: readonly KeyPairRecord[]): readonly Planting[] {
  const keyPairs = new KeyPairNames(records);
  const named = (name: string) => keyPairs.byName(name);
  return [
    // Calls out.
    ...securedEndpoints.map(([name, label, certificate]) =>
      securedEndpoint({
        name,
        label,
        url: `https://${label.toLowerCase().replaceAll(' ', '-')}.example/api`,
        certificate: named(certificate),
        ...(name === 'Bank_Gateway' ? { externalCredential: 'Bank_JWT' } : {}),
      }),
    ),
    legacyNamedCredential({
      name: 'Carrier_Gateway',
      label: 'Carrier Gateway',
      endpoint: 'https://gateway.carriers.example',
      certificate: named('Carrier_Gateway_Client'),
    }),
    legacyNamedCredential({
      name: 'Dock_Scanners',
      label: 'Dock scanners',
      endpoint: 'https://scanners.docks.example',
      certificate: named('Dock_Scanner_Client'),
    }),
    externalCredential({
      name: 'Bank_JWT',
      label: 'Bank JWT',
      protocol: 'Jwt',
      signing: named('SelfSigned_Signing_2048'),
    }),
    externalDataSource({
      name: 'Old_Harbor',
      label: 'Old Harbor tracking',
      endpoint: 'https://tracking.old-harbor.example/odata',
      certificate: named('Old_Harbor_Tracking'),
    }),
    remoteSite('Tax_Office', 'https://invoices.tax-office.example'),
    outboundMessages('Shipment__c', { Notify_Terminal: 'https://terminal.example/soap/arrivals' }),
    ...acmeApex(keyPairs),
    customMetadataType('Fleet_Setting__mdt', 'Fleet Setting', ['Certificate__c', 'Url__c']),
    customMetadataRecord('Fleet_Setting__mdt', 'Telematics', 'Telematics', {
      Certificate__c: named('Fleet_Telematics_2027'),
      Url__c: 'https://telematics.example/api',
    }),

    // Logins.
    samlSsoConfig({
      name: 'Okta',
      issuer: 'https://okta.practice.example/exk1acme',
      entityId,
      certificate: carried.okta,
    }),
    samlSsoConfig({
      name: 'Entra',
      issuer: 'https://sts.practice.example/acme/',
      entityId,
      certificate: carried.entra,
      // People deploy the 15-character form; Salesforce takes both.
      requestSigning: keyPairs.byShortId('SelfSigned_Signing_2048'),
      decryption: named('SelfSigned_Identity_4096'),
    }),
    identityProvider(named('SelfSigned_Identity_4096')),
    connectedApp({ name: 'Nightly_Sync', label: 'Nightly Sync', contactEmail, jwt: carried.nightlySync }),
    connectedApp({ name: 'Mobile_Dispatch', label: 'Mobile Dispatch', contactEmail, jwt: carried.mobileDispatch }),
    connectedApp({
      name: 'Warehouse_Portal',
      label: 'Warehouse Portal',
      contactEmail,
      saml: { url: 'https://warehouse-portal.example', certificate: carried.warehousePortal },
    }),
    externalClientApp({
      name: 'Partner_Portal',
      label: 'Partner Portal',
      contactEmail,
      jwt: carried.partnerPortal,
    }),

    // Connections in.
    myDomain('acmefreight'),
    site('Customer_Portal', 'Customer Portal', 1, [
      { domain: 'portal.acmefreight.example', certificate: named('Customer_Portal_TLS') },
    ]),
    site('Quotes', 'Quotes', 2, [{ domain: 'quote.acmefreight.example', certificate: named('Quote_Portal_TLS') }]),
    site('Careers', 'Careers', 3, [{ domain: 'careers.acmefreight.example', certificate: named('Careers_Site_TLS') }]),
    inboundCertificate('Billing_Client', carried.billing),
    inboundCertificate('Telemetry_Agent', carried.telemetry),
    inboundCertificate('Dock_Sensors', carried.dockSensors),
    inboundCertificate('Print_Shop', carried.printShop),
    certificateLogins(),
    userAuthCertificate(
      {
        name: 'Dispatcher_Login',
        label: 'Dispatcher log-in',
        username: 'priya.raman@acmefreight.example.practice',
      },
      carried.dispatcher,
    ),
    certificatePin('Warehouse_Portal', {
      domain: 'https://warehouse-portal.example',
      type: 'Resource',
      certificate: carried.warehousePortal,
    }),
  ];
}
