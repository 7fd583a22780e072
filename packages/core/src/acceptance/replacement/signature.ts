import { audienceOf } from '../../checks/hierarchy.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { judgeSignature } from '../../policy/index.ts';
import { algorithmText } from '../../chain/index.ts';
import type { ReplacementReason } from './model.ts';
import { isTls, partnerOf, reason, shownBy } from './place.ts';
import type { PlaceQuestion } from './place.ts';
import type { ReplacementRule } from './subject.ts';

/** How the certificate and those above it are signed. */
export const signature: ReplacementRule = {
  change({ old, new: next }) {
    const [before, after] = [algorithmText(old.leaf.signatureAlgorithm), algorithmText(next.leaf.signatureAlgorithm)];
    if (before === after) return undefined;
    const matters = 'Whoever looks at the chain must be able to verify the new kind of signature.';
    return { subject: 'signature', title: 'Signed with', old: before, new: after, matters };
  },
  judge({ new: next }, place): ReplacementReason[] {
    if (!isTls(place.part)) return [];
    const audience = place.part === 'served' ? audienceOf(next.followed) : 'any';
    // Nobody relies on a root's own signature.
    return next.path
      .filter((one) => !isSelfSigned(one))
      .flatMap((one) => weakness(judgeSignature(one.signatureAlgorithm, audience), place, one.subject.text))
      .filter((one, at, all) => all.findIndex(({ why }) => why === one.why) === at);
  },
};

function weakness(
  { verdict, reason: why, rule }: ReturnType<typeof judgeSignature>,
  place: PlaceQuestion,
  name: string,
): ReplacementReason[] {
  if (verdict === 'allowed') return [];
  const decides = verdict === 'not-allowed' && place.part !== 'client-out';
  return [
    reason({
      subject: 'signature',
      outcome: decides ? 'breaks' : 'unknown',
      why: `"${name}": ${why}${decides ? '' : ' Whether whoever verifies takes that cannot be told.'}`,
      who: place.part === 'client-out' ? partnerOf(place) : shownBy(place),
      what: 'Have it issued again with a SHA-256 signature.',
      rule: rule.source,
    }),
  ];
}
