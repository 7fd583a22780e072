export type * from './request.ts';
export { DEFAULT_BUDGET } from './budget.ts';
export {
  createPathVerifier,
  verifyCertificatePath,
  type PathVerifier,
  type PathVerifierOptions,
} from './path-verifier.ts';
export { standingProblemsOf, type StandingQuestion } from './certificate-rules/standing-problems.ts';
export { purposeNames } from './certificate-rules/anchor-purpose.ts';
export { nameLabel } from './certificate-label.ts';
export { matchesHost, referenceName, type ReferenceName } from './names/host-name.ts';
export { checkRevocation, isListOf, type RevocationRequest } from './revocation/check-revocation.ts';
export { checkOcspResponse, type OcspCheckRequest } from './revocation/check-ocsp-response.ts';
export { ocspRequest } from './revocation/ocsp-request.ts';
export { together } from './revocation/together.ts';
export type { StatusAnswer, UnreadList } from './revocation/crl-decision.ts';
export {
  parseOcspResponse,
  type BasicResponse,
  type OcspResponse,
  type SingleResponse,
} from './revocation/ocsp-response.ts';
export type { SignatureRequest, SignatureVerdict, SignatureVerifier } from './signatures/port.ts';
export { nodeCrypto, nodeSignatures } from './signatures/node.ts';
export { webSignatures } from './signatures/web.ts';
export { defaultSignatures } from './signatures/default.ts';
export {
  algorithmText,
  keyFits,
  signatureHash,
  signatureScheme,
  unverifiable,
  type Hash,
  type SignatureScheme,
} from './signatures/scheme.ts';
