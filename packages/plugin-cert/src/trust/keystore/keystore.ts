/** A certificate of a keystore. */
export interface KeystoreCertificate {
  /** What the keystore calls it; undefined where it has no name there. */
  readonly alias?: string;
  readonly der: Uint8Array;
  /**
   * `trusted` put there to be trusted; `of-key` part of the chain of a private key, shown to others and not trusted;
   * `unmarked` a PKCS#12 store without keys that does not say: OpenSSL and .NET take it as trusted, Java does not.
   */
  readonly role: 'trusted' | 'of-key' | 'unmarked';
}

/** What a keystore holds. Private keys are counted, never decrypted or kept. */
export interface Keystore {
  readonly kind: 'jks' | 'pkcs12';
  readonly certificates: readonly KeystoreCertificate[];
  readonly privateKeys: number;
  /** Entries of other kinds (secret keys, lists, certificates that are not X.509). */
  readonly otherEntries: number;
  /** Whether a password proved that nothing was changed; `none`: the store has nothing to prove it with. */
  readonly integrity: 'verified' | 'not-verified' | 'none';
}

/** A keystore that cannot be opened; the message is one sentence for people. */
export class KeystoreError extends Error {
  override readonly name = 'KeystoreError';
  /** `password` it is missing or wrong; `damaged` the file breaks its format; `unsupported` it is not read here. */
  readonly reason: 'password' | 'damaged' | 'unsupported';

  constructor(reason: KeystoreError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export type KeystoreKind = Keystore['kind'] | 'jceks' | 'bks';

/** What kind of keystore a file is, by its first octets; undefined: none. */
export function keystoreKind(bytes: Uint8Array): KeystoreKind | undefined {
  if (startsWith(bytes, [0xfe, 0xed, 0xfe, 0xed])) return 'jks';
  if (startsWith(bytes, [0xce, 0xce, 0xce, 0xce])) return 'jceks';
  // Bouncy Castle: a version, and 20 octets of salt.
  if ([1, 2].some((version) => startsWith(bytes, [0, 0, 0, version, 0, 0, 0, 20]))) return 'bks';
  return isPfx(bytes) ? 'pkcs12' : undefined;
}

/** A SEQUENCE that begins with the INTEGER 3 (RFC 7292 section 4). No certificate, request, key or bundle does. */
function isPfx(bytes: Uint8Array): boolean {
  const length = bytes[1] ?? 0;
  return bytes[0] === 0x30 && startsWith(bytes.subarray(length > 0x80 ? 2 + (length & 0x7f) : 2), [2, 1, 3]);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((octet, position) => bytes[position] === octet);
}
