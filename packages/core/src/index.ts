/** The judgment behind Certificate Health: pure, without file system, network, clock or process. */
export { version } from './version.ts';
export * from './x509/index.ts';
export * from './chain/index.ts';
export * from './trust/index.ts';
export * from './policy/index.ts';
export * from './secrets/index.ts';
export * from './inventory/index.ts';
export * from './uses/index.ts';
export * from './org-rows/index.ts';
export * from './findings/index.ts';
export * from './checks/index.ts';
export * from './acceptance/index.ts';
export * from './health/index.ts';
export * from './report/index.ts';
export * from './records/index.ts';
export * from './rotation/signing/index.ts';
export * from './rotation/index.ts';
