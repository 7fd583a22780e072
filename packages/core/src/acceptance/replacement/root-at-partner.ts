import { listOf } from '../../findings/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { useById } from '../../uses/index.ts';
import type { ReplacementReason } from './model.ts';
import { intermediatesOf, leafOf, ownAdmin, partnerOf, reason, rootToGive } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import { hasSameRoot, rootsWords } from './same-root.ts';

/** The called server has a list that nobody here knows. */
export function rootAtPartner(replacement: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { old, new: next } = replacement;
  const same = hasSameRoot(replacement);
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
        : `${rootsWords(old, next)} The called server must trust the new one before it sees the new certificate.`,
      who,
      what: `Have ${alone ? 'the certificate' : listOf(['the new root', ...(intermediatesOf(next).length > 0 ? ['its intermediates'] : [])])} installed there, beside the old, before the switch.`,
      give: alone ? [leafOf(next)] : [...rootToGive(next), ...intermediatesOf(next)],
      rule: alone ? selfSigned.source : trust.source,
    }),
  ];
}
