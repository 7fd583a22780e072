import type { Certificate, CertificateRevocationList, PublicKey } from '../../x509/model.ts';
import type { Meter } from '../budget.ts';
import { sameOctets } from '../octets.ts';
import type { SignatureVerdict, SignatureVerifier } from '../signatures/port.ts';

/** RFC 5280 section 6.3.3 (f): if key usage is present, it allows signing CRLs. */
export const maySignCrls = ({ extensions: { keyUsage } }: Certificate): boolean =>
  keyUsage === undefined || keyUsage.includes('cRLSign');

/** Verifies signatures on CRLs, once for each CRL and certificate (RFC 5280 section 6.3.3 (g) and (h)). */
export class CrlSignatures {
  readonly #signatures: SignatureVerifier;
  readonly #keyOf: (signer: Certificate) => PublicKey;
  readonly #known = new WeakMap<
    CertificateRevocationList,
    Map<Certificate, SignatureVerdict | Promise<SignatureVerdict>>
  >();

  constructor(signatures: SignatureVerifier, keyOf: (signer: Certificate) => PublicKey) {
    this.#signatures = signatures;
    this.#keyOf = keyOf;
  }

  async verdict(
    crl: CertificateRevocationList,
    signer: Certificate,
    meter: Meter,
  ): Promise<SignatureVerdict | 'budget'> {
    let known = this.#known.get(crl);
    if (known === undefined)
      this.#known.set(crl, (known = new Map<Certificate, SignatureVerdict | Promise<SignatureVerdict>>()));
    let verdict = known.get(signer);
    if (verdict === undefined) {
      if (!meter.spend('signatures')) return 'budget';
      verdict = this.#signatures.verify({
        algorithm: crl.signatureAlgorithm,
        publicKey: this.#keyOf(signer),
        data: crl.tbs,
        signature: crl.signature,
      });
      known.set(signer, verdict);
    }
    return verdict;
  }
}

/** Certificates named as the issuer of a CRL, those first whose key the CRL points to. */
export function byKeyId(crl: CertificateRevocationList, signers: readonly Certificate[]): Certificate[] {
  const wanted = crl.authorityKeyIdentifier?.keyId;
  const fits = ({ extensions: { subjectKeyIdentifier: own } }: Certificate): number =>
    wanted !== undefined && own !== undefined && sameOctets(wanted, own) ? 0 : 1;
  return signers.toSorted((a, b) => fits(a) - fits(b));
}
