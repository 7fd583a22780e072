import { LibraryException } from '../compile/runtime-class.ts';
import { componentMessage } from '../library/exception.ts';
import { ApexThrow } from '../values/thrown.ts';

/** How Apex ended that did not end well. */
export interface Failure {
  /** Name of the exception: `System.DmlException`, `MyException`. */
  readonly type: string;
  readonly message: string;
  /** Apex frames, innermost first. */
  readonly stack: readonly string[];
}

/** What Apex threw; anything else is a fault of the runner, and thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApexThrow) {
    const { info, message, stack } = error.exception;
    const told = componentMessage(error.exception) ?? message ?? 'Script-thrown exception';
    const isBuiltIn = info instanceof LibraryException;
    return { type: isBuiltIn ? `System.${info.name}` : info.name, message: told, stack };
  }
  throw error;
}
