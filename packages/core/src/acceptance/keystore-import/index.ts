export type * from './model.ts';
export { judgeKeystoreImport } from './judge-import.ts';
export { convertCommand, storeArguments } from './commands.ts';
