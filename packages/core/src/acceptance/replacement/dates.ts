import { dayOf, when } from '../../findings/wording.ts';
import { refusesTheEnded, useById } from '../../uses/index.ts';
import type { ReplacementReason } from './model.ts';
import { isTls, ownAdmin, partnerOf, reason, shownBy } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import type { ReplacementRule } from './subject.ts';

/** Whether the new chain is valid on the day, and until when. */
export const dates: ReplacementRule = {
  change({ old, new: next, at }) {
    const span = ({ leaf }: typeof old): string => `${dayOf(leaf.notBefore, at)} to ${dayOf(leaf.notAfter, at)}`;
    const same =
      old.leaf.notBefore.getTime() === next.leaf.notBefore.getTime() &&
      old.leaf.notAfter.getTime() === next.leaf.notAfter.getTime();
    if (same) return undefined;
    const early = next.leaf.notAfter < old.leaf.notAfter ? ' The new one ends before the old one.' : '';
    return {
      subject: 'dates',
      title: 'Valid (UTC)',
      old: span(old),
      new: span(next),
      matters: `The switch must come ${dayOfSwitch(old.leaf.notAfter, next.leaf.notBefore, at)}.${early}`,
    };
  },
  judge(replacement, place) {
    if (place.part === 'other' || place.part === 'pinned') return [];
    return [...ofLeaf(replacement, place), ...above(replacement, place)];
  },
};

function dayOfSwitch(oldEnd: Date, start: Date, at: Date): string {
  const after = start > at ? `not before ${dayOf(start, at)}` : undefined;
  const before = oldEnd > at ? `before ${dayOf(oldEnd, at)}` : 'at once, as the old one has ended';
  return [after, before].filter(Boolean).join(', and ');
}

function ofLeaf({ new: { leaf }, at }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const use = place.use ?? 'outbound-apex-mtls';
  const { statement, source } = useById(use).datesEnforced;
  // Of a server that is called no page of Salesforce says it; path validation does.
  const isRefused = place.part === 'met' || refusesTheEnded({ use });
  const who =
    isTls(place.part) && place.part !== 'client-out'
      ? shownBy(place)
      : place.part === 'believed'
        ? partnerOf(place)
        : ownAdmin();
  const outcome = isRefused ? 'breaks' : 'unknown';
  const open = isRefused ? '' : ` ${statement}`;
  const rule = place.part === 'met' ? 'RFC 5280, section 6.1.3 (a)(2)' : source;
  const told = { subject: 'dates' as const, rule, who, outcome } as const;
  if (leaf.notAfter < leaf.notBefore) {
    return [
      reason({
        ...told,
        outcome: 'breaks',
        why: 'The new certificate ends before it starts, so it is never valid.',
        what: 'Have a certificate issued with dates that can hold.',
      }),
    ];
  }
  if (leaf.notAfter < at) {
    return [
      reason({
        ...told,
        why: `The new certificate ended ${when(leaf.notAfter, at)}.${open}`,
        what: 'Have a certificate issued that is valid on the day of the switch.',
      }),
    ];
  }
  if (leaf.notBefore > at) {
    return [
      reason({
        ...told,
        why: `The new certificate is valid only from ${dayOf(leaf.notBefore, at)}; whoever is shown it before refuses it.${open}`,
        what: `Wait with the switch until ${dayOf(leaf.notBefore, at)}. To see what comes then, compare again with --as-of ${leaf.notBefore.toISOString().slice(0, 10)}.`,
      }),
    ];
  }
  return [];
}

const dated = new Set(['expired', 'not-yet-valid', 'never-valid']);

/** Dates of what vouches for it; a root of somebody's list is judged by that list. */
function above({ new: { leaf, problems } }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  if (!isTls(place.part)) return [];
  return problems
    .filter(({ code, certificate }) => dated.has(code) && certificate !== leaf.fingerprint)
    .map(({ message, rule }) =>
      reason({
        subject: 'dates',
        outcome: place.part === 'client-out' ? 'unknown' : 'breaks',
        why: message,
        who: place.part === 'client-out' ? partnerOf(place) : shownBy(place),
        what: 'Get the present chain from the certificate authority, and put it in the place of this one.',
        rule,
      }),
    );
}
