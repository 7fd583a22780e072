import { harmless } from '@cert-health/core';
import { nearest } from './nearest.ts';
import type { WrittenEntry } from './rotation-entries-shape.ts';

/** What contradicts itself under `rotation`, and where. */
export interface RotationConflict {
  /** Keys and positions from `rotation` on. */
  readonly path: readonly (string | number)[];
  /** One sentence that says what to write instead. */
  readonly message: string;
}

interface Written {
  readonly authorities?: ReadonlyMap<string, unknown>;
  readonly certificates?: readonly WrittenEntry[];
}

/** Entries that name nobody, or want what cannot be had together. */
export function rotationConflicts({ authorities = new Map(), certificates = [] }: Written): RotationConflict[] {
  const names = [...authorities.keys()];
  return certificates.flatMap((entry, position) =>
    conflictsOf(entry, names).map(({ path, message }) => ({ path: ['certificates', position, ...path], message })),
  );
}

function conflictsOf(
  { authority, method, csr, from, keystore, names, trust }: WrittenEntry,
  known: readonly string[],
): RotationConflict[] {
  const conflicts: RotationConflict[] = [];
  const add = (key: string, message: string): void => void conflicts.push({ path: [key], message });
  if (authority !== undefined && !known.includes(authority)) {
    const meant = nearest(authority, known);
    const there =
      known.length === 0 ? 'there is none under authorities yet' : `those under authorities are ${known.join(', ')}`;
    add(
      'authority',
      `There is no authority "${harmless(authority)}"; ${meant ? `did you mean "${meant}"?` : `${there}.`}`,
    );
  }
  if (from !== undefined && authority !== undefined) {
    add('from', 'A certificate of somebody else (from) is not signed by an authority of yours; write one of the two.');
  }
  if (method === 'import' && authority !== undefined) {
    add('method', 'A keystore (method: import) comes with its chain; leave authority out.');
  }
  if (keystore !== undefined && method !== 'import') {
    add('keystore', 'A keystore is imported by Setup; write method: import, or leave keystore out.');
  }
  if (csr !== undefined && authority === undefined) {
    add('csr', 'Nobody signs this request; write the authority that does.');
  }
  if (method === 'replace' && csr !== undefined) {
    add('csr', 'A new record makes a request of its own; leave csr out, or write method: renew.');
  }
  if (names !== undefined && authority === undefined) {
    add('names', 'Without an authority no names can be asked for; write the authority, or leave names out.');
  }
  if (trust !== undefined && authority === undefined) {
    add(
      'trust',
      'Without an authority no root stands above the new certificate; write the authority, or leave trust out.',
    );
  }
  return conflicts;
}
