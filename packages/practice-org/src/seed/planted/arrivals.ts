import {
  certificateLogins,
  certificatePin,
  inboundCertificate,
  myDomain,
  publicKeyCertificates,
  site,
  userAuthCertificate,
} from '../parts/arrivals.ts';
import type { KeyPairNames, Planting } from '../planting.ts';
import type { CarriedCertificates } from './carried.ts';

/** Every way in which connections into the org name, hold or pin a certificate. */
export async function plantedArrivals(
  keyPairs: KeyPairNames,
  carried: CarriedCertificates,
): Promise<readonly Planting[]> {
  const [billing, telemetry, sensors, robots, dispatcher, auditor, pilot] = await Promise.all([
    carried.chain('billing.planted.example', 'northlight'),
    carried.chain('Telemetry Agent', 'meridian'),
    carried.chain('Датчики', 'acme'),
    carried.chain('ロボット', 'meridian'),
    carried.chain('Priya Raman', 'meridian'),
    carried.chain('Zoë Müller', 'meridian'),
    carried.chain('Пилот', 'acme'),
  ]);
  const [login, data, chatKey, newChatKey, bareKey] = await Promise.all([
    carried.server('planted-works.my.practice.example'),
    carried.server('data.planted.example'),
    carried.selfSigned('Chat 2025'),
    carried.selfSigned('Chat 2026'),
    carried.selfSigned('Bare key'),
  ]);
  return [
    site('Customer_Portal', 'Customer portal', 1, [
      { domain: 'portal.planted.example', certificate: keyPairs.byName('Portal_TLS') },
      { domain: 'shop.portal.planted.example', certificate: keyPairs.byName('Shop_TLS') },
      { domain: 'cdn.portal.planted.example' },
    ]),
    site('Shop', 'ショップ', 2, [{ domain: 'shop.planted.example', certificate: keyPairs.byName('Shop_TLS') }]),
    site('Old_Shop', 'Old shop', 3, [
      { domain: 'old-shop.planted.example', certificate: keyPairs.gone('Shop_TLS_2022') },
    ]),
    inboundCertificate('Billing_Client', billing),
    inboundCertificate('Telemetry_Agent', telemetry),
    inboundCertificate('Sensors', sensors),
    inboundCertificate('Robots', robots),
    certificateLogins(),
    userAuthCertificate(
      { name: 'Dispatcher_Login', label: 'Dispatcher log-in', username: 'priya.raman@planted.example.practice' },
      dispatcher,
    ),
    userAuthCertificate(
      { name: 'Auditor_Login', label: 'Prüferin', username: 'zoe.mueller@planted.example.practice' },
      auditor,
    ),
    userAuthCertificate(
      { name: 'Pilot_Login', label: 'Пилот', username: 'former.admin@planted.example.practice' },
      pilot,
    ),
    certificatePin('Login_iOS', {
      domain: 'https://planted-works.my.practice.example',
      type: 'AuthServer',
      certificate: login,
    }),
    certificatePin('Login_Android', {
      domain: 'https://planted-works.my.practice.example',
      type: 'AuthServer',
      certificate: login,
    }),
    certificatePin('Data', { domain: 'https://data.planted.example', type: 'Resource', certificate: data }),
    myDomain('planted-works'),
    publicKeyCertificates('Chat_Users', [
      { name: 'Chat_2025', certificate: chatKey, x5c: true },
      { name: 'Chat_2026', label: 'チャット 2026', certificate: newChatKey, x5c: true },
      // A key alone: it has no end and no issuer.
      { name: 'Chat_Bare', certificate: bareKey, x5c: false },
    ]),
    publicKeyCertificates('Chat_Partners', [], 'https://keys.planted.example/jwks.json'),
  ];
}
