import { CertificateParseError, parseCertificate, plural } from '@cert-health/core';
import type { Keystore, KeystoreKind } from './keystore/keystore.ts';
import type { OpenedKeystore, PasswordSource } from './keystore/open-keystore.ts';
import type { StoreCertificate, StoreContent } from './opened-store.ts';

/**
 * Reads a Java keystore or a PKCS#12 file as a trust store: what it trusts, not what it shows of itself.
 *
 * @throws {KeystoreError}
 */
export async function readKeystore(
  bytes: Uint8Array,
  kind: KeystoreKind,
  passwords: PasswordSource,
): Promise<StoreContent> {
  const { openKeystore } = await import('./keystore/open-keystore.ts');
  const opened = await openKeystore(bytes, kind, passwords);
  const { keystore } = opened;
  const certificates: StoreCertificate[] = [];
  const problems: string[] = [];
  for (const { alias, der, role } of keystore.certificates) {
    if (role === 'of-key') continue;
    try {
      certificates.push({ certificate: parseCertificate(der), ...(alias === undefined ? {} : { place: alias }) });
    } catch (error) {
      if (!(error instanceof CertificateParseError)) throw error;
      problems.push(`The entry ${alias ?? 'without a name'} cannot be read: ${error.message}`);
    }
  }
  const unmarked = keystore.certificates.filter(({ role }) => role === 'unmarked').length;
  return { format: keystore.kind, certificates, problems, notes: notesOn(opened), unmarked };
}

function notesOn({ keystore, openedWith }: OpenedKeystore): string[] {
  const { privateKeys, otherEntries, integrity } = keystore;
  const notes: string[] = [];
  if (openedWith === 'default') notes.push('It opens with the password that Java publishes as its default.');
  if (integrity === 'not-verified') {
    notes.push('Without its password nothing proves that it was not changed; give it with --password-file.');
  }
  if (privateKeys > 0) notes.push(keyNote(keystore));
  if (otherEntries > 0) notes.push(`${plural(otherEntries, 'entry', 'entries')} of other kinds were passed over.`);
  return notes;
}

function keyNote({ privateKeys, certificates }: Keystore): string {
  const chain = certificates.filter(({ role }) => role === 'of-key').length;
  const keys = `It holds ${plural(privateKeys, 'private key')}, which ${privateKeys === 1 ? 'was' : 'were'} not looked at`;
  if (chain === 0) return `${keys}.`;
  return `${keys}, and ${plural(chain, 'certificate')} that ${chain === 1 ? 'goes' : 'go'} with ${privateKeys === 1 ? 'it' : 'them'}: shown to others, not trusted, and left out.`;
}
