import {
  externalCredential,
  externalDataSource,
  legacyNamedCredential,
  outboundMessages,
  remoteSite,
  securedEndpoint,
} from '../parts/callouts.ts';
import { authProvider, externalAuthIdentityProvider } from '../parts/token-servers.ts';
import type { KeyPairNames, Planting } from '../planting.ts';

/** Every way in which calls out of the org name a certificate or meet one. */
export function plantedCallouts(keyPairs: KeyPairNames): readonly Planting[] {
  return [
    // Legacy named credentials: each field alone, all together, none, gone, and in a namespace.
    legacyNamedCredential({
      name: 'Partner_Legacy',
      label: 'Partner (legacy)',
      endpoint: 'https://partner.example/api',
      certificate: keyPairs.byName('Partner_Client'),
    }),
    legacyNamedCredential({
      name: 'Jwt_Exchange',
      label: 'Токены',
      endpoint: 'https://jwt.partner.example',
      jwtSigning: keyPairs.byName('Jwt_Signing'),
      tokenUrl: 'https://tokens.partner.example/oauth2/token',
    }),
    legacyNamedCredential({
      name: 'Client_And_Jwt',
      label: 'Client and tokens',
      endpoint: 'https://both.partner.example:8443/v2',
      certificate: keyPairs.byName('Bank_Client'),
      jwtSigning: keyPairs.byName('Jwt_Signing'),
      tokenUrl: 'https://login.both.partner.example/token',
    }),
    legacyNamedCredential({ name: 'Plain_Legacy', label: '平文', endpoint: 'https://plain.partner.example' }),
    legacyNamedCredential({
      name: 'Gone_Legacy',
      label: 'Names what was deleted',
      endpoint: 'https://gone.partner.example',
      certificate: keyPairs.gone('Client_2019'),
    }),
    legacyNamedCredential({
      name: 'acme__Partner_Legacy',
      label: 'Partner (legacy) of a package',
      endpoint: 'https://packaged.partner.example',
      // A package may name a certificate with its own namespace; the org's has none.
      certificate: keyPairs.byName('Robot_Client', 'acme__Robot_Client'),
    }),

    securedEndpoint({
      name: 'Orders',
      label: '取引先 API',
      url: 'https://orders.example/api',
      certificate: keyPairs.byName('Edi_Client'),
    }),
    securedEndpoint({
      name: 'acme__Orders',
      label: 'Orders of a package',
      url: 'https://packaged.orders.example/api',
      certificate: keyPairs.byName('Bank_Client'),
    }),
    securedEndpoint({
      name: 'Payments',
      label: 'Платежи',
      url: 'https://payments.example/api',
      certificate: keyPairs.byName('Bank_Client'),
      externalCredential: 'Bank_Jwt',
    }),
    securedEndpoint({
      name: 'Private_Line',
      label: 'Private line',
      url: 'https://line.internal.example',
      certificate: keyPairs.byName('Robot_Client'),
      private: true,
    }),
    securedEndpoint({
      name: 'Renewal_Ahead',
      label: 'Waits for its chain',
      url: 'https://renewal.example',
      certificate: keyPairs.byName('Pending_Renewal'),
    }),
    securedEndpoint({ name: 'Plain_Endpoint', label: 'No certificate', url: 'https://plain.example' }),
    securedEndpoint({
      name: 'Gone_Endpoint',
      label: 'Names what was deleted',
      url: 'https://gone.example',
      certificate: keyPairs.gone('Endpoint_Client_2020'),
    }),

    externalCredential({
      name: 'Bank_Jwt',
      label: 'Банк: токены',
      protocol: 'Jwt',
      signing: keyPairs.byName('Jwt_Signing'),
    }),
    externalCredential({
      name: 'Cloud_Roles',
      label: 'Cloud roles',
      protocol: 'AwsSv4',
      signing: keyPairs.byName('Aws_Signing'),
    }),
    externalCredential({
      name: 'Token_Server',
      label: 'Token server',
      protocol: 'Oauth',
      tokenUrl: 'https://tokens.example/oauth2/token',
    }),
    externalCredential({
      name: 'Jwt_To_Token',
      label: 'Signed, then tokens',
      protocol: 'JwtExchange',
      signing: keyPairs.byName('Jwt_Signing'),
      tokenUrl: 'https://exchange.example/token',
    }),
    externalCredential({
      name: 'Gone_Signing',
      label: 'Names what was deleted',
      protocol: 'Jwt',
      signing: keyPairs.gone('Jwt_Signing_2021'),
    }),

    externalDataSource({
      name: 'Data_Lake',
      label: 'Λίμνη δεδομένων',
      endpoint: 'https://lake.example/odata',
      certificate: keyPairs.byName('Data_Lake_Client'),
    }),
    externalDataSource({ name: 'Archive', label: 'Archive', endpoint: 'https://archive.example/odata' }),
    externalDataSource({
      name: 'Gone_Source',
      label: 'Names what was deleted',
      endpoint: 'https://old-lake.example/odata',
      certificate: keyPairs.gone('Lake_Client_2018'),
    }),

    remoteSite('Weather', 'https://weather.example'),
    remoteSite('Maps', 'https://maps.example:8443'),
    remoteSite('Fleet', 'https://fleet.example/api/v1'),
    remoteSite('acme__Telemetry', 'https://telemetry.packaged.example'),

    authProvider({
      name: 'Ring',
      label: 'Anmeldung',
      authorizeUrl: 'https://ring.example/authorize',
      tokenUrl: 'https://ring.example/token',
      userInfoUrl: 'https://me.ring.example/me',
    }),
    // Addresses that Salesforce knows itself stand nowhere.
    authProvider({ name: 'Plain_Provider', label: 'Plain', authorizeUrl: 'https://plain.ring.example/authorize' }),
    externalAuthIdentityProvider('Token_Broker', 'Token broker', {
      AuthorizeUrl: 'https://broker.example/authorize',
      TokenUrl: 'https://broker.example/token',
      UserInfoUrl: 'https://users.broker.example/me',
    }),
    externalAuthIdentityProvider('New_Broker', 'ブローカー', {
      TokenUrl: 'https://new.broker.example:8443/token',
      // unverified: no such kind of parameter is published; readers must not lose one that comes.
      IntrospectUrl: 'https://introspect.broker.example/introspect',
    }),

    outboundMessages('Order', {
      Notify_ERP: 'https://erp.example/soap/orders',
      Notify_Warehouse: 'https://warehouse.example/soap',
    }),
    outboundMessages('Account', { Notify_CRM: 'https://crm.example/soap/accounts' }),
  ];
}
