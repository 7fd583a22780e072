import type { Password } from './password.ts';
import type { Rounds } from './rounds.ts';

/** A private key as a keystore holds it. */
export interface SealedKey {
  /** A digest proves what comes out; elsewhere a wrong password may give nonsense. */
  readonly proven?: true;
  /**
   * Opens it in memory, to answer a question about it (`questionKey`) or to use it in a handshake (`sf cert probe --cert`). What comes
   * back is never shown or written.
   *
   * @returns PKCS#8 in DER; undefined when the password does not open it
   * @throws {KeystoreError} when it is sealed in a way that is not known here
   */
  open(password: Password, rounds: Rounds): Uint8Array | undefined;
}
