import type { Certificate } from '../x509/model.ts';
import { DEFAULT_BUDGET, Meter } from './budget.ts';
import type { CertificatePool, PoolEntry } from './certificate-pool.ts';
import { isSame } from './certificate-pool.ts';
import { label, nameLabel } from './certificate-label.ts';
import { compareOctets, sameOctets } from './octets.ts';
import { pathLengthProblem } from './path-length.ts';
import { distanceOf, problem, type Problem } from './problem.ts';
import type { Question } from './question.ts';
import { unverifiable } from './signatures/scheme.ts';
import type { SignatureEdges } from './signatures/signature-edges.ts';

/** A path as far as it got. */
export interface CandidatePath {
  /** Leaf first. */
  readonly certificates: readonly Certificate[];
  readonly problems: readonly Problem[];
  /** It ends at a trust anchor. */
  readonly complete: boolean;
}

/** Says what is wrong with a complete path whose signatures are good. */
export type CompletePathCheck = (path: readonly Certificate[], meter: Meter) => Promise<readonly Problem[]>;

/** Paths are not longer than this: no hierarchy is, and hostile bundles are. */
const MAX_CERTIFICATES = 32;
/** Share of work for telling why there is no path. */
const DIAGNOSIS = { signatures: 100, steps: 1_000, nameComparisons: DEFAULT_BUDGET.nameComparisons };

/**
 * Builds paths from a leaf up to a trust anchor, depth first, the most promising issuer first, going back where one turns
 * out wrong (RFC 4158). The order of tries depends on the certificates alone, never on the order they came in.
 *
 * A first pass takes only certificates that are fit for their place and signatures that verify. If it finds nothing, a
 * second, short one admits problems and keeps the candidate that has the least of them.
 */
export class PathSearch {
  readonly #pool: CertificatePool;
  readonly #question: Question;
  readonly #edges: SignatureEdges;
  readonly #check: CompletePathCheck;
  readonly #issuers = new Map<Certificate, readonly PoolEntry[]>();

  constructor(pool: CertificatePool, question: Question, edges: SignatureEdges, check: CompletePathCheck) {
    this.#pool = pool;
    this.#question = question;
    this.#edges = edges;
    this.#check = check;
  }

  /** A path without problems, if there is one; else the best candidate and what is wrong with it. */
  async find(leaf: Certificate, meter: Meter): Promise<CandidatePath> {
    const anchor = this.#pool.anchorLike(leaf);
    if (anchor !== undefined) {
      const restricted = this.#question.anchorProblem(anchor);
      const problems = [...(restricted ? [restricted] : []), ...(await this.#check([leaf], meter))];
      return { certificates: [leaf], problems, complete: true };
    }
    const found = await this.findValid(leaf, meter);
    return found === undefined ? this.#diagnose(leaf, meter) : { certificates: found, problems: [], complete: true };
  }

  /** A path without problems from a certificate that is not itself an anchor. */
  async findValid(leaf: Certificate, meter: Meter): Promise<readonly Certificate[] | undefined> {
    return this.#question.problemsOf(leaf, 'leaf').length === 0 ? this.#extend([leaf], meter) : undefined;
  }

  /** First pass. */
  async #extend(path: Certificate[], meter: Meter): Promise<Certificate[] | undefined> {
    const child = path.at(-1)!;
    if (path.length >= MAX_CERTIFICATES) return undefined;
    for (const { certificate, anchor, distance } of this.#issuersOf(child, meter)) {
      if (distance === undefined || isInPath(path, certificate)) continue;
      if (!meter.spend('steps')) return undefined;
      if (this.#question.problemsOf(certificate, anchor ? 'anchor' : 'intermediate').length > 0) continue;
      path.push(certificate);
      // A limit below is no reason to look for signatures above.
      if (pathLengthProblem(path, Infinity) === undefined) {
        // RFC 5280 section 6.1.3 (a)(1)
        const verdict = this.#edges.verdict(child, certificate, meter);
        if ((typeof verdict === 'string' ? verdict : await verdict) === 'valid') {
          if (!anchor) {
            const found = await this.#extend(path, meter);
            if (found !== undefined) return found;
          } else if ((await this.#check(path, meter)).length === 0) return path;
        }
      }
      path.pop();
    }
    return undefined;
  }

  /** Second pass. */
  async #diagnose(leaf: Certificate, meter: Meter): Promise<CandidatePath> {
    const own = new Meter(DIAGNOSIS);
    const best: { candidate?: CandidatePath } = {};
    await this.#admit([leaf], [], own, (candidate) => {
      if (best.candidate === undefined || rank(candidate) < rank(best.candidate)) best.candidate = candidate;
    });
    meter.signatures += own.signatures;
    meter.steps += own.steps;
    const candidate = best.candidate ?? { certificates: [leaf], problems: [], complete: false };
    const told = candidate.problems.some(({ code }) => code === 'budget-exceeded');
    if (told || (meter.exceeded === undefined && candidate.problems.length > 0)) return candidate;
    return { ...candidate, problems: [...candidate.problems, budgetProblem(leaf)] };
  }

  async #admit(
    path: Certificate[],
    edgeProblems: Problem[],
    meter: Meter,
    report: (path: CandidatePath) => void,
  ): Promise<void> {
    const child = path.at(-1)!;
    let deadEnd = true;
    for (const { certificate, anchor } of path.length < MAX_CERTIFICATES ? this.#issuersOf(child, meter) : []) {
      if (isInPath(path, certificate) || !meter.spend('steps')) continue;
      const verdict = await this.#edges.verdict(child, certificate, meter);
      if (verdict === 'budget' || (verdict === 'invalid' && keyIdMatch(child, certificate) === Match.no)) continue;
      deadEnd = false;
      const problems =
        verdict === 'valid' ? edgeProblems : [...edgeProblems, signatureProblem(child, certificate, verdict)];
      path.push(certificate);
      if (anchor)
        report({
          certificates: [...path],
          problems: [...problems, ...(await this.#check(path, meter))],
          complete: true,
        });
      else await this.#admit(path, problems, meter, report);
      path.pop();
    }
    if (deadEnd)
      report({
        certificates: [...path],
        problems: [...this.#alone(path), ...edgeProblems, endProblem(child)],
        complete: false,
      });
  }

  #alone(path: readonly Certificate[]): Problem[] {
    return path.flatMap((certificate, i) => this.#question.problemsOf(certificate, i === 0 ? 'leaf' : 'intermediate'));
  }

  #issuersOf(child: Certificate, meter: Meter): readonly PoolEntry[] {
    let issuers = this.#issuers.get(child);
    if (issuers === undefined) this.#issuers.set(child, (issuers = this.#sortedIssuers(child, meter)));
    return issuers;
  }

  #sortedIssuers(child: Certificate, meter: Meter): readonly PoolEntry[] {
    const named = this.#pool.named(child.issuer.canonical);
    if (named.length < 2) return named;
    // Weighing thousands of namesakes, time and again, would be a way to keep us busy.
    if (!meter.spend('steps', named.length)) return [];
    const fit = ({ certificate, anchor }: PoolEntry): number =>
      this.#question.problemsOf(certificate, anchor ? 'anchor' : 'intermediate').length;
    return named
      .map((entry) => ({ entry, match: keyIdMatch(child, entry.certificate), problems: fit(entry) }))
      .sort(
        (a, b) =>
          a.match - b.match ||
          Number(b.entry.anchor) - Number(a.entry.anchor) ||
          Math.sign(a.problems) - Math.sign(b.problems) ||
          (a.entry.distance ?? Infinity) - (b.entry.distance ?? Infinity) ||
          b.entry.certificate.notBefore.getTime() - a.entry.certificate.notBefore.getTime() ||
          compareOctets(a.entry.certificate.der, b.entry.certificate.der),
      )
      .map(({ entry }) => entry);
  }
}

/** Whether key identifiers say that one certificate signed another. They are hints only (RFC 5280 section 4.2.1.1). */
const Match = { yes: 0, unknown: 1, no: 2 } as const;

function keyIdMatch(child: Certificate, issuer: Certificate): (typeof Match)[keyof typeof Match] {
  const wanted = child.extensions.authorityKeyIdentifier?.keyId;
  const own = issuer.extensions.subjectKeyIdentifier;
  if (wanted === undefined || own === undefined) return Match.unknown;
  return sameOctets(wanted, own) ? Match.yes : Match.no;
}

/** A name and key comes once in a path: a second time leads nowhere that the first did not, and cycles end here. */
const isInPath = (path: readonly Certificate[], certificate: Certificate): boolean =>
  path.some(
    (other) =>
      isSame(other, certificate) ||
      (other.subject.canonical === certificate.subject.canonical &&
        sameOctets(other.publicKey.spki, certificate.publicKey.spki)),
  );

/** Of candidates with as few problems, the one that got furthest. */
const rank = ({ problems, certificates }: CandidatePath): number => distanceOf(problems) - certificates.length / 100;

function signatureProblem(child: Certificate, issuer: Certificate, verdict: 'invalid' | 'unsupported'): Problem {
  const rule = 'RFC 5280 section 6.1.3 (a)(1)';
  return verdict === 'invalid'
    ? problem(
        'signature-invalid',
        child,
        rule,
        `The signature on ${label(child)} was not made by ${label(issuer)}: one of the two was altered or is not the one that was meant.`,
      )
    : problem(
        'signature-unverifiable',
        child,
        rule,
        `The signature of ${label(issuer)} on ${label(child)} cannot be verified here: ${unverifiable({
          algorithm: child.signatureAlgorithm,
          publicKey: issuer.publicKey,
        })}.`,
      );
}

function endProblem(last: Certificate): Problem {
  return last.selfIssued
    ? problem(
        'untrusted-root',
        last,
        'RFC 5280 section 6.1.1 (d)',
        `The path ends at ${label(last)}, which vouches for itself and is not among the trusted roots.`,
      )
    : problem(
        'no-issuer',
        last,
        'RFC 5280 section 6.1.3 (a)(4)',
        `The certificate of ${nameLabel(last.issuer)}, which vouches for ${label(last)}, is neither in the chain nor among the trusted roots.`,
      );
}

const budgetProblem = (leaf: Certificate): Problem =>
  problem(
    'budget-exceeded',
    leaf,
    'RFC 5280 section 8',
    `The certificates around ${label(leaf)} are so entangled that looking for a path was given up.`,
  );
