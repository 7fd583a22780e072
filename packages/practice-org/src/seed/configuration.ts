import type { X509Certificate } from '@peculiar/x509';
import type { Component } from '../metadata/component.ts';
import { inBase64 } from '../metadata/package-zip.ts';
import type { KeyPairRecord } from '../org/key-pair-record.ts';
import type { IdPrefix } from '../org/record-id.ts';
import { recordId } from '../org/record-id.ts';
import { daysAfter } from '../org/time.ts';
import type { XmlRecord } from '../soap/xml.ts';
import { apexClasses } from './apex-classes.ts';
import type { CarriedCertificates } from './carried-certificates.ts';
import { toPem } from './issue.ts';

/** What uses the company's certificates, and what carries certificates of others. */
export function configuration(
  carried: CarriedCertificates,
  keyPairs: readonly KeyPairRecord[],
  now: Date,
): readonly Component[] {
  const created = daysAfter(now, -400);
  let number = 0;
  const component = (type: string, fullName: string, values: XmlRecord, content?: string): Component => {
    number += 1;
    return {
      type,
      fullName,
      id: recordId(idPrefixes[type] ?? 'Component', number),
      createdDate: created,
      lastModifiedDate: daysAfter(created, number),
      values,
      ...(content === undefined ? {} : { content }),
    };
  };
  const keyPairId = (name: string): string =>
    keyPairs.find(({ developerName, deleted }) => developerName === name && !deleted)?.id ?? '';

  return [
    ...securedEndpoints.map(([name, label, certificate]) =>
      component('NamedCredential', name, securedEndpoint(label, certificate)),
    ),
    component('NamedCredential', 'Carrier_Gateway', {
      certificate: 'Carrier_Gateway_Client',
      endpoint: 'https://gateway.carriers.example',
      label: 'Carrier Gateway',
      namedCredentialType: 'Legacy',
      principalType: 'Anonymous',
      protocol: 'NoAuthentication',
    }),
    component('ExternalCredential', 'Bank_JWT', {
      authenticationProtocol: 'Jwt',
      externalCredentialParameters: [
        {
          certificate: 'SelfSigned_Signing_2048',
          parameterName: 'SigningCertificate',
          parameterType: 'SigningCertificate',
        },
      ],
      label: 'Bank JWT',
    }),
    component('SamlSsoConfig', 'Okta', {
      ...singleSignOn('Okta', 'https://okta.practice.example/exk1acme'),
      validationCert: base64(carried.okta),
    }),
    component('SamlSsoConfig', 'Entra', {
      ...singleSignOn('Entra', 'https://sts.practice.example/acme/'),
      // People deploy the 15-character form; Salesforce takes both.
      requestSigningCertId: keyPairId('SelfSigned_Signing_2048').slice(0, 15),
      validationCert: base64(carried.entra),
    }),
    component('Settings', 'IdentityProvider', {
      certificateName: 'SelfSigned_Identity_4096',
      enableIdentityProvider: true,
    }),
    component('ConnectedApp', 'Nightly_Sync', jwtClient('Nightly Sync', carried.nightlySync)),
    component('ConnectedApp', 'Mobile_Dispatch', jwtClient('Mobile Dispatch', carried.mobileDispatch)),
    component('ExtlClntAppGlobalOauthSettings', 'Partner_Portal_glbloauth', {
      callbackUrl: 'https://partners.acmefreight.example/callback',
      // The PEM text as a whole in base64, which is how published projects have it.
      certificate: inBase64(toPem([carried.partnerPortal])),
      externalClientApplication: 'Partner_Portal',
      label: 'Partner Portal',
    }),
    component('ConnectedApp', 'Warehouse_Portal', {
      contactEmail: 'it@acmefreight.example',
      label: 'Warehouse Portal',
      samlConfig: {
        acsUrl: 'https://warehouse-portal.example/saml/acs',
        certificate: toPem([carried.warehousePortal]),
        encryptionType: 'AES_128',
        entityUrl: 'https://warehouse-portal.example',
        samlSubjectType: 'Username',
      },
    }),
    component(
      'CustomSite',
      'Customer_Portal',
      site('Customer Portal', 'portal.acmefreight.example', 'Customer_Portal_TLS'),
    ),
    component('CustomSite', 'Quotes', site('Quotes', 'quote.acmefreight.example', 'Quote_Portal_TLS')),
    component('CustomSite', 'Careers', site('Careers', 'careers.acmefreight.example', 'Careers_Site_TLS')),
    ...(['billing', 'telemetry', 'dockSensors', 'printShop'] as const).map((key) =>
      component('InboundCertificate', ...inbound(mutualAuthentication[key], carried[key])),
    ),
    component(
      'UserAuthCertificate',
      'Dispatcher_Login',
      {
        developerName: 'Dispatcher_Login',
        expirationDate: carried.dispatcher[0]?.notAfter,
        masterLabel: 'Dispatcher log-in',
        serialNumber: carried.dispatcher[0]?.serialNumber,
        user: 'priya.raman@acmefreight.example.practice',
      },
      toPem(carried.dispatcher),
    ),
    ...Object.entries(apexClasses).map(([name, body]) =>
      component('ApexClass', name, { apiVersion: '67.0', status: 'Active' }, body),
    ),
  ];
}

const idPrefixes: Readonly<Record<string, IdPrefix>> = {
  NamedCredential: 'NamedCredential',
  ExternalCredential: 'ExternalCredential',
  SamlSsoConfig: 'SamlSsoConfig',
  ConnectedApp: 'ConnectedApplication',
  InboundCertificate: 'InboundCertificate',
};

const securedEndpoints = [
  ['Partner_API', 'Partner API', 'Partner_API_Client'],
  ['Customs_Filing', 'Customs filing', 'Customs_Filing_Client'],
  ['Rates_Exchange', 'Rates exchange', 'Rates_Exchange_Client'],
  ['Tariff_Feed', 'Tariff feed', 'Tariff_Feed_Due'],
  ['Bank_Gateway', 'Bank gateway', 'Bank_Gateway_Client'],
  ['Port_Authority', 'Port authority', 'Port_Authority_Client'],
  ['Warehouse_Robotics', 'Warehouse robotics', 'Warehouse_Robotics_Client'],
] as const;

/** Names of the mutual authentication list. */
const mutualAuthentication = {
  billing: 'Billing_Client',
  telemetry: 'Telemetry_Agent',
  dockSensors: 'Dock_Sensors',
  printShop: 'Print_Shop',
} as const;

function securedEndpoint(label: string, certificate: string): XmlRecord {
  const url = `https://${label.toLowerCase().replaceAll(' ', '-')}.example/api`;
  return {
    calloutStatus: 'Enabled',
    generateAuthorizationHeader: true,
    label,
    namedCredentialParameters: [
      { parameterName: 'Url', parameterType: 'Url', parameterValue: url },
      { certificate, parameterName: 'ClientCertificate', parameterType: 'ClientCertificate' },
    ],
    namedCredentialType: 'SecuredEndpoint',
  };
}

function singleSignOn(name: string, issuer: string): XmlRecord {
  return {
    identityLocation: 'SubjectNameId',
    identityMapping: 'FederationId',
    issuer,
    loginUrl: `${issuer}/sso`,
    name,
    redirectBinding: true,
    requestSignatureMethod: 'RSA-SHA256',
    samlEntityId: 'https://acmefreight.my.practice.example',
    samlVersion: 'SAML2_0',
  };
}

function jwtClient(label: string, certificate: X509Certificate): XmlRecord {
  return {
    contactEmail: 'it@acmefreight.example',
    label,
    oauthConfig: {
      callbackUrl: 'https://acmefreight.example/callback',
      certificate: toPem([certificate]),
      consumerKey: `3MVG9.practice.${label.replaceAll(' ', '')}`,
      isAdminApproved: true,
      scopes: ['Api', 'RefreshToken'],
    },
  };
}

function site(masterLabel: string, domainName: string, certificate: string): XmlRecord {
  return {
    active: true,
    allowHomePage: false,
    allowStandardIdeasPages: false,
    allowStandardLookups: false,
    allowStandardPortalPages: true,
    allowStandardSearch: false,
    browserXssProtection: true,
    contentSniffingProtection: true,
    customWebAddresses: [{ certificate, domainName, primary: true }],
    indexPage: 'Home',
    masterLabel,
    referrerPolicyOriginWhenCrossOrigin: true,
    siteType: 'Visualforce',
  };
}

function inbound(name: string, chain: readonly X509Certificate[]): [string, XmlRecord, string] {
  const [leaf] = chain;
  const values = {
    expirationDate: leaf?.notAfter,
    issuer: leaf?.issuer,
    masterLabel: name.replaceAll('_', ' '),
    serialId: leaf?.serialNumber,
  };
  return [name, values, toPem(chain)];
}

/** The body of a PEM block, which is how SAML configuration carries a certificate. */
function base64(certificate: X509Certificate): string {
  return Buffer.from(certificate.rawData).toString('base64');
}
