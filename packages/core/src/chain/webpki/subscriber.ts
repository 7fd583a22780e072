import type { Certificate } from '../../x509/model.ts';
import { ANY_EXTENDED_KEY_USAGE, PURPOSE_OIDS } from '../certificate-rules/purpose.ts';
import type { PathPurpose } from '../request.ts';

/** TLS Baseline Requirements section 7.1.2.7.8 (cA is false) and 7.1.2.7.11 (no signing of certificates). */
export function subscriberFault({ extensions }: Certificate): string | undefined {
  if (extensions.basicConstraints?.ca === true) return 'is a certificate authority and must not be used by a server';
  return extensions.keyUsage?.some((bit) => bit === 'keyCertSign' || bit === 'cRLSign') === true
    ? 'may sign certificates or revocation lists, which a server must not'
    : undefined;
}

/** TLS Baseline Requirements section 7.1.2.7.6 and 7.1.2.7.10: purposes are stated, not critical, and never "any". */
export function subscriberPurposeFault(certificate: Certificate, purpose: PathPurpose): string | undefined {
  const usages = certificate.extensions.extendedKeyUsage;
  if (usages === undefined) return 'does not say what it may be used for (extended key usage, EKU)';
  if (usages.includes(ANY_EXTENDED_KEY_USAGE)) return 'may be used for anything (anyExtendedKeyUsage)';
  if (purpose === 'serverAuth' && !usages.includes(PURPOSE_OIDS.serverAuth)) return 'may not be used by a server';
  const critical = certificate.extensionList.some(({ oid, critical }) => oid === '2.5.29.37' && critical);
  return critical ? 'marks its purposes (EKU) as critical, which it must not' : undefined;
}
