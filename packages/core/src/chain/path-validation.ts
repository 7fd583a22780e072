import type { Certificate } from '../x509/model.ts';
import type { Meter } from './budget.ts';
import { label } from './certificate-label.ts';
import { nameViolation, type NameViolation } from './name-constraints.ts';
import { pathLengthProblem } from './path-length.ts';
import { processPolicies } from './policy-graph.ts';
import { problem, type Problem } from './problem.ts';
import type { Question } from './question.ts';

export interface PathAnswer {
  readonly problems: readonly Problem[];
  /** Policies that the path is valid under (RFC 5280 section 6.1.6). */
  readonly policies: readonly string[];
}

/**
 * RFC 5280 section 6.1 for a complete path, but for signatures (6.1.3 (a)(1)) and revocation (6.1.3 (a)(3)), which the search
 * asks for. Names chain (6.1.3 (a)(4)) by the way paths are built. All problems are collected, not only the first.
 */
export class PathValidation {
  readonly #question: Question;
  readonly #violations = new Map<Certificate, WeakMap<Certificate, NameViolation | undefined>>();

  constructor(question: Question) {
    this.#question = question;
  }

  /** @param path Leaf first, anchor last; a leaf that is an anchor stands alone. */
  validate(path: readonly Certificate[], meter: Meter): PathAnswer {
    const question = this.#question;
    const last = path.length - 1;
    const problems: Problem[] = [];
    for (const [i, certificate] of path.entries())
      problems.push(...question.problemsOf(certificate, i === 0 ? 'leaf' : i === last ? 'anchor' : 'intermediate'));
    const tooLong = pathLengthProblem(path, question.maxIntermediates);
    if (tooLong !== undefined) problems.push(tooLong);
    this.#checkNames(path, meter, problems);
    const policies = this.#checkPolicies(path, problems);
    return { problems, policies };
  }

  /** RFC 5280 section 6.1.3 (b) and (c); the anchor's constraints count as well (RFC 5937). */
  #checkNames(path: readonly Certificate[], meter: Meter, problems: Problem[]): void {
    for (let above = path.length - 1; above >= 1; above--) {
      const constraining = path[above]!;
      const constraints = constraining.extensions.nameConstraints;
      if (constraints === undefined) continue;
      for (let below = above - 1; below >= 0; below--) {
        const certificate = path[below]!;
        if (certificate.selfIssued && below > 0) continue;
        const violation = this.#violation(constraining, certificate, meter);
        if (violation !== undefined) problems.push(nameProblem(constraining, certificate, violation));
      }
    }
  }

  #violation(constraining: Certificate, certificate: Certificate, meter: Meter): NameViolation | undefined {
    let known = this.#violations.get(constraining);
    if (known === undefined) this.#violations.set(constraining, (known = new WeakMap()));
    if (!known.has(certificate))
      known.set(certificate, nameViolation(constraining.extensions.nameConstraints!, certificate, meter));
    return known.get(certificate);
  }

  #checkPolicies(path: readonly Certificate[], problems: Problem[]): readonly string[] {
    const fromAnchor = path.toReversed();
    const verdict = processPolicies(fromAnchor, this.#question.policy);
    if (verdict.accepted) return verdict.policies;
    const certificate = fromAnchor[verdict.at]!;
    problems.push(
      verdict.reason === 'mapping-any'
        ? problem(
            'policy-mapping-invalid',
            certificate,
            'RFC 5280 section 6.1.4 (a)',
            `${label(certificate)} maps the policy that stands for all policies, which is not allowed.`,
          )
        : problem(
            'policy-required',
            certificate,
            'RFC 5280 section 6.1.5 (g)',
            `The path is not issued under a certificate policy that is asked for; it ends at ${label(certificate)}.`,
          ),
    );
    return [];
  }
}

function nameProblem(constraining: Certificate, certificate: Certificate, violation: NameViolation): Problem {
  const { reason, name } = violation;
  const by = label(constraining);
  const of = label(certificate);
  switch (reason) {
    case 'excluded':
      return problem(
        'name-not-allowed',
        certificate,
        'RFC 5280 section 6.1.3 (c)',
        `${by} excludes the ${name} that ${of} carries (name constraints).`,
      );
    case 'not-permitted':
      return problem(
        'name-not-allowed',
        certificate,
        'RFC 5280 section 6.1.3 (b)',
        `${by} does not permit the ${name} that ${of} carries (name constraints).`,
      );
    case 'malformed':
      return problem(
        'name-not-allowed',
        certificate,
        'RFC 5280 section 4.2.1.10',
        `The ${name} of ${of} cannot be compared with what ${by} allows: one of them is malformed (name constraints).`,
      );
    case 'unsupported':
      return problem(
        'name-constraints-not-understood',
        certificate,
        'RFC 5280 section 4.2.1.10',
        `${by} restricts names in a way that is not known here, and ${of} carries such a name: ${name} (name constraints).`,
      );
    case 'budget':
      return problem(
        'budget-exceeded',
        certificate,
        'RFC 5280 section 8',
        `${by} and ${of} carry so many names and constraints that comparing them was given up.`,
      );
  }
}
