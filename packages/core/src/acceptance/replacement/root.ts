import { clientsOf, retirementsOf, verdictsOn } from '../../checks/root-standing.ts';
import { dayOf } from '../../findings/wording.ts';
import { rootAtPartner } from './root-at-partner.ts';
import { rootOfServed } from './root-of-served.ts';
import { rootOnOrgList } from './root-on-org-list.ts';
import { hasSameRoot } from './same-root.ts';
import type { ComparedChain } from './side.ts';
import type { ReplacementRule } from './subject.ts';

/** The root above the chain: who goes by a list of roots, and who trusted the old one alone. */
export const root: ReplacementRule = {
  change(replacement) {
    const { old, new: next, at } = replacement;
    if (hasSameRoot(replacement) === true) return undefined;
    return { subject: 'root', title: 'Root', old: called(old), new: called(next), matters: mattering(next, at) };
  },
  judge(replacement, place) {
    switch (place.part) {
      case 'served':
        return rootOfServed(replacement, place);
      case 'met':
      case 'client-in':
        return rootOnOrgList(replacement, place);
      case 'client-out':
        return rootAtPartner(replacement, place);
      default:
        return [];
    }
  },
};

function called({ root: above, followed, kind }: ComparedChain): string {
  const top = followed.path[followed.path.length - 1]!;
  if (!above) return `does not show (last issuer ${top.issuer.text})`;
  const words = { public: 'public', 'self-signed': 'the certificate itself', private: 'private' } as const;
  const said = kind in words ? words[kind as keyof typeof words] : undefined;
  return said === undefined ? above.name : `${above.name} (${said})`;
}

function mattering(next: ComparedChain, at: Date): string {
  const base = 'Whoever trusts the old root, and not this one, refuses the new chain.';
  const programs = next.root && next.kind === 'public' ? verdictsOn(next.root, next.followed, at) : [];
  const [first] = next.root ? retirementsOf(next.root, programs, at) : [];
  const retired = first ? ` ${clientsOf[first.program]} retires the new root on ${dayOf(first.from, at)}.` : '';
  return `${base}${retired}`;
}
