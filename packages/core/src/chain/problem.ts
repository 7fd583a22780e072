import type { Certificate } from '../x509/model.ts';
import type { PathProblem } from './request.ts';

/**
 * Every reason for which a path is refused, and how far it is from being mended: of several failing candidates, the one with
 * the smallest sum is the one worth telling about.
 */
const DISTANCE = {
  // Right path, asked the wrong question or at the wrong time.
  'name-mismatch': 1,
  expired: 2,
  'not-yet-valid': 2,
  'time-unknown': 2,
  // A setting beside the certificate, not in it.
  'anchor-not-for-purpose': 2,
  'revocation-unknown': 3,
  'eku-missing': 4,
  'key-usage-mismatch': 4,
  revoked: 5,
  'policy-required': 5,
  // Right path, but a certificate in it should not be as it is.
  'profile-violation': 6,
  'webpki-violation': 6,
  'weak-signature': 8,
  'weak-key': 8,
  'explicit-curve': 8,
  precertificate: 8,
  'never-valid': 8,
  'critical-extension-unknown': 10,
  'name-not-allowed': 10,
  'name-constraints-not-understood': 10,
  'policy-mapping-invalid': 10,
  'path-too-long': 12,
  'signature-algorithm-mismatch': 20,
  // Probably not the path that was meant.
  'not-a-ca': 30,
  'may-not-sign-certificates': 30,
  'signature-unverifiable': 50,
  'untrusted-root': 100,
  'no-issuer': 100,
  'signature-invalid': 200,
  'budget-exceeded': 1000,
} as const;

export type ProblemCode = keyof typeof DISTANCE;

/** A problem before it is told: with the certificate itself, whose fingerprint is only computed for those that are. */
export interface Problem {
  readonly code: ProblemCode;
  readonly certificate: Certificate;
  readonly rule: string;
  readonly message: string;
}

export const problem = (code: ProblemCode, certificate: Certificate, rule: string, message: string): Problem => ({
  code,
  certificate,
  rule,
  message: message.charAt(0).toUpperCase() + message.slice(1),
});

/** Sum of distances: the smaller, the closer a path is to being valid. */
export const distanceOf = (problems: readonly Problem[]): number =>
  problems.reduce((sum, { code }) => sum + DISTANCE[code], 0);

export const asPathProblem = ({ code, certificate, rule, message }: Problem): PathProblem => ({
  code,
  certificate: certificate.fingerprint,
  message,
  rule,
});
