import { sameRoot } from './place.ts';
import type { Replacement } from './place.ts';
import type { ComparedChain } from './side.ts';

/** Null: it cannot be told, as one of them does not show. */
export function hasSameRoot({ old, new: next }: Replacement): boolean | null {
  if (old.root && next.root) return sameRoot(old.root, next.root);
  if (old.root || next.root) return null;
  // Neither root shows; the same issuer above what is held of both leads to the same one.
  const [one, other] = [old, next].map(({ followed }) => followed.path[followed.path.length - 1]!);
  if (one!.fingerprint === other!.fingerprint) return true;
  const ids = [one, other].map((top) => top!.extensions.authorityKeyIdentifier?.keyId?.join());
  return one!.issuer.canonical === other!.issuer.canonical && ids[0] === ids[1] ? true : null;
}

/** Both roots in a sentence; what does not show is not called a change. */
export function rootsWords(old: ComparedChain, next: ComparedChain): string {
  return old.root
    ? `The root changes from "${old.root.name}" to "${next.root?.name}".`
    : `The new chain leads to "${next.root?.name}"; to which root the old one led does not show.`;
}
