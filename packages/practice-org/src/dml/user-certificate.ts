import { X509Certificate } from 'node:crypto';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Org } from '../org/org.ts';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { fingerprintOf } from '../org/rows/logins.ts';
import { DmlError } from './dml-error.ts';
import { requireFields } from './rules.ts';
import { refuseTwins } from './unique.ts';
import type { Writer } from './writer.ts';

/** An object whose records are kept as metadata: both APIs show the same. */
export const USER_CERTIFICATE = 'UserAuthCertificate';

/** What the org reads from the certificate itself. */
const readFromChain: ReadonlySet<string> = new Set(['ExpirationDate', 'Fingerprint', 'SerialNumber']);
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const LARGEST = 1024 * 1024;
const MOST = 10;

/**
 * Adds a certificate that a user logs in with. Throws {@link DmlError}; unverified: its wording and codes, and that a
 * certificate which somebody has already is refused.
 *
 * Source: Object Reference, UserAuthCertificate; Salesforce Help, "Upload a User Authentication Certificate".
 */
export function insertUserCertificate(writer: Writer, object: ObjectSchema, row: Row): string {
  const { org } = writer;
  const computed = Object.keys(row).filter((field) => readFromChain.has(field));
  if (computed.length > 0) {
    const message = `Unable to create/update fields: ${computed.join(', ')}.`;
    throw new DmlError('INVALID_FIELD_FOR_INSERT_UPDATE', message, computed);
  }
  requireFields(object, row);
  const given = (field: string): string => textOf(row[field]);
  const content = Buffer.from(given('CertificateChain'), 'base64').toString('latin1');
  const leaf = leafOf(content);
  const name = given('DeveloperName') || `UserAuthCertificate_${leaf.serialNumber}`;
  checkName(org, name);
  refuseTwins(writer, object, { Fingerprint: fingerprintOf(leaf) });
  const now = org.now();
  const id = org.newRecordId(USER_CERTIFICATE);
  org.put({
    type: USER_CERTIFICATE,
    fullName: name,
    id,
    createdDate: now,
    lastModifiedDate: now,
    values: {
      developerName: name,
      expirationDate: new Date(leaf.validTo),
      masterLabel: given('MasterLabel'),
      serialNumber: leaf.serialNumber.toLowerCase(),
      user: textOf(org.table('User').find(given('UserId'))?.['Username']),
    },
    content,
  });
  return id;
}

/** Deletes it; Throws {@link DmlError} when there is none. */
export function deleteUserCertificate({ org }: Writer, id: string): void {
  const known = org
    .components()
    .find((one) => one.type === USER_CERTIFICATE && one.id.slice(0, 15) === id.slice(0, 15));
  if (known === undefined) throw new DmlError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  org.remove(known);
}

function leafOf(content: string): X509Certificate {
  const refused = (why: string): DmlError => new DmlError('FIELD_INTEGRITY_EXCEPTION', why, ['CertificateChain']);
  if (content.length > LARGEST) throw refused('The certificate file is larger than 1 MB.');
  if (content.includes('PRIVATE KEY-----')) throw refused('The certificate file holds a private key.');
  const blocks = content.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length > MOST) throw refused(`A certificate chain has at most ${MOST} certificates.`);
  let chain: X509Certificate[];
  try {
    chain = blocks.map((block) => new X509Certificate(block));
  } catch {
    chain = [];
  }
  const [leaf] = chain;
  if (leaf === undefined) throw refused('The certificate file holds no PEM-encoded X.509 certificate.');
  if (!(leaf.keyUsage ?? []).includes(CLIENT_AUTHENTICATION)) {
    throw refused('The certificate has no extended key usage for client authentication.');
  }
  return leaf;
}

/** Source: Object Reference, UserAuthCertificate, DeveloperName. */
function checkName(org: Org, name: string): void {
  if (!/^[A-Za-z]\w*$/.test(name) || name.includes('__') || name.endsWith('_')) {
    throw new DmlError('INVALID_FIELD', `${name} is no unique name of a record.`, ['DeveloperName']);
  }
  const taken = org.table(USER_CERTIFICATE).where('DeveloperName', name)[0];
  if (taken === undefined) return;
  const message = `This developer name is already in use, on record with id: ${idOf(taken)}`;
  throw new DmlError('DUPLICATE_DEVELOPER_NAME', message, ['DeveloperName']);
}

function textOf(value: RowValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
