import type { Certificate } from '../x509/model.ts';
import { asksForConformance, type Role } from './certificate-rules/conformance.ts';
import { StandingProblems } from './certificate-rules/standing-problems.ts';
import { anchorPurposeProblem } from './certificate-rules/anchor-purpose.ts';
import { validityProblem } from './certificate-rules/validity.ts';
import type { Problem } from './problem.ts';
import type { PathProfile, PathPurpose, PolicyInputs } from './request.ts';

/** What is asked of every certificate of a path. */
export class Question {
  readonly at: Date;
  readonly purpose: PathPurpose;
  readonly profile: PathProfile;
  readonly policy: PolicyInputs;
  readonly maxIntermediates: number;
  readonly #standing: StandingProblems;
  readonly #anchorsAccepted: boolean;

  constructor(asked: {
    readonly at: Date;
    readonly purpose: PathPurpose;
    readonly profile?: PathProfile;
    readonly policy?: PolicyInputs;
    readonly maxIntermediates?: number;
    /** Settings of anchors are not asked about where the anchor was accepted before. */
    readonly anchorsAccepted?: boolean;
  }) {
    this.at = asked.at;
    this.purpose = asked.purpose;
    this.profile = asked.profile ?? 'rfc5280';
    this.policy = asked.policy ?? {};
    this.maxIntermediates = asked.maxIntermediates ?? Infinity;
    this.#anchorsAccepted = asked.anchorsAccepted ?? false;
    this.#standing = StandingProblems.for(this.profile, this.purpose);
  }

  /** Certificates and CRLs must conform to RFC 5280, not only pass its path validation. */
  get conforming(): boolean {
    return asksForConformance(this.profile, this.purpose);
  }

  /** What is wrong with a certificate by itself, whatever path it is in. */
  problemsOf(certificate: Certificate, role: Role): readonly Problem[] {
    const standing = this.#standing.of(certificate, role);
    // RFC 5280 section 6.1.3 (a)(2)
    const time = validityProblem(certificate, this.at);
    const restricted = role === 'anchor' ? this.anchorProblem(certificate) : undefined;
    if (time === undefined && restricted === undefined) return standing;
    return [...(restricted ? [restricted] : []), ...(time ? [time] : []), ...standing];
  }

  /** Whether a certificate that was given as an anchor is meant to be one for this purpose. */
  anchorProblem(anchor: Certificate): Problem | undefined {
    return this.#anchorsAccepted ? undefined : anchorPurposeProblem(anchor, this.purpose);
  }
}
