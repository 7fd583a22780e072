export * from './keystore-import/index.ts';
