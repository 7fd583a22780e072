import { CertificateParseError, context, openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { DerCursor } from '@cert-health/core';
import { definiteForm } from './ber.ts';
import { damaged, unsupported, wrongPassword } from './keystore.ts';
import type { Keystore } from './keystore.ts';
import type { Password } from './password.ts';
import { decryptWithPassword } from './password-based.ts';
import { Bags } from './pkcs12-bags.ts';
import { entriesOf } from './pkcs12-entries.ts';
import { macFits, macIsKnown, readMac } from './pkcs12-mac.ts';
import type { Rounds } from './rounds.ts';

const oid = { data: '1.2.840.113549.1.7.1', encryptedData: '1.2.840.113549.1.7.6' } as const;

const kind = 'pkcs12';
/** Parts that are read: writers make two or three, and each may cost a key derivation. */
const maxParts = 16;

/**
 * Reads a PKCS#12 keystore, in DER or BER. Keys stay closed.
 *
 * @param password undefined: what is encrypted stays closed and is counted, and integrity is not verified
 * @throws {KeystoreError} `password` when the given one does not fit
 * @source RFC 7292 sections 4 and 5; RFC 5652 section 8; RFC 9579
 */
export function readPkcs12(bytes: Uint8Array, password: Password | undefined, rounds: Rounds): Keystore {
  try {
    return open(bytes, password, rounds);
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    throw damaged(kind, withoutEnd(error.message));
  }
}

function open(bytes: Uint8Array, password: Password | undefined, rounds: Rounds): Keystore {
  const { der, trailing } = definiteForm(bytes, 'it');
  const pfx = openDer(der, Tag.sequence, 'the keystore');
  pfx.smallInteger('its version', 3);
  const authSafe = pfx.enter(Tag.sequence, 'its content');
  if (authSafe.oid('the type of its content') !== oid.data) {
    throw unsupported(kind, 'is signed instead of protected by a password, which is not read here; make a new one');
  }
  const content = authSafe.enter(context(0, true), 'its content').octetString('its content');
  const mac = pfx.done ? undefined : readMac(pfx.enter(Tag.sequence, 'its MAC'));
  const fits = mac && password && macFits(mac, content, password, rounds);
  if (fits === false) throw wrongPassword(kind);
  const bags = new Bags(kind);
  const sealedParts = readParts(content, bags, (part) => openPart(part, password, rounds, fits === true));
  return {
    kind,
    entries: entriesOf(bags),
    integrity:
      mac === undefined ? 'none' : fits === true ? 'verified' : macIsKnown(mac) ? 'not-verified' : 'not-checkable',
    sealedParts,
    trailing,
  };
}

/** @returns how many parts stayed closed. */
function readParts(
  content: Uint8Array,
  bags: Bags,
  openEncrypted: (part: DerCursor) => ((bags: Bags) => void) | undefined,
): number {
  const parts = openDer(definiteForm(content, 'its list of parts').der, Tag.sequence, 'its list of parts');
  let sealed = 0;
  for (let count = 1; !parts.done; count++) {
    if (count > maxParts) throw unsupported(kind, `has more than ${maxParts} parts, so it is no ordinary one`);
    const part = parts.enter(Tag.sequence, 'a part');
    const type = part.oid('the type of a part');
    if (type === oid.data) bags.read(part.enter(context(0, true), 'a part').octetString('a part'));
    else {
      // What is encrypted to somebody's key, or in a way of its own, stays closed too.
      const read = type === oid.encryptedData ? openEncrypted(part) : undefined;
      if (read) read(bags);
      else sealed++;
    }
  }
  return sealed;
}

/** `EncryptedData` of RFC 5652 section 8; undefined without a password. */
function openPart(
  part: DerCursor,
  password: Password | undefined,
  rounds: Rounds,
  proven: boolean,
): ((bags: Bags) => void) | undefined {
  const encrypted = part.enter(context(0, true), 'an encrypted part').enter(Tag.sequence, 'an encrypted part');
  encrypted.smallInteger('the version of an encrypted part', 2);
  const info = encrypted.enter(Tag.sequence, 'an encrypted part');
  info.oid('the type of an encrypted part');
  const algorithm = readAlgorithm(info, 'the encryption', []);
  const content = encryptedContent(info);
  if (password === undefined) return undefined;
  const plain = decryptWithPassword(algorithm, content, password, rounds);
  if (plain === undefined) throw wrongPassword(kind);
  return (bags) => {
    try {
      bags.read(plain);
    } catch (error) {
      // A wrong key leaves the padding right once in 256 times, and nonsense before it.
      if (!proven && error instanceof CertificateParseError) throw wrongPassword(kind);
      throw error;
    }
  };
}

/** `[0] IMPLICIT OCTET STRING`, which BER may write in pieces. */
function encryptedContent(info: DerCursor): Uint8Array {
  if (info.peek() !== context(0, true)) return info.octetString('the encrypted content', context(0));
  const pieces = info.enter(context(0, true), 'the encrypted content');
  const content: Uint8Array[] = [];
  while (!pieces.done) content.push(pieces.octetString('a piece of the encrypted content'));
  return Buffer.concat(content);
}

/** The advice at the end of a message for files as such; this one's own follows. */
function withoutEnd(message: string): string {
  const sentence = message.replace(/\.$/, '');
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
