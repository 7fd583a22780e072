import { citationOf, isoDay } from '../../findings/index.ts';
import type { RuleSource } from '../../findings/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import type { ComparedChain, RootAbove } from './side.ts';
import type { HandedOver, ReplacedPlace, ReplacementReason, WhoActs } from './model.ts';

/**
 * What the certificate does in a place. `served` Salesforce shows it to callers; `met` a server shows it to Salesforce; `client-in` a
 * client shows it to Salesforce; `client-out` the org shows it to a server; `believed` the org holds it to verify what somebody
 * else signs; `signs` the org signs with its key; `pinned` only a hash or name of it is held; `other` not known.
 */
export type Part = 'served' | 'met' | 'client-in' | 'client-out' | 'believed' | 'signs' | 'pinned' | 'other';

export function partOf({ use, kind }: Pick<ReplacedPlace, 'use' | 'kind'>): Part {
  if (kind === 'pins') return 'pinned';
  switch (use) {
    case 'inbound-one-way-tls':
    case 'custom-domain':
      return 'served';
    case 'outbound-apex-one-way-tls':
      return 'met';
    case 'inbound-user-mtls':
    case 'inbound-api-mtls':
      return 'client-in';
    case 'outbound-apex-mtls':
      return 'client-out';
    case 'inbound-sso':
      return kind === 'names' ? 'signs' : 'believed';
    case 'outbound-sso':
      return kind === 'carries' ? 'believed' : 'signs';
    case null:
      return 'other';
  }
}

/** Whether anybody looks at the chain above the certificate. */
export const isTls = (part: Part): boolean =>
  part === 'served' || part === 'met' || part === 'client-in' || part === 'client-out';

/** Both chains and what they are judged by. */
export interface Replacement {
  readonly old: ComparedChain;
  readonly new: ComparedChain;
  /** The moment judged. */
  readonly at: Date;
}

/** A place with what the certificate does there. */
export interface PlaceQuestion extends ReplacedPlace {
  readonly part: Part;
}

const referrer = ({ reference }: ReplacedPlace): string | undefined => reference?.label ?? reference?.name;

export const ownAdmin = (): WhoActs => ({ role: 'own-admin', name: 'an admin of your org' });

/** Who relies on what the org shows or signs, or signs what the org believes. */
export function partnerOf(place: PlaceQuestion): WhoActs {
  const { part, host } = place;
  const name = referrer(place);
  const behind = name === undefined ? undefined : `"${name}"`;
  if (part === 'client-out') {
    const server = host ?? (behind && `the server behind ${behind}`) ?? 'the called server';
    return { role: 'partner', name: `whoever runs ${server}` };
  }
  if (place.use === 'inbound-sso') {
    return { role: 'partner', name: behind ? `the system that ${behind} believes` : 'the identity provider' };
  }
  const relying = host ?? (behind && `the system behind ${behind}`);
  return { role: 'partner', name: relying ?? 'whoever relies on what the org signs' };
}

export const serverOperator = ({ host }: ReplacedPlace): WhoActs => ({
  role: 'server-operator',
  name: host === null ? 'the operator of the server' : `the operator of ${host}`,
});

export function clientOperator(place: ReplacedPlace): WhoActs {
  const name = referrer(place);
  if (place.use === 'inbound-user-mtls')
    return { role: 'client-operator', name: name === undefined ? 'the user' : `the user of "${name}"` };
  return { role: 'client-operator', name: name === undefined ? 'whoever runs the client' : `whoever runs "${name}"` };
}

export const callers = ({ host }: ReplacedPlace): WhoActs => ({
  role: 'callers',
  name: `callers${host === null ? '' : ` of ${host}`} that keep a list of roots of their own`,
});

/** Who shows the certificate, and so has to put something right about it. */
export function shownBy(place: PlaceQuestion): WhoActs {
  if (place.part === 'met') return serverOperator(place);
  return place.part === 'client-in' ? clientOperator(place) : ownAdmin();
}

type Told = Omit<ReplacementReason, 'rule' | 'who' | 'what' | 'give'> &
  Partial<Pick<ReplacementReason, 'who' | 'what' | 'give'>> & { readonly rule: RuleSource | string };

export function reason({ rule, who = null, what = null, give = [], ...told }: Told): ReplacementReason {
  return { ...told, who, what, give, rule: typeof rule === 'string' ? rule : citationOf(rule) };
}

export function leafOf({ leaf }: ComparedChain): HandedOver {
  return { what: 'certificate', subject: leaf.subject.text, fingerprint: leaf.fingerprint };
}

/** The intermediates that were given. */
export function intermediatesOf({ path }: ComparedChain): HandedOver[] {
  return path
    .slice(1)
    .filter((one) => !isSelfSigned(one))
    .map((one) => ({ what: 'intermediate', subject: one.subject.text, fingerprint: one.fingerprint }));
}

export function rootToGive({ root }: ComparedChain): HandedOver[] {
  return root ? [{ what: 'root', subject: root.name, fingerprint: root.sha256 }] : [];
}

export const isSameLeaf = ({ old, new: next }: Replacement): boolean => old.leaf.fingerprint === next.leaf.fingerprint;

export const sameRoot = (one: RootAbove, other: RootAbove): boolean =>
  one.sha256 === other.sha256 || (one.spki !== undefined && one.spki === other.spki);

/** The day by which somebody has to act: when the old one ends. Null: it has ended. */
export function deadlineOf({ old, at }: Replacement): string | null {
  return old.leaf.notAfter > at ? isoDay(old.leaf.notAfter) : null;
}
