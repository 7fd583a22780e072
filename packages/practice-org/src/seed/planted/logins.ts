import { externalClientApp } from '../parts/client-apps.ts';
import { connectedApp, identityProvider, samlSsoConfig } from '../parts/logins.ts';
import { KeyPairNames } from '../planting.ts';
import type { Planting } from '../planting.ts';
import type { CarriedCertificates } from './carried.ts';

const contactEmail = 'it@planted.example';
const entityId = 'https://planted-works.my.practice.example';

/** Every way in which single sign-on and apps name, hold or pin a certificate. */
export async function plantedLogins(
  keyPairs: KeyPairNames,
  carried: CarriedCertificates,
): Promise<readonly Planting[]> {
  const [okta, entra, ping, old, nightly, mobile, warehouse, portal, device, service] = await Promise.all(
    ['Okta', 'Entra', 'Ping', 'Old IdP', 'Nightly', 'Mobile', 'Warehouse', 'Portal', 'Device', 'Service Provider'].map(
      (name) => carried.selfSigned(name),
    ),
  );
  return [
    samlSsoConfig({
      name: 'Okta',
      issuer: 'https://okta.practice.example/exk1',
      entityId,
      certificate: okta!,
      requestSigning: keyPairs.byShortId('Saml_Request_Signing'),
    }),
    samlSsoConfig({
      name: 'Entra',
      label: 'Единый вход',
      issuer: 'https://sts.practice.example/planted/',
      entityId,
      certificate: entra!,
      requestSigning: keyPairs.byId('Saml_Request_Signing'),
      decryption: keyPairs.byName('Saml_Decryption'),
    }),
    samlSsoConfig({
      name: 'Ping',
      label: 'シングルサインオン',
      issuer: 'https://ping.practice.example',
      entityId,
      certificate: ping!,
      asPem: true,
    }),
    samlSsoConfig({
      name: 'Gone_Idp',
      issuer: 'https://old-idp.practice.example',
      entityId,
      certificate: old!,
      requestSigning: KeyPairNames.idOfNothing(1),
      decryption: keyPairs.gone('Saml_Decryption_2017'),
    }),
    identityProvider(keyPairs.byName('Idp_Signing')),

    connectedApp({ name: 'Nightly_Sync', label: 'Nightly sync', contactEmail, jwt: nightly! }),
    connectedApp({
      name: 'Mobile_Dispatch',
      label: 'Mobile dispatch',
      contactEmail,
      jwt: mobile!,
      assetSigning: keyPairs.byId('Asset_Token_Signing'),
    }),
    connectedApp({
      name: 'Asset_Tags',
      label: 'Asset tags',
      contactEmail,
      assetSigning: keyPairs.byShortId('Asset_Token_Signing'),
    }),
    connectedApp({
      name: 'Gone_Assets',
      label: 'Signs with an Id of nothing',
      contactEmail,
      assetSigning: KeyPairNames.idOfNothing(2),
    }),
    connectedApp({
      name: 'Warehouse',
      label: 'Склад',
      contactEmail,
      saml: {
        url: 'https://warehouse.planted.example',
        certificate: warehouse!,
        encryption: keyPairs.byName('Assertion_Encryption'),
      },
    }),
    connectedApp({
      name: 'Encrypted_Only',
      label: 'Encrypted only',
      contactEmail,
      saml: { url: 'https://encrypted.planted.example', encryption: keyPairs.byName('Assertion_Encryption') },
    }),
    connectedApp({
      name: 'Gone_Encryption',
      label: 'Names what was deleted',
      contactEmail,
      saml: { url: 'https://gone.planted.example', encryption: keyPairs.gone('Encryption_2016') },
    }),
    // Logs in with a secret: no certificate in any field.
    connectedApp({ name: 'Secret_Only', label: 'Secret only', contactEmail }),

    externalClientApp({ name: 'Partner_Portal', label: 'Partner portal', contactEmail, jwt: portal! }),
    externalClientApp({
      name: 'Assets',
      label: 'Asset tokens',
      contactEmail,
      assetSigning: keyPairs.byId('Asset_Token_Signing'),
      clientAssertion: keyPairs.byName('Jwt_Signing'),
    }),
    externalClientApp({
      name: 'Devices',
      label: 'デバイス',
      contactEmail,
      jwt: device!,
      tlsClient: { type: 'subject_dn', value: 'CN=devices.planted.example, O=Planted Works, C=US' },
    }),
    externalClientApp({
      name: 'Gateway',
      label: 'Gateway',
      contactEmail,
      tlsClient: { type: 'san_dns', value: 'gateway.planted.example' },
    }),
    externalClientApp({
      name: 'Service_Provider',
      label: 'Service provider',
      contactEmail,
      saml: {
        url: 'https://sp.planted.example',
        certificate: service!,
        encryption: keyPairs.byName('Assertion_Encryption'),
        signing: keyPairs.byId('Idp_Signing'),
      },
    }),
    externalClientApp({
      name: 'Gone_Provider',
      label: 'Names what was deleted',
      contactEmail,
      saml: {
        url: 'https://old-sp.planted.example',
        encryption: keyPairs.gone('Provider_Encryption_2015'),
        signing: KeyPairNames.idOfNothing(3),
      },
      assetSigning: KeyPairNames.idOfNothing(4),
    }),
    externalClientApp({
      name: 'Field_App',
      label: 'Field app',
      contactEmail,
      // Nobody can open it: a PKCS #12 file is locked by its password.
      applePush: Buffer.from('3082 not a keystore').toString('base64'),
    }),
  ];
}
