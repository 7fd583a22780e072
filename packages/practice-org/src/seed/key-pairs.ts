import type { KeyPairRecord } from '../org/key-pair-record.ts';
import { recordId } from '../org/record-id.ts';
import { daysAfter } from '../time/time.ts';
import type { Authority, Purpose } from '../certificates/issue.ts';
import { issueLeaf, signingRequest, toPem, validFor } from '../certificates/issue.ts';
import type { KeyRing } from '../certificates/key-ring.ts';
import type { RsaSize } from '../certificates/keys.ts';
import { salesforceSelfSigned } from '../certificates/salesforce-signed.ts';
import type { Authorities } from './authorities.ts';

/** How an entry of Certificate and Key Management is to be made. */
export interface KeyPairPlan {
  readonly name: string;
  readonly label?: string;
  readonly size?: RsaSize;
  /** Absent: Salesforce signs it itself. `none`: the signing request still waits. */
  readonly authority?: Exclude<keyof Authorities, `${string}Root`> | 'none';
  /** Days since it became valid (negative: not yet), or the day itself for what a dated rule depends on. */
  readonly age: number | string;
  /** Lifetime in days; for self-signed ones Salesforce decides. */
  readonly days?: number;
  readonly purposes?: readonly Purpose[];
  readonly dnsNames?: readonly string[];
  /** How the chain was uploaded. */
  readonly chain?: 'leafOnly' | 'wrongOrder';
  readonly exportable?: true;
  readonly systemManaged?: true;
  readonly deleted?: true;
}

/** Makes the key pair, the certificate and the record of an entry. */
export async function makeKeyPair(
  plan: KeyPairPlan,
  context: {
    readonly authorities: Authorities;
    readonly orgId: string;
    readonly now: Date;
    readonly ring: KeyRing;
    readonly number: number;
  },
): Promise<KeyPairRecord> {
  const { authorities, orgId, now, number } = context;
  const keys = await context.ring.rsa(`${orgId}/${plan.name}/${number}`, plan.size ?? 2048);
  const label = plan.label ?? plan.name.replaceAll('_', ' ');
  const since = typeof plan.age === 'string' ? new Date(plan.age) : daysAfter(now, -plan.age);
  const record = {
    id: recordId('Certificate', number),
    developerName: plan.name,
    masterLabel: label,
    // A CA-signed entry is older than its certificate: the request came first.
    createdDate: daysAfter(since < now ? since : now, plan.authority === undefined ? 0 : -2),
    keySize: keys.size,
    privateKeyExportable: plan.exportable === true,
    systemManaged: plan.systemManaged === true,
    deleted: plan.deleted === true,
  };
  if (plan.authority === 'none') {
    const body = await signingRequest(`CN=${label}, O=Acme Freight Inc, C=US`, keys);
    return { ...record, caSigned: true, body, expirationDate: undefined };
  }
  if (plan.authority === undefined) {
    const certificate = await salesforceSelfSigned({ label: plan.name, orgId, keys, createdAt: since });
    return { ...record, caSigned: false, body: toPem([certificate]), expirationDate: certificate.notAfter };
  }
  const issuer = authorities[plan.authority];
  const leaf = await issueLeaf({
    subject: `CN=${plan.dnsNames?.[0] ?? label}, O=Acme Freight Inc, C=US`,
    publicKey: keys.publicKey,
    issuer,
    purposes: plan.purposes ?? ['clientAuth'],
    ...(plan.dnsNames === undefined ? {} : { dnsNames: plan.dnsNames }),
    ...validFor(since, plan.days ?? 365),
  });
  const body = toPem([leaf, ...uploaded(issuer, plan.chain)]);
  return { ...record, caSigned: true, body, expirationDate: leaf.notAfter };
}

function uploaded(issuer: Authority, chain: KeyPairPlan['chain']): Authority['certificate'][] {
  if (chain === 'leafOnly') return [];
  if (issuer.issuer === undefined) return [issuer.certificate];
  if (chain === 'wrongOrder') return [issuer.issuer.certificate, issuer.certificate];
  return [issuer.certificate];
}
