import type { Certificate, CertificateRevocationList } from '../../x509/model.ts';
import type { Meter } from '../budget.ts';
import { CertificatePool, isSame } from '../certificate-pool.ts';
import { label } from '../certificate-label.ts';
import { PathSearch } from '../path-search.ts';
import { PathValidation } from '../path-validation.ts';
import { problem, type Problem } from '../problem.ts';
import { Question } from '../question.ts';
import type { SignatureVerifier } from '../signatures/port.ts';
import { SignatureEdges } from '../signatures/signature-edges.ts';
import { workingKey } from '../signatures/working-key.ts';
import { byKeyId, CrlSignatures, maySignCrls } from './crl-signature.ts';

const revokedSigner = (signer: Certificate): Problem =>
  problem('revoked', signer, 'RFC 5280 section 6.3.3 (f)', `${label(signer)} was withdrawn by its issuer.`);

/** One look at a path: what it may cost, and whose status is being found out already, from the path down to CRL signers. */
export interface Inquiry {
  readonly meter: Meter;
  readonly about: readonly Certificate[];
}

interface Options {
  readonly pool: CertificatePool;
  readonly question: Question;
  readonly signatures: SignatureVerifier;
  /** Whether the path of a signer is refused because of revocation. */
  readonly isRefused: (path: readonly Certificate[], inquiry: Inquiry) => Promise<boolean>;
}

/** What is needed to find paths of signers to one trust anchor, and what was found. */
interface AnchorSearch {
  readonly pool: CertificatePool;
  readonly edges: SignatureEdges;
  readonly trusted: Map<Certificate, boolean>;
}

/** RFC 5280 section 6.3.3 (f) and (g): who signed a CRL, and whether that one can be relied on. */
export class CrlSigners {
  readonly #options: Options;
  readonly #signatures: CrlSignatures;
  readonly #question: Question;
  readonly #searches = new Map<Certificate, AnchorSearch>();

  constructor(options: Options) {
    this.#options = options;
    this.#signatures = new CrlSignatures(options.signatures, (signer) => workingKey(signer, options.pool));
    this.#question = new Question({ at: options.question.at, purpose: 'any', profile: 'path', anchorsAccepted: true });
  }

  /**
   * What is against relying on the signature of a CRL, as a clause.
   * @param above The path above the certificate in question, anchor last.
   */
  async fault(
    crl: CertificateRevocationList,
    above: readonly Certificate[],
    inquiry: Inquiry,
  ): Promise<string | undefined> {
    const issuer = crl.issuer.canonical;
    const inPath = above.filter(({ subject }) => subject.canonical === issuer);
    const named = this.#options.pool.named(issuer).map(({ certificate }) => certificate);
    const signers = new Set([...inPath, ...named]);
    if (signers.size === 0) return 'the certificate of who signed it is missing';
    let fault = `its signature was not made by ${label((inPath[0] ?? named[0])!)}`;
    for (const signer of byKeyId(crl, [...signers])) {
      const verdict = await this.#signatures.verdict(crl, signer, inquiry.meter);
      if (verdict === 'unsupported') fault = 'its signature cannot be verified here';
      if (verdict !== 'valid') continue;
      if (!maySignCrls(signer)) fault = `${label(signer)} may not sign revocation lists (key usage lacks cRLSign)`;
      else if (above.includes(signer)) return undefined;
      else if (inquiry.about.some((certificate) => isSame(certificate, signer)))
        fault = 'it is signed by the certificate in question itself';
      else if (await this.#isTrusted(signer, above.at(-1)!, inquiry)) return undefined;
      else fault = `${label(signer)}, which signed it, is not trusted under the same root`;
    }
    return fault;
  }

  /** The path of a signer must lead to the trust anchor of the path in question. */
  async #isTrusted(signer: Certificate, anchor: Certificate, inquiry: Inquiry): Promise<boolean> {
    if (isSame(signer, anchor)) return true;
    const search = this.#searchFor(anchor);
    const known = search.trusted.get(signer);
    if (known !== undefined) return known;
    const validation = new PathValidation(this.#question);
    const paths = new PathSearch(search.pool, this.#question, search.edges, async (path, meter) => {
      const { problems } = validation.validate(path, meter);
      if (problems.length > 0) return problems;
      return (await this.#options.isRefused(path, inquiry)) ? [revokedSigner(signer)] : [];
    });
    const trusted = (await paths.findValid(signer, inquiry.meter)) !== undefined;
    search.trusted.set(signer, trusted);
    return trusted;
  }

  #searchFor(anchor: Certificate): AnchorSearch {
    let search = this.#searches.get(anchor);
    if (search === undefined) {
      const others = this.#options.pool.entries.map(({ certificate }) => certificate);
      const pool = new CertificatePool(others, [anchor]);
      search = { pool, edges: new SignatureEdges(this.#options.signatures, pool), trusted: new Map() };
      this.#searches.set(anchor, search);
    }
    return search;
  }
}
