import { convertCommand, keystoreNames } from '@cert-health/core';
import type { KeystoreKind } from '@cert-health/core';
import { readBcfks } from './bcfks.ts';
import { readBks } from './bks.ts';
import { readJks } from './jks.ts';
import { passwordNeeded } from './keystore.ts';
import { KeystoreError } from './keystore-error.ts';
import type { Keystore } from './keystore.ts';
import { emptyPasswords, passwordOf } from './password.ts';
import type { Password } from './password.ts';
import type { PasswordSource } from './password-source.ts';
import { readPkcs12 } from './pkcs12.ts';
import { Rounds } from './rounds.ts';

/** Java's own default for its list of roots, printed in the manual of keytool: it protects nothing, and keeps nobody out. */
const javaDefault = 'changeit';

export interface OpenedKeystore {
  readonly keystore: Keystore;
  /** `none`: without one, perhaps in part; `default`: with Java's published one. */
  readonly openedWith: 'none' | 'default' | 'given' | 'asked';
  /** The one that opened it; undefined where none did or none was needed. */
  readonly password?: Password;
}

/**
 * Opens a keystore. A password that was given is the only one tried. Without one: none at all, then Java's published
 * default, then a person is asked; at last what stands in it unencrypted is read, and `sealedParts` says what is not.
 *
 * @throws {KeystoreError}
 */
export async function openKeystore(
  bytes: Uint8Array,
  kind: KeystoreKind,
  { given, ask }: PasswordSource,
): Promise<OpenedKeystore> {
  const rounds = new Rounds();
  if (given !== undefined || !ask) return openAlone(bytes, kind, given, rounds);
  const opened = maybe(() => openAlone(bytes, kind, undefined, rounds));
  if (opened?.keystore.sealedParts === 0) return opened;
  return openAlone(bytes, kind, await ask(), rounds, 'asked');
}

/**
 * The same where there is nobody to ask.
 *
 * @throws {KeystoreError}
 */
export function openAlone(
  bytes: Uint8Array,
  kind: KeystoreKind,
  given: string | undefined,
  rounds = new Rounds(),
  how: OpenedKeystore['openedWith'] = 'given',
): OpenedKeystore {
  const read = (password: Password | undefined): Keystore => readKind(bytes, kind, password, rounds);
  if (given !== undefined) return tryEach(read, given === '' ? emptyPasswords : [passwordOf(given)], how);
  const ways = [
    () => tryEach(read, kind === 'pkcs12' ? emptyPasswords : [], 'none'),
    () => tryEach(read, [passwordOf(javaDefault)], 'default'),
    // What stands unencrypted can be read without any, though nothing then proves that it was not changed.
    () => ({ keystore: read(undefined), openedWith: 'none' }) as const,
  ];
  for (const way of ways) {
    const opened = maybe(way);
    if (opened) return opened;
  }
  throw passwordNeeded(kind);
}

function readKind(bytes: Uint8Array, kind: KeystoreKind, password: Password | undefined, rounds: Rounds): Keystore {
  switch (kind) {
    case 'jks':
    case 'jceks':
      return readJks(bytes, kind, password?.text);
    case 'pkcs12':
      return readPkcs12(bytes, password, rounds);
    case 'bks':
      return readBks(bytes, password, rounds);
    case 'bcfks':
      return readBcfks(bytes, password, rounds);
    case 'uber':
      throw new KeystoreError(
        'unsupported',
        `This is a ${keystoreNames.uber}, which is encrypted as a whole and not read here; copy it into a Java keystore: ${convertCommand({ kind, file: 'OLD', newFile: 'NEW.jks' })}`,
      );
  }
}

/** The first password that fits. A store that nothing protects takes every one: then none of those tried was needed. */
function tryEach(
  read: (password: Password | undefined) => Keystore,
  passwords: readonly Password[],
  openedWith: OpenedKeystore['openedWith'],
): OpenedKeystore {
  let refused: KeystoreError | undefined;
  for (const password of passwords) {
    try {
      const keystore = read(password);
      if (openedWith === 'given' || openedWith === 'asked') return { keystore, openedWith, password };
      const without = keystore.integrity === 'verified' ? undefined : maybe(() => read(undefined));
      return without?.sealedParts === 0
        ? { keystore: without, openedWith: 'none' }
        : { keystore, openedWith, password };
    } catch (error) {
      if (!(error instanceof KeystoreError) || error.reason !== 'password') throw error;
      refused = error;
    }
  }
  throw refused ?? new KeystoreError('password', 'No password fits.');
}

/** Undefined when a password is missing or does not fit. */
function maybe<Result>(open: () => Result): Result | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof KeystoreError && error.reason === 'password') return undefined;
    throw error;
  }
}
