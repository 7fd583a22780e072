import { readNamedBits } from './constraints.ts';
import { context, refuse, Tag, type DerCursor } from './der.ts';
import { readGeneralNames } from './general-name.ts';
import { enterNoted, type Irregularities } from './irregularities.ts';
import type { Attribute, DistributionPoint, GeneralName } from './model.ts';
import { readRdn } from './name.ts';

/** Reads `CRLDistributionPoints` (RFC 5280 section 4.2.1.13): points that each name a place or an issuer. */
export function readDistributionPoints(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
): DistributionPoint[] {
  const inner = enterNoted(cursor, Tag.sequence, what, irregularities);
  const points: DistributionPoint[] = [];
  while (!inner.done) points.push(readDistributionPoint(inner, what, irregularities));
  return points;
}

function readDistributionPoint(cursor: DerCursor, what: string, irregularities: Irregularities): DistributionPoint {
  const inner = cursor.enter(Tag.sequence, what);
  const point: {
    fullName?: readonly GeneralName[];
    nameRelativeToIssuer?: readonly Attribute[];
    reasons?: readonly number[];
    crlIssuer?: readonly GeneralName[];
  } = {};
  if (inner.peek() === context(0, true)) Object.assign(point, readDistributionPointName(inner, what, irregularities));
  if (inner.peek() === context(1)) point.reasons = readNamedBits(inner, what, context(1), irregularities);
  if (inner.peek() === context(2, true))
    point.crlIssuer = readGeneralNames(inner, what, irregularities, context(2, true));
  inner.finish(what);
  if (point.fullName === undefined && point.nameRelativeToIssuer === undefined && point.crlIssuer === undefined)
    refuse(
      'x509.distribution-point',
      `An entry of ${what} names neither a place nor an issuer.`,
      cursor.start,
      'RFC 5280 section 4.2.1.13',
    );
  return point;
}

/** Reads `[0] DistributionPointName`, where the CHOICE makes the tag an explicit one. */
export function readDistributionPointName(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
): Pick<DistributionPoint, 'fullName' | 'nameRelativeToIssuer'> {
  const inner = cursor.enter(context(0, true), what);
  const value =
    inner.peek() === context(1, true)
      ? { nameRelativeToIssuer: readRdn(inner, what, irregularities, context(1, true)) }
      : { fullName: readGeneralNames(inner, what, irregularities, context(0, true)) };
  inner.finish(what);
  return value;
}
