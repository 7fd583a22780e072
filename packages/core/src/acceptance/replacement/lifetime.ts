import { isPublicTls } from '../../checks/hierarchy.ts';
import { dayOf, plural } from '../../findings/wording.ts';
import { forecastRenewals, judgeValidity, validityDays, validityLimits } from '../../policy/index.ts';
import type { ReplacementReason } from './model.ts';
import { reason } from './place.ts';
import type { ComparedChain } from './side.ts';
import type { ReplacementRule } from './subject.ts';

/** How long it lasts, how often that asks for a renewal, and whether the rules for public certificates allow it. */
export const lifetime: ReplacementRule = {
  change({ old, new: next, at }) {
    if (daysOf(old) === daysOf(next)) return undefined;
    return { subject: 'lifetime', title: 'Lifetime', old: words(old), new: words(next), matters: mattering(next, at) };
  },
  judge({ new: next }, place): ReplacementReason[] {
    return place.part === 'served' && isPublicTls(next.followed) ? limit(next) : [];
  },
};

const daysOf = ({ leaf }: ComparedChain): number => validityDays(leaf.notBefore, leaf.notAfter);

function words(side: ComparedChain): string {
  const days = daysOf(side);
  return `${plural(days, 'day')}, ${perYear(days)}`;
}

function perYear(days: number): string {
  const { today } = forecastRenewals([{ lifetimeDays: days }], []);
  return plural(today >= 10 ? Math.round(today) : Math.round(today * 10) / 10, 'renewal a year', 'renewals a year');
}

function mattering(next: ComparedChain, at: Date): string {
  if (!isPublicTls(next.followed)) return 'Every renewal asks for the same steps as this one.';
  const coming = validityLimits.find(
    ({ from, value }) =>
      from !== undefined && Date.parse(from) > at.getTime() && (value?.days ?? Infinity) < daysOf(next),
  );
  if (!coming?.from || !coming.value) return 'Every renewal asks for the same steps as this one.';
  return `Every renewal asks for the same steps as this one. From ${dayOf(new Date(coming.from), at)} on public certificates last at most ${coming.value.days} days.`;
}

/** Browsers refuse public certificates that last longer than was allowed when they were issued. */
function limit({ leaf }: ComparedChain): ReplacementReason[] {
  const times = (leaf.extensions.signedCertificateTimestamps ?? []).map(({ timestamp }) => timestamp.getTime());
  const logged = times.length > 0 ? new Date(Math.min(...times)) : undefined;
  const { verdict, reason: why, rule } = judgeValidity(leaf.notBefore, leaf.notAfter, logged);
  if (verdict === 'within' || !rule) return [];
  return [
    reason({
      subject: 'lifetime',
      outcome: verdict === 'exceeds' ? 'breaks' : 'unknown',
      why: `${why}${verdict === 'exceeds' ? ' Browsers refuse it.' : ''}`,
      who: { role: 'certificate-authority', name: 'the certificate authority of the new certificate' },
      what: 'Have it issued again for a time that the rules allow.',
      rule: rule.source,
    }),
  ];
}
