import type { FoundKey, KeyForm } from './model.ts';

/** Entries that are looked at; a list of roots has some hundred. */
const MOST_ENTRIES = 10_000;

/**
 * The keys in a Java keystore (JKS, JCEKS) or one of Bouncy Castle (BKS, UBER). Undefined when it is none, or holds
 * certificates only: a list of whom to trust. Each key in it is encrypted with a password.
 */
export function keyInJavaKeystore(bytes: Uint8Array): FoundKey | undefined {
  const reader = new Reader(bytes);
  try {
    const form = startsWith(bytes, [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0])
      ? javas(reader, 'jks')
      : startsWith(bytes, [0xce, 0xce, 0xce, 0xce, 0, 0, 0])
        ? javas(reader, 'jceks')
        : startsWith(bytes, [0, 0, 0]) && bouncyCastles(reader);
    return form ? { form, protection: 'password', certainty: 'certain' } : undefined;
  } catch (error) {
    // It ends within an entry, and all that stood before it were certificates; or it is no keystore.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** OpenJDK, sun.security.provider.JavaKeyStore, `engineStore`. In JCEKS secret keys are a third kind of entry. */
function javas(reader: Reader, form: KeyForm): KeyForm | undefined {
  reader.skip(4);
  const version = reader.integer();
  const count = Math.min(reader.integer(), MOST_ENTRIES);
  for (let entry = 0; entry < count; entry++) {
    if (reader.integer() !== 2) return form;
    reader.text();
    reader.skip(8);
    if (version === 2) reader.text();
    reader.block();
  }
  return undefined;
}

/** org.bouncycastle.jcajce.provider.keystore.bc.BcKeyStoreSpi: a version, 20 octets of salt, a count of iterations. */
function bouncyCastles(reader: Reader): KeyForm | undefined {
  const version = reader.integer();
  const salt = reader.integer();
  if (version > 2 || salt !== 20) return undefined;
  reader.skip(salt);
  const rounds = reader.integer();
  if (rounds === 0 || rounds > 0xffff) return undefined;
  // The entries of a BKS lie open; a UBER is encrypted from here on, so that its first entry is none.
  for (let entry = 0; entry < MOST_ENTRIES; entry++) {
    const kind = reader.octet();
    if (kind > 4) return entry === 0 ? 'uber' : undefined;
    if (kind === 0) return undefined;
    if (kind !== 1) return 'bks';
    reader.text();
    reader.skip(8);
    const chain = reader.integer();
    for (let one = 0; one <= chain && chain < 100; one++) {
      reader.text();
      reader.block();
    }
  }
  return undefined;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((octet, position) => bytes[position] === octet);
}

/** Big-endian numbers, and texts and blocks behind their lengths. Throws a RangeError at the end. */
class Reader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Steps over so many octets and returns where they began. */
  skip(octets: number): number {
    const start = this.#at;
    this.#at += octets;
    return start;
  }

  octet(): number {
    return this.#view.getUint8(this.skip(1));
  }

  integer(): number {
    return this.#view.getUint32(this.skip(4));
  }

  text(): void {
    this.skip(this.#view.getUint16(this.skip(2)));
  }

  block(): void {
    this.skip(this.integer());
  }
}
