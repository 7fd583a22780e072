import assert from 'node:assert/strict';
import { KeystoreError } from '../../src/keystore/keystore-error.ts';

/** Asserts that reading fails as readers of keystores fail, and returns how. */
export function failureOf(read: () => unknown): KeystoreError {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof KeystoreError, String(error));
    return error;
  }
  return assert.fail('it was read');
}
