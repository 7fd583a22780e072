import { dayOf } from '../findings/wording.ts';
import type { HeldChain } from '../inventory/index.ts';
import type { DatedRule } from '../policy/index.ts';
import { certificateAuthority, chromeClientAuthEnd, clientAuthDefaultOff, clientAuthEnd } from '../policy/index.ts';
import { chromeState } from '../trust/index.ts';
import { hierarchyOf, purposesOf } from './hierarchy.ts';

/** When a certificate's authority stops issuing ones that may be used as a client. */
export interface ClientAuthEnd {
  /** The first moment from which it does not. */
  readonly from: Date;
  readonly rule: DatedRule;
  /** What to call the authority. */
  readonly ca: string;
  /**
   * `own`: a date of that authority. `program`: the authority named none, but its root is in the Chrome Root Store, whose
   * date binds it. `assumed`: neither is known; Chrome's date is the one to expect.
   */
  readonly basis: 'own' | 'program' | 'assumed';
  /** The rule by which it has left client authentication out unless asked, when that is known. */
  readonly defaultOff?: DatedRule;
}

/** How a certificate that may be used as a client stands to the end of such certificates in public hierarchies. */
export type ClientAuthStanding =
  | { readonly kind: 'ends'; readonly end: ClientAuthEnd; readonly forServersToo: boolean }
  | { readonly kind: 'not-affected' }
  /** Whether its hierarchy is a public one cannot be told. */
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * The end concerns public hierarchies for TLS. Their leaves say that they are, by a policy of the CA/Browser Forum, by
 * public logging or by the root above them; what says nothing of the kind is taken for a private one, unless its issuer
 * has the name of a public authority.
 */
export function clientAuthStanding(chain: HeldChain): ClientAuthStanding {
  const { leaf } = chain;
  const purposes = purposesOf(leaf);
  if (!purposes?.client || leaf.extensions.basicConstraints?.ca) return { kind: 'not-affected' };
  const { kind, root } = hierarchyOf(chain);
  const organization = leaf.issuer.get('O');
  if (kind === 'unknown' && organization !== undefined && certificateAuthority(organization) !== undefined) {
    return {
      kind: 'unknown',
      reason: `It is held without the chain up to its root, so it is not known whether the rules for public authorities apply to what ${organization} issued here.`,
    };
  }
  if (kind !== 'public' && kind !== 'claims-public') return { kind: 'not-affected' };
  const inChrome = root !== undefined && chromeState(root.sha256).member;
  const end = endOf([organization, root && organizationIn(root.subject)], inChrome, leaf.issuer.text);
  return { kind: 'ends', end, forServersToo: purposes.server };
}

function endOf(organizations: readonly (string | undefined)[], inChrome: boolean, issuer: string): ClientAuthEnd {
  const stated = organizations.filter((one) => one !== undefined);
  const known = stated.find((one) => clientAuthEnd(one)) ?? stated.find((one) => certificateAuthority(one));
  const own = known === undefined ? undefined : clientAuthEnd(known);
  const defaultOff = known === undefined ? undefined : clientAuthDefaultOff(known);
  const rule = own ?? chromeClientAuthEnd;
  return {
    // Every rule of an end has a first day; one without would hold already.
    from: new Date(rule.from ?? 0),
    rule,
    ca: (known && certificateAuthority(known)) ?? stated[0] ?? issuer,
    basis: own ? 'own' : inChrome ? 'program' : 'assumed',
    ...(defaultOff ? { defaultOff } : {}),
  };
}

/** O of a name in RFC 4514 text. */
function organizationIn(name: string): string | undefined {
  return /(?:^|[,+] ?)O=((?:\\.|[^,+\\])*)/.exec(name)?.[1]?.replaceAll(/\\(.)/g, '$1');
}

/** `on Mon 1 Mar 2027`, `in the week of Mon 13 Apr 2026`, `in Oct 2025`: as exact as the source is. */
export function dateOf(rule: DatedRule, at?: Date): string {
  const day = dayOf(new Date(rule.from ?? 0), at);
  if (rule.precision === 'week') return `in the week of ${day}`;
  return rule.precision === 'month' ? `in ${day.split(' ').slice(2).join(' ')}` : `on ${day}`;
}

/** `stops` or `stopped`, or that it is only expected. */
export function verbOf({ from, basis }: ClientAuthEnd, at: Date): string {
  const over = at >= from;
  if (basis === 'assumed') return over ? 'was expected to stop' : 'is expected to stop';
  return over ? 'stopped' : 'stops';
}

/** What must be said about how well a date is founded; empty when nothing must. */
export function doubtOf({ basis, rule, ca }: ClientAuthEnd): string {
  if (basis === 'program') {
    return ` No date of ${ca}'s own is known; this is the latest that Chrome allows to authorities in its root store.`;
  }
  if (basis === 'assumed') {
    return ` No date of ${ca}'s own is known, nor that its root is in the Chrome Root Store: this is the date to expect, so ask ${ca}.`;
  }
  const doubts = [
    ...(rule.confidence === 'C' ? ['The date is from third parties only.'] : []),
    ...(rule.conflictsWith ? ['Another source gives another date; the later one is taken.'] : []),
  ];
  return doubts.map((doubt) => ` ${doubt}`).join('');
}
