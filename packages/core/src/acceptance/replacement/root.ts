import { clientsOf, retirementsOf, verdictsOn } from '../../checks/root-standing.ts';
import type { Verdict } from '../../checks/root-standing.ts';
import { dayOf } from '../../findings/wording.ts';
import { citationOf, listOf } from '../../findings/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { policyRule } from '../../policy/index.ts';
import { useById } from '../../uses/index.ts';
import type { ReplacementReason } from './model.ts';
import {
  callers,
  intermediatesOf,
  leafOf,
  ownAdmin,
  partnerOf,
  reason,
  rootToGive,
  sameRoot,
  shownBy,
} from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import type { ComparedChain } from './side.ts';
import type { ReplacementRule } from './subject.ts';

/** The root above the chain: who goes by a list of roots, and who trusted the old one alone. */
export const root: ReplacementRule = {
  change(replacement) {
    const { old, new: next, at } = replacement;
    if (isSame(replacement) === true) return undefined;
    return { subject: 'root', title: 'Root', old: called(old), new: called(next), matters: mattering(next, at) };
  },
  judge(replacement, place) {
    switch (place.part) {
      case 'served':
        return served(replacement, place);
      case 'met':
      case 'client-in':
        return byOrg(replacement, place);
      case 'client-out':
        return byPartner(replacement, place);
      default:
        return [];
    }
  },
};

/** Null: it cannot be told, as one of them does not show. */
function isSame({ old, new: next }: Replacement): boolean | null {
  if (old.root && next.root) return sameRoot(old.root, next.root);
  if (old.root || next.root) return null;
  // Neither root shows; the same issuer above what is held of both leads to the same one.
  const [one, other] = [old, next].map(({ followed }) => followed.path[followed.path.length - 1]!);
  if (one!.fingerprint === other!.fingerprint) return true;
  const ids = [one, other].map((top) => top!.extensions.authorityKeyIdentifier?.keyId?.join());
  return one!.issuer.canonical === other!.issuer.canonical && ids[0] === ids[1] ? true : null;
}

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

/** Refused by one program is refused by somebody's browser. */
function worstOf(chain: ComparedChain, at: Date): Verdict[] | 'private' | undefined {
  if (!chain.root) return undefined;
  if (chain.kind === 'private' || chain.kind === 'self-signed') return 'private';
  const verdicts = verdictsOn(chain.root, chain.followed, at);
  return verdicts;
}

const isRefusal = ({ verdict }: Verdict): boolean => verdict === 'distrusted' || verdict === 'removed';

function served({ old, new: next, at, ...rest }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const replacement = { old, new: next, at, ...rest };
  const same = isSame(replacement);
  const use = useById(place.use ?? 'custom-domain');
  const verdicts = worstOf(next, at);
  const told = { subject: 'root' as const, rule: citationOf(use.trust.source) };
  if (verdicts === undefined) {
    return same === true
      ? []
      : [
          reason({
            ...told,
            outcome: 'unknown',
            why: `To which root the new chain leads does not show, so whether callers trust it cannot be told.`,
            who: ownAdmin(),
            what: 'Compare again with the whole chain of the new certificate.',
          }),
        ];
  }
  if (verdicts === 'private') {
    if (same === true) return [];
    return [
      reason({
        ...told,
        outcome: 'breaks',
        why: `The new chain ends in "${next.root?.name}", which is in no public program known here, so browsers and other callers with a usual list of roots refuse it.`,
        who: { role: 'certificate-authority', name: 'a public certificate authority' },
        what: 'Take a certificate under a root of the Mozilla and Chrome programs.',
      }),
    ];
  }
  const before = worstOf(old, at);
  const isNew = ({ program }: Verdict): boolean =>
    same !== true || !Array.isArray(before) || !before.some((one) => one.program === program && isRefusal(one));
  const refusals = verdicts.filter(isRefusal).filter(isNew);
  if (refusals.length > 0) {
    return refusals.map(({ program, reason: why, rule }) =>
      reason({
        subject: 'root',
        outcome: 'breaks',
        why: `${why} Callers that go by the list of ${clientsOf[program]} refuse it.`,
        who: { role: 'certificate-authority', name: 'the certificate authority of the new certificate' },
        what: 'Ask for a certificate under a root that all programs trust.',
        rule: rule ? citationOf(rule.source) : told.rule,
      }),
    );
  }
  if (same === true) return [];
  const open = verdicts.filter(({ verdict }) => verdict === 'unknown' || verdict === 'absent');
  return [
    ...open.map(({ reason: why, rule }) =>
      reason({
        subject: 'root',
        outcome: 'unknown',
        why,
        who: { role: 'certificate-authority', name: 'the certificate authority of the new certificate' },
        what: 'Ask on which lists of roots it is.',
        rule: rule ? citationOf(rule.source) : told.rule,
      }),
    ),
    reason({
      ...told,
      outcome: 'tell-first',
      why: `The root changes from "${old.root?.name ?? 'one that does not show'}" to "${next.root?.name}". Browsers know both; programs that keep a list of their own, or trust the old root alone, may not.`,
      who: callers(place),
      what: 'Put the new root into every such list before the switch; trust the whole Mozilla list of roots for TLS servers rather than one root.',
      give: rootToGive(next),
    }),
  ];
}

const { source: listSource } = policyRule('salesforce.cacerts');

/** Salesforce trusts what is below the roots of the org's own list, and no other list stands in for it. */
function byOrg(replacement: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { new: next } = replacement;
  const { selfSigned, privateCa } = useById(place.use ?? 'outbound-apex-one-way-tls');
  const who = shownBy(place);
  const other =
    'Take a certificate from an authority whose root is on the list. A private authority cannot be put there.';
  const told = { subject: 'root' as const, rule: citationOf(listSource), who };
  const { listed } = next;
  if (listed?.verdict === 'listed' && listed.by !== 'subject') {
    return [
      reason({
        ...told,
        outcome: 'unchanged',
        who: null,
        why: `Its root, "${listed.anchor.name}", is on the list that the org trusts.`,
      }),
    ];
  }
  const same = isSame(replacement);
  if (next.path.length === 1 && isSelfSigned(next.leaf) && !(same === true && !listed)) {
    const why =
      'The new certificate is signed by itself, and Salesforce accepts only what leads to a root of its list.';
    return [reason({ ...told, outcome: 'breaks', why, what: other, rule: selfSigned.source })];
  }
  if (listed?.verdict === 'absent') {
    return [
      reason({
        ...told,
        outcome: 'breaks',
        why: `"${listed.root}", to which the new chain leads, is not on the list that the org trusts (/cacerts.jsp).`,
        what: other,
      }),
    ];
  }
  const compare = {
    who: ownAdmin(),
    what: 'Save https://MyDomain.my.salesforce.com/cacerts.jsp, and compare again with --trust-store FILE.',
  };
  if (listed) {
    const why =
      listed.verdict === 'unknown'
        ? listed.reason
        : `The list has an entry called "${listed.anchor.name}", and gives nothing by which to know whether it is the same root.`;
    return [
      reason({
        ...told,
        ...compare,
        outcome: 'unknown',
        why,
        what: 'Compare the fingerprint of the root with the list (/cacerts.jsp), or give the whole chain.',
      }),
    ];
  }
  if (same === true) {
    const why = `Both lead to the same root${next.root ? ` ("${next.root.name}")` : ''}. Whether it is on the list that the org trusts was not looked at, and does not change.`;
    return [reason({ ...told, who: null, outcome: 'unchanged', why })];
  }
  const probably = next.kind === 'private' ? ` Probably not: ${lower(privateCa.statement)}` : '';
  const changed = next.root
    ? `The new chain leads to "${next.root.name}"`
    : 'To which root the new chain leads does not show';
  const why = `${changed}, and whether that is on the list that the org trusts (/cacerts.jsp) cannot be told without the list.${probably}`;
  return [reason({ ...told, ...compare, outcome: 'unknown', why })];
}

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The called server has a list that nobody here knows. */
function byPartner(replacement: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { old, new: next } = replacement;
  const same = isSame(replacement);
  if (same === true) return [];
  const { trust, selfSigned } = useById('outbound-apex-mtls');
  const who = partnerOf(place);
  if (!next.root) {
    const why = 'To which root the new chain leads does not show, so what the called server must trust cannot be told.';
    const what = 'Compare again with the whole chain of the new certificate.';
    return [reason({ subject: 'root', outcome: 'unknown', why, who: ownAdmin(), what, rule: trust.source })];
  }
  const alone = next.path.length === 1 && isSelfSigned(next.leaf);
  return [
    reason({
      subject: 'root',
      outcome: 'tell-first',
      why: alone
        ? 'The new certificate is signed by itself: the called server accepts it only with the certificate in its own keystore.'
        : `The root changes from ${old.root ? `"${old.root.name}"` : 'one that does not show'} to "${next.root.name}", which the called server must trust before it sees the new certificate.`,
      who,
      what: `Have ${alone ? 'the certificate' : listOf(['the new root', ...(intermediatesOf(next).length > 0 ? ['its intermediates'] : [])])} installed there, beside the old, before the switch.`,
      give: alone ? [leafOf(next)] : [...rootToGive(next), ...intermediatesOf(next)],
      rule: alone ? selfSigned.source : trust.source,
    }),
  ];
}
