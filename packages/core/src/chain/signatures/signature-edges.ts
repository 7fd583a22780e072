import type { Certificate, PublicKey } from '../../x509/model.ts';
import type { Meter } from '../budget.ts';
import type { CertificatePool } from '../certificate-pool.ts';
import { sameOctets } from '../octets.ts';
import type { SignatureVerdict, SignatureVerifier } from './port.ts';
import { workingKey } from './working-key.ts';

export type EdgeVerdict = SignatureVerdict | 'budget';

interface Edge {
  readonly key: PublicKey;
  readonly verdict: SignatureVerdict | Promise<SignatureVerdict>;
}

/** Whether one certificate is signed with the key of another; asked once for each pair of certificate and key. */
export class SignatureEdges {
  readonly #edges = new WeakMap<Certificate, Edge[]>();
  readonly #signatures: SignatureVerifier;
  readonly #pool: CertificatePool;

  constructor(signatures: SignatureVerifier, pool: CertificatePool) {
    this.#signatures = signatures;
    this.#pool = pool;
  }

  verdict(child: Certificate, issuer: Certificate, meter: Meter): EdgeVerdict | Promise<EdgeVerdict> {
    const key = issuer.publicKey;
    let edges = this.#edges.get(child);
    if (edges === undefined) this.#edges.set(child, (edges = []));
    const known = edges.find((edge) => edge.key === key || sameOctets(edge.key.spki, key.spki));
    if (known !== undefined) return known.verdict;
    if (!meter.spend('signatures')) return 'budget';
    const verdict = this.#signatures.verify({
      algorithm: child.signatureAlgorithm,
      publicKey: workingKey(issuer, this.#pool),
      data: child.tbs,
      signature: child.signature,
    });
    edges.push({ key, verdict });
    return verdict;
  }
}
