import { CertificateParseError, parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { patience } from '../tls/patience.ts';
import { probeTarget } from '../tls/probe-target.ts';
import type { Target } from '../tls/target.ts';
import { chainOf, inspectCertificate } from './inspect-file.ts';
import type { InspectedPart, Inspection } from './inspect-file.ts';

/** Raised for a server that sent no certificates; the message is one sentence for people. */
export class ServerNotReachedError extends Error {
  override readonly name = 'ServerNotReachedError';
}

/** The server behind what was decoded. */
export interface InspectedServer {
  /** `host:port`. */
  readonly target: string;
  /** IP address that was connected to. */
  readonly address: string | null;
  /** Such as `TLSv1.3`. */
  readonly protocol: string | null;
}

export interface ServerInspection extends Inspection {
  readonly server: InspectedServer;
}

/**
 * Decodes the certificates that a TLS server sends, in the order in which it sends them; behind them those of its chain for the other
 * kind of key, where it has two. Whoever names a server wants it called, whatever its address.
 *
 * @param at The moment that relative times are counted from.
 * @throws {ServerNotReachedError} when no certificates came.
 */
export async function inspectServer(target: Target, at: Date): Promise<ServerInspection> {
  const { status, problem, sent, alternative, address, protocol } = await probeTarget(target, {
    timeout: patience.seconds * 1000,
  });
  if (status !== 'reached') {
    throw new ServerNotReachedError(`${target.text} sent no certificates. ${problem ?? 'It was not reached.'}`);
  }
  const problems: string[] = [];
  const read = (all: readonly Uint8Array[]): Certificate[] =>
    all.flatMap((der, position) => {
      try {
        return [parseCertificate(der)];
      } catch (error) {
        if (!(error instanceof CertificateParseError)) throw error;
        problems.push(`Certificate ${position + 1} that it sends: ${error.message}`);
        return [];
      }
    });
  const first = read(sent);
  const second = read(alternative?.sent ?? []);
  const entry = `sent to clients that take ${alternative?.keyType} keys only`;
  return {
    file: target.text,
    server: { target: target.text, address, protocol },
    parts: [
      ...first.map((one) => inspectCertificate(one, at)),
      ...second.map((one): InspectedPart => ({ ...inspectCertificate(one, at), entry })),
    ],
    chain: chainOf(first, false),
    problems,
  };
}

/**
 * Whether a text is written as a server is: `HOST:PORT`, `[IPV6]:PORT` or an address, of which only https names a server that can be
 * looked at. What is a file of that name is for the caller to see first.
 */
export function isWrittenAsServer(text: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:\/\/.+|\[[\da-f:.]+\]:\d+|[^\s/\\:]+:\d+)$/i.test(text);
}
