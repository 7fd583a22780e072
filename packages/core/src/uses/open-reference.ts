import type { Reference } from '../inventory/model.ts';
import { recordIdIn } from './record-id.ts';

/**
 * A reference to a certificate that cannot be told, so that it may be any. `id`: by a record Id, and no list with Ids was
 * read. `placeholder`: it is filled in at deployment. `runTime`: code chooses it while it runs.
 */
export interface OpenReference extends Reference {
  readonly why: 'id' | 'placeholder' | 'runTime';
}

/**
 * @param searched Ids of the lists that could tell whether such a certificate exists.
 * @returns undefined for a name that merely no certificate has, and where no name is ever given.
 */
export function openReference(reference: Reference, searched: readonly string[]): OpenReference | undefined {
  const { target, filledIn, origin, instead } = reference;
  // What is no name at all means none.
  if (instead !== undefined) return undefined;
  if (filledIn) return { ...reference, why: 'placeholder' };
  if (target === undefined) return origin?.kind === 'nothing' ? undefined : { ...reference, why: 'runTime' };
  const isId = recordIdIn(target.trim()) !== undefined;
  return isId && searched.length === 0 ? { ...reference, why: 'id' } : undefined;
}
