import { createHmac, timingSafeEqual } from 'node:crypto';
import { CertificateParseError, context, openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { DerCursor } from '@cert-health/core';
import { definiteForm } from './ber.ts';
import { hmacs } from './digests.ts';
import { damaged, keystoreCertificate, passwordNeeded, wrongPassword } from './keystore.ts';
import type { Integrity, Keystore, KeystoreEntry } from './keystore.ts';
import { passwordOf } from './password.ts';
import type { Password } from './password.ts';
import { decryptWithPassword, deriveKey } from './password-based.ts';
import type { Secret } from './password-based.ts';
import type { Rounds } from './rounds.ts';

const kind = 'bcfks';
/** Entries that are read; the largest lists of roots have some five hundred. */
const maxEntries = 20_000;

/**
 * Reads a Bouncy Castle FIPS keystore, the format that Government Cloud imports. It is encrypted as a whole: without its
 * password nothing shows.
 *
 * @throws {KeystoreError}
 * @source Bouncy Castle, org.bouncycastle.asn1.bc.ObjectStore and
 * org.bouncycastle.jcajce.provider.keystore.bcfks.BcFKSKeyStoreSpi
 */
export function readBcfks(bytes: Uint8Array, password: Password | undefined, rounds: Rounds): Keystore {
  try {
    return open(bytes, password, rounds);
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    throw damaged(kind, 'its form is broken');
  }
}

function open(bytes: Uint8Array, password: Password | undefined, rounds: Rounds): Keystore {
  const { der, trailing } = definiteForm(bytes, 'it');
  const store = openDer(der, Tag.sequence, 'the keystore');
  const data = store.enter(Tag.sequence, 'its content');
  const proved = store.element();
  const algorithm = readAlgorithm(data, 'its encryption', []);
  const sealed = data.octetString('its content');
  if (password === undefined) throw passwordNeeded(kind);
  const integrity = store.done ? 'none' : proofOf(store, proved, password, rounds);
  const plain = decryptWithPassword(algorithm, sealed, password, rounds, secretFor(password, 'STORE_ENCRYPTION'));
  if (plain === undefined) throw wrongPassword(kind);
  return { kind, entries: entriesIn(plain), integrity, sealedParts: 0, trailing };
}

/** The password as its key derivation takes it: in UTF-16 with an end mark, and what the key is for in the same form. */
function secretFor(password: Password, use: string): Secret {
  return { octets: Buffer.concat([password.bmp, passwordOf(use).bmp]), parallelIsBlockSize: true };
}

/** `PbkdMacIntegrityCheck`; a signature takes a certificate to check it, which is nobody's here. */
function proofOf(store: DerCursor, proved: Uint8Array, password: Password, rounds: Rounds): Integrity {
  if (store.peek() === context(0, true)) return 'not-checkable';
  const check = store.enter(Tag.sequence, 'its proof of integrity');
  const { oid } = readAlgorithm(check, 'the MAC', []);
  const derivation = readAlgorithm(check, 'the key derivation of the MAC', []);
  const value = check.octetString('the MAC');
  const hash = hmacs[oid];
  if (hash === undefined) return 'not-checkable';
  const wanted = createHmac(hash, '').digest().length;
  const key = deriveKey(derivation, secretFor(password, 'INTEGRITY_CHECK'), wanted, rounds);
  const made = createHmac(hash, key).update(proved).digest();
  if (made.length !== value.length || !timingSafeEqual(made, value)) throw wrongPassword(kind);
  return 'verified';
}

/** `ObjectStoreData`: version, algorithm of the proof, two times, entries. */
function entriesIn(plain: Uint8Array): KeystoreEntry[] {
  const store = openDer(plain, Tag.sequence, 'the decrypted content');
  store.integer('its version');
  readAlgorithm(store, 'the algorithm of its proof', []);
  store.expect(Tag.generalizedTime, 'when it was made');
  store.expect(Tag.generalizedTime, 'when it was changed');
  const objects = store.enter(Tag.sequence, 'its entries');
  const entries: KeystoreEntry[] = [];
  while (!objects.done) {
    if (entries.length >= maxEntries) throw damaged(kind, `it has more than ${maxEntries} entries`);
    entries.push(entryIn(objects.enter(Tag.sequence, 'an entry')));
  }
  return entries;
}

/** Types of `ObjectData`; the others are keys that are secret. */
const type = { certificate: 0, privateKey: 1, protectedPrivateKey: 3 } as const;

function entryIn(object: DerCursor): KeystoreEntry {
  const entryType = object.smallInteger('the kind of an entry', 255);
  object.expect(Tag.utf8String, 'the name of an entry');
  const alias = new TextDecoder().decode(object.content());
  object.expect(Tag.generalizedTime, 'when an entry was made');
  object.expect(Tag.generalizedTime, 'when an entry was changed');
  const data = object.octetString('an entry');
  if (entryType === type.certificate) {
    return { alias, kind: 'trusted', certificates: [keystoreCertificate(data)] };
  }
  if (entryType !== type.privateKey && entryType !== type.protectedPrivateKey) {
    return { alias, kind: 'other', certificates: [] };
  }
  const inner = openDer(data, Tag.sequence, 'an entry with a key');
  const info = inner.enter(Tag.sequence, 'a private key');
  const algorithm = readAlgorithm(info, 'how a private key is sealed', []);
  const sealed = info.octetString('a private key');
  const chain = inner.enter(Tag.sequence, 'the chain of a key');
  const certificates: KeystoreEntry['certificates'][number][] = [];
  while (!chain.done) certificates.push(keystoreCertificate(chain.any('a certificate')));
  return {
    alias,
    kind: 'key',
    certificates,
    key: {
      open: (password, rounds) =>
        decryptWithPassword(algorithm, sealed, password, rounds, secretFor(password, 'PRIVATE_KEY_ENCRYPTION')),
    },
  };
}
