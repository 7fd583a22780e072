import { plural } from '@cert-health/core';
import type { Holding, KeystoreKind } from '@cert-health/core';
import { passwordNeeded } from '../keystore/keystore.ts';
import { KeystoreError } from '../keystore/keystore-error.ts';
import type { Keystore } from '../keystore/keystore.ts';
import { openingNotes } from '../keystore/notes.ts';
import { openAlone } from '../keystore/open-keystore.ts';
import type { FileIdentity } from './held-in-file.ts';
import { holdingsOfKeystore } from './held-in-keystore.ts';

/** What a keystore gives to an inventory. */
export type KeystoreContent =
  | { readonly problem: string }
  | { readonly holdings: readonly Holding[]; readonly certificates: number; readonly notes: readonly string[] };

/** Opens a keystore as far as it opens. Whatever is wrong with it is one sentence. */
export function contentOfKeystore(
  { bytes, kind }: { readonly bytes: Uint8Array; readonly kind: KeystoreKind },
  file: FileIdentity,
  password: string | undefined,
): KeystoreContent {
  try {
    const opened = openAlone(bytes, kind, password);
    const certificates = countOf(opened.keystore);
    if (certificates === 0) return { problem: nothingIn(opened.keystore) };
    return { holdings: holdingsOfKeystore(opened.keystore, file), certificates, notes: openingNotes(opened) };
  } catch (error) {
    if (!(error instanceof KeystoreError)) throw error;
    return { problem: error.message };
  }
}

const countOf = ({ entries }: Keystore): number =>
  entries.reduce((sum, { certificates }) => sum + certificates.filter(({ certificate }) => certificate).length, 0);

function nothingIn({ kind, entries, sealedParts }: Keystore): string {
  if (sealedParts > 0) return passwordNeeded(kind).message;
  const problem = entries.flatMap(({ certificates }) => certificates).find((one) => one.problem !== undefined)?.problem;
  return (
    problem ??
    `The keystore holds no certificate, only ${plural(entries.length, 'entry', 'entries')} of other kinds; check that it is the right one.`
  );
}
