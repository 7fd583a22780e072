import { listOf } from '../../findings/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { useById } from '../../uses/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { ReplacementReason } from './model.ts';
import { partnerOf, reason, shownBy } from './place.ts';
import type { PlaceQuestion } from './place.ts';
import type { ReplacementRule } from './subject.ts';

const OCSP = '1.3.6.1.5.5.7.48.1';

/** Where it can be asked whether the certificate was revoked. */
export const revocation: ReplacementRule = {
  change({ old, new: next }) {
    const [before, after] = [addressesOf(old.leaf), addressesOf(next.leaf)];
    if (before.join() === after.join()) return undefined;
    return {
      subject: 'revocation',
      title: 'Asked for revocation at',
      old: before.join(', ') || 'nowhere',
      new: after.join(', ') || 'nowhere',
      matters:
        after.length === 0
          ? 'Nobody can ask any more whether it was revoked, and who insists on an answer refuses it.'
          : 'Whoever asks for revocation from behind a firewall must be let through to the new addresses.',
    };
  },
  judge({ old, new: next }, place): ReplacementReason[] {
    if (isSelfSigned(next.leaf)) return [];
    if (place.part === 'client-in') return bySalesforce(old.leaf, next.leaf, place);
    if (place.part !== 'client-out') return [];
    const fresh = hostsOf(next.leaf).filter((host) => !hostsOf(old.leaf).includes(host));
    if (fresh.length === 0) return [];
    return [
      reason({
        subject: 'revocation',
        outcome: 'tell-first',
        why: `Whether it was revoked is asked at ${listOf(fresh)}, which is new.`,
        who: partnerOf(place),
        what: `Ask whether the server checks for revocation, and have it let through to ${listOf(fresh)}.`,
        rule: useById('outbound-apex-mtls').revocation.source,
      }),
    ];
  },
};

const listsOf = ({ extensions }: Certificate): string[] =>
  (extensions.crlDistributionPoints ?? []).flatMap(({ fullName }) =>
    (fullName ?? []).filter(({ type, undecoded }) => type === 'uri' && !undecoded).map(({ value }) => value),
  );

const respondersOf = ({ extensions }: Certificate): string[] =>
  (extensions.authorityInfoAccess ?? [])
    .filter(({ method, location }) => method === OCSP && location.type === 'uri' && !location.undecoded)
    .map(({ location }) => location.value);

const addressesOf = (one: Certificate): string[] => [...listsOf(one), ...respondersOf(one)];

const hostsOf = (one: Certificate): string[] => [
  ...new Set(addressesOf(one).flatMap((address) => (URL.canParse(address) ? [new URL(address).host] : []))),
];

/** Salesforce asks lists for the API; of people, lists or responders, where that is switched on. */
function bySalesforce(old: Certificate, next: Certificate, place: PlaceQuestion): ReplacementReason[] {
  const isApi = place.use === 'inbound-api-mtls';
  const addresses = isApi ? listsOf : addressesOf;
  if (addresses(next).length > 0 || addresses(old).length === 0) return [];
  const { source } = useById(place.use ?? 'inbound-api-mtls').revocation;
  return [
    reason({
      subject: 'revocation',
      outcome: 'unknown',
      why: isApi
        ? 'The new certificate names no revocation list, which the old one did. Salesforce asks lists, and what it does where none is named is not stated.'
        : 'The new certificate names nobody to ask whether it was revoked. Where that check is switched on, such a certificate is refused.',
      who: shownBy(place),
      what: 'Have a certificate issued that names its revocation list.',
      rule: source,
    }),
  ];
}
