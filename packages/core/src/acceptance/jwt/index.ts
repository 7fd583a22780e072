export type {
  AppKeyAttempt,
  TokenApp,
  TokenAttempt,
  TokenFacts,
  TokenOrg,
  TokenStep,
  TokenStepId,
  TokenVerdict,
} from './model.ts';
export { judgeAppKey, judgeToken } from './judge-token.ts';
