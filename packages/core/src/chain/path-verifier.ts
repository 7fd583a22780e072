import type { Certificate } from '../x509/model.ts';
import { Meter } from './budget.ts';
import { CertificatePool } from './certificate-pool.ts';
import { label } from './certificate-label.ts';
import { hintsFor } from './hints.ts';
import { readCertificate, readCertificates } from './inputs.ts';
import { matchesHost, referenceName } from './names/host-name.ts';
import { PathSearch, type CandidatePath } from './path-search.ts';
import { PathValidation } from './path-validation.ts';
import { asPathProblem, problem, type Problem } from './problem.ts';
import { Question } from './question.ts';
import type { CertificateInput, PathRequest, PathResult, RevocationStatus } from './request.ts';
import { isRevocationWanted, RevocationCheck } from './revocation/revocation-check.ts';
import { defaultSignatures } from './signatures/default.ts';
import { SignatureEdges } from './signatures/signature-edges.ts';

/** A question about many leaves: everything but the leaf and the name it must carry. */
export type PathVerifierOptions = Omit<PathRequest, 'leaf' | 'serverName'>;

/** Verifies many leaves against the same intermediates and anchors; what was read and verified once is kept. */
export interface PathVerifier {
  /** @throws CertificateParseError when the leaf is not a certificate. */
  verify(leaf: CertificateInput, serverName?: string): Promise<PathResult>;
}

/**
 * Looks for a path from a leaf to a trust anchor and validates it (RFC 5280 section 6, RFC 9618, RFC 9525).
 *
 * Deterministic: the same certificates in any order give the same result. Bounded by `budget`.
 * @throws CertificateParseError only when the leaf is not a certificate at all; intermediates, anchors, CRLs and OCSP
 * responses that cannot be read are left out and told in `ignored`. TypeError for a purpose, profile or way of revocation that
 * there is not.
 */
export async function verifyCertificatePath(request: PathRequest): Promise<PathResult> {
  return createPathVerifier(request).verify(request.leaf, request.serverName);
}

/** @throws TypeError for a purpose, a profile or a way of revocation that there is not: a misspelled one must not ask for less. */
export function createPathVerifier(options: PathVerifierOptions): PathVerifier {
  refuseUnknownWords(options);
  const ignored: string[] = [];
  const pool = new CertificatePool(
    readCertificates(options.intermediates, 'Certificate', ignored),
    readCertificates(options.trustAnchors, 'Trust anchor', ignored),
  );
  const question = new Question(options);
  const signatures = options.signatures ?? defaultSignatures();
  const edges = new SignatureEdges(signatures, pool);
  const validation = new PathValidation(question);
  const revocation = isRevocationWanted(options)
    ? new RevocationCheck({ ...options, pool, signatures, question, ignored })
    : undefined;

  return {
    async verify(input, serverName) {
      const leaf = readCertificate(input);
      const meter = new Meter(options.budget);
      // Of the path that was checked last, which is the one that is found, if one is.
      let policies: readonly string[] = [];
      const statuses = new Map<string, RevocationStatus[]>();
      const check = async (path: readonly Certificate[], spent: Meter): Promise<readonly Problem[]> => {
        const answer = validation.validate(path, spent);
        policies = answer.policies;
        const problems = [...answer.problems, ...hostProblems(leaf, serverName)];
        if (revocation === undefined || problems.length > 0) return problems;
        const found = await revocation.check(path, spent);
        statuses.set(pathKey(path), found.statuses);
        return found.problems;
      };
      const found = await new PathSearch(pool, question, edges, check).find(leaf, meter);
      const result = {
        revocation: revocation !== undefined ? (statuses.get(pathKey(found.certificates)) ?? unchecked(found)) : [],
        ...(ignored.length === 0 ? {} : { ignored }),
        cost: { signatures: meter.signatures, steps: meter.steps },
      };
      if (found.problems.length > 0 || !found.complete) return { ...refusal(found, question), ...result };
      return { trusted: true, path: found.certificates, problems: [], hints: [], policies, ...result };
    },
  };
}

const words = {
  purpose: ['serverAuth', 'clientAuth', 'any'],
  profile: ['path', 'rfc5280', 'webpki', undefined],
  revocation: ['off', 'check', 'require', undefined],
} as const satisfies { readonly [Option in keyof PathVerifierOptions]?: readonly PathVerifierOptions[Option][] };

function refuseUnknownWords(options: PathVerifierOptions): void {
  for (const [option, known] of Object.entries(words) as [keyof typeof words, readonly (string | undefined)[]][]) {
    if (known.includes(options[option])) continue;
    throw new TypeError(`${option} is one of ${known.filter((word) => word !== undefined).join(', ')}.`);
  }
}

function refusal(found: CandidatePath, { purpose }: Question) {
  return {
    trusted: false,
    path: null,
    candidate: found.certificates,
    problems: found.problems.map(asPathProblem),
    hints: hintsFor(found, purpose),
  };
}

function hostProblems(leaf: Certificate, serverName: string | undefined): Problem[] {
  if (serverName === undefined) return [];
  const reference = referenceName(serverName);
  if (matchesHost(leaf, reference)) return [];
  const message =
    reference.kind === 'invalid'
      ? `"${serverName}" is not a name that a server can have.`
      : `${label(leaf)} is not for ${serverName}: that name is not among its alternative names.`;
  return [problem('name-mismatch', leaf, 'RFC 9525 section 6', message)];
}

const pathKey = (path: readonly Certificate[]): string => path.map(({ fingerprint }) => fingerprint).join(' ');

/** A path that already fails is not asked about revocation, and says so. */
const unchecked = ({ certificates }: CandidatePath): RevocationStatus[] =>
  certificates.slice(0, -1).map(({ fingerprint }) => ({
    certificate: fingerprint,
    status: 'unknown',
    reason: 'Not checked, because the path is not trusted anyway.',
  }));
