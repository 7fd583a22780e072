/** What can be told of a signing request and of its answer, without asking anybody. */
export { caaObstacle, type CaaQuestion, type CaaRecord } from './caa.ts';
export { certificateId } from './certificate-id.ts';
export { forbiddenPurpose, type AuthorityFacts } from './forbidden-purpose.ts';
export { askedNames, identifierOf, nameSetKey, type AskedNames, type Identifier } from './identifiers.ts';
export {
  judgeGivenChain,
  judgeSignedChain,
  type ChainFault,
  type ChainJudgment,
  type ChainQuestion,
  type GivenChainQuestion,
} from './judge-chain.ts';
export { judgeRequest, type RequestJudgment, type RequestQuestion, type SigningPurpose } from './judge-request.ts';
export { publicAuthorityOf, type PublicAuthority } from './public-directories.ts';
export { readSigningRequest, type ReadRequest } from './read-request.ts';
export { isSameKey } from './same-key.ts';
