import type { Certificate, Holding } from '@cert-health/core';
import { chainOf, inspectCertificate, inspectRequest } from './inspect-file.ts';
import type { Inspection } from './inspect-file.ts';

/** Where a certificate is held that somebody named. */
export interface HoldingInspection extends Inspection {
  readonly holding: Pick<Holding, 'source' | 'name' | 'label' | 'path'>;
}

/**
 * Decodes a certificate that an org or project holds, with the chain that is stored with it; where none has come yet, the request.
 *
 * @param name as it was given
 * @param at The moment that relative times are counted from.
 */
export function inspectHolding(
  name: string,
  { holding, certificates, ordered }: { holding: Holding; certificates: readonly Certificate[]; ordered: boolean },
  at: Date,
): HoldingInspection {
  const { source, name: apiName, label, path } = holding;
  return {
    file: name,
    holding: { source, name: apiName, label, ...(path === undefined ? {} : { path }) },
    parts:
      certificates.length === 0 && holding.request
        ? [inspectRequest(holding.request)]
        : certificates.map((one) => inspectCertificate(one, at)),
    chain: chainOf(certificates, !ordered),
    problems: [],
  };
}
