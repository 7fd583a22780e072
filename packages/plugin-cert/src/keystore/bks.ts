import { createHmac } from 'node:crypto';
import { sha1 } from './digests.ts';
import { namesOf } from './jks.ts';
import { damaged, keystoreCertificate, unsupported, wrongPassword } from './keystore.ts';
import type { Keystore, KeystoreEntry } from './keystore.ts';
import { OctetReader } from './octet-reader.ts';
import type { Password } from './password.ts';
import { derivePkcs12Key, purpose } from './pkcs12-kdf.ts';
import type { Rounds } from './rounds.ts';

const kind = 'bks';
const macLength = 20;
/** Version 1 takes 20 for a number of bits: its key has two octets. */
const macKeyLength: Readonly<Record<number, number>> = { 0: 2, 1: 2, 2: macLength };

/**
 * Reads a Bouncy Castle keystore (BKS). As in JKS, certificates stand in it unencrypted, and a password proves that
 * nothing was changed. Keys are counted.
 *
 * @throws {KeystoreError}
 * @source Bouncy Castle, org.bouncycastle.jcajce.provider.keystore.bc.BcKeyStoreSpi
 */
export function readBks(bytes: Uint8Array, password: Password | undefined, rounds: Rounds): Keystore {
  const reader = new OctetReader(bytes, kind);
  const version = reader.integer();
  const salt = reader.take(reader.integer());
  const count = reader.integer();
  const start = reader.at;
  const entries: KeystoreEntry[] = [];
  for (let tag = reader.octet(); tag !== 0; tag = reader.octet()) entries.push(readEntry(reader, tag));
  const body = bytes.subarray(start, reader.at);
  const mac = reader.take(macLength);
  if (password !== undefined) {
    const keyLength = macKeyLength[version];
    if (keyLength === undefined) throw unsupported(kind, `states version ${version}, which is not known here`);
    const key = derivePkcs12Key(sha1, password.bmp, salt, rounds.spend(count), purpose.mac, keyLength);
    if (!createHmac('sha1', key).update(body).digest().equals(mac)) throw wrongPassword(kind);
  }
  return {
    kind,
    entries,
    integrity: password === undefined ? 'not-verified' : 'verified',
    sealedParts: 0,
    trailing: reader.left,
  };
}

/** Kinds of entries: 1 a certificate, 2 a key in the open, 3 octets, 4 a sealed key. */
function readEntry(reader: OctetReader, tag: number): KeystoreEntry {
  const name = namesOf(reader.text());
  reader.skip(8); // When the entry was made.
  const chain = readCertificates(reader, reader.integer());
  if (tag === 1) {
    const certificates = readCertificates(reader, 1);
    return { ...name, kind: certificates.length === 0 ? 'other' : 'trusted', certificates };
  }
  if (tag === 2) {
    const type = reader.octet(); // 0 a private key, 1 a public one, 2 a secret one.
    reader.text();
    reader.text();
    reader.block();
    return { ...name, kind: type === 0 ? 'key' : 'other', certificates: chain };
  }
  if (tag !== 3 && tag !== 4) throw damaged(kind, 'an entry is of no known kind');
  reader.block();
  return { ...name, kind: tag === 4 && chain.length > 0 ? 'key' : 'other', certificates: chain };
}

function readCertificates(reader: OctetReader, count: number): KeystoreEntry['certificates'] {
  const certificates: KeystoreEntry['certificates'][number][] = [];
  for (let position = 0; position < count; position++) {
    const type = reader.text();
    const der = reader.block();
    if (type === 'X.509' || type === 'X509') certificates.push(keystoreCertificate(der));
  }
  return certificates;
}
