import type { Certificate } from '../../x509/model.ts';
import { label } from '../certificate-label.ts';
import type { Role } from '../certificate-rules/conformance.ts';
import { problem, type Problem } from '../problem.ts';
import type { PathPurpose } from '../request.ts';
import { keyFault, versionFault } from './keys.ts';
import { rootFault } from './root.ts';
import { commonNameFault, subjectAltNameFault } from './subscriber-names.ts';
import { subscriberFault, subscriberPurposeFault } from './subscriber.ts';

/** A rule of the CA/Browser Forum TLS Baseline Requirements (version 2.1) that readers enforce. */
export interface BaselineRule {
  readonly section: string;
  readonly roles: readonly Role[];
  /** What is wrong, as the rest of a sentence that starts with the certificate's name. */
  readonly test: (certificate: Certificate, purpose: PathPurpose) => string | undefined;
}

const EVERYONE: readonly Role[] = ['leaf', 'intermediate', 'anchor'];

const RULES: readonly BaselineRule[] = [
  { section: '7.1.1', roles: EVERYONE, test: versionFault },
  { section: '6.1.5', roles: EVERYONE, test: keyFault },
  { section: '7.1.2.1', roles: ['anchor'], test: rootFault },
  { section: '7.1.2.7.6', roles: ['leaf'], test: subscriberPurposeFault },
  { section: '7.1.2.7.8', roles: ['leaf'], test: subscriberFault },
  { section: '7.1.2.7.12', roles: ['leaf'], test: subjectAltNameFault },
  { section: '7.1.4.3', roles: ['leaf'], test: commonNameFault },
];

export function baselineProblems(certificate: Certificate, role: Role, purpose: PathPurpose): Problem[] {
  const problems: Problem[] = [];
  for (const { section, roles, test } of RULES) {
    const fault = roles.includes(role) ? test(certificate, purpose) : undefined;
    if (fault !== undefined)
      problems.push(
        problem(
          'webpki-violation',
          certificate,
          `TLS Baseline Requirements section ${section}`,
          `${label(certificate)} ${fault}.`,
        ),
      );
  }
  return problems;
}
