/** Chains of clients, signed by an authority of the practice world. */
import type { Authorities } from '../src/seed/authorities.ts';
import type { Purpose } from '../src/certificates/issue.ts';
import { issueLeaf, issueSelfSigned, toPem, validFor } from '../src/certificates/issue.ts';
import { rsaKeyPair } from '../src/certificates/keys.ts';
import { daysAfter } from '../src/time/time.ts';
import { now } from './org-client.ts';

/** Leaf and issuer, one PEM each. */
export async function clientChain(
  { acme }: Authorities,
  purposes: readonly Purpose[] = ['clientAuth'],
): Promise<readonly [string, string]> {
  const { publicKey } = await rsaKeyPair(2048);
  const leaf = await issueLeaf({
    subject: 'CN=Client, O=Practice',
    publicKey,
    issuer: acme,
    purposes,
    ...validFor(daysAfter(now, -1), 90),
  });
  return [toPem([leaf]), toPem([acme.certificate])];
}

export async function selfSignedClient(): Promise<string> {
  const keys = await rsaKeyPair(2048);
  return toPem([await issueSelfSigned({ subject: 'CN=Client', keys, ...validFor(daysAfter(now, -1), 90) })]);
}
