import { createHash } from 'node:crypto';
import { dateOnly, dateTime } from '../time/time.ts';
import { recordId } from './record-id.ts';
import type { Row } from './row.ts';

/** An entry of Certificate and Key Management. */
export interface KeyPairRecord {
  readonly id: string;
  readonly developerName: string;
  readonly masterLabel: string;
  readonly createdDate: Date;
  readonly keySize: number;
  readonly caSigned: boolean;
  readonly privateKeyExportable: boolean;
  readonly systemManaged: boolean;
  /** Deleted entries stay visible to the Tooling API for a while, and to nothing else. */
  readonly deleted: boolean;
  /** PEM: one certificate, a chain, or the signing request that waits for its chain. */
  readonly body: string;
  /** Undefined while a signing request waits. */
  readonly expirationDate: Date | undefined;
}

/** Whether the signed chain is still awaited (`OptionsIsUnusable`). */
export function awaitsChain(record: Pick<KeyPairRecord, 'body'>): boolean {
  return record.body.includes('CERTIFICATE REQUEST');
}

/**
 * The Id that the Tooling API gives where metadata names a certificate; undefined where nothing is named. A name with
 * the namespace of a package leads to the certificate of that name without it.
 *
 * unverified: what the Tooling API gives for a certificate that is gone; here it is an Id that leads nowhere.
 */
export function certificateId(name: string | undefined, records: readonly KeyPairRecord[]): string | undefined {
  if (name === undefined || name === '') return undefined;
  const bare = name.replace(/^[A-Za-z]\w*?__/, '');
  const named = (wanted: string): KeyPairRecord | undefined =>
    records.find((record) => !record.deleted && record.developerName.toLowerCase() === wanted.toLowerCase());
  const record = named(name) ?? named(bare);
  return record?.id ?? recordId('Certificate', 1_000_000 + createHash('sha256').update(name).digest().readUInt32BE(0));
}

/** The record as a Tooling API row. */
export function keyPairRow(record: KeyPairRecord): Row {
  return {
    Id: record.id,
    DeveloperName: record.developerName,
    MasterLabel: record.masterLabel,
    FullName: record.developerName,
    CreatedDate: dateTime(record.createdDate),
    ExpirationDate: record.expirationDate === undefined ? null : dateOnly(record.expirationDate),
    KeySize: record.keySize,
    OptionsIsCaSigned: record.caSigned,
    OptionsIsUnusable: awaitsChain(record),
    OptionsIsPrivateKeyExportable: record.privateKeyExportable,
    OptionsIsSystemManaged: record.systemManaged,
    CertificateChain: record.body,
    Metadata: {
      caSigned: record.caSigned,
      encryptedWithPlatformEncryption: false,
      expirationDate: record.expirationDate === undefined ? null : dateTime(record.expirationDate),
      keySize: record.keySize,
      masterLabel: record.masterLabel,
      privateKeyExportable: record.privateKeyExportable,
      urls: null,
    },
  };
}
