import type { ExceptionObject } from './value.ts';

/** What travels up through JavaScript when Apex throws. */
export class ApexThrow extends Error {
  readonly exception: ExceptionObject;
  constructor(exception: ExceptionObject) {
    super(exception.message ?? exception.info.name);
    this.exception = exception;
  }
}
