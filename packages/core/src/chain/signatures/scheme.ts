import { context, openDer, Tag, type DerCursor, CertificateParseError } from '../../x509/index.ts';
import type { AlgorithmIdentifier, Der, PublicKey } from '../../x509/model.ts';
import type { SignatureRequest } from './port.ts';

export type Hash = 'MD2' | 'MD4' | 'MD5' | 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** How a signature is to be verified. */
export type SignatureScheme =
  | { readonly kind: 'RSA-PKCS1'; readonly hash: Hash }
  | { readonly kind: 'RSA-PSS'; readonly hash: Hash; readonly mgfHash: Hash; readonly saltLength: number }
  | { readonly kind: 'ECDSA'; readonly hash: Hash }
  | { readonly kind: 'DSA'; readonly hash: Hash }
  | { readonly kind: 'Ed25519' | 'Ed448' }
  | { readonly kind: 'ML-DSA'; readonly set: string };

type NamedScheme = Exclude<SignatureScheme, { readonly kind: 'RSA-PSS' }>;

/** Schemes that their OID says all about (RFC 3279, 4055, 5758, 8410, 9881). */
const NAMED = new Map<string, NamedScheme>([
  ['1.2.840.113549.1.1.2', { kind: 'RSA-PKCS1', hash: 'MD2' }],
  ['1.2.840.113549.1.1.3', { kind: 'RSA-PKCS1', hash: 'MD4' }],
  ['1.2.840.113549.1.1.4', { kind: 'RSA-PKCS1', hash: 'MD5' }],
  ['1.2.840.113549.1.1.5', { kind: 'RSA-PKCS1', hash: 'SHA-1' }],
  ['1.3.14.3.2.29', { kind: 'RSA-PKCS1', hash: 'SHA-1' }],
  ['1.2.840.113549.1.1.14', { kind: 'RSA-PKCS1', hash: 'SHA-224' }],
  ['1.2.840.113549.1.1.11', { kind: 'RSA-PKCS1', hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { kind: 'RSA-PKCS1', hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { kind: 'RSA-PKCS1', hash: 'SHA-512' }],
  ['1.2.840.10045.4.1', { kind: 'ECDSA', hash: 'SHA-1' }],
  ['1.2.840.10045.4.3.1', { kind: 'ECDSA', hash: 'SHA-224' }],
  ['1.2.840.10045.4.3.2', { kind: 'ECDSA', hash: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { kind: 'ECDSA', hash: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { kind: 'ECDSA', hash: 'SHA-512' }],
  ['1.2.840.10040.4.3', { kind: 'DSA', hash: 'SHA-1' }],
  ['2.16.840.1.101.3.4.3.1', { kind: 'DSA', hash: 'SHA-224' }],
  ['2.16.840.1.101.3.4.3.2', { kind: 'DSA', hash: 'SHA-256' }],
  ['1.3.101.112', { kind: 'Ed25519' }],
  ['1.3.101.113', { kind: 'Ed448' }],
  ['2.16.840.1.101.3.4.3.17', { kind: 'ML-DSA', set: 'ML-DSA-44' }],
  ['2.16.840.1.101.3.4.3.18', { kind: 'ML-DSA', set: 'ML-DSA-65' }],
  ['2.16.840.1.101.3.4.3.19', { kind: 'ML-DSA', set: 'ML-DSA-87' }],
]);

const HASHES: Readonly<Record<string, Hash>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

const RSASSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

/**
 * The scheme that an AlgorithmIdentifier names (RFC 4055, 5758, 8410, 9881); undefined when it is not known or its
 * parameters are not the ones that the scheme allows.
 */
export function signatureScheme({ oid, parameters }: AlgorithmIdentifier): SignatureScheme | undefined {
  if (oid === RSASSA_PSS) return pssScheme(parameters);
  const scheme = NAMED.get(oid);
  if (scheme === undefined || parameters === undefined) return scheme;
  // RFC 4055 section 5 wants NULL with RSA, and the others take none (RFC 5758 section 3.2, RFC 8410 section 3, RFC 9881 section
  // 2). NULL is written all the same, and a curve beside ECDSA; neither changes anything. The reader refuses what else there may be.
  const tag = parameters[0];
  return tag === Tag.null || (tag === Tag.oid && scheme.kind === 'ECDSA') ? scheme : undefined;
}

/** Why a signature cannot be verified here, as a clause. */
export function unverifiable({ algorithm, publicKey }: Pick<SignatureRequest, 'algorithm' | 'publicKey'>): string {
  const { oid, name, parameters } = algorithm;
  if (oid === RSASSA_PSS && pssScheme(parameters) === undefined)
    return 'the parameters of RSASSA-PSS are missing or malformed';
  if (publicKey.notUnderstood !== undefined) {
    const { notUnderstood } = publicKey;
    return `${notUnderstood.charAt(0).toLowerCase()}${notUnderstood.slice(1).replace(/\.$/, '')}`;
  }
  return `${name} with a key of this kind (${[publicKey.kind, publicKey.curve].filter(Boolean).join(' ')}) is not supported`;
}

/** An algorithm with the hash that its parameters name: that is what decides how strong a signature is. */
export function algorithmText(algorithm: AlgorithmIdentifier): string {
  if (algorithm.oid !== RSASSA_PSS) return algorithm.name;
  const scheme = pssScheme(algorithm.parameters);
  if (scheme?.kind !== 'RSA-PSS') return 'RSASSA-PSS, with parameters that are missing or malformed';
  const mask = scheme.mgfHash === scheme.hash ? '' : `, mask with ${scheme.mgfHash}`;
  return `RSASSA-PSS with ${scheme.hash}${mask}`;
}

/** Whether a key is of the kind that a scheme signs with, and its own parameters allow it (RFC 4055 section 3.3). */
export function keyFits(key: PublicKey, scheme: SignatureScheme): boolean {
  switch (scheme.kind) {
    case 'RSA-PKCS1':
      return key.kind === 'RSA';
    case 'RSA-PSS':
      return key.kind === 'RSA' || (key.kind === 'RSA-PSS' && pssKeyAllows(key.algorithm.parameters, scheme));
    case 'ECDSA':
      return key.kind === 'EC';
    case 'ML-DSA':
      return key.kind === 'ML-DSA' && (key.curve === undefined || key.curve === scheme.set);
    default:
      return key.kind === scheme.kind;
  }
}

/** Hash that a signature algorithm uses, as far as it is known. */
export function signatureHash(algorithm: AlgorithmIdentifier): Hash | undefined {
  const scheme = signatureScheme(algorithm);
  return scheme !== undefined && 'hash' in scheme ? scheme.hash : undefined;
}

function pssKeyAllows(
  restriction: Der | undefined,
  scheme: { hash: Hash; mgfHash: Hash; saltLength: number },
): boolean {
  if (restriction === undefined) return true;
  const limits = pssScheme(restriction);
  return (
    limits?.kind === 'RSA-PSS' &&
    limits.hash === scheme.hash &&
    limits.mgfHash === scheme.mgfHash &&
    scheme.saltLength >= limits.saltLength
  );
}

/** RSASSA-PSS-params (RFC 4055 section 3.1); defaults are SHA-1, MGF1 with SHA-1, 20 octets of salt, trailer 1. */
function pssScheme(parameters: Der | undefined): SignatureScheme | undefined {
  if (parameters === undefined) return undefined;
  try {
    const fields = openDer(parameters, Tag.sequence, 'the RSA-PSS parameters');
    let hash: Hash | undefined = 'SHA-1';
    let mgfHash: Hash | undefined = 'SHA-1';
    let saltLength = 20;
    if (fields.take(context(0, true), 'the hash')) hash = hashOf(fields.inside());
    if (fields.take(context(1, true), 'the mask')) mgfHash = mgf1Hash(fields.inside());
    if (fields.take(context(2, true), 'the salt length'))
      saltLength = fields.inside().smallInteger('the salt length', 8192);
    if (fields.take(context(3, true), 'the trailer') && fields.inside().smallInteger('the trailer', 255) !== 1)
      return undefined;
    fields.finish('the RSA-PSS parameters');
    return hash === undefined || mgfHash === undefined ? undefined : { kind: 'RSA-PSS', hash, mgfHash, saltLength };
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}

function hashOf(cursor: DerCursor): Hash | undefined {
  const algorithm = cursor.enter(Tag.sequence, 'the hash');
  cursor.finish('the hash');
  const oid = algorithm.oid('the hash');
  if (!algorithm.done) algorithm.null('the hash parameters');
  algorithm.finish('the hash');
  return HASHES[oid];
}

function mgf1Hash(cursor: DerCursor): Hash | undefined {
  const algorithm = cursor.enter(Tag.sequence, 'the mask');
  cursor.finish('the mask');
  if (algorithm.oid('the mask') !== MGF1) return undefined;
  return hashOf(algorithm);
}
