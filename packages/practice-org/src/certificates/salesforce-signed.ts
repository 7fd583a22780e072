import type { X509Certificate } from '@peculiar/x509';
import { daysAfter } from '../time/time.ts';
import { keyIdentifiers } from './issue.ts';
import type { KeyPair } from './keys.ts';
import { serialNumber } from './keys.ts';
import { x509 } from './x509-library.ts';

/**
 * A self-signed certificate as Certificate and Key Management makes it, decoded from a real one: CA:TRUE (critical),
 * key identifiers, and no key usage, extended key usage or alternative name; valid one year for 2048 and 3072 bits,
 * two for 4096, to midnight UTC of the expiry day.
 *
 * Source: Salesforce Help, "Generate a Self-Signed Certificate" (lifetimes); a published certificate (the rest).
 */
export function salesforceSelfSigned(request: {
  readonly label: string;
  readonly orgId: string;
  readonly keys: KeyPair;
  readonly createdAt: Date;
}): Promise<X509Certificate> {
  const { keys, createdAt } = request;
  const notAfter = daysAfter(createdAt, keys.size >= 4096 ? 730 : 365);
  notAfter.setUTCHours(0, 0, 0, 0);
  return keyIdentifiers(keys, keys).then((identifiers) =>
    x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serialNumber(),
      name: salesforceSubject(request.label, request.orgId),
      notBefore: new Date(Math.floor(createdAt.getTime() / 1000) * 1000),
      notAfter,
      keys: { publicKey: keys.publicKey, privateKey: keys.privateKey },
      signingAlgorithm: keys.signing,
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true), ...identifiers],
    }),
  );
}

/** The subject that Salesforce gives to what it makes in an org: OU is the org's 15-character Id. */
export function salesforceSubject(label: string, orgId: string): string {
  return `CN=${label}, OU=${orgId.slice(0, 15)}, O=Salesforce.com, L=San Francisco, ST=CA, C=USA`;
}
