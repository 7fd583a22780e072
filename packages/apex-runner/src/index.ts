export type * from './org/org.ts';
export { OrgRefusal } from './org/org.ts';
export { ApexErrors, type ProgramSource } from './check/check-program.ts';
export { loadProgram, type LoadedClass, type LoadedMethod, type Program } from './compile/program.ts';
export { RunnerError, type Coverage, type Runtime } from './compile/runtime.ts';
export { platform } from './platform.ts';
export { runTests, type TestResult, type TestRunOptions } from './tests/run-tests.ts';
