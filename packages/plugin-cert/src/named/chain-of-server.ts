import { CertificateParseError, heldChain, parseCertificate } from '@cert-health/core';
import type { Certificate, GivenChain } from '@cert-health/core';
import { probeTarget } from '../tls/probe-target.ts';
import type { Target } from '../tls/target.ts';
import { NamedChainError } from './named-chain-error.ts';

export interface ChainOfServer extends GivenChain {
  /** What else is to be said of it, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * What a server sends, in the order in which it sends it.
 *
 * @param timeout for the whole conversation, in milliseconds
 * @throws {NamedChainError} when it sends nothing that can be read
 */
export async function chainOfServer(target: Target, timeout: number): Promise<ChainOfServer> {
  const { status, problem, sent, alternative } = await probeTarget(target, { timeout });
  if (status !== 'reached') throw new NamedChainError(`${target.text}: ${problem ?? 'It was not reached.'}`, 'silent');
  const certificates = sent.map((der, at) => read(der, at, target.text));
  const leaf = heldChain(certificates)?.leaf as Certificate;
  const notes = alternative
    ? [
        `${target.text} sends another chain to clients that take only ${alternative.keyType} keys; that one was not compared.`,
      ]
    : [];
  return { name: target.text, leaf, certificates, ordered: true, notes };
}

function read(der: Uint8Array, position: number, server: string): Certificate {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    throw new NamedChainError(
      `${server}: certificate ${position + 1} of those that it sends cannot be read. ${error.message}`,
      'silent',
    );
  }
}
