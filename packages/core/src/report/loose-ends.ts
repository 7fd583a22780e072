import type { HealthReport, ReportUse } from '../health/report.ts';
import { referenceUseOf } from '../uses/index.ts';
import { hasUse, whereOf } from '../health/used-by.ts';

/** A reference that the table of the eight uses does not show, in words. */
export interface LooseEnd {
  /** The certificate, or what stands there instead of its name. */
  readonly name: string;
  /** `Partner.Main (Custom metadata)`. */
  readonly where: string;
  /** `CustomMetadata.values.value`, with the file and the line where they are known. */
  readonly place: string;
  readonly what: string;
  readonly use: ReportUse;
}

/** References that could not be followed, then names of certificates where no use is known; each once. */
export function looseEndsOf({ uses }: HealthReport): LooseEnd[] {
  const unfollowed = uses
    .filter(isUnfollowed)
    .map((use) => looseEnd(use, use.resolved === false ? 'not found' : 'which one it means cannot be told'));
  const named = uses.filter((use) => !hasUse(use) && !isUnfollowed(use)).map((use) => looseEnd(use, 'use not known'));
  return [
    ...new Map([...unfollowed, ...named].map((end) => [`${end.where}\0${end.place}\0${end.name}`, end])).values(),
  ];
}

/** Of servers that are called and of fingerprints nothing is known before the handshake: that is no loose end. */
function isUnfollowed({ certificate, resolved, reference }: ReportUse): boolean {
  const kind = referenceUseOf(reference.field)?.kind;
  return certificate === null && resolved !== true && kind !== 'meets' && kind !== 'pins';
}

function looseEnd(use: ReportUse, what: string): LooseEnd {
  const { field, path, line } = use.reference;
  const file = path === undefined ? '' : ` in ${path}${line === undefined ? '' : `:${line}`}`;
  return { name: use.name, where: whereOf(use), place: `${field}${file}`, what, use };
}
