import {
  CertificateParseError,
  dayOf,
  matchesHost,
  momentOf,
  nameLabel,
  parseCertificate,
  referenceName,
  sha256Hex,
} from '@cert-health/core';
import type { SeenServer } from '@cert-health/core';

/** Looks at the server of a host, at the port for https. Never rejects, and takes no longer than its time. */
export type LookAtHost = (host: string) => Promise<SeenServer>;

/** What a host shows, held against the certificate that it is to show. */
export interface Served {
  readonly host: string;
  /**
   * `other`: neither the new nor the old one. `not-seen`: it did not answer, and may at the next look. `not-looked`: it is not looked at
   * from here.
   */
  readonly is: 'new' | 'old' | 'other' | 'not-seen' | 'not-looked';
  /** One sentence. */
  readonly sentence: string;
}

/**
 * What a server that was looked at shows.
 *
 * @param fingerprints SHA-256 of the new certificate and, where it is known, of the one that it takes the place of.
 */
export function servedBy(
  host: string,
  seen: SeenServer,
  fingerprints: { readonly fresh: string; readonly old: string | undefined },
  at: Date,
): Served {
  const { fresh, old } = fingerprints;
  const moment = momentOf(at);
  if (seen.status === 'skipped') {
    return { host, is: 'not-looked', sentence: `${host} was not looked at: ${clause(seen.problem)}` };
  }
  if (seen.status !== 'reached') {
    return {
      host,
      is: 'not-seen',
      sentence: `${host} did not show its certificate at ${moment}: ${clause(seen.problem)}`,
    };
  }
  // A server with keys of two kinds may show either.
  const shown = [seen.sent, seen.alternative?.sent ?? []].flatMap(([leaf]) => (leaf ? [leaf] : []));
  const prints = shown.map((der) => sha256Hex(der));
  if (old !== undefined && prints.includes(old)) {
    return { host, is: 'old', sentence: `${host} still showed the old certificate at ${moment}.` };
  }
  // What fails behind the certificate is for a person to look at.
  if (prints.includes(fresh) && seen.problem !== undefined) {
    const sentence = `${host} showed the new certificate at ${moment}, and then the connection failed: ${clause(seen.problem)}`;
    return { host, is: 'other', sentence };
  }
  if (prints.includes(fresh)) return { host, is: 'new', sentence: `${host} showed the new certificate at ${moment}.` };
  return {
    host,
    is: 'other',
    sentence: `${host} showed another certificate at ${moment}: ${described(host, shown[0])}.`,
  };
}

/** What is told of it, a sentence that others wrote parts of. */
function clause(problem: string | undefined): string {
  return problem === undefined ? 'no reason is known.' : problem.replace(/^It\b/, 'it');
}

function described(host: string, der: Uint8Array | undefined): string {
  if (!der) return 'it sent none';
  try {
    const certificate = parseCertificate(der);
    const name = nameLabel(certificate.subject);
    const isForHost = matchesHost(certificate, referenceName(host));
    return `${name}, until ${dayOf(certificate.notAfter)}${isForHost ? '' : `, which is not for ${host}`}`;
  } catch (error) {
    if (error instanceof CertificateParseError) return 'one that cannot be read';
    throw error;
  }
}
