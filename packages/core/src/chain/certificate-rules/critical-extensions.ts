import type { Certificate } from '../../x509/model.ts';
import { label } from '../certificate-label.ts';
import { problem, type Problem } from '../problem.ts';

/** Extensions that path validation, revocation or a caller of this library processes. */
const PROCESSED = new Set([
  '2.5.29.14', // subjectKeyIdentifier
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.18', // issuerAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.30', // nameConstraints
  '2.5.29.31', // cRLDistributionPoints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.35', // authorityKeyIdentifier
  '2.5.29.36', // policyConstraints
  '2.5.29.37', // extKeyUsage
  '2.5.29.46', // freshestCRL
  '2.5.29.54', // inhibitAnyPolicy
  '1.3.6.1.5.5.7.1.1', // authorityInfoAccess
  '1.3.6.1.5.5.7.1.11', // subjectInfoAccess
  '1.3.6.1.5.5.7.1.24', // tlsFeature
  '1.3.6.1.5.5.7.48.1.5', // ocspNoCheck
  '1.3.6.1.4.1.11129.2.4.2', // signedCertificateTimestampList
]);

const CERTIFICATE_POLICIES = '2.5.29.32';
const POISON = '1.3.6.1.4.1.11129.2.4.3';

/** Qualifiers of certificate policies that are only for people to read (RFC 5280 section 4.2.1.4). */
const POLICY_QUALIFIERS = new Set(['1.3.6.1.5.5.7.2.1', '1.3.6.1.5.5.7.2.2']);

/** RFC 5280 section 6.1.4 (o) and 6.1.5 (f): a critical extension that is not processed ends the path. */
export function criticalExtensionProblems(certificate: Certificate): Problem[] {
  const problems: Problem[] = [];
  for (const { oid, name, critical } of certificate.extensionList) {
    if (!critical || isProcessed(certificate, oid)) continue;
    if (oid === POISON)
      problems.push(
        problem(
          'precertificate',
          certificate,
          'RFC 6962 section 3.1',
          `${label(certificate)} is a draft for transparency logs (precertificate), not the certificate itself.`,
        ),
      );
    else
      problems.push(
        problem(
          'critical-extension-unknown',
          certificate,
          'RFC 5280 section 4.2',
          `${label(certificate)} carries a condition that must be understood and is not known here (critical extension ${name}).`,
        ),
      );
  }
  return problems;
}

/** Critical certificate policies must be understood with all their qualifiers (RFC 5280 section 4.2.1.4). */
const isProcessed = (certificate: Certificate, oid: string): boolean =>
  PROCESSED.has(oid) && (oid !== CERTIFICATE_POLICIES || hasKnownQualifiers(certificate));

const hasKnownQualifiers = ({ extensions: { certificatePolicies = [] } }: Certificate): boolean =>
  certificatePolicies.every(({ qualifiers }) => qualifiers.every(({ oid }) => POLICY_QUALIFIERS.has(oid)));
