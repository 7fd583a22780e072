export type * from './model.ts';
export { isGap } from './model.ts';
export { isNameOfServer, isSentByServer, SERVERS, withoutServers } from './servers.ts';
export { nameOfHolding, withDistinctNames } from './called.ts';
export type { HeldChain } from './held-chain.ts';
export { bundleFaults, type BundleFault } from './bundle-faults.ts';
export { couldHaveIssued, endsOf, heldChain, isPending, isSelfSigned } from './held-chain.ts';
export type { Ending } from './ending.ts';
export { endingsOf, isNeverValid, isOver } from './ending.ts';
