import { CertificateParseError, parseCertificates, verifyCertificatePath } from '@cert-health/core';
import type { Certificate, PathHint, PathProblem, PathRequest, PathResult, RevocationStatus } from '@cert-health/core';
import { bytesOf } from '../file/read-files.ts';

/** Largest revocation list that is read, in octets: some CAs publish tens of megabytes. */
const maxCrlSize = 256 * 1024 * 1024;

/** Raised for a file that cannot be used; the message is one sentence for people. */
export class VerifyInputError extends Error {
  override readonly name = 'VerifyInputError';
}

export interface VerifyRequest extends Pick<PathRequest, 'purpose' | 'at' | 'serverName' | 'profile' | 'revocation'> {
  /** File whose first certificate is verified; the others in it are intermediates. */
  readonly leaf: string;
  readonly untrusted: readonly string[];
  readonly anchors: readonly string[];
  readonly crls: readonly string[];
}

/** One certificate of a path. */
export interface PathStep {
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

export interface Verification {
  readonly trusted: boolean;
  readonly at: string;
  /** Leaf first, anchor last; null when no path is trusted. */
  readonly path: readonly PathStep[] | null;
  /** The best path that was found when none is trusted, as far as it goes, leaf first. */
  readonly candidate: readonly PathStep[] | null;
  readonly problems: readonly PathProblem[];
  readonly hints: readonly PathHint[];
  readonly revocation: readonly RevocationStatus[];
  /** Inputs that could not be read and were left out, one sentence each. */
  readonly ignored: readonly string[];
  readonly cost: PathResult['cost'];
}

/**
 * Validates one certificate against anchors.
 *
 * @throws {VerifyInputError} when a file is missing or holds no certificate.
 */
export async function verifyFile(request: VerifyRequest): Promise<Verification> {
  const [leaf, ...sent] = certificatesOf(request.leaf);
  const result = await verifyCertificatePath({
    leaf: leaf as Certificate,
    intermediates: [...sent, ...request.untrusted.flatMap(certificatesOf)],
    trustAnchors: request.anchors.flatMap(certificatesOf),
    at: request.at,
    purpose: request.purpose,
    ...(request.serverName === undefined ? {} : { serverName: request.serverName }),
    ...(request.profile === undefined ? {} : { profile: request.profile }),
    ...(request.revocation === undefined ? {} : { revocation: request.revocation }),
    ...(request.crls.length > 0 ? { crls: request.crls.map((path) => usable(path, bytesOf(path, maxCrlSize))) } : {}),
  });
  return {
    trusted: result.trusted,
    at: request.at.toISOString(),
    path: result.path?.map(stepOf) ?? null,
    candidate: result.candidate?.map(stepOf) ?? null,
    problems: result.problems,
    hints: result.hints,
    revocation: result.revocation,
    ignored: result.ignored ?? [],
    cost: result.cost,
  };
}

function certificatesOf(path: string): Certificate[] {
  try {
    return parseCertificates(usable(path, bytesOf(path)));
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    throw new VerifyInputError(`${path}: ${error.message}`);
  }
}

function usable(path: string, bytes: Uint8Array | string): Uint8Array {
  if (typeof bytes === 'string') throw new VerifyInputError(`${path}: ${bytes}`);
  return bytes;
}

function stepOf({ fingerprint, subject, issuer, notBefore, notAfter }: Certificate): PathStep {
  return {
    fingerprint,
    subject: subject.text,
    issuer: issuer.text,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  };
}
