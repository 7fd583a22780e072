import { type PathRequest, type PathResult, verifyCertificatePath } from '@cert-health/core';
import { TODAY, type Made } from './made/certificate.ts';

export type Asked = Partial<Omit<PathRequest, 'leaf' | 'intermediates' | 'trustAnchors'>>;

/** Asks about a server certificate today, unless told otherwise. */
export function verify(
  leaf: Made,
  intermediates: readonly Made[],
  trustAnchors: readonly Made[],
  asked: Asked = {},
): Promise<PathResult> {
  return verifyCertificatePath({
    leaf: leaf.der,
    intermediates: intermediates.map(({ der }) => der),
    trustAnchors: trustAnchors.map(({ der }) => der),
    at: TODAY,
    purpose: 'serverAuth',
    ...asked,
  });
}

/** Codes of the problems, in order. */
export const codes = (result: PathResult): string[] => result.problems.map(({ code }) => code);

/** Names along the path or candidate, leaf first. */
export const names = (result: PathResult): (string | undefined)[] =>
  (result.path ?? result.candidate ?? []).map(({ subject }) => subject.get('CN'));
