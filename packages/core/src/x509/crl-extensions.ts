import { readNamedBits } from './constraints.ts';
import { context, cursorOn, refuse, Tag, type DerCursor } from './der.ts';
import { readDistributionPointName, readDistributionPoints } from './distribution-point.ts';
import { readAuthorityKeyIdentifier } from './extension-values.ts';
import { readExtensionList } from './extensions.ts';
import { integerValue } from './hex.ts';
import { note, type Irregularities } from './irregularities.ts';
import type { CertificateRevocationList, DistributionPoint, Extension } from './model.ts';

type IssuingDistributionPoint = NonNullable<CertificateRevocationList['issuingDistributionPoint']>;

/** Decoded extensions of a CRL (RFC 5280 section 5.2). */
export interface CrlExtensionValues {
  crlNumber?: bigint;
  deltaBase?: bigint;
  authorityKeyIdentifier?: NonNullable<CertificateRevocationList['authorityKeyIdentifier']>;
  issuingDistributionPoint?: IssuingDistributionPoint;
  freshestCrl?: DistributionPoint[];
}

/** RFC 5280 section 5.2.3 allows 20 octets for CRL numbers; longer ones are read, up to what costs nothing. */
const USUAL_NUMBER_OCTETS = 20;
const MAX_NUMBER_OCTETS = 1024;

export const NO_CRL_EXTENSIONS = { list: [], values: {} } as const;

export function readCrlExtensions(
  cursor: DerCursor,
  notes: Irregularities,
): { list: Extension[]; values: CrlExtensionValues } {
  const list = readExtensionList(cursor, notes);
  const values: CrlExtensionValues = {};
  for (const extension of list) {
    const inner = cursorOn(extension.value, cursor.bytes);
    if (!decode(extension.oid, inner, values, notes)) continue;
    inner.finish(`the extension ${extension.name}`);
  }
  return { list, values };
}

function decode(oid: string, cursor: DerCursor, values: CrlExtensionValues, notes: Irregularities): boolean {
  switch (oid) {
    case '2.5.29.20':
      values.crlNumber = readNumber(cursor, 'the CRL number', notes);
      return true;
    case '2.5.29.27':
      values.deltaBase = readNumber(cursor, 'the number of the base CRL', notes);
      return true;
    case '2.5.29.28':
      values.issuingDistributionPoint = readIssuingDistributionPoint(cursor, notes);
      return true;
    case '2.5.29.35':
      values.authorityKeyIdentifier = readAuthorityKeyIdentifier(cursor, notes);
      return true;
    case '2.5.29.46':
      values.freshestCrl = readDistributionPoints(cursor, 'the freshest CRL', notes);
      return true;
    default:
      return false;
  }
}

function readNumber(cursor: DerCursor, what: string, notes: Irregularities): bigint {
  cursor.integer(what);
  const content = cursor.content();
  if (content.length > MAX_NUMBER_OCTETS)
    refuse('x509.crl-number', `There is no use for ${what} of this length.`, cursor.start, 'RFC 5280 section 5.2.3');
  if (content[0]! >= 0x80 || content.length > USUAL_NUMBER_OCTETS + 1)
    note(notes, 'crl-number-odd', cursor.start, what);
  return integerValue(content);
}

/** RFC 5280 section 5.2.5. */
function readIssuingDistributionPoint(cursor: DerCursor, notes: Irregularities): IssuingDistributionPoint {
  const what = 'the issuing distribution point';
  const inner = cursor.enter(Tag.sequence, what);
  const point =
    inner.peek() === context(0, true) ? { distributionPoint: readDistributionPointName(inner, what, notes) } : {};
  const onlyUserCerts = readFlag(inner, 1, notes);
  const onlyCaCerts = readFlag(inner, 2, notes);
  const reasons = inner.peek() === context(3) ? { onlySomeReasons: readNamedBits(inner, what, context(3), notes) } : {};
  const indirect = readFlag(inner, 4, notes);
  const onlyAttributeCerts = readFlag(inner, 5, notes);
  inner.finish(what);
  if (Number(onlyUserCerts) + Number(onlyCaCerts) + Number(onlyAttributeCerts) > 1)
    refuse(
      'x509.issuing-distribution-point',
      'The CRL is limited to several kinds of certificates at once.',
      cursor.start,
      'RFC 5280 section 5.2.5',
    );
  return { ...point, onlyUserCerts, onlyCaCerts, ...reasons, indirect, onlyAttributeCerts };
}

/** `[n] IMPLICIT BOOLEAN DEFAULT FALSE`. */
function readFlag(inner: DerCursor, number: number, notes: Irregularities): boolean {
  if (inner.peek() !== context(number)) return false;
  const value = inner.boolean('the issuing distribution point', context(number));
  if (!value) note(notes, 'default-encoded', inner.start, 'a flag (false) of the issuing distribution point');
  return value;
}
