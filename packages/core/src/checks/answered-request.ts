import type { Holding, Inventory } from '../inventory/index.ts';
import { heldChain } from '../inventory/index.ts';
import type { Certificate, CertificationRequest } from '../x509/model.ts';
import { toHex } from '../x509/index.ts';

/** A certificate that stands beside a signing request, and whether it is the answer to it. */
export interface Answer {
  readonly holding: Holding;
  readonly certificate: Certificate;
  /** It has the key of the request. Otherwise it only goes by the same name. */
  readonly belongs: boolean;
}

/**
 * What a scan holds that may be the signed chain a request waits for: a certificate with the same key, wherever it is held;
 * else one that stands beside the request, or a file with a certificate for the same name. Undefined: nothing of the kind.
 */
export function answerTo(waiting: Holding, { holdings }: Inventory): Answer | undefined {
  const { request } = waiting;
  if (!request) return undefined;
  const key = keyOf(request);
  const fits = (holding: Holding): Answer[] =>
    holding.certificates
      .filter((one) => keyOf(one) === key)
      .map((certificate) => ({ holding, certificate, belongs: true }));
  const [answer] = [waiting, ...holdings.filter((one) => one !== waiting)].flatMap(fits);
  return answer ?? [waiting, ...holdings].flatMap((holding) => stranger(holding, waiting, request) ?? [])[0];
}

/** A certificate that somebody may take for the answer: an earlier one of the same name with a key in the org is not meant. */
function stranger(holding: Holding, waiting: Holding, request: CertificationRequest): Answer | undefined {
  const certificate = heldChain(holding.certificates)?.leaf;
  const isFile = holding.kind === 'trusted' && /^(file:|project\.files$)/.test(holding.source);
  const meant = holding === waiting || (isFile && certificate !== undefined && hasNameOf(certificate, request));
  return certificate && meant ? { holding, certificate, belongs: false } : undefined;
}

/** The key itself: how its kind is written beside it may differ. */
function keyOf({ publicKey }: Pick<Certificate, 'publicKey'>): string {
  return toHex(publicKey.bits);
}

function hasNameOf(certificate: Certificate, request: CertificationRequest): boolean {
  const wanted = namesIn(request);
  return namesIn(certificate).some((name) => wanted.includes(name));
}

/** Common name and host names, as people compare them. */
function namesIn({ subject, extensions }: Pick<CertificationRequest, 'subject' | 'extensions'>): string[] {
  const hosts = (extensions.subjectAltName ?? []).filter(({ type }) => type === 'dns').map(({ value }) => value);
  const commonName = subject.get('CN');
  return [...(commonName === undefined ? [] : [commonName]), ...hosts].map((name) => name.toLowerCase());
}
