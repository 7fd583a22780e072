import { verifyCertificatePath } from '@cert-health/core';
import type {
  BundleFault,
  Certificate,
  Irregularity,
  PathHint,
  PathProblem,
  PathRequest,
  PathResult,
  RevocationStatus,
  Source,
  TrustSettings,
} from '@cert-health/core';
import { fetchRevocation } from './fetch-revocation.ts';
import type { AuthoritiesRequest, FetchedRevocation } from './fetch-revocation.ts';
import type { KeystoreChoice } from './certificates-of-keystore.ts';
import { faultsOfFile, readCertificateFile, readCrlFiles, readLeafFile } from './input-files.ts';

export { VerifyInputError } from './verify-error.ts';

export interface VerifyRequest extends Pick<PathRequest, 'purpose' | 'at' | 'serverName' | 'profile' | 'revocation'> {
  /** File with the certificate in question; the others in it are intermediates. */
  readonly leaf: string;
  readonly untrusted: readonly string[];
  readonly anchors: readonly string[];
  readonly crls: readonly string[];
  /** Lists and answers that the path names are fetched; left out: nothing is. */
  readonly authorities?: AuthoritiesRequest | undefined;
  /** For keystores among the files. */
  readonly keystores?: KeystoreChoice;
}

/** One certificate of a path. */
export interface PathStep {
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** Rules of its form that it breaks harmlessly. */
  readonly irregularities: readonly Irregularity[];
  /** Purposes that it is trusted and rejected for, where it was given as a `TRUSTED CERTIFICATE`. */
  readonly trustSettings: TrustSettings | null;
}

export interface Verification {
  readonly trusted: boolean;
  readonly at: string;
  /** What is wrong with the file itself: its order, and certificates that do not belong there. */
  readonly file: readonly BundleFault[];
  /** Leaf first, anchor last; null when no path is trusted. */
  readonly path: readonly PathStep[] | null;
  /** The best path that was found when none is trusted, as far as it goes, leaf first. */
  readonly candidate: readonly PathStep[] | null;
  readonly problems: readonly PathProblem[];
  readonly hints: readonly PathHint[];
  readonly revocation: readonly RevocationStatus[];
  /** With `--network`: what was fetched. */
  readonly sources?: readonly Source[];
  /** Inputs that could not be read and were left out, one sentence each. */
  readonly ignored: readonly string[];
  readonly cost: PathResult['cost'];
}

/**
 * Validates one certificate against anchors.
 *
 * @throws {VerifyInputError} when a file is missing, holds nothing of what it was given for, or leaves open which certificate is meant.
 */
export async function verifyFile(request: VerifyRequest): Promise<Verification> {
  const { keystores = {} } = request;
  const file = readLeafFile(request.leaf, keystores);
  const untrusted = request.untrusted.map((path) => readCertificateFile(path, 'untrusted', keystores));
  const anchors = request.anchors.map((path) => readCertificateFile(path, 'anchors', keystores));
  const lists = readCrlFiles(request.crls);
  const intermediates = [...file.sent, ...untrusted.flatMap(({ certificates }) => certificates)];
  const trustAnchors = anchors.flatMap(({ certificates }) => certificates);
  const question: PathRequest = {
    leaf: file.leaf,
    intermediates,
    trustAnchors,
    at: request.at,
    purpose: request.purpose,
    ...(request.serverName === undefined ? {} : { serverName: request.serverName }),
    ...(request.profile === undefined ? {} : { profile: request.profile }),
    ...(request.revocation === undefined ? {} : { revocation: request.revocation }),
    ...(request.crls.length > 0 ? { crls: lists.crls, crlsNotRead: lists.notRead } : {}),
  };
  const { result, sources } = await verdictOn(question, request.authorities);
  return {
    trusted: result.trusted,
    at: request.at.toISOString(),
    file: faultsOfFile(file, [...intermediates, ...trustAnchors]),
    path: result.path?.map(stepOf) ?? null,
    candidate: result.candidate?.map(stepOf) ?? null,
    problems: result.problems,
    hints: result.hints,
    revocation: result.revocation,
    ...(sources ? { sources } : {}),
    ignored: [file, ...untrusted, ...anchors, lists].flatMap(({ ignored }) => ignored),
    cost: result.cost,
  };
}

/** Who is to be asked about revocation is known once there is a path. */
async function verdictOn(
  question: PathRequest,
  authorities: AuthoritiesRequest | undefined,
): Promise<{ readonly result: PathResult; readonly sources?: readonly Source[] }> {
  if (!authorities || question.revocation === 'off') return { result: await verifyCertificatePath(question) };
  const found = await verifyCertificatePath({ ...question, revocation: 'off' });
  const fetched = await fetchRevocation(found.path ?? found.candidate ?? [], question.at, authorities);
  const result = await verifyCertificatePath({
    ...question,
    crls: [...(question.crls ?? []), ...fetched.crls],
    ocspResponses: fetched.ocspResponses,
    revocation: question.revocation ?? 'check',
  });
  const revocation = result.revocation.map((status) => withReason(status, fetched));
  return { result: { ...result, revocation }, sources: fetched.sources };
}

/** Why nothing came is told rather than that nothing is at hand. */
function withReason(status: RevocationStatus, { statuses }: FetchedRevocation): RevocationStatus {
  const told = statuses.get(status.certificate);
  return status.status === 'unknown' && told?.reason !== undefined ? { ...status, reason: told.reason } : status;
}

function stepOf(certificate: Certificate): PathStep {
  const { fingerprint, subject, issuer, notBefore, notAfter, irregularities, trustSettings } = certificate;
  return {
    fingerprint,
    subject: subject.text,
    issuer: issuer.text,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    irregularities,
    trustSettings: trustSettings ?? null,
  };
}
