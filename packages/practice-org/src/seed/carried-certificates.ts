import type { X509Certificate } from '@peculiar/x509';
import { daysAfter } from '../time/time.ts';
import type { Purpose } from '../certificates/issue.ts';
import { issueLeaf, issueSelfSigned, validFor } from '../certificates/issue.ts';
import type { KeyRing } from '../certificates/key-ring.ts';
import type { KeyPair } from '../certificates/keys.ts';
import { ecKeyPair } from '../certificates/keys.ts';
import type { Authorities } from './authorities.ts';

/** Certificates that configuration carries itself; no entry of Certificate and Key Management tells about them. */
export interface CarriedCertificates {
  /** Identity provider, self-signed, expires in days. */
  readonly okta: X509Certificate;
  /** Identity provider with an elliptic-curve key, healthy. */
  readonly entra: X509Certificate;
  /** Client of the JWT bearer flow. */
  readonly nightlySync: X509Certificate;
  /** Client of the JWT bearer flow, expired. */
  readonly mobileDispatch: X509Certificate;
  /** External client app, JWT bearer flow. */
  readonly partnerPortal: X509Certificate;
  /** Service provider that this org signs its users in to. */
  readonly warehousePortal: X509Certificate;
  /** Mutual authentication list: leaf and intermediate. */
  readonly billing: readonly X509Certificate[];
  readonly telemetry: readonly X509Certificate[];
  readonly dockSensors: readonly X509Certificate[];
  readonly printShop: readonly X509Certificate[];
  /** What a user logs in with. */
  readonly dispatcher: readonly X509Certificate[];
}

export async function makeCarriedCertificates(
  authorities: Authorities,
  now: Date,
  ring: KeyRing,
): Promise<CarriedCertificates> {
  const since = (age: number, days: number) => validFor(daysAfter(now, -age), days);
  const selfSigned = async (subject: string, age: number, days: number, keys?: KeyPair) =>
    issueSelfSigned({ subject, keys: keys ?? (await ring.rsa(subject, 2048)), ...since(age, days) });
  const client = async (
    subject: string,
    authority: 'northlight' | 'meridian' | 'acme' | 'northlightDomain',
    age: number,
    days: number,
    purposes: readonly Purpose[],
  ) => {
    const { publicKey } = await ring.rsa(subject, 2048);
    const issuer = authorities[authority];
    const leaf = await issueLeaf({ subject, publicKey, issuer, purposes, ...since(age, days) });
    return [leaf, issuer.certificate];
  };
  const [okta, entra, nightlySync, mobileDispatch, partnerPortal, warehousePortal] = await Promise.all([
    selfSigned('CN=acmefreight, O=Okta practice tenant, C=US', 3641, 3650),
    selfSigned('CN=Microsoft Entra practice tenant', 120, 1095, await ecKeyPair()),
    selfSigned('CN=Nightly Sync, O=Acme Freight Inc, C=US', 300, 730),
    selfSigned('CN=Mobile Dispatch, O=Acme Freight Inc, C=US', 380, 365),
    selfSigned('CN=Partner Portal, O=Acme Freight Inc, C=US', 60, 730),
    selfSigned('CN=warehouse-portal.example', 500, 1095),
  ]);
  const [billing, telemetry, dockSensors, printShop, dispatcher] = await Promise.all([
    client('CN=billing.acmefreight.example, O=Acme Freight Inc, C=US', 'northlight', 170, 199, [
      'serverAuth',
      'clientAuth',
    ]),
    client('CN=Telemetry Agent, O=Acme Freight Inc, C=US', 'meridian', 90, 365, ['clientAuth']),
    client('CN=Dock Sensors, O=Acme Freight Inc, C=US', 'acme', 30, 365, ['clientAuth']),
    client('CN=print-shop.acmefreight.example, O=Print Shop Ltd, C=US', 'northlightDomain', 20, 90, ['serverAuth']),
    client('CN=Priya Raman, O=Acme Freight Inc, C=US', 'meridian', 300, 365, ['clientAuth']),
  ]);
  return {
    okta,
    entra,
    nightlySync,
    mobileDispatch,
    partnerPortal,
    warehousePortal,
    billing,
    telemetry,
    dockSensors,
    printShop,
    dispatcher,
  };
}
