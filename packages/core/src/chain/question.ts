import type { Certificate } from '../x509/model.ts';
import { asksForConformance, type Role } from './certificate-rules/conformance.ts';
import { StandingProblems } from './certificate-rules/standing-problems.ts';
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

  constructor(asked: {
    readonly at: Date;
    readonly purpose: PathPurpose;
    readonly profile?: PathProfile;
    readonly policy?: PolicyInputs;
    readonly maxIntermediates?: number;
  }) {
    this.at = asked.at;
    this.purpose = asked.purpose;
    this.profile = asked.profile ?? 'rfc5280';
    this.policy = asked.policy ?? {};
    this.maxIntermediates = asked.maxIntermediates ?? Infinity;
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
    return time === undefined ? standing : [time, ...standing];
  }
}
