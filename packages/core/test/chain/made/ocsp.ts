import { createHash } from 'node:crypto';
import { bitString, context, generalizedTime, integer, nullValue, octetString, oid, sequence, tlv } from './der.ts';
import { daysFromToday, extension, type Made } from './certificate.ts';
import { algorithmOf, signature, type Key } from './key.ts';
import { nameDer } from './names.ts';

export interface OcspRecipe {
  readonly status?: 'good' | 'revoked' | 'unknown';
  readonly reason?: number;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly hash?: 'sha1' | 'sha256';
  /** Who signs; default: the issuer. */
  readonly responder?: Made;
  readonly signedWith?: Key;
  readonly byKey?: boolean;
  readonly certificates?: readonly Made[];
  readonly responseExtensions?: readonly (readonly [string, boolean, Uint8Array])[];
  readonly singleExtensions?: readonly (readonly [string, boolean, Uint8Array])[];
  readonly forged?: boolean;
}

const HASH_OIDS = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;

/** An answer without a body, such as 3 tryLater. */
export const makeRefusal = (status: number): Uint8Array => sequence(tlv(0x0a, Uint8Array.of(status)));

export function makeOcsp(
  issuer: Made,
  about: readonly (readonly [certificate: Made, recipe?: OcspRecipe])[],
  recipe: OcspRecipe = {},
): Uint8Array {
  const responder = recipe.responder ?? issuer;
  const key = recipe.signedWith ?? responder.key;
  const extensions = (list: OcspRecipe['responseExtensions']): Uint8Array[] =>
    list === undefined
      ? []
      : [context(1, true, sequence(...list.map(([id, critical, value]) => extension(id, critical, value))))];
  const single = (certificate: Made, own: OcspRecipe): Uint8Array => {
    const nextUpdate = own.nextUpdate === undefined ? daysFromToday(3) : own.nextUpdate;
    return sequence(
      certificateId(issuer, certificate, own.hash ?? 'sha1'),
      statusOf(own),
      generalizedTime(own.thisUpdate ?? daysFromToday(-1)),
      ...(nextUpdate === null ? [] : [context(0, true, generalizedTime(nextUpdate))]),
      ...extensions(own.singleExtensions),
    );
  };
  const data = sequence(
    recipe.byKey === true
      ? context(2, true, octetString(keyHash(responder, 'sha1')))
      : context(1, true, nameDer(responder.subject)),
    generalizedTime(daysFromToday(-1)),
    sequence(...about.map(([certificate, own]) => single(certificate, { ...recipe, ...own }))),
    ...extensions(recipe.responseExtensions),
  );
  const signed = Uint8Array.from(signature(key, data));
  if (recipe.forged === true) signed[signed.length - 1]! ^= 1;
  const certificates = recipe.certificates ?? (recipe.responder === undefined ? [] : [recipe.responder]);
  const basic = sequence(
    data,
    algorithmOf(key),
    bitString(signed),
    ...(certificates.length === 0 ? [] : [context(0, true, sequence(...certificates.map(({ der }) => der)))]),
  );
  return sequence(
    tlv(0x0a, Uint8Array.of(0)),
    context(0, true, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(basic))),
  );
}

function certificateId(issuer: Made, certificate: Made, hash: 'sha1' | 'sha256'): Uint8Array {
  return sequence(
    sequence(oid(HASH_OIDS[hash]), nullValue),
    octetString(createHash(hash).update(nameDer(issuer.subject)).digest()),
    octetString(keyHash(issuer, hash)),
    integer(certificate.serialContent),
  );
}

const keyHash = (made: Made, hash: string): Uint8Array => createHash(hash).update(made.parsed.publicKey.bits).digest();

function statusOf({ status = 'good', reason }: OcspRecipe): Uint8Array {
  if (status === 'good') return context(0, false);
  if (status === 'unknown') return context(2, false);
  const why = reason === undefined ? [] : [context(0, true, tlv(0x0a, Uint8Array.of(reason)))];
  return context(1, true, generalizedTime(daysFromToday(-2)), ...why);
}
