export type * from './seen-server.ts';
export type { Actor, Consequence, ServerReason, ServerReasonCode } from './reason.ts';
export type { JudgedShape } from './judge-chain.ts';
export type { JudgedStaple } from './staple.ts';
export { judgeServers, type JudgedServer, type ServersJudgment, type ServersQuestion } from './judge-servers.ts';
