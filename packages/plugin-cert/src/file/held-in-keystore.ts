import type { Certificate, Holding } from '@cert-health/core';
import { entryName } from '../keystore/entry-name.ts';
import { passwordNeeded } from '../keystore/keystore.ts';
import type { Keystore, KeystoreEntry } from '../keystore/keystore.ts';
import type { FileIdentity } from './held-in-file.ts';

/** The holdings of a keystore: one an entry, with its alias as the label; what stayed closed or is broken is one too. */
export function holdingsOfKeystore(keystore: Keystore, file: FileIdentity): Holding[] {
  const names = new Map<string, number>();
  const holdings = keystore.entries.flatMap((entry, position): Holding[] => {
    const label = entryName(entry, position);
    const before = names.get(label) ?? 0;
    names.set(label, before + 1);
    const name = `${file.name}#${label}${before > 0 ? ` (${before + 1})` : ''}`;
    return holdingsOfEntry(entry, { ...file, name, label });
  });
  if (keystore.sealedParts === 0) return holdings;
  const unreadable = passwordNeeded(keystore.kind).message;
  return [...holdings, { ...file, name: `${file.name}#encrypted`, kind: 'trusted', certificates: [], unreadable }];
}

function holdingsOfEntry(entry: KeystoreEntry, identity: FileIdentity): Holding[] {
  const certificates = entry.certificates.flatMap(({ certificate }): Certificate[] =>
    certificate ? [certificate] : [],
  );
  const problem = entry.certificates.find((one) => one.problem !== undefined)?.problem;
  const holding: Holding = { ...identity, kind: entry.kind === 'key' ? 'keyPair' : 'trusted', certificates };
  if (problem === undefined) return certificates.length > 0 ? [holding] : [];
  const damaged: Holding = {
    ...identity,
    name: `${identity.name}#damaged`,
    kind: 'trusted',
    certificates: [],
    unreadable: problem,
  };
  return certificates.length > 0 ? [holding, damaged] : [damaged];
}
