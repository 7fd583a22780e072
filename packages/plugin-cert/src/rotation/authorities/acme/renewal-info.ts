import { certificateId } from '@cert-health/core';
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
/** Time to the next look where the server says nothing (RFC 9773 section 4.3.3). */
const usual = 6 * hour;

export interface RenewalPlace {
  readonly name: string;
  readonly directory: string;
  readonly ports: AuthorityPorts;
  readonly http: () => Promise<Http>;
  readonly ledger: Ledger;
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
  const advice = await asked(id, kept, place);
  await inTurn(memory, () => keep(memory, id, advice, certificate.notAfter, now));
  return advice;
}

async function asked(
  id: string,
  kept: RenewalAdvice | undefined,
  { name, directory, ports, http, ledger }: RenewalPlace,
): Promise<RenewalAdvice> {
  const { clock } = ports;
  const none = (note: string, pause = day): RenewalAdvice => ({ nextCheck: inTime(clock, pause), note });
  const issuer = await ledger.issuerOf(id);
  if (issuer !== undefined && issuer !== directory)
    return none(`The certificate came from ${new URL(issuer).host}, and another authority knows nothing of it.`);
  try {
    const connection = await http();
    const { renewalInfo } = await fetchDirectory(name, directory, connection, clock);
    if (renewalInfo === undefined)
      return none(`The authority "${name}" does not say when it wants certificates renewed.`);
    const url = `${renewalInfo.replace(/\/$/, '')}/${id}`;
    const answer = checked(name, await reading(name, { method: 'GET', url }, connection, clock), clock);
    const pause = bounded(retryAfter(answer.headers, clock.now()) ?? usual);
    const window = windowIn(answer, kept?.window, ports.random);
    return window
      ? { window, nextCheck: inTime(clock, pause) }
      : none(`The authority "${name}" gives a time for renewal that is none.`, pause);
  } catch (error) {
    // It does not know the certificate: that is no failure, and says nothing about renewal.
    if (error instanceof ProblemError)
      return none(`The authority "${name}" says nothing about this certificate (${error.message}).`);
    if (!(error instanceof Waits || error instanceof Refused)) throw error;
    const pause = error.tryAgainAt ? bounded(error.tryAgainAt.getTime() - clock.now().getTime()) : hour;
    return { ...(kept?.window ? { window: kept.window } : {}), nextCheck: inTime(clock, pause), note: error.message };
  }
}

/** RFC 9773 section 4.3.2: between a minute and a day, whatever is asked for. */
function bounded(pause: number): number {
  return Math.min(Math.max(pause, minute), day);
}

function windowIn(
  { document }: Answer,
  known: RenewalWindow | undefined,
  random: () => number,
): RenewalWindow | undefined {
  const suggested = isRecord(document) ? document['suggestedWindow'] : undefined;
  if (!isRecord(document) || !isRecord(suggested)) return undefined;
  const [start, end] = [moment(suggested['start']), moment(suggested['end'])];
  if (!start || !end || end <= start) return undefined;
  const { explanationURL } = document;
  const page = typeof explanationURL === 'string' && explanationURL.length <= 500 ? URL.parse(explanationURL) : null;
  const isSame = known?.start.getTime() === start.getTime() && known.end.getTime() === end.getTime();
  return {
    start,
    end,
    chosen: isSame
      ? known.chosen
      : new Date(start.getTime() + Math.floor(random() * (end.getTime() - start.getTime()))),
    ...(page?.protocol === 'https:' ? { explanationUrl: page.href } : {}),
  };
}

function moment(written: unknown): Date | undefined {
  const read = new Date(typeof written === 'string' ? written : Number.NaN);
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
  return { nextCheck, ...(window ? { window } : {}), ...(note === undefined ? {} : { note }) };
}

/** Keeps what was said about one certificate, and forgets those that are over. */
async function keep(
  memory: Memory,
  id: string,
  { window, nextCheck, note }: RenewalAdvice,
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
