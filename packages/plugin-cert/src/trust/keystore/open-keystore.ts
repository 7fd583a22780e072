import { readJks } from './jks.ts';
import type { Keystore, KeystoreKind } from './keystore.ts';
import { KeystoreError } from './keystore.ts';
import { emptyPasswords, passwordOf } from './password.ts';
import type { Password } from './password.ts';
import { readPkcs12 } from './pkcs12.ts';

/** Java's own default for its list of roots, printed in the manual of keytool: it protects nothing, and keeps nobody out. */
const javaDefault = 'changeit';

export interface PasswordSource {
  /** The password that was given. It must fit: no other is tried in its place. */
  readonly given?: string | undefined;
  /** Asks a person; undefined: there is nobody to ask. */
  readonly ask?: (() => Promise<string>) | undefined;
}

export interface OpenedKeystore {
  readonly keystore: Keystore;
  /** `none`: it opens without one; `default`: with Java's published one. */
  readonly openedWith: 'none' | 'default' | 'given' | 'asked';
}

/**
 * Opens a keystore. A password that was given is the only one tried. Without one: none at all, then Java's published
 * default, then a person is asked.
 *
 * @throws {KeystoreError}
 */
export async function openKeystore(
  bytes: Uint8Array,
  kind: KeystoreKind,
  { given, ask }: PasswordSource,
): Promise<OpenedKeystore> {
  if (kind === 'jceks' || kind === 'bks') throw otherKind(kind);
  const read = (password: Password | undefined): Keystore =>
    kind === 'jks' ? readJks(bytes, password?.text) : readPkcs12(bytes, password);
  if (given !== undefined) return { keystore: read(passwordOf(given)), openedWith: 'given' };
  const ways: readonly (readonly [Password | undefined, OpenedKeystore['openedWith']])[] = [
    ...(kind === 'jks' ? [] : emptyPasswords.map((empty) => [empty, 'none'] as const)),
    [passwordOf(javaDefault), 'default'],
    // What stands unencrypted can be read without any, though nothing then proves that it was not changed.
    [undefined, 'none'],
  ];
  for (const [password, openedWith] of ways) {
    try {
      const keystore = read(password);
      // A store without any protection takes every password; none was needed.
      return { keystore, openedWith: keystore.integrity === 'none' && openedWith === 'default' ? 'none' : openedWith };
    } catch (error) {
      if (!(error instanceof KeystoreError) || error.reason !== 'password') throw error;
    }
  }
  if (ask) return { keystore: read(passwordOf(await ask())), openedWith: 'asked' };
  throw new KeystoreError(
    'password',
    'The certificates of this PKCS#12 keystore are encrypted; its password is needed.',
  );
}

function otherKind(kind: 'jceks' | 'bks'): KeystoreError {
  const name = { jceks: 'JCEKS', bks: 'Bouncy Castle (BKS)' }[kind];
  return new KeystoreError(
    'unsupported',
    `This is a ${name} keystore, which is not read here; copy it into a PKCS#12 keystore: keytool -importkeystore -srckeystore OLD -srcstoretype ${kind.toUpperCase()} -destkeystore NEW.p12 -deststoretype PKCS12.`,
  );
}
