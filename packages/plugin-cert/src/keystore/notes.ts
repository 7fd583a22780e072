import { plural } from '@cert-health/core';
import type { OpenedKeystore } from './open-keystore.ts';

/** What is to be known of how a keystore was opened, a sentence each. */
export function openingNotes({ keystore, openedWith }: OpenedKeystore): string[] {
  const { entries, integrity, sealedParts, trailing } = keystore;
  const notes: string[] = [];
  if (openedWith === 'default') notes.push('It opens with the password that Java publishes as its default.');
  if (sealedParts > 0) {
    notes.push(
      `${plural(sealedParts, 'part')} of it ${sealedParts === 1 ? 'is' : 'are'} encrypted and stayed closed; give its password with --password-file.`,
    );
  } else if (integrity === 'not-verified') {
    notes.push('Without its password nothing proves that it was not changed; give it with --password-file.');
  }
  if (integrity === 'not-checkable') {
    notes.push('What proves that it was not changed is of a kind that cannot be checked here.');
  }
  if (integrity === 'none') notes.push('It carries nothing that would prove that it was not changed.');
  const unnamed = entries.filter(({ aliasUnreadable }) => aliasUnreadable).length;
  if (unnamed > 0) notes.push(`The name of ${plural(unnamed, 'entry', 'entries')} cannot be decoded.`);
  if (trailing > 0) {
    notes.push(`${plural(trailing, 'octet')} behind its end ${trailing === 1 ? 'belongs' : 'belong'} to nothing.`);
  }
  return notes;
}
