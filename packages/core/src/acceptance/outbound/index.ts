export type {
  ClientKey,
  OutboundAttempt,
  OutboundClient,
  OutboundStep,
  OutboundStepId,
  OutboundUse,
  OutboundVerdict,
} from './model.ts';
export { judgeOutbound } from './judge-outbound.ts';
