import { cursorOn, DerCursor, refuse, Tag } from './der.ts';
import { readExtensionList } from './extensions.ts';
import { readGeneralNames } from './general-name.ts';
import { note, readOrNote, type Irregularities } from './irregularities.ts';
import type { Der, GeneralName, RevokedEntry } from './model.ts';
import { readGeneralizedTime, readTime } from './time.ts';

/** Octets of the shortest entry: a header, a serial number of one octet, a UTCTime. */
const SHORTEST_ENTRY = 2 + 3 + 15;

/** aACompromise is the last that RFC 5280 section 5.3.1 defines; further ones are read and shown by number. */
const LAST_REASON = 10;
const MAX_REASON = 255;

interface EntryExtensions {
  reason?: number;
  invalidityDate?: Date;
  certificateIssuer?: readonly GeneralName[];
  readonly unknownCritical: string[];
}

/**
 * The revoked certificates of a CRL (RFC 5280 sections 5.1.2.6 and 5.3). Each entry is checked once and kept as an offset, and is
 * found through a hash of its serial number. Entries with the same hash are chained, so that a hostile list costs no more to
 * index than an honest one.
 */
export class CrlEntries {
  readonly count: number;
  readonly hasUnknownCritical: boolean;
  readonly #bytes: Uint8Array;
  readonly #end: number;
  /** Offset of each entry. */
  readonly #starts: Int32Array;
  /** Of each entry, the entry at or before it that names a certificate issuer, plus one; undefined when none does. */
  readonly #issuers: Int32Array | undefined;
  /** The entry (plus one) that a hash slot begins with, and of each entry the one that follows in its slot. */
  readonly #heads: Int32Array;
  readonly #nexts: Int32Array;

  /** Checks and indexes everything that `cursor` covers. */
  constructor(cursor: DerCursor, version: 1 | 2, notes: Irregularities) {
    const limit = Math.floor((cursor.end - cursor.at) / SHORTEST_ENTRY) + 1;
    this.#bytes = cursor.bytes;
    this.#end = cursor.end;
    this.#starts = new Int32Array(limit);
    this.#nexts = new Int32Array(limit);
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(limit)));
    let issuers: Int32Array | undefined;
    let unknownCritical = false;
    let count = 0;
    for (; !cursor.done; count++) {
      const entry = cursor.enter(Tag.sequence, 'a revoked certificate');
      this.#starts[count] = cursor.start;
      entry.integer('the serial number of a revoked certificate');
      this.#link(count, hashOf(entry.bytes, entry.body, entry.stop));
      readTime(entry, 'a date of revocation', notes);
      let namesIssuer = false;
      if (!entry.done) {
        if (version === 1)
          refuse(
            'x509.version',
            'An entry of a CRL of version 1 cannot hold extensions.',
            entry.at,
            'RFC 5280 section 5.3',
          );
        const extensions = readEntryExtensions(entry, notes);
        namesIssuer = extensions.certificateIssuer !== undefined;
        unknownCritical ||= extensions.unknownCritical.length > 0;
      }
      entry.finish('a revoked certificate');
      if (namesIssuer) issuers ??= new Int32Array(limit);
      if (issuers !== undefined) issuers[count] = namesIssuer ? count + 1 : (issuers[count - 1] ?? 0);
    }
    this.count = count;
    this.#issuers = issuers;
    this.hasUnknownCritical = unknownCritical;
  }

  #link(entry: number, hash: number): void {
    const slot = hash & (this.#heads.length - 1);
    this.#nexts[entry] = this.#heads[slot]!;
    this.#heads[slot] = entry + 1;
  }

  find(serial: Der): RevokedEntry[] {
    const found: RevokedEntry[] = [];
    const slot = hashOf(serial, 0, serial.length) & (this.#heads.length - 1);
    for (let next = this.#heads[slot]!; next !== 0; next = this.#nexts[next - 1]!) {
      const entry = this.#open(next - 1);
      entry.integer('the serial number');
      if (sameRange(entry.bytes, entry.body, entry.stop, serial)) found.push(this.#decode(entry, next - 1));
    }
    return found.reverse();
  }

  #open(entry: number): DerCursor {
    return new DerCursor(this.#bytes, this.#starts[entry], this.#end).enter(Tag.sequence, 'a revoked certificate');
  }

  /** `entry` stands behind the serial number. */
  #decode(entry: DerCursor, index: number): RevokedEntry {
    const serialBytes = entry.content();
    const revocationDate = readTime(entry, 'a date of revocation', []);
    const extensions = entry.done ? { unknownCritical: [] } : readEntryExtensions(entry, []);
    const issuer = this.#issuerOf(index);
    return { serialBytes, revocationDate, ...extensions, ...(issuer && { certificateIssuer: issuer }) };
  }

  /** An entry without an issuer of its own has that of the entry before (RFC 5280 section 5.3.3). */
  #issuerOf(index: number): readonly GeneralName[] | undefined {
    const holder = this.#issuers?.[index] ?? 0;
    if (holder === 0) return undefined;
    const entry = this.#open(holder - 1);
    entry.integer('the serial number');
    readTime(entry, 'a date of revocation', []);
    return readEntryExtensions(entry, []).certificateIssuer;
  }
}

function readEntryExtensions(entry: DerCursor, notes: Irregularities): EntryExtensions {
  const values: EntryExtensions = { unknownCritical: [] };
  for (const extension of readExtensionList(entry, notes)) {
    const cursor = cursorOn(extension.value, entry.bytes);
    switch (extension.oid) {
      case '2.5.29.21':
        values.reason = cursor.smallInteger('the reason of a revocation', MAX_REASON, Tag.enumerated);
        if (values.reason > LAST_REASON) note(notes, 'revocation-reason-unknown', cursor.start);
        break;
      case '2.5.29.24':
        // When the key was lost changes nothing about the revocation.
        if (extension.critical) values.invalidityDate = wholeTime(cursor);
        else readOrNote(notes, cursor.at, extension.name, () => (values.invalidityDate = wholeTime(cursor)));
        continue;
      case '2.5.29.29':
        values.certificateIssuer = readGeneralNames(cursor, 'the certificate issuer', notes);
        // Nobody's entry would be lost, and with it those behind.
        if (values.certificateIssuer.length === 0)
          refuse(
            'der.empty',
            'The certificate issuer of an entry holds nothing.',
            cursor.start,
            'RFC 5280 section 5.3.3',
          );
        break;
      default:
        if (extension.critical) values.unknownCritical.push(extension.oid);
        continue;
    }
    cursor.finish(`the extension ${extension.name}`);
  }
  return values;
}

function wholeTime(cursor: DerCursor): Date {
  const time = readGeneralizedTime(cursor, 'the date of invalidity');
  cursor.finish('the date of invalidity');
  return time;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function sameRange(bytes: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let i = 0; i < other.length; i++) if (bytes[start + i] !== other[i]) return false;
  return true;
}
