import type { Certificate, CertificateRevocationList } from '../../x509/model.ts';
import type { Meter } from '../budget.ts';
import type { CertificatePool } from '../certificate-pool.ts';
import { label } from '../certificate-label.ts';
import { readCrls, readOr } from '../inputs.ts';
import { problem, type Problem } from '../problem.ts';
import type { Question } from '../question.ts';
import type { PathRequest, RevocationStatus } from '../request.ts';
import type { SignatureVerifier } from '../signatures/port.ts';
import { statusByCrls, type StatusAnswer, type UnreadList } from './crl-decision.ts';
import { conformanceFault } from './crl-fitness.ts';
import { CrlSigners, type Inquiry } from './crl-signers.ts';
import { statusByOcsp } from './ocsp-decision.ts';
import { parseOcspResponse, type OcspResponse } from './ocsp-response.ts';
import { together } from './together.ts';

type Options = Pick<PathRequest, 'crls' | 'crlsNotRead' | 'ocspResponses' | 'revocation' | 'maxAgeSeconds'> & {
  readonly pool: CertificatePool;
  readonly signatures: SignatureVerifier;
  readonly question: Question;
  readonly ignored: string[];
};

export interface RevocationAnswer {
  readonly problems: readonly Problem[];
  /** Leaf first, without the anchor, which nobody can revoke. */
  readonly statuses: RevocationStatus[];
}

const RULE = 'RFC 5280 section 6.1.3 (a)(3)';

export function isRevocationWanted({ revocation, ...given }: Partial<Options>): boolean {
  const { crls = [], crlsNotRead = [], ocspResponses = [] } = given;
  return revocation === undefined ? crls.length + crlsNotRead.length + ocspResponses.length > 0 : revocation !== 'off';
}

/** RFC 5280 section 6.1.3 (a)(3): whether certificates of a path are revoked, by the CRLs and OCSP responses at hand. */
export class RevocationCheck {
  readonly #required: boolean;
  readonly #options: Options;
  readonly #crls: readonly CertificateRevocationList[];
  readonly #notRead: readonly UnreadList[];
  readonly #ocsp: readonly OcspResponse[];
  readonly #signers: CrlSigners;

  constructor(options: Options) {
    const { crls = [], crlsNotRead = [], ocspResponses = [], revocation, ignored } = options;
    this.#required = revocation === 'require';
    this.#options = options;
    const read = readCrls(crls, ignored);
    this.#crls = read.crls;
    this.#notRead = [...read.notRead, ...crlsNotRead];
    this.#ocsp = readAll(ocspResponses, parseOcspResponse, 'OCSP response', ignored);
    this.#signers = new CrlSigners({ ...options, isRefused: (path, inquiry) => this.#isSignerRefused(path, inquiry) });
  }

  /** @param path Leaf first, anchor last. */
  async check(path: readonly Certificate[], meter: Meter): Promise<RevocationAnswer> {
    const problems: Problem[] = [];
    const statuses: RevocationStatus[] = [];
    for (const [i, certificate] of path.slice(0, -1).entries()) {
      const answer = await this.#statusOf(path, i, { meter, about: [] });
      statuses.push({ certificate: certificate.fingerprint, ...answer });
      const { status, reason } = answer;
      const found = this.#problemOf(certificate, status, reason ?? '');
      if (found !== undefined) problems.push(found);
    }
    return { problems, statuses };
  }

  #problemOf(certificate: Certificate, status: StatusAnswer['status'], reason: string): Problem | undefined {
    const who = label(certificate);
    if (status === 'revoked')
      return problem('revoked', certificate, RULE, `${who} was withdrawn by its issuer. ${reason}`.trim());
    if (status === 'good' || !this.#required) return undefined;
    const message = `Nobody can say whether ${who} was withdrawn (revocation). ${reason}`.trim();
    return problem('revocation-unknown', certificate, RULE, message);
  }

  async #statusOf(path: readonly Certificate[], i: number, { meter, about }: Inquiry): Promise<StatusAnswer> {
    const certificate = path[i]!;
    const { question, signatures, maxAgeSeconds } = this.#options;
    const freshness = { at: question.at, maxAgeSeconds };
    const inquiry = { meter, about: [...about, certificate] };
    const byCrls = await statusByCrls(certificate, {
      crls: this.#crls,
      notRead: this.#notRead,
      freshness,
      fault: question.conforming ? conformanceFault : () => undefined,
      signatureFault: (crl) => this.#signers.fault(crl, path.slice(i + 1), inquiry),
    });
    if (byCrls.status === 'revoked' || this.#ocsp.length === 0) return byCrls;
    const byOcsp = await statusByOcsp(certificate, path[i + 1]!, this.#ocsp, { freshness, signatures, meter });
    return together([byCrls, byOcsp]);
  }

  /**
   * The certificate of a CRL's signer must not be revoked. That its own status is unknown is let pass: often it is listed in
   * the very list that it signs, and nowhere else.
   */
  async #isSignerRefused(path: readonly Certificate[], inquiry: Inquiry): Promise<boolean> {
    for (let i = 0; i < path.length - 1; i++) {
      const { status } = await this.#statusOf(path, i, inquiry);
      if (status === 'revoked' || (status === 'unknown' && this.#required && i > 0)) return true;
    }
    return false;
  }
}

function readAll<I, T>(inputs: readonly I[], read: (input: I) => T, what: string, ignored: string[]): T[] {
  const results: T[] = [];
  for (const [i, input] of inputs.entries())
    readOr(
      () => results.push(read(input)),
      (error) => ignored.push(`${what} ${i + 1} cannot be read and was left out: ${error.message}`),
    );
  return results;
}
