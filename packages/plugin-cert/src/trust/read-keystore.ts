import { keystoreNames, plural, storeArguments } from '@cert-health/core';
import type { KeystoreKind } from '@cert-health/core';
import { entryName } from '../keystore/entry-name.ts';
import { passwordNeeded, trustedEntries } from '../keystore/keystore.ts';
import type { Keystore } from '../keystore/keystore.ts';
import { openingNotes } from '../keystore/notes.ts';
import { openKeystore } from '../keystore/open-keystore.ts';
import type { OpenedKeystore } from '../keystore/open-keystore.ts';
import type { PasswordSource } from '../keystore/password-source.ts';
import type { StoreCertificate, StoreContent } from './opened-store.ts';

/**
 * Reads a keystore as a trust store: what it trusts, not what it shows of itself.
 *
 * @throws {KeystoreError} also when a part of it stayed closed: a list of roots is worth something as a whole only
 */
export async function readKeystore(
  bytes: Uint8Array,
  kind: KeystoreKind,
  passwords: PasswordSource,
): Promise<StoreContent> {
  const opened = await openKeystore(bytes, kind, passwords);
  const { keystore } = opened;
  if (keystore.sealedParts > 0) throw passwordNeeded(kind);
  const trusted = trustedEntries(keystore);
  const certificates: StoreCertificate[] = [];
  const problems: string[] = [];
  for (const [position, entry] of trusted) {
    const place = entryName(entry, position);
    for (const { certificate, problem } of entry.certificates) {
      if (certificate) certificates.push({ certificate, place });
      else problems.push(`${place}: ${problem ?? 'The certificate cannot be read.'}`);
    }
  }
  const unmarked = trusted.filter(([, entry]) => entry.kind === 'unmarked').length;
  return { format: keystore.kind, certificates, problems, notes: notesOn(opened), unmarked };
}

function notesOn(opened: OpenedKeystore): string[] {
  const { entries, kind } = opened.keystore;
  const notes = openingNotes(opened);
  const keys = entries.filter((entry) => entry.kind === 'key').length;
  if (keys > 0) notes.push(keyNote(opened.keystore, keys));
  const others = entries.filter((entry) => entry.kind === 'other').length;
  if (others > 0) notes.push(`${plural(others, 'entry', 'entries')} of other kinds were passed over.`);
  if (kind === 'bks' || kind === 'bcfks') {
    notes.push(
      `Java reads a ${keystoreNames[kind]} with Bouncy Castle's provider only: keytool -list ${storeArguments('FILE', kind)}`,
    );
  }
  return notes;
}

function keyNote({ entries }: Keystore, keys: number): string {
  const chain = entries
    .filter(({ kind }) => kind !== 'trusted')
    .reduce((sum, { certificates }) => sum + certificates.length, 0);
  const held = `It holds ${plural(keys, 'private key')}, which ${keys === 1 ? 'was' : 'were'} not looked at`;
  if (chain === 0) return `${held}.`;
  return `${held}, and ${plural(chain, 'certificate')} that ${chain === 1 ? 'goes' : 'go'} with ${keys === 1 ? 'it' : 'them'}: shown to others, not trusted, and left out.`;
}
