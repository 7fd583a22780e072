import { listOf } from '../../findings/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { useById } from '../../uses/index.ts';
import type { HandedOver, ReplacementOutcome, ReplacementReason } from './model.ts';
import { intermediatesOf, isTls, ownAdmin, partnerOf, reason, shownBy } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import { hasSameRoot } from './same-root.ts';
import type { ComparedChain } from './side.ts';
import type { ReplacementRule } from './subject.ts';

/** What stands above the certificate as it was given, sent or stored: complete, in order, genuine, the same as before. */
export const chain: ReplacementRule = {
  change({ old, new: next }) {
    if (sameAbove(old, next)) return undefined;
    return { subject: 'chain', title: 'Chain', old: words(old), new: words(next), matters: mattering(next) };
  },
  judge(replacement, place) {
    if (!isTls(place.part)) return [];
    return [
      ...wrong(replacement, place),
      ...incomplete(replacement, place),
      ...order(replacement, place),
      ...others(replacement, place),
    ];
  },
};

const above = ({ certificates, leaf }: ComparedChain): string[] =>
  certificates.filter((one) => one.fingerprint !== leaf.fingerprint).map(({ fingerprint }) => fingerprint);

/** Of a set the order means nothing, and of the others also whether the leaf comes first. */
function sameAbove(old: ComparedChain, next: ComparedChain): boolean {
  const [one, other] = [above(old), above(next)];
  const text = (list: string[]): string => (old.ordered && next.ordered ? list : list.sort()).join();
  return text(one) === text(other) && old.inOrder === next.inOrder;
}

function words(side: ComparedChain): string {
  const rest = side.path.slice(1);
  const count = side.certificates.length - 1;
  const notes = [
    ...(side.inOrder ? [] : ['in the wrong order']),
    ...(side.complete === false ? ['not complete'] : []),
    ...(count > rest.length ? [`${count - rest.length} beside it`] : []),
  ];
  const names = rest.map(({ subject }) => subject.get('CN') ?? subject.text);
  return [names.length === 0 ? 'the certificate alone' : `with ${names.join(', ')}`, ...notes].join('; ');
}

function mattering({ complete, missing, inOrder }: ComparedChain): string {
  if (complete === false) {
    const named = listOf(missing.map(({ subject }) => `"${subject.text}"`));
    return named === '' ? 'An intermediate is missing.' : `${named} ${missing.length === 1 ? 'is' : 'are'} missing.`;
  }
  if (!inOrder) return 'The order is not that in which TLS sends a chain.';
  return 'Whoever holds the old intermediates, and not these, must get the new ones.';
}

/** Told by the subjects of their own. */
const toldElsewhere = new Set(['expired', 'not-yet-valid', 'never-valid', 'weak-signature', 'weak-key']);
const doubtful = new Set([
  'signature-unverifiable',
  'critical-extension-unknown',
  'name-constraints-not-understood',
  'budget-exceeded',
]);

function wrong({ new: { problems } }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  return problems
    .filter(({ code }) => !toldElsewhere.has(code))
    .map(({ code, message, rule }) => {
      const outcome: ReplacementOutcome = place.part === 'client-out' || doubtful.has(code) ? 'unknown' : 'breaks';
      const what = 'Put the chain together again as the certificate authority delivered it.';
      return reason({ subject: 'chain', outcome, why: message, who: shownBy(place), what, rule });
    });
}

/** It stands there under the issuer's name and has another key. */
function notIssuers({ path, certificates }: ComparedChain): string[] {
  const top = path[path.length - 1]!;
  if (isSelfSigned(top)) return [];
  const others = certificates.filter((one) => !path.includes(one) && one.subject.canonical === top.issuer.canonical);
  return others.map(({ subject }) => subject.text);
}

function incomplete(replacement: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { new: next } = replacement;
  if (next.complete === true) return [];
  if (place.part === 'client-out') return atPartner(replacement, place);
  const { source: rule } = useById(place.use ?? 'custom-domain').chainMustBeSent;
  const told = { subject: 'chain' as const, rule, who: shownBy(place), what: WHOLE, give: missingOf(next) };
  const [impostor] = notIssuers(next);
  if (impostor !== undefined) {
    const why = `"${impostor}" stands beside the new certificate and did not issue it: it has the name of the issuer and another key.`;
    return [reason({ ...told, outcome: 'breaks', why })];
  }
  if (next.complete === false) {
    const why = `The new certificate comes without ${namesOfMissing(next)}, and nobody fetches it.`;
    return [reason({ ...told, outcome: 'breaks', why })];
  }
  if (endsAsBefore(replacement)) return [];
  // Not given with all that stands above it: nothing shows what is sent.
  const issuer = next.path[next.path.length - 1]!.issuer.text;
  const why = `Whether "${issuer}", which issued the last certificate that was given, is an intermediate that must be sent or a root cannot be told here.`;
  const what = 'Compare again with the whole chain, or with the list of roots (--trust-store FILE).';
  return [reason({ ...told, who: ownAdmin(), outcome: 'unknown', why, what })];
}

/** The org sends what is stored with the certificate; what the called server needs, only its operator can tell. */
function atPartner(replacement: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { old, new: next } = replacement;
  const isNews = old.complete !== next.complete || !(sameAbove(old, next) || endsAsBefore(replacement));
  if (!isNews) return [];
  const stored =
    next.complete === false ? `${namesOfMissing(next)} is not there` : 'whether that is all cannot be told';
  return [
    reason({
      subject: 'chain',
      outcome: 'unknown',
      why: `The org sends what is stored with the certificate, and ${stored}. Whether the called server needs it only its operator can tell.`,
      who: partnerOf(place),
      what: `${WHOLE} Or ask whether the server has it.`,
      give: missingOf(next),
      rule: useById('outbound-apex-mtls').chainMustBeSent.source,
    }),
  ];
}

const WHOLE = 'Put every intermediate behind the certificate, each behind the one that it vouches for.';

/** With intermediates of its own it ends below the same issuer as the old one, which was enough until now. */
function endsAsBefore(replacement: Replacement): boolean {
  const { old, new: next } = replacement;
  return old.path.length > 1 && next.path.length > 1 && hasSameRoot(replacement) === true;
}

const missingOf = ({ missing }: ComparedChain): HandedOver[] =>
  missing.map(({ subject, fingerprint }) => ({ what: 'intermediate', subject: subject.text, fingerprint }));

function namesOfMissing({ missing }: ComparedChain): string {
  return listOf(missing.map(({ subject }) => `"${subject.text}"`)) || 'the intermediate that vouches for it';
}

function order({ new: next }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  if (next.inOrder) return [];
  const { source } = useById(place.use ?? 'outbound-apex-mtls').chainMustBeSent;
  const isMet = place.part === 'met';
  return [
    reason({
      subject: 'chain',
      outcome: isMet ? 'breaks' : 'unknown',
      why: isMet
        ? 'The chain is in the wrong order, and Salesforce as the caller takes it as it is sent.'
        : 'The chain is in the wrong order. No page says whether that is put right on the way.',
      who: shownBy(place),
      what: 'Put it in order: the certificate first, then each one behind the one that it vouches for.',
      rule: source,
    }),
  ];
}

/** A server may hold the intermediates of its clients, and not only their roots. */
function others({ old, new: next }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  if (place.part !== 'client-out') return [];
  const before = new Set(old.path.map(({ fingerprint }) => fingerprint));
  const fresh = next.path.slice(1).filter((one) => !isSelfSigned(one) && !before.has(one.fingerprint));
  if (fresh.length === 0) return [];
  return [
    reason({
      subject: 'chain',
      outcome: 'tell-first',
      why: `${listOf(fresh.map(({ subject }) => `"${subject.text}"`))} ${fresh.length === 1 ? 'is' : 'are'} new in the chain; a server that holds the intermediates of its clients does not know ${fresh.length === 1 ? 'it' : 'them'}.`,
      who: partnerOf(place),
      what: 'Have the new intermediates installed there, where the server holds those of its clients.',
      give: intermediatesOf(next),
      rule: useById('outbound-apex-mtls').chainMustBeSent.source,
    }),
  ];
}
