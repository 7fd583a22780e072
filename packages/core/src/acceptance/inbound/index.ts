export type {
  InboundAttempt,
  InboundStep,
  InboundStepId,
  InboundUse,
  InboundUser,
  InboundVerdict,
  Known,
  MappedCertificate,
  NotKnown,
  PresentedChain,
  RevocationFacts,
  StoredCertificate,
} from './model.ts';
export { judgeInbound } from './judge-inbound.ts';
