import { context, openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { DerCursor, KeystoreKind } from '@cert-health/core';
import { definiteForm } from './ber.ts';
import { unsupported } from './keystore.ts';
import { decryptWithPassword } from './password-based.ts';
import { labelIn } from './pkcs12-label.ts';
import type { Label } from './pkcs12-label.ts';
import type { SealedKey } from './sealed-key.ts';

const oid = {
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
/** Entries that are read: the largest lists of roots have some five hundred. */
const maxBags = 20_000;

/** Attributes of an entry. */
interface Attributes extends Label {
  /** Octets that a key and its certificate share, in hex. */
  readonly localKeyId?: string;
  readonly trusted?: true;
}

export interface CertificateBag extends Attributes {
  readonly der: Uint8Array;
}

export interface KeyBag extends Attributes {
  readonly key: SealedKey;
}

/** What is found in the bags of all parts (RFC 7292 section 4.2). */
export class Bags {
  readonly #kind: KeystoreKind;
  readonly certificates: CertificateBag[] = [];
  readonly keys: KeyBag[] = [];
  /** Bags of other kinds: revocation lists, secrets, certificates that are not X.509. */
  readonly others: Attributes[] = [];
  #count = 0;

  constructor(kind: KeystoreKind) {
    this.#kind = kind;
  }

  /** @throws {CertificateParseError} */
  read(safeContents: Uint8Array, depth = 0): void {
    const bags = openDer(definiteForm(safeContents, 'a list of entries').der, Tag.sequence, 'a list of entries');
    while (!bags.done) this.#readBag(bags.enter(Tag.sequence, 'an entry'), depth);
  }

  #readBag(bag: DerCursor, depth: number): void {
    if (++this.#count > maxBags)
      throw unsupported(this.#kind, `has more than ${maxBags} entries, so it is no ordinary one`);
    const type = bag.oid('the kind of an entry');
    const value = bag.enter(context(0, true), 'an entry');
    const attributes = bag.done ? {} : readAttributes(bag.enter(Tag.set, 'the attributes of an entry'));
    if (type === oid.keyBag) this.keys.push({ ...attributes, key: openKey(value.any('a private key')) });
    else if (type === oid.shroudedKeyBag) this.keys.push({ ...attributes, key: shroudedKey(value) });
    else if (type === oid.certBag) this.#readCertificate(value, attributes);
    else if (type === oid.safeContentsBag && depth < maxDepth) this.read(value.any('a list of entries'), depth + 1);
    else this.others.push(attributes);
  }

  #readCertificate(value: DerCursor, attributes: Attributes): void {
    const certificate = value.enter(Tag.sequence, 'a certificate entry');
    if (certificate.oid('the kind of a certificate') !== oid.x509Certificate) {
      this.others.push(attributes);
      return;
    }
    const der = certificate.enter(context(0, true), 'a certificate').octetString('a certificate');
    this.certificates.push({ ...attributes, der });
  }
}

/** A key without any protection of its own. */
const openKey = (pkcs8: Uint8Array): SealedKey => ({ proven: true, open: () => Uint8Array.from(pkcs8) });

/** `EncryptedPrivateKeyInfo` (RFC 5208 section 6). */
function shroudedKey(value: DerCursor): SealedKey {
  const info = value.enter(Tag.sequence, 'a private key');
  const algorithm = readAlgorithm(info, 'how a private key is sealed', []);
  const sealed = info.octetString('a private key');
  return { open: (password, rounds) => decryptWithPassword(algorithm, sealed, password, rounds) };
}

function readAttributes(attributes: DerCursor): Attributes {
  let read: Attributes = {};
  while (!attributes.done) {
    const attribute = attributes.enter(Tag.sequence, 'an attribute');
    const type = attribute.oid('an attribute');
    const values = attribute.enter(Tag.set, 'the value of an attribute');
    if (type === oid.trustedKeyUsage) read = { ...read, trusted: true };
    if (values.done) continue;
    values.read('the value of an attribute');
    if (type === oid.localKeyId) read = { ...read, localKeyId: Buffer.from(values.content()).toString('hex') };
    if (type === oid.friendlyName) read = { ...read, ...labelIn(values.tag, values.content()) };
  }
  return read;
}
