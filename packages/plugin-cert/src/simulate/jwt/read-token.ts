import { createPublicKey } from 'node:crypto';
import type { Certificate, TokenFacts } from '@cert-health/core';
import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from 'jose';
import { VerifyInputError } from '../../verify/verify-error.ts';

/**
 * What a token says, and whether the key of a certificate made its signature. Nothing of the token is kept but that.
 *
 * @param certificate of the app; undefined where it is not known
 * @throws {VerifyInputError} when its parts cannot be read
 */
export async function factsOfToken(token: string, certificate: Certificate | undefined): Promise<TokenFacts> {
  const { algorithm, claims } = decoded(token);
  const { iss, aud, exp, nbf, sub, prn } = claims;
  return {
    algorithm,
    madeWith: certificate ? await madeWith(token, algorithm, certificate) : 'not-told',
    issuer: textIn(iss) ?? null,
    audiences: [aud].flat().flatMap((one) => textIn(one) ?? []),
    // Salesforce's older name for it.
    namesSubject: [sub, prn].some((one) => textIn(one) !== undefined),
    expires: secondsIn(exp),
    notBefore: secondsIn(nbf),
  };
}

function decoded(token: string): { readonly algorithm: string; readonly claims: Readonly<Record<string, unknown>> } {
  try {
    const { alg } = decodeProtectedHeader(token);
    return { algorithm: typeof alg === 'string' ? alg : '', claims: decodeJwt(token) };
  } catch {
    // The library's own sentence may quote what it could not read.
    throw new VerifyInputError(
      'The token cannot be read: its header and its claims must be JSON objects in base64url.',
    );
  }
}

async function madeWith(token: string, algorithm: string, { publicKey }: Certificate): Promise<TokenFacts['madeWith']> {
  if (algorithm !== 'RS256') return 'not-told';
  // Whatever signed with RSA, it was not the key of this certificate.
  if (publicKey.kind !== 'RSA') return 'another';
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey.spki), format: 'der', type: 'spki' });
    await compactVerify(token, key, { algorithms: ['RS256'] });
    return 'app';
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed ? 'another' : 'not-told';
  }
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Salesforce's own example writes the seconds as a text. */
function secondsIn(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d{1,16}(?:\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
