import { certificateId, isoDay } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import type { JsonValue, Memory, RenewalAdvice, RenewalWindow } from '../authority.ts';
import type { Http } from '../http.ts';
import type { AuthorityPorts } from '../ports.ts';
import { asMoment, asObject, asText, inTurn, recall } from '../remembered.ts';
import { Refused, Waits } from '../stopped.ts';
import { checked, fetchDirectory, inTime, reading } from './connection.ts';
import type { Answer } from './connection.ts';
import type { Ledger } from './ledger.ts';
import { isRecord, ProblemError } from './problem.ts';
import { retryAfter } from './retry-after.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** All questions of one run to one authority together: one that answers slowly must not hold up a plan of many certificates. */
const longestRound = 2 * minute;
/** Time to the next look where the server says nothing (RFC 9773 section 4.3.3). */
const usual = 6 * hour;

export interface RenewalPlace {
  readonly name: string;
  readonly directory: string;
  readonly ports: AuthorityPorts;
  readonly http: () => Promise<Http>;
  readonly ledger: Ledger;
  readonly round: RenewalRound;
}

/** What one run has learned of an authority while it asked about one certificate after the other. */
export interface RenewalRound {
  /** Where renewal information is; null: the authority offers none. Undefined: nobody has looked. */
  renewalInfo?: string | null;
  /** Why it is not asked about further certificates in this run. */
  stopped?: Waits | Refused;
  /** Milliseconds that its answers took. */
  spent: number;
}

/**
 * When the authority wants a certificate renewed (RFC 9773). What it said is kept by the certificate's identifier, with the
 * moment before which it is not asked again; an answer that is no window is no obstacle: the certificate's dates decide.
 */
export async function renewalAdvice(
  certificate: Certificate,
  memory: Memory,
  place: RenewalPlace,
): Promise<RenewalAdvice> {
  const { clock } = place.ports;
  const now = clock.now();
  const id = certificateId(certificate);
  if (id === undefined)
    return {
      nextCheck: inTime(clock, day),
      note: 'The certificate does not say which key signed it, so no authority can be asked about it.',
    };
  if (certificate.notAfter <= now)
    return { nextCheck: inTime(clock, day), note: 'The certificate is over; nobody is asked about it.' };
  const kept = keptAdvice(asObject(asObject((await recall(memory))['renewal'])[id]));
  // A clock that was ahead when it was written must not silence us for longer than a day.
  if (kept && kept.nextCheck > now && kept.nextCheck.getTime() - now.getTime() <= day) return kept;
  const advice = await asked(certificate, id, kept, place);
  await inTurn(memory, () => keep(memory, id, advice, certificate.notAfter, now));
  return advice;
}

async function asked(
  certificate: Certificate,
  id: string,
  kept: RenewalAdvice | undefined,
  { name, directory, ports, http, ledger, round }: RenewalPlace,
): Promise<RenewalAdvice> {
  const { clock } = ports;
  const none = (note: string, pause = day): RenewalAdvice => ({ nextCheck: inTime(clock, pause), note });
  const issuer = await ledger.issuerOf(id);
  if (issuer !== undefined && issuer !== directory)
    return none(`The certificate came from ${new URL(issuer).host}, and another authority knows nothing of it.`);
  const began = clock.now().getTime();
  try {
    if (round.stopped) throw round.stopped;
    const connection = await http();
    round.renewalInfo ??= (await fetchDirectory(name, directory, connection, clock)).renewalInfo ?? null;
    if (round.renewalInfo === null)
      return none(`The authority "${name}" does not say when it wants certificates renewed.`);
    const url = `${round.renewalInfo.replace(/\/$/, '')}/${id}`;
    const answer = checked(name, await reading(name, { method: 'GET', url }, connection, clock), clock);
    const pause = bounded(retryAfter(answer.headers, clock.now()) ?? usual);
    const window = windowIn(answer, { certificate, known: kept?.window, random: ports.random });
    if (typeof window !== 'string') return { window, nextCheck: inTime(clock, pause) };
    // RFC 9773 section 4.2: as if there had been no answer.
    return {
      ...none(`The authority "${name}" gives a time for renewal that cannot be meant: ${window}.`, pause),
      unanswered: true,
    };
  } catch (error) {
    // It does not know the certificate: that is no failure, and says nothing about renewal.
    if (error instanceof ProblemError)
      return none(`The authority "${name}" says nothing about this certificate (${error.message}).`);
    if (!(error instanceof Waits || error instanceof Refused)) throw error;
    round.stopped ??= error;
    const pause = error.tryAgainAt ? bounded(error.tryAgainAt.getTime() - clock.now().getTime()) : hour;
    return {
      ...(kept?.window ? { window: kept.window } : {}),
      nextCheck: inTime(clock, pause),
      note: error.message,
      unanswered: true,
    };
  } finally {
    round.spent += clock.now().getTime() - began;
    if (round.spent > longestRound)
      round.stopped ??= new Waits(
        `The authority "${name}" answers slowly, and was asked for two minutes; the rest is asked at the next run.`,
        inTime(clock, minute),
      );
  }
}

/** RFC 9773 section 4.3.2: between a minute and a day, whatever is asked for. */
function bounded(pause: number): number {
  return Math.min(Math.max(pause, minute), day);
}

/**
 * The window of an answer, or why it is none, a clause. One that ends before it starts, begins only when the certificate is
 * over, or is wider than its whole life says nothing about when to renew it.
 */
function windowIn(
  { document }: Answer,
  {
    certificate: { notBefore, notAfter },
    known,
    random,
  }: { readonly certificate: Certificate; readonly known: RenewalWindow | undefined; readonly random: () => number },
): RenewalWindow | string {
  const suggested = isRecord(document) ? document['suggestedWindow'] : undefined;
  if (!isRecord(document) || !isRecord(suggested)) return 'there is no window in it';
  const [start, end] = [moment(suggested['start']), moment(suggested['end'])];
  if (!start || !end) return 'its window has no dates';
  const extent = end.getTime() - start.getTime();
  if (extent <= 0) return 'its window ends before it starts';
  if (start >= notAfter) return `its window begins on ${isoDay(start)}, when the certificate is over`;
  if (extent > notAfter.getTime() - notBefore.getTime()) return 'its window is wider than the life of the certificate';
  const { explanationURL } = document;
  const page = typeof explanationURL === 'string' && explanationURL.length <= 500 ? URL.parse(explanationURL) : null;
  const isSame = known?.start.getTime() === start.getTime() && known.end.getTime() === end.getTime();
  return {
    start,
    end,
    chosen: isSame ? known.chosen : new Date(start.getTime() + Math.floor(random() * extent)),
    ...(page?.protocol === 'https:' ? { explanationUrl: page.href } : {}),
  };
}

/** A date-time with its zone (RFC 3339 section 5.6): what else a browser's clock understands is no moment here. */
function moment(written: unknown): Date | undefined {
  if (
    typeof written !== 'string' ||
    !/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(written)
  )
    return undefined;
  const read = new Date(written);
  return Number.isNaN(read.getTime()) ? undefined : read;
}

function keptAdvice(kept: ReturnType<typeof asObject>): RenewalAdvice | undefined {
  const nextCheck = asMoment(kept['nextCheck']);
  if (!nextCheck) return undefined;
  const written = asObject(kept['window']);
  const [start, end, chosen] = [asMoment(written['start']), asMoment(written['end']), asMoment(written['chosen'])];
  const [explanationUrl, note] = [asText(written['explanationUrl']), asText(kept['note'])];
  const window =
    start && end && chosen
      ? { start, end, chosen, ...(explanationUrl === undefined ? {} : { explanationUrl }) }
      : undefined;
  return {
    nextCheck,
    ...(window ? { window } : {}),
    ...(note === undefined ? {} : { note }),
    ...(kept['unanswered'] === true ? { unanswered: true } : {}),
  };
}

/** Keeps what was said about one certificate, and forgets those that are over. */
async function keep(
  memory: Memory,
  id: string,
  { window, nextCheck, note, unanswered }: RenewalAdvice,
  notAfter: Date,
  now: Date,
): Promise<void> {
  const all = await recall(memory);
  const others = Object.entries(asObject(all['renewal'])).filter(
    ([key, entry]) => key !== id && (asMoment(asObject(entry)['notAfter']) ?? now) > now,
  );
  const written: JsonValue = {
    nextCheck: nextCheck.toISOString(),
    notAfter: notAfter.toISOString(),
    ...(note === undefined ? {} : { note }),
    ...(unanswered ? { unanswered } : {}),
    ...(window
      ? {
          window: {
            start: window.start.toISOString(),
            end: window.end.toISOString(),
            chosen: window.chosen.toISOString(),
            ...(window.explanationUrl === undefined ? {} : { explanationUrl: window.explanationUrl }),
          },
        }
      : {}),
  };
  await memory.write({ ...all, renewal: Object.fromEntries([...others, [id, written]]) });
}
