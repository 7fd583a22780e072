import { nameLabel, quoted } from '../../chain/certificate-label.ts';
import { defaultSignatures } from '../../chain/index.ts';
import type { SignatureVerifier } from '../../chain/index.ts';
import { findListedAnchor } from '../../checks/listed-anchor.ts';
import { heldChain, isSelfSigned } from '../../inventory/index.ts';
import { classifyHierarchy } from '../../trust/index.ts';
import type { TrustStore } from '../../trust/index.ts';
import type { Certificate } from '../../x509/index.ts';

/** A list of roots by which somebody decides whether a chain is trusted. */
export interface RootList {
  readonly store: TrustStore;
  /** Who goes by it, for a sentence: `your org`, `the other side`. */
  readonly whose: string;
}

/** Where a chain stands on one list. */
export interface RootStanding {
  readonly whose: string;
  /** `by-name`: the list has a root of that name and gives nothing else to compare, which proves little. */
  readonly is: 'listed' | 'by-name' | 'absent' | 'unknown';
  /** What the root above the chain is called. */
  readonly root: string;
  /** One sentence. */
  readonly sentence: string;
}

/** Looks for the root above a chain on a list. Signatures are verified; a name that agrees is no proof. */
export async function rootStanding(
  chain: readonly Certificate[],
  { store, whose }: RootList,
  signatures: SignatureVerifier = defaultSignatures(),
): Promise<RootStanding> {
  const held = heldChain(chain);
  const root = rootNameOf(chain);
  if (!held) return { whose, is: 'unknown', root, sentence: 'There is no chain to look up.' };
  const found = await findListedAnchor(store, held, new Map(), async (subject, issuer) =>
    signatures.verify({
      algorithm: subject.signatureAlgorithm,
      publicKey: issuer.publicKey,
      data: subject.tbs,
      signature: subject.signature,
    }),
  );
  switch (found.verdict) {
    case 'listed': {
      const { name } = found.anchor;
      return found.by === 'subject'
        ? {
            whose,
            is: 'by-name',
            root: name,
            sentence: `The list that ${whose} goes by has a root called ${quoted(name)} and nothing but its name to compare.`,
          }
        : { whose, is: 'listed', root: name, sentence: `${quoted(name)} is on the list that ${whose} goes by.` };
    }
    case 'absent':
      return {
        whose,
        is: 'absent',
        root: found.root,
        sentence: `${quoted(found.root)} is not on the list that ${whose} goes by.`,
      };
    case 'unknown':
      return {
        whose,
        is: 'unknown',
        root,
        sentence: `Whether ${quoted(root)} is on the list that ${whose} goes by cannot be told: ${found.reason}`,
      };
  }
}

/** What the root above a chain is called: that of a public program, its own last certificate, or who issued that. */
export function rootNameOf(chain: readonly Certificate[]): string {
  const held = heldChain(chain);
  const top = held?.path.at(-1);
  if (!held || !top) return '(none)';
  const { root } = classifyHierarchy(held.leaf, held.path.slice(1));
  if (root) return root.name;
  return nameLabel(isSelfSigned(top) ? top.subject : top.issuer).replaceAll('"', '');
}
