import { successorLabel } from '@cert-health/core';
import type { DeployedPackage } from '../../org/deploy.ts';
import type { CertificateRecord } from './rotation-org.ts';

/** Path of the content of a certificate in a package. */
export function certificatePath(name: string): string {
  return `certs/${name}.crt`;
}

export interface CertificateDeploy {
  readonly name: string;
  readonly caSigned: boolean;
  /**
   * Of a new record: a certificate whose subject the request is to have, or nothing. Of one that waits: its chain.
   *
   * Source: Metadata API Developer Guide, Certificate.
   */
  readonly content: string;
  /** The record that is replaced, or the one that waits: size and export of its key are kept. */
  readonly like: Pick<CertificateRecord, 'keySize' | 'privateKeyExportable'>;
}

/** The package that makes a certificate's record, or puts a chain into it. */
export function certificatePackage({ name, caSigned, content, like }: CertificateDeploy): DeployedPackage {
  const fields = {
    caSigned,
    keySize: like.keySize ?? 2048,
    masterLabel: successorLabel(name),
    // Left out, it would be exportable.
    privateKeyExportable: like.privateKeyExportable ?? false,
  };
  const lines = Object.entries(fields).map(([field, value]) => `    <${field}>${value}</${field}>\n`);
  const meta = `<?xml version="1.0" encoding="UTF-8"?>\n<Certificate xmlns="http://soap.sforce.com/2006/04/metadata">\n${lines.join('')}</Certificate>\n`;
  return {
    members: certificateNamed(name),
    files: new Map([
      [certificatePath(name), content],
      [`${certificatePath(name)}-meta.xml`, meta],
    ]),
  };
}

export function certificateNamed(...names: readonly string[]): Map<string, readonly string[]> {
  return new Map([['Certificate', names]]);
}

/** The package that deletes a certificate and nothing else. */
export function certificateDeletion(name: string): DeployedPackage {
  return { members: new Map(), files: new Map(), deletions: certificateNamed(name) };
}
