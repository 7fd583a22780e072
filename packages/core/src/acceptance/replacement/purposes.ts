import { clientAuthStanding, dateOf, doubtOf, verbOf } from '../../checks/client-authentication.ts';
import { purposesOf } from '../../checks/hierarchy.ts';
import { listOf } from '../../findings/index.ts';
import { useById } from '../../uses/index.ts';
import { describeExtendedKeyUsage } from '../../x509/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { ReplacementReason } from './model.ts';
import { partnerOf, reason, shownBy } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import type { ComparedChain } from './side.ts';
import type { ReplacementRule } from './subject.ts';

const ANY = '2.5.29.37.0';

/** What the certificate may be used for (extended key usage, EKU). */
export const purposes: ReplacementRule = {
  change({ old, new: next, at }) {
    const [before, after] = [old, next].map(({ leaf }) => [...(leaf.extensions.extendedKeyUsage ?? [])].sort().join());
    const bothStated = [old, next].every(({ leaf }) => leaf.extensions.extendedKeyUsage !== undefined);
    if (before === after && (bothStated || statedBy(old) === statedBy(next))) return undefined;
    return {
      subject: 'purposes',
      title: 'May be used to (purposes, EKU)',
      old: statedBy(old),
      new: statedBy(next),
      matters: `${mattering(old.leaf, next.leaf)}${clientEnd(next, at) ?? clientEnd(old, at) ?? ''}`,
    };
  },
  judge(replacement, place) {
    switch (place.part) {
      case 'served':
      case 'met':
        return asServer(replacement, place);
      case 'client-in':
        return asClient(replacement, place);
      case 'client-out':
        return toPartner(replacement, place);
      default:
        return [];
    }
  },
};

function statedBy({ leaf }: ComparedChain): string {
  const stated = leaf.extensions.extendedKeyUsage;
  return stated ? listOf(stated.map(describeExtendedKeyUsage)) : 'anything (none is named)';
}

const isServer = (leaf: Certificate): boolean => purposesOf(leaf)?.server ?? true;
const isClient = (leaf: Certificate): boolean => purposesOf(leaf)?.client ?? true;
const isAny = ({ extensions }: Certificate): boolean => extensions.extendedKeyUsage?.includes(ANY) ?? false;

function mattering(old: Certificate, next: Certificate): string {
  if (isClient(old) && !isClient(next))
    return 'Client authentication is lost: Salesforce accepts it from no client, and few servers accept it from your org.';
  if (isServer(old) && !isServer(next))
    return 'It is no longer for servers: whoever calls a server that shows it refuses it.';
  return 'Each use asks for its own purpose; those that it is used for are judged below.';
}

/** When its authority stops issuing for client authentication; undefined where that does not concern it. */
function clientEnd(chain: ComparedChain, at: Date): string | undefined {
  const standing = clientAuthStanding(chain.followed);
  if (standing.kind !== 'ends') return undefined;
  const { end } = standing;
  return ` ${end.ca} ${verbOf(end, at)} issuing certificates for client authentication ${dateOf(end.rule, at)}.${doubtOf(end)}`;
}

function asServer({ new: next }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { source } = useById(place.use ?? 'custom-domain').purpose;
  if (isServer(next.leaf)) return [];
  const told = { subject: 'purposes' as const, rule: source, who: shownBy(place) };
  if (isAny(next.leaf)) {
    const why = 'It names "any purpose" and not servers; whether whoever calls takes that is not stated.';
    return [reason({ ...told, outcome: 'unknown', why, what: 'Take one that names server authentication.' })];
  }
  return [
    reason({
      ...told,
      outcome: 'breaks',
      why: 'The new certificate may not be used as a server (server authentication, EKU), so whoever calls refuses it.',
      what: 'Have a certificate issued for server authentication (serverAuth).',
    }),
  ];
}

function asClient({ old, new: next, at }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { source } = useById(place.use ?? 'inbound-api-mtls').purpose;
  const told = { subject: 'purposes' as const, rule: source, who: shownBy(place) };
  const named = purposesOf(next.leaf)?.client ?? false;
  if (named) {
    const end = clientEnd(next, at);
    return end === undefined
      ? []
      : [reason({ ...told, who: null, outcome: 'unchanged', why: `It may be used as a client.${end}` })];
  }
  if (isAny(next.leaf)) {
    const why = 'It names "any purpose" and not client authentication; whether Salesforce takes that is not stated.';
    return [reason({ ...told, outcome: 'unknown', why, what: 'Take one that names client authentication.' })];
  }
  const lost = isClient(old.leaf) && purposesOf(old.leaf) ? 'no longer names' : 'does not name';
  return [
    reason({
      ...told,
      outcome: 'breaks',
      why: `The new certificate ${lost} client authentication (EKU), which Salesforce asks of every client.${clientEnd(old, at) ?? ''}`,
      what: 'Take a certificate for client authentication from an authority on the list of your org (/cacerts.jsp) that still issues them, or change the way of logging in. A private authority does not help here.',
    }),
  ];
}

function toPartner({ old, new: next, at }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { source } = useById('outbound-apex-mtls').purpose;
  if (isClient(next.leaf)) {
    const end = clientEnd(next, at);
    const why = `It may be used as a client.${end ?? ''}`;
    return end === undefined ? [] : [reason({ subject: 'purposes', outcome: 'unchanged', why, rule: source })];
  }
  if (!isClient(old.leaf)) return [];
  return [
    reason({
      subject: 'purposes',
      outcome: 'unknown',
      why: `The new certificate no longer names client authentication (EKU). The called server decides, and most servers refuse a client without it.${clientEnd(old, at) ?? ''}`,
      who: partnerOf(place),
      what: 'Ask whether the server takes a client certificate without client authentication. If not: one of a private authority, or a self-signed one, will do once that server trusts it.',
      rule: source,
    }),
  ];
}
