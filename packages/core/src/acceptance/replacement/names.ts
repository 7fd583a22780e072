import { matchesHost, referenceName } from '../../chain/index.ts';
import { serverNames } from '../../chain/names/host-name.ts';
import { listOf } from '../../findings/index.ts';
import { useById } from '../../uses/index.ts';
import type { ReplacementReason } from './model.ts';
import { ownAdmin, partnerOf, reason, shownBy } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import type { ComparedChain } from './side.ts';
import type { ReplacementRule } from './subject.ts';

const rfc9525 = 'RFC 9525, section 6';
/** A certificate may carry hundreds. */
const SHOWN = 8;

/** Names of servers in the certificate (subject alternative names): what clients call. */
export const names: ReplacementRule = {
  change({ old, new: next }) {
    const [lost, added] = [lostNames(old, next), lostNames(next, old)];
    const sameText = namesOf(old).sort().join() === namesOf(next).sort().join();
    if (sameText) return undefined;
    const parts = [
      ...(lost.length > 0
        ? [`No longer covered: ${few(lost)}; calls by ${lost.length === 1 ? 'that name' : 'those names'} fail.`]
        : []),
      ...(added.length > 0 ? [`New: ${few(added)}.`] : []),
    ];
    return {
      subject: 'names',
      title: 'Names (SAN)',
      old: few(namesOf(old)) || 'none',
      new: few(namesOf(next)) || 'none',
      matters: parts.join(' ') || 'All of them are still covered.',
    };
  },
  judge(replacement, place) {
    const { old, new: next } = replacement;
    const lost = lostNames(old, next);
    switch (place.part) {
      case 'served':
      case 'met':
        return called(replacement, place, lost);
      case 'client-out':
        if (lost.length === 0) return [];
        return [
          reason({
            subject: 'names',
            outcome: 'tell-first',
            why: `It no longer carries ${few(lost)}, by which the called server may know the client.`,
            who: partnerOf(place),
            what: `Ask whether clients are known by their names there, and give the new ones: ${few(namesOf(next)) || 'none'}.`,
            rule: useById('outbound-apex-mtls').trust.source,
          }),
        ];
      case 'pinned':
        return pinned(replacement, place, lost);
      default:
        return [];
    }
  },
};

const namesOf = ({ leaf }: ComparedChain): string[] => [
  ...new Set(serverNames(leaf).map((name) => name.toLowerCase())),
];

/** Names of one that the other does not cover; a wildcard is covered by the same wildcard alone. */
function lostNames(from: ComparedChain, to: ComparedChain): string[] {
  const kept = new Set(namesOf(to));
  return namesOf(from).filter(
    (name) => !kept.has(name) && (name.includes('*') || !matchesHost(to.leaf, referenceName(name))),
  );
}

function few(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return listOf([...names.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])]);
}

function called({ old, new: next }: Replacement, place: PlaceQuestion, lost: readonly string[]): ReplacementReason[] {
  const { host } = place;
  const who = shownBy(place);
  const told = { subject: 'names' as const, rule: rfc9525 };
  if (host !== null) {
    const isFor = (side: ComparedChain): boolean => matchesHost(side.leaf, referenceName(host));
    if (!isFor(next)) {
      const before = isFor(old) ? '' : ' Nor was the old one.';
      const why = `The new certificate is not for ${host}, by which it is called here.${before}`;
      return [
        reason({ ...told, outcome: 'breaks', why, who, what: `Have a certificate issued that carries ${host}.` }),
      ];
    }
    // What else was lost is nobody's matter where Salesforce calls, and callers' where it is called.
    if (place.part === 'met' || lost.length === 0) return [];
    return [
      reason({
        ...told,
        outcome: 'tell-first',
        why: `It no longer covers ${few(lost)}; whoever calls by ${lost.length === 1 ? 'that name' : 'those names'} is refused.`,
        who: { role: 'callers', name: `whoever calls ${few(lost)}` },
        what: `Call ${host} instead, or have the names put into the certificate.`,
      }),
    ];
  }
  if (lost.length === 0) return [];
  if (place.reference !== null) {
    const why = `It no longer covers ${few(lost)}, and by which name it is called here is only known at run time.`;
    return [reason({ ...told, outcome: 'unknown', why, who: ownAdmin(), what: 'Find out which address is called.' })];
  }
  return [
    reason({
      ...told,
      outcome: 'breaks',
      why: `It no longer covers ${few(lost)}; whoever calls by ${lost.length === 1 ? 'that name' : 'those names'} is refused.`,
      who,
      what: 'Have a certificate issued that carries every name that is still called.',
    }),
  ];
}

/** unverified: in which form the configuration holds the name of the client certificate. */
function pinned({ old, new: next }: Replacement, place: PlaceQuestion, lost: readonly string[]): ReplacementReason[] {
  if (place.use !== 'inbound-api-mtls') return [];
  const sameSubject = old.leaf.subject.canonical === next.leaf.subject.canonical;
  if (sameSubject && lost.length === 0) return [];
  return [
    reason({
      subject: 'names',
      outcome: 'tell-first',
      why: 'The name that the client certificate must carry stands in the configuration, and names of the certificate change.',
      who: ownAdmin(),
      what: `Compare "${place.reference?.label ?? place.reference?.name}" (${place.setup}) with the new subject "${next.leaf.subject.text}" and the new names, and change it when the client switches.`,
      rule: useById('inbound-api-mtls').trust.source,
    }),
  ];
}
