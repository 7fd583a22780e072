import type { Certificate } from '../../x509/model.ts';
import { asPathProblem, type Problem } from '../problem.ts';
import type { PathProblem, PathProfile, PathPurpose } from '../request.ts';
import { baselineProblems } from '../webpki/baseline-requirements.ts';
import { asksForConformance, conformanceProblems, type Role } from './conformance.ts';
import { criticalExtensionProblems } from './critical-extensions.ts';
import { issuingProblem } from './issuing.ts';
import { keyUsageProblem, purposeProblem } from './purpose.ts';
import { algorithmMismatchProblem, keyProblem, signatureStrengthProblem } from './signature-strength.ts';
import { reversedValidityProblem } from './validity.ts';

const NONE: readonly Problem[] = [];

/**
 * What is wrong with certificates at any time, for one profile and purpose. Certificates do not change, so each is looked at
 * once in a role: most are CAs that are asked about again and again.
 */
export class StandingProblems {
  static readonly #all = new Map<string, StandingProblems>();
  readonly #profile: PathProfile;
  readonly #purpose: PathPurpose;
  readonly #known: Readonly<Record<Role, WeakMap<Certificate, readonly Problem[]>>> = {
    leaf: new WeakMap(),
    intermediate: new WeakMap(),
    anchor: new WeakMap(),
  };

  constructor(profile: PathProfile, purpose: PathPurpose) {
    this.#profile = profile;
    this.#purpose = purpose;
  }

  static for(profile: PathProfile, purpose: PathPurpose): StandingProblems {
    const id = `${profile} ${purpose}`;
    let problems = StandingProblems.#all.get(id);
    if (problems === undefined) StandingProblems.#all.set(id, (problems = new StandingProblems(profile, purpose)));
    return problems;
  }

  of(certificate: Certificate, role: Role): readonly Problem[] {
    const known = this.#known[role];
    let problems = known.get(certificate);
    if (problems === undefined)
      known.set(certificate, (problems = find(certificate, role, this.#profile, this.#purpose)));
    return problems;
  }
}

/** Of whom it is asked, and how much. */
export interface StandingQuestion {
  /** Where it stands in a path; a root that is only held is asked as an anchor. */
  readonly role: Role;
  /** Default `path`: what every TLS stack enforces. */
  readonly profile?: PathProfile;
  /** Default `any`. */
  readonly purpose?: PathPurpose;
}

/**
 * What path validation would object to in a certificate by itself, at any time and in any path: a curve of its own, a key or hash
 * that is too weak, a critical extension that nobody knows, dates that can never come true. What this says, `verify` says too.
 */
export function standingProblemsOf(
  certificate: Certificate,
  { role, profile = 'path', purpose = 'any' }: StandingQuestion,
): PathProblem[] {
  const never = reversedValidityProblem(certificate);
  const standing = StandingProblems.for(profile, purpose).of(certificate, role);
  return [...(never ? [never] : []), ...standing].map(asPathProblem);
}

function find(certificate: Certificate, role: Role, profile: PathProfile, purpose: PathPurpose): readonly Problem[] {
  const anchor = role === 'anchor';
  const leaf = role === 'leaf';
  const found = [
    // RFC 5280 section 6.1.4 (k) and (n)
    leaf ? undefined : issuingProblem(certificate, anchor),
    purposeProblem(certificate, purpose),
    leaf ? keyUsageProblem(certificate, purpose) : undefined,
    anchor ? undefined : signatureStrengthProblem(certificate, purpose),
    keyProblem(certificate),
    anchor && !asksForConformance(profile, purpose) ? undefined : algorithmMismatchProblem(certificate),
    // RFC 5280 section 6.1.4 (o) and 6.1.5 (f)
    ...criticalExtensionProblems(certificate),
    ...conformanceProblems(certificate, role, profile, purpose),
    ...(profile === 'webpki' ? baselineProblems(certificate, role, purpose) : NONE),
  ].filter((problem) => problem !== undefined);
  return found.length === 0 ? NONE : found;
}
