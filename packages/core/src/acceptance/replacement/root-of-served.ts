import { clientsOf, verdictsOn } from '../../checks/root-standing.ts';
import type { Verdict } from '../../checks/root-standing.ts';
import { citationOf } from '../../findings/index.ts';
import { useById } from '../../uses/index.ts';
import type { ReplacementReason } from './model.ts';
import { callers, ownAdmin, reason, rootToGive } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import { hasSameRoot, rootsWords } from './same-root.ts';
import type { ComparedChain } from './side.ts';

/** What the programs behind browsers say of its root; undefined: it does not show. */
function standingOf(chain: ComparedChain, at: Date): Verdict[] | 'private' | undefined {
  if (!chain.root) return undefined;
  if (chain.kind === 'private' || chain.kind === 'self-signed') return 'private';
  return verdictsOn(chain.root, chain.followed, at);
}

const isRefusal = ({ verdict }: Verdict): boolean => verdict === 'distrusted' || verdict === 'removed';

/** Whoever calls goes by a list of roots: browsers by that of a program, other programs by their own. */
export function rootOfServed(replacement: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { old, new: next, at } = replacement;
  const same = hasSameRoot(replacement);
  const use = useById(place.use ?? 'custom-domain');
  const verdicts = standingOf(next, at);
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
  const before = standingOf(old, at);
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
      why: `${rootsWords(old, next)} ${open.length === 0 ? 'Browsers know it; programs' : 'Programs'} that keep a list of their own, or trust the old root alone, may not.`,
      who: callers(place),
      what: 'Put the new root into every such list before the switch; trust the whole Mozilla list of roots for TLS servers rather than one root.',
      give: rootToGive(next),
    }),
  ];
}
