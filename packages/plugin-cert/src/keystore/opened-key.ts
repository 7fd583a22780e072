import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Password } from './password.ts';
import type { Rounds } from './rounds.ts';
import type { SealedKey } from './sealed-key.ts';

/** What a password opened. */
export interface OpenedKey {
  /** Undefined: it is written in no way that is known here. */
  readonly key: KeyObject | undefined;
}

/**
 * Opens a sealed key in memory. Where nothing proves what comes out, a wrong password may give nonsense (padding is right once in 256
 * times), so that only what reads as a key counts as opened.
 *
 * @param isRight Something else proved the password already.
 * @returns undefined when the password does not open it
 * @throws {KeystoreError} when it is sealed in a way that is not known here
 */
export function openKey(
  sealed: SealedKey,
  password: Password,
  rounds: Rounds,
  { isRight = false } = {},
): OpenedKey | undefined {
  const pkcs8 = sealed.open(password, rounds);
  if (pkcs8 === undefined) return undefined;
  try {
    const key = keyIn(pkcs8);
    return key || sealed.proven || isRight ? { key } : undefined;
  } finally {
    pkcs8.fill(0);
  }
}

function keyIn(pkcs8: Uint8Array): KeyObject | undefined {
  try {
    return createPrivateKey({
      key: Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.byteLength),
      format: 'der',
      type: 'pkcs8',
    });
  } catch {
    return undefined;
  }
}
