import { isPublicTls } from '../../checks/hierarchy.ts';
import { judgeKey } from '../../policy/index.ts';
import { useById } from '../../uses/index.ts';
import { sha256Hex } from '../../x509/index.ts';
import type { PublicKey } from '../../x509/index.ts';
import type { ReplacementReason } from './model.ts';
import { callers, isSameLeaf, isTls, ownAdmin, partnerOf, reason, shownBy } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import type { ReplacementRule } from './subject.ts';

/** The key in the certificate: whether it is another one, and of a kind that those concerned can use. */
export const key: ReplacementRule = {
  change({ old, new: next }) {
    const [before, after] = [old.leaf.publicKey, next.leaf.publicKey];
    if (spkiOf(before) === spkiOf(after)) return undefined;
    const kind = kindOf(before) === kindOf(after) ? '' : ' Its kind changes, too: older systems may not know it.';
    return {
      subject: 'key',
      title: 'Key (SPKI SHA-256)',
      old: `${wordsOf(before)}, ${spkiOf(before)}`,
      new: `${wordsOf(after)}, ${spkiOf(after)}`,
      matters: `Whoever verifies signatures, or is pinned to the key, knows the old one only.${kind}`,
    };
  },
  judge(replacement, place) {
    if (isSameLeaf(replacement)) return [];
    const { old, new: next } = replacement;
    const isNew = spkiOf(old.leaf.publicKey) !== spkiOf(next.leaf.publicKey);
    if (!isNew) return [];
    const inOrg = needsKey(place) ? stored(replacement, place) : strength(replacement, place);
    // What the org cannot hold, nobody else needs to know.
    const isOut = inOrg.some(({ outcome }) => outcome === 'breaks');
    return isOut ? inOrg : [...inOrg, ...kind(replacement, place)];
  },
};

const spkiOf = ({ spki }: PublicKey): string => sha256Hex(spki);
const kindOf = ({ kind: one, curve }: PublicKey): string => (one === 'EC' ? `EC ${curve ?? ''}` : one);

function wordsOf({ kind: one, size, curve }: PublicKey): string {
  return [one, curve ?? size].filter(Boolean).join(' ');
}

const needsKey = ({ use, part }: PlaceQuestion): boolean =>
  use === 'custom-domain' || part === 'client-out' || part === 'signs';

/** The org can use a key of its own only where it holds it, and stores but some kinds. */
function stored({ new: next }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  if (next.keyInOrg) return [];
  const { privateKeyInOrg } = useById(place.use ?? 'outbound-apex-mtls');
  const { verdict, reason: why, rule } = judgeKey(next.leaf.publicKey, 'salesforce-key');
  if (verdict === 'allowed') {
    return [
      reason({
        subject: 'key',
        outcome: 'tell-first',
        why: 'The key is a new one, and the org can use the certificate only with its private key.',
        who: ownAdmin(),
        what: 'Make the key in the org with its signing request (CSR), or import it with its chain as a keystore (JKS).',
        rule: privateKeyInOrg.value === 'required' ? privateKeyInOrg.source : rule.source,
      }),
    ];
  }
  return [
    reason({
      subject: 'key',
      outcome: verdict === 'not-allowed' ? 'breaks' : 'unknown',
      why: `${why} So the org cannot hold it.`,
      who: ownAdmin(),
      what: 'Make an RSA key of 2048, 3072 or 4096 bits, and have a certificate issued for it.',
      rule: rule.source,
    }),
  ];
}

function strength({ new: next }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  if (place.part === 'pinned' || place.part === 'other') return [];
  const isPublic = place.part === 'served' && isPublicTls(next.followed);
  const { verdict, reason: why, rule } = judgeKey(next.leaf.publicKey, isPublic ? 'public-tls' : 'any');
  if (verdict === 'allowed') return [];
  const decides = isTls(place.part) && verdict === 'not-allowed';
  const who = isTls(place.part) ? shownBy(place) : partnerOf(place);
  return [
    reason({
      subject: 'key',
      outcome: decides ? 'breaks' : 'unknown',
      why: decides ? why : `${why} Whether whoever verifies takes it cannot be told.`,
      who,
      what: 'Make a new key (RSA of 2048 bits or more), and have a certificate issued for it.',
      rule: rule.source,
    }),
  ];
}

/** unverified: that Salesforce as a caller takes ECDSA on all three curves; no page says it of clients and of signatures. */
const usualCurves: readonly (string | undefined)[] = ['P-256', 'P-384', 'P-521'];

const isUsual = ({ kind: one, curve }: PublicKey): boolean =>
  one === 'RSA' || (one === 'EC' && usualCurves.includes(curve));

function kind({ old, new: next }: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const [before, after] = [old.leaf.publicKey, next.leaf.publicKey];
  if (kindOf(before) === kindOf(after) && before.size === after.size) return [];
  const { source } = useById(place.use ?? 'outbound-apex-mtls').trust;
  const words = `The key changes from ${wordsOf(before)} to ${wordsOf(after)}`;
  const told = { subject: 'key' as const, rule: source };
  switch (place.part) {
    case 'served':
      if (kindOf(before) === kindOf(after)) return [];
      if (!isUsual(after)) return [unsaid(`${words}. Not all browsers and programs that call know such keys.`, place)];
      return [
        reason({
          ...told,
          outcome: 'tell-first',
          why: `${words}. Browsers know both; old programs that call may know RSA only.`,
          who: callers(place),
          what: 'Have a call tried against a server with such a key before the switch.',
        }),
      ];
    case 'met':
      if (isUsual(after)) return [];
      return [unsaid(`${words}. No source says whether Salesforce accepts that of a server.`, place)];
    case 'client-in':
      if (after.kind === 'RSA') return [];
      return [unsaid(`${words}. No source says which kinds of key Salesforce accepts of clients.`, place)];
    case 'believed':
      if (after.kind === 'RSA') return [];
      return [unsaid(`${words}. No source says whether Salesforce verifies signatures of that kind here.`, place)];
    case 'client-out':
    case 'signs':
      return [
        reason({
          ...told,
          outcome: 'tell-first',
          why: `${words}, which the other side may not know or allow.`,
          who: partnerOf(place),
          what: `Ask whether keys of that kind (${wordsOf(after)}) are taken there.`,
        }),
      ];
    default:
      return [];
  }

  function unsaid(why: string, of: PlaceQuestion): ReplacementReason {
    const who = of.part === 'believed' ? partnerOf(of) : shownBy(of);
    return reason({
      ...told,
      outcome: 'unknown',
      why,
      who,
      what: 'Stay with an RSA key, or try it in a sandbox first.',
    });
  }
}
