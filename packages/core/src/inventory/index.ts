export type * from './model.ts';
export { isGap } from './model.ts';
export type { HeldChain } from './held-chain.ts';
export { couldHaveIssued, heldChain, isPending, isSelfSigned } from './held-chain.ts';
export type { Ending } from './ending.ts';
export { endingsOf, isOver } from './ending.ts';
