export * from './keystore-import/index.ts';
export * from './inbound/index.ts';
