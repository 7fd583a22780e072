import type { XmlRecord } from '../xml/xml.ts';
import type { KeyPairRecord } from './key-pair-record.ts';
import type { Row } from './row.ts';

/** A piece of configuration, as the Metadata API sees it. */
export interface Component {
  readonly type: string;
  readonly fullName: string;
  readonly id: string;
  readonly createdDate: Date;
  readonly lastModifiedDate: Date;
  readonly values: XmlRecord;
  /** Body of the types that have one. */
  readonly content?: string;
  /** Fields that only the Tooling API shows. */
  readonly tooling?: Row;
}

/** An entry of Certificate and Key Management as a component. */
export function keyPairComponent(record: KeyPairRecord): Component {
  return {
    type: 'Certificate',
    fullName: record.developerName,
    id: record.id,
    createdDate: record.createdDate,
    lastModifiedDate: record.createdDate,
    values: {
      caSigned: record.caSigned,
      encryptedWithPlatformEncryption: false,
      expirationDate: record.expirationDate,
      keySize: record.keySize,
      masterLabel: record.masterLabel,
      privateKeyExportable: record.privateKeyExportable,
    },
    content: record.body,
  };
}
