import { fitsPattern } from '../../findings/certificate-pattern.ts';
import type { Holding } from '../../inventory/index.ts';
import { isStored } from '../../checks/unused.ts';
import { coversCertificate } from '../names.ts';
import type { RotationEntry } from '../settings.ts';

/** The first entry that is about a holding; undefined: none is. */
export function entryFor(holding: Holding, entries: readonly RotationEntry[]): RotationEntry | undefined {
  return entries.find(
    (entry) =>
      coversCertificate(entry.certificate, holding.name) &&
      (entry.source === undefined || fitsPattern(entry.source, holding.source)) &&
      suits(entry, holding),
  );
}

/**
 * An entry says by its fields what it can be about: nobody signs a certificate of somebody else, and a key pair comes
 * from nowhere.
 */
function suits({ authority, from, method }: RotationEntry, holding: Holding): boolean {
  if (isStored(holding)) return from === undefined;
  const isArrival = /\.(?:inbound|user)-certificates$/.test(holding.source);
  if (method === 'import') return false;
  return isArrival ? true : authority === undefined;
}

/** Whether an entry means this one name and no other: what it means and is not rotated is then told. */
export function isExact({ certificate }: RotationEntry): boolean {
  return !certificate.includes('*');
}
