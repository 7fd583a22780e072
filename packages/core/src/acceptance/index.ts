export * from './keystore-import/index.ts';
export * from './server/index.ts';
