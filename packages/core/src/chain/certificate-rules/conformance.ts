import type { IrregularityCode } from '../../x509/index.ts';
import type { Certificate } from '../../x509/model.ts';
import { escapeHidden } from '../../x509/name-text.ts';
import { label } from '../certificate-label.ts';
import { dnsName, looksLikeIpv4 } from '../names/dns-name.ts';
import { isWellFormedConstraint } from '../names/name-forms.ts';
import { problem, type Problem } from '../problem.ts';
import type { PathProfile, PathPurpose } from '../request.ts';

/** Where a certificate stands in a path. */
export type Role = 'leaf' | 'intermediate' | 'anchor';

interface ConformanceRule {
  /** Section of RFC 5280. */
  readonly section: string;
  /** What is wrong, as the rest of a sentence that starts with the certificate's name; undefined when nothing is. */
  readonly test: (certificate: Certificate, role: Role) => string | undefined;
}

/** RFC 5280 section 4: what CAs must do and a reader can see. Section 6.1 would let these pass. */
const RULES: readonly ConformanceRule[] = [
  {
    section: '4.1.2.2',
    test: (c) => (positiveOctets(c.serialBytes) > 20 ? 'has a serial number longer than 20 octets' : undefined),
  },
  {
    section: '4.1.2.2',
    // Some well-known roots have the number zero.
    test: (c, role) =>
      role === 'anchor' || isPositive(c.serialBytes) ? undefined : 'has a serial number that is not greater than zero',
  },
  {
    section: '4.1.2.4',
    test: (c) => (c.issuer.rdns.length === 0 ? 'does not say who issued it (empty issuer)' : undefined),
  },
  {
    section: '4.1.2.6',
    test: (c) => (isCa(c) && c.subject.rdns.length === 0 ? 'is a certificate authority without a name' : undefined),
  },
  {
    section: '4.2.1.1',
    // The identifier is there to find the next certificate; an anchor needs none.
    test: (c, role) =>
      role === 'anchor' || c.selfIssued || c.version < 3 || c.extensions.authorityKeyIdentifier?.keyId !== undefined
        ? undefined
        : 'does not say which key signed it (authority key identifier)',
  },
  {
    section: '4.2.1.2',
    test: (c) =>
      isCa(c) && c.extensions.subjectKeyIdentifier === undefined
        ? 'is a certificate authority without a key identifier (subject key identifier)'
        : undefined,
  },
  {
    section: '4.2.1.3',
    test: (c) => (c.extensions.keyUsage?.length === 0 ? 'may be used for nothing (empty key usage)' : undefined),
  },
  {
    section: '4.2.1.6',
    test: (c) => {
      if (c.subject.rdns.length > 0) return undefined;
      if (!c.extensions.subjectAltName?.length) return 'is for nobody (no subject and no alternative name)';
      return isCritical(c, '2.5.29.17')
        ? undefined
        : 'has no subject, so its alternative name must be critical, and is not';
    },
  },
  { section: '4.2.1.6', test: alternativeNameFault },
  {
    section: '4.2.1.9',
    // A leaf that signs nothing harms nobody by it; whoever issues is asked for more (issuing.ts).
    test: (c, role) =>
      role === 'leaf' && !isCa(c) && c.extensions.keyUsage?.includes('keyCertSign') === true
        ? 'claims to sign certificates without being a certificate authority (key usage, basic constraints)'
        : undefined,
  },
  {
    section: '4.2.1.9',
    // A path reads cA whatever the criticality (section 6.1.4 (k)); an anchor is not part of the path, so only this speaks.
    test: (c, role) =>
      role === 'anchor' && isCa(c) && !isCritical(c, '2.5.29.19')
        ? 'is a trust anchor whose basic constraints are not critical'
        : undefined,
  },
  {
    section: '4.2.1.9',
    test: (c) =>
      !isCa(c) && c.extensions.basicConstraints?.pathLength !== undefined
        ? 'limits the length of paths without being a certificate authority'
        : undefined,
  },
  {
    section: '4.2.1.10',
    test: (c) =>
      c.extensions.nameConstraints !== undefined && !isCa(c)
        ? 'constrains names without being a certificate authority'
        : undefined,
  },
  { section: '4.2.1.10', test: nameConstraintFault },
];

/** Extensions that must be critical, or must not. */
const CRITICALITY = new Map<string, { section: string; name: string; critical: boolean; notInWebpki?: true }>([
  ['2.5.29.35', { section: '4.2.1.1', name: 'authority key identifier', critical: false }],
  ['2.5.29.14', { section: '4.2.1.2', name: 'subject key identifier', critical: false }],
  ['2.5.29.46', { section: '4.2.1.15', name: 'freshest CRL', critical: false }],
  ['1.3.6.1.5.5.7.1.1', { section: '4.2.2.1', name: 'authority information access', critical: false }],
  ['1.3.6.1.5.5.7.1.11', { section: '4.2.2.2', name: 'subject information access', critical: false }],
  ['2.5.29.36', { section: '4.2.1.11', name: 'policy constraints', critical: true }],
  ['2.5.29.54', { section: '4.2.1.14', name: 'inhibit anyPolicy', critical: true }],
  // Baseline Requirements section 7.1.2.5.2 let them be non-critical.
  ['2.5.29.30', { section: '4.2.1.10', name: 'name constraints', critical: true, notInWebpki: true }],
]);

/**
 * Irregularities that path validation lets pass, as OpenSSL, Java and Go do, and that a strict reader (Chromium, the authors of
 * x509-limbo) refuses. The others are too common among CAs in good standing.
 */
const LOOSE: ReadonlySet<string> = new Set<IrregularityCode>([
  'authority-key-identifier-half',
  'extension-empty',
  'extension-trailing-data',
  'extension-unreadable',
  'not-critical-encoded',
  'relative-name-empty',
  'set-order',
  'string-alphabet',
  'text-not-decoded',
  'version-1-encoded',
]);

/**
 * @param profile With `path` nothing is asked here. With `rfc5280` and purpose `any` neither: then nobody knows what the reader
 * is, and path validation alone must accept more (PKITS 4.4.14: negative serial numbers, 4.8: policy constraints that are not
 * critical).
 */
export function conformanceProblems(
  certificate: Certificate,
  role: Role,
  profile: PathProfile,
  purpose: PathPurpose,
): Problem[] {
  if (!asksForConformance(profile, purpose)) return [];
  const problems: Problem[] = [];
  const add = (section: string, fault: string): void => {
    problems.push(
      problem('profile-violation', certificate, `RFC 5280 section ${section}`, `${label(certificate)} ${fault}.`),
    );
  };
  for (const { section, test } of RULES) {
    const fault = test(certificate, role);
    if (fault !== undefined) add(section, fault);
  }
  for (const { code, message, rule } of certificate.irregularities)
    if (LOOSE.has(code))
      problems.push(problem('profile-violation', certificate, rule, `${label(certificate)}: ${message}`));
  for (const { oid, critical } of certificate.extensionList) {
    const rule = CRITICALITY.get(oid);
    if (rule === undefined || rule.critical === critical || (rule.notInWebpki === true && profile === 'webpki'))
      continue;
    if (critical) add(rule.section, `marks its ${rule.name} as critical, which it must not be`);
    else add(rule.section, `does not mark its ${rule.name} as critical, so some software would ignore them`);
  }
  return problems;
}

/** Whether certificates and CRLs must be as RFC 5280 sections 4 and 5 prescribe, not only pass section 6. */
export const asksForConformance = (profile: PathProfile, purpose: PathPurpose): boolean =>
  profile === 'webpki' || (profile === 'rfc5280' && purpose !== 'any');

const isCa = (certificate: Certificate): boolean => certificate.extensions.basicConstraints?.ca === true;

/** Octets of an INTEGER without the zero that only keeps it positive. */
const positiveOctets = (content: Uint8Array): number =>
  content.length - (content.length > 1 && content[0] === 0 ? 1 : 0);

const isPositive = (content: Uint8Array): boolean => content[0]! < 0x80 && content.some((octet) => octet !== 0);

const isCritical = (certificate: Certificate, oid: string): boolean =>
  certificate.extensionList.some((extension) => extension.oid === oid && extension.critical);

function alternativeNameFault(certificate: Certificate): string | undefined {
  for (const { type, value, undecoded } of certificate.extensions.subjectAltName ?? []) {
    // One that cannot be decoded is told as that.
    if (type !== 'dns' || undecoded) continue;
    const name = dnsName(value);
    if (name === undefined || name.base.includes('_'))
      return `holds a DNS name that no host can have ("${escapeHidden(value)}")`;
    if (looksLikeIpv4(name.base)) return `holds an IP address written as a DNS name (${value})`;
  }
  return undefined;
}

function nameConstraintFault(certificate: Certificate): string | undefined {
  const constraints = certificate.extensions.nameConstraints;
  if (constraints === undefined) return undefined;
  const all = [...constraints.permitted, ...constraints.excluded];
  if (all.length === 0) return 'constrains names without naming any';
  if (all.some(({ minimum, maximum }) => minimum !== 0 || maximum !== undefined))
    return 'constrains names in a way that is not defined (minimum, maximum)';
  const malformed = all.find(({ base }) => !isWellFormedConstraint(base));
  return malformed === undefined
    ? undefined
    : `holds a name constraint that is not one ("${escapeHidden(malformed.base.value)}")`;
}
