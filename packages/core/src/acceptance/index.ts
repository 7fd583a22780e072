export * from './keystore-import/index.ts';
export * from './inbound/index.ts';
export * from './outbound/index.ts';
export * from './sso/index.ts';
export * from './jwt/index.ts';
export * from './server/index.ts';
export * from './replacement/index.ts';
export type { Step } from './step.ts';
