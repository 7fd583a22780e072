export type * from './org/org.ts';
export { OrgRefusal } from './org/org.ts';
export { ApexErrors, type ProgramSource } from './check/check-program.ts';
export { loadProgram, type LoadedClass, type LoadedMethod, type Program } from './compile/program.ts';
export { RunnerError, type Coverage, type Runtime } from './compile/runtime.ts';
export { member, type Member, type PlatformType } from './library/declaration.ts';
export { library } from './library/index.ts';
export { recordTypes } from './records/record-types.ts';
