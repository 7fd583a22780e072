import { isPublicTls } from '../checks/hierarchy.ts';
import { isoDay, plural } from '../findings/index.ts';
import type { HeldChain, Inventory } from '../inventory/index.ts';
import { heldChain, isPending, isSentByServer } from '../inventory/index.ts';
import { certificateAuthority, forecastRenewals, rulesBetween, validityLimits } from '../policy/index.ts';
import type { PolicyChange } from '../policy/index.ts';
import type { UseMap } from '../uses/index.ts';
import { compareText } from './order.ts';
import type { CertificateForecast, ForecastMonth, RenewalForecastReport } from './report.ts';

const DAY = 86_400_000;
const MONTHS = 12;

/** The limits that the report names; they stand in the schedule of core/policy with their dates. */
const limits = [200, 100, 47] as const;

interface Renewed {
  readonly chain: HeldChain;
  readonly governed: boolean;
  readonly lifetimeDays: number;
}

/**
 * How much work renewals are: a year's worth under each limit that is set for public TLS certificates, and month by month.
 * Counted are certificates that are valid at the moment judged, or will be, and that people on this side put in place; not
 * those that Salesforce or the owner of a called server renews. Of servers that were looked at the ends stand in their months.
 */
export function forecastOf(inventory: Inventory, uses: UseMap, at: Date): RenewalForecastReport {
  const renewed = renewedHere(inventory, uses, at);
  const remote = endsAtServers(inventory, renewed, at);
  const governed = renewed.filter((one) => one.governed);
  const own = renewed.filter((one) => !one.governed);
  const forced = forecastRenewals(governed, limits);
  const constant = forecastRenewals(own, []).today;
  const under = (limit: number): number =>
    round(constant + (forced.under.find(({ limitDays }) => limitDays === limit)?.renewalsPerYear ?? 0));
  return {
    today: round(forced.today + constant),
    under200: under(200),
    under100: under(100),
    under47: under(47),
    basis:
      `Each certificate is replaced at the end of its lifetime. The limits shorten ${governed.length} of ` +
      `${plural(renewed.length, 'certificate')}: those for servers that come from a public authority, or claim to. ` +
      `The rest (private, self-signed, for clients only) keep their lifetime. Left out are certificates that have ended, ` +
      `and those that Salesforce or the owner of a called server renews.` +
      (remote.length > 0 ? ' Of servers that were looked at the month says when they end; that is no work here.' : ''),
    perCertificate: renewed.map(describe),
    byMonth: monthsOf(renewed, remote, at),
  };
}

function renewedHere({ holdings }: Inventory, { uses, others }: UseMap, at: Date): Renewed[] {
  const movers = Map.groupBy([...uses, ...others], ({ certificate }) => certificate ?? '');
  const chains = new Map<string, HeldChain>();
  for (const holding of holdings.filter((one) => !isPending(one) && !isSentByServer(one))) {
    const chain = heldChain(holding.certificates);
    const fingerprint = chain?.leaf.fingerprint ?? '';
    // Held in several places, perhaps with its chain in one of them only: the fullest tells most.
    if (chain && chain.path.length > (chains.get(fingerprint)?.path.length ?? 0)) chains.set(fingerprint, chain);
  }
  return [...chains.values()]
    .filter(({ leaf }) => leaf.notAfter >= at && leaf.notAfter > leaf.notBefore)
    .filter(({ leaf }) => (movers.get(leaf.fingerprint) ?? [{ managedBy: 'customer' }]).some(isOurs))
    .map((chain) => ({
      chain,
      governed: isPublicTls(chain),
      lifetimeDays: (chain.leaf.notAfter.getTime() - chain.leaf.notBefore.getTime()) / DAY,
    }))
    .sort(
      (a, b) =>
        a.chain.leaf.notAfter.getTime() - b.chain.leaf.notAfter.getTime() ||
        compareText(a.chain.leaf.fingerprint, b.chain.leaf.fingerprint),
    );
}

/** When certificates of called servers that nobody here renews end, as milliseconds since 1970. */
function endsAtServers({ holdings }: Inventory, renewed: readonly Renewed[], at: Date): number[] {
  const ours = new Set(renewed.map(({ chain }) => chain.leaf.fingerprint));
  const leaves = holdings.filter(isSentByServer).flatMap(({ certificates }) => heldChain(certificates)?.leaf ?? []);
  const ahead = leaves.filter(
    ({ fingerprint, notAfter, notBefore }) => notAfter >= at && notAfter > notBefore && !ours.has(fingerprint),
  );
  return [...new Map(ahead.map(({ fingerprint, notAfter }) => [fingerprint, notAfter.getTime()])).values()];
}

function isOurs({ managedBy }: { readonly managedBy: string }): boolean {
  return managedBy === 'customer';
}

function describe({ chain, governed, lifetimeDays }: Renewed): CertificateForecast {
  const one = forecastRenewals([{ lifetimeDays }], governed ? limits : []);
  const under = (limit: number): number =>
    round(one.under.find(({ limitDays }) => limitDays === limit)?.renewalsPerYear ?? one.today);
  return {
    certificate: chain.leaf.fingerprint,
    limited: governed,
    lifetimeDays: round(lifetimeDays),
    today: round(one.today),
    under200: under(200),
    under100: under(100),
    under47: under(47),
  };
}

function monthsOf(renewed: readonly Renewed[], remote: readonly number[], at: Date): ForecastMonth[] {
  const starts = Array.from({ length: MONTHS + 1 }, (_, number) =>
    Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + number),
  );
  const end = starts[MONTHS] ?? 0;
  const ends = [...renewed.map(({ chain }) => chain.leaf.notAfter.getTime()), ...remote];
  const renewals = [...renewed.flatMap((one) => renewalsUntil(one, end)), ...remote];
  const changes = rulesBetween(at, new Date(end - 1)).filter((change) => concerns(change, renewed));
  return starts.slice(0, MONTHS).map((from, number) => {
    const until = starts[number + 1] ?? end;
    const within = (time: number): boolean => time >= from && time < until;
    return {
      month: isoDay(new Date(from)).slice(0, 7),
      expiries: ends.filter(within).length,
      renewals: renewals.filter(within).length,
      changes: changes
        .filter(({ on }) => within(Date.parse(on)))
        .map(({ on, change, rule }) => ({ on: on.slice(0, 10), change, rule: rule.id, text: rule.text })),
    };
  });
}

/** The ends of a certificate and of its successors, each as long as its limit on the day of issue allows. */
function renewalsUntil({ chain, governed, lifetimeDays }: Renewed, end: number): number[] {
  const times: number[] = [];
  for (let time = chain.leaf.notAfter.getTime(); time < end && times.length < 1000;) {
    times.push(time);
    const days = governed ? Math.min(lifetimeDays, limitAt(time)) : lifetimeDays;
    // A certificate of minutes would be counted for ever.
    time += Math.max(days, 1) * DAY;
  }
  return times;
}

function limitAt(time: number): number {
  const rule = validityLimits.findLast(({ from }) => from === undefined || Date.parse(from) <= time);
  return rule?.value?.days ?? Infinity;
}

/** Changes that make more renewals, or other ones; the dates of an authority only where its certificates are held. */
function concerns({ rule }: PolicyChange, renewed: readonly Renewed[]): boolean {
  if (rule.kind === 'leaf-validity' || rule.id === 'chrome.client-auth.leaf') return true;
  if (rule.kind !== 'client-authentication-end' && rule.kind !== 'ca-validity') return false;
  const { ca } = (rule.value ?? {}) as { readonly ca?: string };
  return renewed.some(({ chain }) => {
    const organization = chain.leaf.issuer.get('O');
    return organization !== undefined && ca !== undefined && certificateAuthority(organization) === ca;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
