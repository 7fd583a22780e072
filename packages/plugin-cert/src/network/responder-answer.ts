import {
  CertificateParseError,
  checkOcspResponse,
  checkRevocation,
  ocspRequest,
  parseOcspResponse,
} from '@cert-health/core';
import type { Certificate, KnownRevocation } from '@cert-health/core';
import type { CrlFetcher } from './crl-fetcher.ts';
import type { Fetched } from './fetcher.ts';
import { closer } from './list-answer.ts';
import { addressesOfPoints } from './named-addresses.ts';
import type { OcspFetcher } from './ocsp-fetcher.ts';
import type { RevocationQuestion } from './revocation-questions.ts';

/** An answer that does not say when the next is due holds for a day from when it was made. Seconds. */
const openEndedAgeSeconds = 86_400;
/** Milliseconds. What is asked of a day that is over gets no better by asking again. */
const anHour = 3_600_000;

export interface Asking {
  readonly ocsp: OcspFetcher;
  readonly lists: CrlFetcher;
  /** The moment that is asked about, and the moment of the scan. */
  readonly at: Date;
  readonly now: Date;
}

/** What the OCSP responders say that a certificate names, tried one after the other until one answers. */
export async function answerOfResponders(
  { certificate, issuers, responders }: RevocationQuestion,
  asking: Asking,
): Promise<KnownRevocation> {
  let told: KnownRevocation | undefined;
  for (const address of responders) {
    for (const issuer of issuers) {
      const answer = await answerOf(address, certificate, issuer, asking);
      if (answer.status !== 'unknown') return { ...answer, by: 'ocsp' };
      told = closer(told, answer);
    }
  }
  return { ...(told ?? { status: 'unknown', reason: 'It names no OCSP responder.' }), by: 'ocsp' };
}

async function answerOf(
  address: string,
  certificate: Certificate,
  issuer: Certificate,
  asking: Asking,
): Promise<KnownRevocation> {
  const { ocsp, lists, at, now } = asking;
  const request = ocspRequest(certificate, issuer);
  const judge = async (fetched: Fetched): Promise<KnownRevocation> => {
    if ('problem' in fetched) {
      return { status: 'unknown', reason: `Its OCSP responder at ${address} could not be asked (${fetched.problem}).` };
    }
    const answer = await checkOcspResponse({
      certificate,
      issuer,
      response: fetched.octets,
      at,
      openEndedAgeSeconds,
      isRevoked: (responder) => isListed(responder, issuer, lists, at),
    });
    if (answer.status !== 'unknown') return answer;
    return {
      ...answer,
      reason: `What its OCSP responder at ${address} says can't be used. ${answer.reason ?? ''}`.trim(),
    };
  };
  const first = await ocsp.ask(address, request);
  const answer = await judge(first);
  // What was kept is judged by the same rules; where it is of no use today, its responder is asked again.
  const isToday = now.getTime() - at.getTime() < anHour;
  const isStale = answer.status === 'unknown' && 'kept' in first && first.kept && isToday;
  const [fetched, final] = isStale ? await again() : [first, answer];
  if (final.status !== 'unknown' && 'octets' in fetched) await keep(fetched.octets);
  return final;

  async function again(): Promise<[Fetched, KnownRevocation]> {
    const anew = await ocsp.askAnew(address, request);
    return [anew, await judge(anew)];
  }

  async function keep(octets: Uint8Array): Promise<void> {
    const term = termOf(octets);
    if (term) await ocsp.keep(address, request, term);
  }
}

/** The time for which all of a response holds. */
function termOf(octets: Uint8Array): { thisUpdate: Date; nextUpdate: Date } | undefined {
  try {
    const singles = parseOcspResponse(octets).basic?.responses ?? [];
    const starts = singles.map(({ thisUpdate }) => thisUpdate.getTime());
    const ends = singles.map(({ nextUpdate }) => nextUpdate?.getTime() ?? 0);
    const [from, until] = [Math.max(...starts), Math.min(...ends)];
    return Number.isFinite(from) && until > 0 ? { thisUpdate: new Date(from), nextUpdate: new Date(until) } : undefined;
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}

/**
 * Whether a list of the issuer names a responder that it appointed. That no list is to be had is let pass: many appoint a responder
 * for a few weeks and name none.
 */
async function isListed(responder: Certificate, issuer: Certificate, lists: CrlFetcher, at: Date): Promise<boolean> {
  for (const address of addressesOfPoints(responder.extensions.crlDistributionPoints)) {
    const fetched = await lists.get(address);
    if ('problem' in fetched) continue;
    const { status } = await checkRevocation({ certificate: responder, issuer, crl: fetched.crl, at });
    if (status !== 'unknown') return status === 'revoked';
  }
  return false;
}
