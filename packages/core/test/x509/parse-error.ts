import assert from 'node:assert/strict';
import { CertificateParseError } from '@cert-health/core';

/** Runs `work`, which must throw a parse error with this code, and returns the error. */
export function parseError(code: string, work: () => unknown): CertificateParseError {
  let caught: unknown = new Error('nothing was thrown');
  try {
    work();
  } catch (error) {
    caught = error;
  }
  if (!(caught instanceof CertificateParseError))
    throw new assert.AssertionError({ message: `expected ${code}`, actual: caught });
  assert.equal(caught.code, code, caught.message);
  assert.match(caught.message, /^[A-Z“-].*\.$/su, 'a message is a sentence');
  return caught;
}
