import type { Settings, Severity, UseId } from '../findings/index.ts';
import { levelsFor } from '../findings/index.ts';
import { isoDay, when } from '../findings/wording.ts';
import type { Ending, Holding } from '../inventory/index.ts';
import { endingsOf, isGap, isOver } from '../inventory/index.ts';
import { policyRule } from '../policy/index.ts';
import type { Check, CheckContext, CheckResult, Observation } from './check.ts';
import { gather, isUnread, nameOf, referTo, subjectOf } from './check.ts';
import { capital, dateEvidence, doubtOf, recordOnly, trustedByItself } from './ending-words.ts';
import { newChainFor, renewalOf } from './renewal.ts';
import { actions } from './remedy.ts';
import { lowered, stakeOf } from './stake.ts';
import type { Stake } from './stake.ts';
import { deleting, doubtSentence, doubtsOf, lookFirst, switchedOffSentence, unusedClause } from './unused.ts';

const DAY = 86_400_000;

/** A certificate of a few days leaves no time after two thirds of them: it is to be renewed at half. */
const short = policyRule('letsencrypt.renew').value as {
  readonly shortDays: number;
  readonly shortFractionLeft: number;
};

/** Little of a certificate's lifetime is left. */
export const expiring: Check = {
  id: 'expiring',
  title: 'A certificate ends soon, measured by how long it lives.',
  severity: 'critical',
  source: {
    document: "Let's Encrypt integration guide",
    section: 'When to renew (a third of the lifetime left)',
    url: 'https://letsencrypt.org/docs/integration-guide/#when-to-renew',
  },
  needs: 'the certificate, or the expiration date of its record',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Renew the certificate, or upload a current chain when an intermediate ends before it.',
  servers: true,
  weighsUse: true,
  run(context) {
    return gather(
      context.inventory.holdings.map((holding): Partial<CheckResult> => {
        const endings = endingsOf(holding);
        // What has no date at all is reported by the check for ended certificates, once.
        if (!endings[0]) return { unsettled: isUnread(holding) ? [holding.name] : [] };
        if (isOver(endings[0], context.at)) return {};
        const observations = endings.flatMap((ending) => observe(ending, context) ?? []);
        const settled = observations.length === endings.length || !hangsOnUses(endings, context);
        return {
          observations,
          unsettled: settled ? [] : [holding.name],
          ownOnly: isUnread(holding) ? [holding.name] : [],
        };
      }),
    );
  },
};

/** A use that nobody saw, as a place was not read, may have levels of its own by which it would be time already. */
function hangsOnUses(endings: readonly Ending[], { at, settings, inventory }: CheckContext): boolean {
  const own = Object.keys(settings.expiring.perUse ?? {}) as UseId[];
  if (own.length === 0 || !inventory.sources.some(isGap)) return false;
  return endings.some((ending) => at >= noticeOf(ending, settings, own).warningFrom);
}

/**
 * From when on an ending is a warning, and from when on it is critical. An intermediate is measured against the
 * lifetime of the certificate it vouches for: that one's renewal brings the next intermediate.
 *
 * @param uses What the certificate is used for; of the levels of several uses the earliest date counts.
 */
export function noticeOf(
  ending: Ending,
  settings: Settings,
  uses: readonly UseId[] = [],
): { warningFrom: Date; criticalFrom: Date; lifetimeDays: number; assumed: boolean } {
  const { assumedLifetimeDays = 365, longestLifetimeDays = Infinity } = settings.expiring;
  const known = ending.start ? (ending.leafEnd.getTime() - ending.start.getTime()) / DAY : undefined;
  const lifetimeDays = Math.min(Math.max(known ?? assumedLifetimeDays, 0), longestLifetimeDays);
  const { source, name } = ending.holding;
  const fingerprint = ending.certificate?.fingerprint;
  const levels = levelsFor(settings, { source, name, ...(fingerprint === undefined ? {} : { fingerprint }) }, uses);
  const least = lifetimeDays < short.shortDays ? short.shortFractionLeft : 0;
  const warningDays = levels.map((one) => one.warningDays ?? Math.max(one.warningFraction, least) * lifetimeDays);
  const criticalDays = levels.map((one) => one.criticalDays ?? one.criticalFraction * lifetimeDays);
  const before = (days: number): Date => new Date(ending.last.getTime() - days * DAY);
  return {
    warningFrom: before(Math.max(...warningDays)),
    criticalFrom: before(Math.max(...criticalDays)),
    lifetimeDays,
    assumed: known === undefined,
  };
}

/** Whether the end of what is held is so near that a warning is due, by the levels of these uses. */
export function renewalIsNear(
  holding: Holding,
  uses: readonly { readonly use: UseId }[],
  { at, settings }: Pick<CheckContext, 'at' | 'settings'>,
): boolean {
  const [ending] = endingsOf(holding);
  if (!ending) return false;
  const { warningFrom } = noticeOf(
    ending,
    settings,
    uses.map(({ use }) => use),
  );
  return at >= warningFrom;
}

function observe(ending: Ending, context: CheckContext): Observation | undefined {
  const { at, settings } = context;
  if (isOver(ending, at)) return undefined;
  const { holding, last, certificate } = ending;
  const stake = stakeOf(context, holding);
  const notice = noticeOf(
    ending,
    settings,
    stake.uses.map(({ use }) => use),
  );
  const dated = severityAt(at, notice);
  if (!dated) return undefined;
  // What nothing is seen to depend on breaks nothing, as far as can be seen.
  const severity = stake.kind === 'unused' || stake.kind === 'no-dependents' ? lowered(dated) : dated;
  const until = when(last, at, ending.precision);
  const shared = {
    severity,
    holding: referTo(holding),
    dueOn: isoDay(last),
    evidence: {
      ...dateEvidence(ending, stake),
      // In calendar days, as the words of the title count them.
      daysLeft: Math.max(0, Math.floor(last.getTime() / DAY) - Math.floor(at.getTime() / DAY)),
      [notice.assumed ? 'assumedLifetimeDays' : 'lifetimeDays']: round(notice.lifetimeDays),
      warningFrom: notice.warningFrom.toISOString(),
      criticalFrom: notice.criticalFrom.toISOString(),
    },
    ...(certificate ? { certificate: certificate.fingerprint } : {}),
  } as const;
  if (ending.of === 'intermediate' && certificate) {
    return {
      ...shared,
      discriminator: certificate.fingerprint.slice(0, 16),
      // Where the certificate itself is trusted, nothing is known to hang on what vouches for it.
      ...(stake.pinned ? { severity: 'info' as const } : {}),
      title: stake.refused
        ? `${nameOf(holding)} is no longer trusted when the certificate that vouches for it ends ${until}`
        : `${nameOf(holding)} may no longer be trusted when the certificate that vouches for it ends ${until}`,
      detail:
        `"${subjectOf(certificate)}", held with it as the certificate that vouches for it (intermediate), ends before ` +
        `the certificate itself, which lasts until ${isoDay(ending.leafEnd)}.` +
        (stake.pinned ? ` ${trustedByItself}` : ''),
      ...newChainFor(holding),
    };
  }
  const mails = isMailedAbout(holding) ? '' : UNTOLD;
  if (stake.kind === 'unused' || stake.kind === 'perhaps-unused') {
    const doubts = doubtsOf(context.uses);
    return {
      ...shared,
      title: `${nameOf(holding)} ends ${until}, and ${unusedClause(doubts)}`,
      detail: `${detailOf(ending, notice.lifetimeDays, at)} ${doubtSentence(doubts)}${switchedOffSentence(context, holding)}`,
      remedy: `${actions.renewOrDelete} ${lookFirst(doubts)} If nothing uses it, ${deleting}`,
      action: actions.renewOrDelete,
      evidence: { ...shared.evidence, ...doubts },
    };
  }
  return {
    ...shared,
    title: titleOf(holding, stake, until),
    detail: `${detailOf(ending, notice.lifetimeDays, at)}${doubtOf(stake)}${mails}`,
    ...renewalOf(holding, context),
  };
}

function titleOf(holding: Holding, stake: Stake, until: string): string {
  const name = nameOf(holding);
  const [first] = stake.stops;
  if (stake.nobody) return `${name} ends ${until}, and ${stake.nobody.clause}`;
  if (stake.kind === 'unknown' || first === undefined)
    return `${name} ends ${until}: what relies on it may be refused then`;
  if (stake.refused && holding.kind === 'keyPair') return `${name} stops working ${until}`;
  return `${capital(first)} when ${first.includes(name) ? 'its certificate' : name} ends ${until}`;
}

const UNTOLD = ' No mail from Salesforce will say so: it writes about Certificate and Key Management only.';

/** What configuration of an org carries is in none of Salesforce's mails; what files hold, nobody expects there. */
function isMailedAbout({ kind, source }: Holding): boolean {
  return kind === 'keyPair' || !source.startsWith('org.');
}

function severityAt(at: Date, notice: { warningFrom: Date; criticalFrom: Date }): Severity | undefined {
  if (at >= notice.criticalFrom) return 'critical';
  return at >= notice.warningFrom ? 'warning' : undefined;
}

function detailOf(ending: Ending, lifetimeDays: number, at: Date): string {
  if (!ending.start) {
    return recordOnly;
  }
  const life = ending.leafEnd.getTime() - ending.start.getTime();
  const used = life > 0 ? Math.floor((100 * (at.getTime() - ending.start.getTime())) / life) : 100;
  return `${used} % of its ${Math.round(life / DAY)} days are used${lifetimeDays < life / DAY ? '; as it lives long, the last of them count' : ''}.`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
