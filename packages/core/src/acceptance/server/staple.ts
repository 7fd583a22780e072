import { checkOcspResponse, parseOcspResponse } from '../../chain/index.ts';
import type { SingleResponse, StatusAnswer } from '../../chain/index.ts';
import { outboundApexOneWayTls } from '../../uses/outbound-apex-one-way-tls.ts';
import type { Certificate } from '../../x509/model.ts';
import { noted, refused, unknown } from './reason.ts';
import type { ServerReason } from './reason.ts';
import type { ServerFacts } from './server-facts.ts';

/** What the OCSP response that a server sent along says of its certificate. */
export interface JudgedStaple {
  readonly status: 'good' | 'revoked' | 'unknown';
  /** ISO date-time; null where the response cannot be read. */
  readonly thisUpdate: string | null;
  /** ISO date-time. */
  readonly nextUpdate?: string;
  /** Why it is not good. */
  readonly reason?: string;
}

/**
 * unverified: that Salesforce looks at it; what it says of the certificate is true all the same.
 *
 * @param issuer undefined: it was not sent, so that nobody can tell whose word it is.
 */
export async function judgeStaple(
  response: Uint8Array,
  leaf: Certificate,
  issuer: Certificate | undefined,
  { at, signatures }: Pick<ServerFacts, 'at' | 'signatures'>,
): Promise<{ readonly staple: JudgedStaple; readonly reasons: readonly ServerReason[] }> {
  const answer = issuer
    ? await checkOcspResponse({ certificate: leaf, issuer, response, at, signatures })
    : { status: 'unknown' as const, reason: 'The issuer, who answers for it, was not sent.' };
  const single = singleOf(response, leaf);
  const staple = {
    status: answer.status,
    thisUpdate: single?.thisUpdate.toISOString() ?? null,
    ...(single?.nextUpdate ? { nextUpdate: single.nextUpdate.toISOString() } : {}),
    ...(answer.reason === undefined ? {} : { reason: answer.reason }),
  };
  return { staple, reasons: reasonsFor(answer, leaf) };
}

function reasonsFor({ status, reason, listed }: StatusAnswer, leaf: Certificate): ServerReason[] {
  const { source } = outboundApexOneWayTls.revocation;
  const certificate = leaf.fingerprint;
  if (status === 'good') return [];
  if (status === 'revoked') {
    return [
      refused({
        code: 'revoked',
        certificate,
        message: `The certificate was revoked by its authority, as the server itself sends along.${reason ? ` ${reason}` : ''}`,
        rule: source,
        remedy: 'Have a new certificate issued with a new key, and install it.',
      }),
    ];
  }
  // Word that is out of date, and against the certificate all the same, leaves the verdict open.
  const told = listed ? unknown : noted;
  return [
    told({
      code: 'revocation-unknown',
      certificate,
      message: `The server sends word on revocation (OCSP) that does not count.${reason ? ` ${reason}` : ''}`,
      rule: source,
      remedy: 'Have the server fetch the OCSP response anew, or turn stapling off.',
    }),
  ];
}

function singleOf(response: Uint8Array, leaf: Certificate): SingleResponse | undefined {
  try {
    const responses = parseOcspResponse(response).basic?.responses ?? [];
    return responses.find(({ serialBytes }) => sameOctets(serialBytes, leaf.serialBytes)) ?? responses[0];
  } catch {
    return undefined;
  }
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, at) => octet === b[at]);
}
