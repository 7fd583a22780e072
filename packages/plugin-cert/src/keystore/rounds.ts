import { KeystoreError } from './keystore-error.ts';

/** No writer asks for more in one derivation; more would only keep the reader busy. */
const maxAtOnce = 1_000_000;
/** What opening one keystore may cost in all, tries of several passwords included: some seconds. */
const maxInAll = 6_000_000;

/** Counts rounds of key derivation, so that no file can keep the reader busy. */
export class Rounds {
  #left = maxInAll;

  /** @throws {KeystoreError} */
  spend(rounds: number): number {
    if (rounds < 1 || rounds > maxAtOnce) {
      throw new KeystoreError(
        'unsupported',
        `The keystore asks for ${rounds} rounds of key derivation, and 1 to ${maxAtOnce} are done here; copy it into a new one.`,
      );
    }
    this.#left -= rounds;
    if (this.#left < 0) {
      throw new KeystoreError(
        'unsupported',
        `The keystore asks for more than ${maxInAll} rounds of key derivation in all; copy it into a new one.`,
      );
    }
    return rounds;
  }
}
