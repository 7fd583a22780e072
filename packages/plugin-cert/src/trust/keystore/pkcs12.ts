import { CertificateParseError, context, openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { AlgorithmIdentifier, DerCursor } from '@cert-health/core';
import type { Keystore, KeystoreCertificate } from './keystore.ts';
import { KeystoreError } from './keystore.ts';
import type { Password } from './password.ts';
import { decryptPart, macFits } from './pkcs12-protection.ts';
import type { StoreMac } from './pkcs12-protection.ts';

const oid = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  /** Oracle's mark of a certificate that is to be trusted (JDK 8 and later). */
  trustedKeyUsage: '2.16.840.1.113894.746875.1.1',
} as const;

/** Bags in bags that are followed. */
const maxDepth = 8;
/** Parts that are read: writers make two or three, and each may cost a key derivation. */
const maxParts = 16;

/**
 * Reads a PKCS#12 keystore. Keys are counted and never decrypted.
 *
 * @param password undefined: only what is not encrypted can be read, and its integrity is not verified
 * @throws {KeystoreError} `password` when one is needed or the given one does not fit
 * @source RFC 7292 sections 4 and 5; RFC 5652 section 8
 */
export function readPkcs12(bytes: Uint8Array, password: Password | undefined): Keystore {
  try {
    return open(bytes, password);
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    const inPieces = error.code === 'der.indefinite-length' || error.code === 'der.constructed-string';
    throw inPieces
      ? new KeystoreError(
          'unsupported',
          'The PKCS#12 keystore is written in a loose form (BER) that is not read here; export its certificates as PEM.',
        )
      : new KeystoreError('damaged', `The PKCS#12 keystore is damaged: ${error.message}`);
  }
}

function open(bytes: Uint8Array, password: Password | undefined): Keystore {
  const pfx = openDer(bytes, Tag.sequence, 'the PKCS#12 keystore');
  pfx.smallInteger('its version', 3);
  const authSafe = pfx.enter(Tag.sequence, 'its content');
  if (authSafe.oid('the type of its content') !== oid.data) {
    throw new KeystoreError(
      'unsupported',
      'The PKCS#12 keystore is signed instead of protected by a password, which is not read here; export its certificates as PEM.',
    );
  }
  const content = authSafe.enter(context(0, true), 'its content').octetString('its content');
  const mac = pfx.done ? undefined : readMac(pfx.enter(Tag.sequence, 'its MAC'));
  const fits = mac && password && macFits(mac, content, password);
  if (fits === false) throw wrongPassword();
  const bags = new Bags();
  const parts = openDer(content, Tag.sequence, 'its list of parts');
  for (let count = 1; !parts.done; count++) {
    if (count > maxParts) {
      throw new KeystoreError(
        'unsupported',
        `The PKCS#12 keystore has more than ${maxParts} parts; this is no ordinary one.`,
      );
    }
    readPart(parts.enter(Tag.sequence, 'a part'), password, fits === true, bags);
  }
  return {
    kind: 'pkcs12',
    ...bags.sorted(),
    integrity: mac === undefined ? 'none' : fits === true ? 'verified' : 'not-verified',
  };
}

function readMac(macData: DerCursor): StoreMac {
  const digestInfo = macData.enter(Tag.sequence, 'the digest of the MAC');
  const { oid: algorithm } = readAlgorithm(digestInfo, 'the algorithm of the MAC', []);
  const value = digestInfo.octetString('the MAC');
  const salt = macData.octetString('the salt of the MAC');
  const count = 'the iteration count of the MAC';
  const iterations = macData.done ? 1 : macData.smallInteger(count, Number.MAX_SAFE_INTEGER);
  return { algorithm, value, salt, iterations };
}

/** One `ContentInfo`: plain or encrypted. A part encrypted to somebody's key cannot be read by anyone else. */
function readPart(part: DerCursor, password: Password | undefined, proven: boolean, bags: Bags): void {
  const type = part.oid('the type of a part');
  if (type === oid.data) {
    bags.read(part.enter(context(0, true), 'a part').octetString('a part'), 0);
    return;
  }
  if (type !== oid.encryptedData) {
    bags.otherEntries++;
    return;
  }
  const encrypted = part.enter(context(0, true), 'an encrypted part').enter(Tag.sequence, 'an encrypted part');
  encrypted.smallInteger('the version of an encrypted part', 2);
  const info = encrypted.enter(Tag.sequence, 'an encrypted part');
  info.oid('the type of an encrypted part');
  const algorithm = readAlgorithm(info, 'the encryption', []);
  const content = info.octetString('the encrypted content', context(0));
  if (password === undefined) {
    throw new KeystoreError(
      'password',
      'The certificates of this PKCS#12 keystore are encrypted; its password is needed.',
    );
  }
  readDecrypted(algorithm, content, password, proven, bags);
}

function readDecrypted(
  algorithm: AlgorithmIdentifier,
  content: Uint8Array,
  password: Password,
  proven: boolean,
  bags: Bags,
): void {
  const plain = decryptPart(algorithm, content, password);
  if (plain === undefined) throw wrongPassword();
  try {
    bags.read(plain, 0);
  } catch (error) {
    // A wrong key leaves the padding right once in 256 times, and nonsense before it.
    if (!proven && error instanceof CertificateParseError) throw wrongPassword();
    throw error;
  }
}

function wrongPassword(): KeystoreError {
  return new KeystoreError('password', 'The password is wrong, or the PKCS#12 keystore was changed without it.');
}

interface Bag {
  readonly alias?: string;
  readonly der: Uint8Array;
  readonly trusted: boolean;
  readonly ofKey: boolean;
}

/** What is found in the bags of all parts. */
class Bags {
  readonly #certificates: Bag[] = [];
  privateKeys = 0;
  otherEntries = 0;

  read(safeContents: Uint8Array, depth: number): void {
    const bags = openDer(safeContents, Tag.sequence, 'a list of entries');
    while (!bags.done) this.#readBag(bags.enter(Tag.sequence, 'an entry'), depth);
  }

  #readBag(bag: DerCursor, depth: number): void {
    const type = bag.oid('the kind of an entry');
    const value = bag.enter(context(0, true), 'an entry');
    const attributes = bag.done ? {} : readAttributes(bag.enter(Tag.set, 'the attributes of an entry'));
    if (type === oid.keyBag || type === oid.shroudedKeyBag) this.privateKeys++;
    else if (type === oid.certBag) this.#readCertificate(value, attributes);
    else if (type === oid.safeContentsBag && depth < maxDepth) this.read(value.any('a list of entries'), depth + 1);
    else this.otherEntries++;
  }

  #readCertificate(value: DerCursor, { alias, localKeyId = false, trusted = false }: Attributes): void {
    const certificate = value.enter(Tag.sequence, 'a certificate entry');
    if (certificate.oid('the kind of a certificate') !== oid.x509Certificate) {
      this.otherEntries++;
      return;
    }
    const der = certificate.enter(context(0, true), 'a certificate').octetString('a certificate');
    this.#certificates.push({ ...(alias === undefined ? {} : { alias }), der, trusted, ofKey: localKeyId });
  }

  /** Beside a key, a certificate without a mark belongs to that key's chain, as Java and OpenSSL write it. */
  sorted(): Pick<Keystore, 'certificates' | 'privateKeys' | 'otherEntries'> {
    const { privateKeys, otherEntries } = this;
    const certificates = this.#certificates.map(({ alias, der, trusted, ofKey }): KeystoreCertificate => {
      const role = trusted ? 'trusted' : ofKey || privateKeys > 0 ? 'of-key' : 'unmarked';
      return { ...(alias === undefined ? {} : { alias }), der, role };
    });
    return { certificates, privateKeys, otherEntries };
  }
}

interface Attributes {
  readonly alias?: string;
  readonly localKeyId?: boolean;
  readonly trusted?: boolean;
}

function readAttributes(attributes: DerCursor): Attributes {
  let read: Attributes = {};
  while (!attributes.done) {
    const attribute = attributes.enter(Tag.sequence, 'an attribute');
    const type = attribute.oid('an attribute');
    const values = attribute.enter(Tag.set, 'the value of an attribute');
    if (type === oid.localKeyId) read = { ...read, localKeyId: true };
    if (type === oid.trustedKeyUsage) read = { ...read, trusted: true };
    if (type === oid.friendlyName && values.peek() === bmpString) {
      values.read('the name of an entry');
      read = { ...read, alias: Buffer.from(values.content()).swap16().toString('utf16le') };
    }
  }
  return read;
}

const bmpString = 0x1e;
