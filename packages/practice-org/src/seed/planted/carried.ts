import type { X509Certificate } from '@peculiar/x509';
import { daysAfter } from '../../time/time.ts';
import type { Authorities } from '../authorities.ts';
import type { Purpose } from '../../certificates/issue.ts';
import { issueLeaf, issueSelfSigned, validFor } from '../../certificates/issue.ts';
import { ecKeyPair } from '../../certificates/keys.ts';

/** Makes certificates that configuration holds itself. Keys are on a curve: they are made anew at every start. */
export class CarriedCertificates {
  readonly #authorities: Authorities;
  readonly #since: Date;

  constructor(authorities: Authorities, now: Date) {
    this.#authorities = authorities;
    this.#since = daysAfter(now, -60);
  }

  /** Self-signed, valid two years. */
  async selfSigned(commonName: string): Promise<X509Certificate> {
    const subject = `CN=${commonName}, O=Planted Works, C=US`;
    return issueSelfSigned({ subject, keys: await ecKeyPair(), ...validFor(this.#since, 730) });
  }

  /** Leaf and intermediate, valid one year. */
  async chain(
    commonName: string,
    authority: 'meridian' | 'northlight' | 'acme',
    purpose: Purpose = 'clientAuth',
  ): Promise<readonly X509Certificate[]> {
    const issuer = this.#authorities[authority];
    const { publicKey } = await ecKeyPair();
    const subject = `CN=${commonName}, O=Planted Works, C=US`;
    const leaf = await issueLeaf({ subject, publicKey, issuer, purposes: [purpose], ...validFor(this.#since, 365) });
    return [leaf, issuer.certificate];
  }

  /** The leaf of a server elsewhere. */
  async server(host: string): Promise<X509Certificate> {
    const [leaf] = await this.chain(host, 'northlight', 'serverAuth');
    return leaf!;
  }
}
