import { readAlgorithm } from './algorithm.ts';
import { DerCursor, openDer, Tag } from './der.ts';
import { namedCurve } from './elliptic-curve.ts';
import { CertificateParseError } from './errors.ts';
import { integerValue } from './hex.ts';
import type { Irregularities } from './irregularities.ts';
import type { AlgorithmIdentifier, Der, PublicKey } from './model.ts';

type Understood = Omit<PublicKey, 'spki' | 'algorithm' | 'bits'>;

/** Octets of a raw key of fixed length (RFC 8410, RFC 9881, RFC 9909). */
const RAW_KEYS: Readonly<Record<string, readonly [kind: PublicKey['kind'], octets: number]>> = {
  X25519: ['X25519', 32],
  X448: ['X448', 56],
  Ed25519: ['Ed25519', 32],
  Ed448: ['Ed448', 57],
  'ML-DSA-44': ['ML-DSA', 1312],
  'ML-DSA-65': ['ML-DSA', 1952],
  'ML-DSA-87': ['ML-DSA', 2592],
};

const SLH_DSA = /^SLH-DSA-\w+-(128|192|256)[sf]$/;

/**
 * Reads `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7). Its frame must be sound; a key inside that is odd or of an unknown
 * kind does not make the certificate unreadable, but is told in `notUnderstood`.
 */
export function readPublicKey(
  cursor: DerCursor,
  irregularities: Irregularities,
  tag: number = Tag.sequence,
): PublicKey {
  const inner = cursor.enter(tag, 'the public key');
  const spki = cursor.element();
  const algorithm = readAlgorithm(inner, 'the algorithm of the public key', irregularities);
  const unused = inner.bitString('the public key');
  const bits = inner.content();
  inner.finish('the public key');
  const frame = { spki, algorithm, bits };
  if (unused !== 0)
    return { ...frame, kind: 'unknown', notUnderstood: 'The public key does not consist of whole octets.' };
  try {
    return { ...frame, ...understand(algorithm, bits) };
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    return { ...frame, kind: kindOf(algorithm.name), notUnderstood: `The public key is malformed: ${error.message}` };
  }
}

function understand(algorithm: AlgorithmIdentifier, bits: Der): Understood {
  const kind = kindOf(algorithm.name);
  switch (kind) {
    case 'RSA':
    case 'RSA-PSS':
      return rsa(kind, bits);
    case 'EC':
      return ellipticCurve(algorithm, bits);
    case 'DSA':
      return dsa(algorithm, bits);
    case 'unknown':
      return { kind, notUnderstood: `The public key is of a kind that is not known here (${algorithm.name}).` };
    default:
      return raw(kind, algorithm, bits);
  }
}

function kindOf(name: string): PublicKey['kind'] {
  if (name === 'rsaEncryption') return 'RSA';
  if (name === 'id-RSASSA-PSS') return 'RSA-PSS';
  if (name === 'id-ecPublicKey') return 'EC';
  if (name === 'id-dsa') return 'DSA';
  if (SLH_DSA.test(name)) return 'SLH-DSA';
  return RAW_KEYS[name]?.[0] ?? 'unknown';
}

/** `RSAPublicKey` (RFC 8017 appendix A.1.1). */
function rsa(kind: 'RSA' | 'RSA-PSS', bits: Der): Understood {
  const inner = openDer(bits, Tag.sequence, 'the RSA key');
  inner.integer('the RSA modulus');
  const modulus = inner.content();
  inner.integer('the RSA exponent');
  const exponent = integerValue(inner.content());
  inner.finish('the RSA key');
  if (modulus[0]! >= 0x80 || bitLength(modulus) === 0 || exponent <= 0n)
    return { kind, notUnderstood: 'The RSA key has a modulus or exponent that is not positive.' };
  return { kind, size: bitLength(modulus), exponent };
}

/** Parameters and point by RFC 5480 section 2; explicit parameters by SEC 1 appendix C.2, which RFC 5480 forbids. */
function ellipticCurve(algorithm: AlgorithmIdentifier, bits: Der): Understood {
  const kind = 'EC';
  const { parameters } = algorithm;
  if (parameters === undefined) return { kind, notUnderstood: 'The elliptic-curve key does not name its curve.' };
  if (parameters[0] === Tag.sequence) return explicitCurve(parameters, bits);
  if (parameters[0] !== Tag.oid)
    return { kind, notUnderstood: 'The elliptic-curve key leaves its curve to be inherited.' };
  const oid = new DerCursor(parameters).oid('the curve');
  const curve = namedCurve(oid);
  if (curve === undefined) return { kind, curve: oid, notUnderstood: `The elliptic curve ${oid} is not known here.` };
  const known = { kind, curve: curve.name, size: curve.bits } as const;
  return isPoint(bits, curve.bits)
    ? known
    : { ...known, notUnderstood: `The key is not a point as ${curve.name} has them.` };
}

function explicitCurve(parameters: Der, bits: Der): Understood {
  const inner = openDer(parameters, Tag.sequence, 'the curve');
  inner.integer('the version of the curve');
  const field = inner.enter(Tag.sequence, 'the field of the curve');
  if (field.oid('the field of the curve') !== '1.2.840.10045.1.1')
    return {
      kind: 'EC',
      curve: 'explicit',
      notUnderstood: 'The key describes its own elliptic curve over a field that is not prime.',
    };
  field.integer('the prime of the curve');
  const size = bitLength(field.content());
  const known = { kind: 'EC', curve: 'explicit', size } as const;
  return isPoint(bits, size)
    ? known
    : { ...known, notUnderstood: 'The key is not a point of the curve that it describes.' };
}

/** Uncompressed (04) or compressed (02, 03) point of the right length. Whether it lies on the curve is for the verifier. */
function isPoint(bits: Der, fieldBits: number): boolean {
  const octets = Math.ceil(fieldBits / 8);
  if (bits[0] === 4) return bits.length === 1 + 2 * octets;
  return (bits[0] === 2 || bits[0] === 3) && bits.length === 1 + octets;
}

/** RFC 3279 section 2.3.2. Parameters may be inherited from the issuer, and then the size is not known. */
function dsa(algorithm: AlgorithmIdentifier, bits: Der): Understood {
  const key = new DerCursor(bits);
  key.integer('the DSA key');
  key.finish('the DSA key');
  if (algorithm.parameters?.[0] !== Tag.sequence)
    return { kind: 'DSA', notUnderstood: 'The DSA key leaves its parameters to be inherited from the issuer.' };
  const inner = openDer(algorithm.parameters, Tag.sequence, 'the DSA parameters');
  inner.integer('the DSA prime');
  return { kind: 'DSA', size: bitLength(inner.content()) };
}

function raw(kind: PublicKey['kind'], algorithm: AlgorithmIdentifier, bits: Der): Understood {
  const { name } = algorithm;
  const set = kind === 'ML-DSA' || kind === 'SLH-DSA' ? { curve: name } : {};
  const octets = RAW_KEYS[name]?.[1] ?? Number(SLH_DSA.exec(name)?.[1]) / 4;
  if (algorithm.parameters !== undefined)
    return { kind, ...set, notUnderstood: `The key carries parameters, which an ${name} key does not have.` };
  if (bits.length === octets) return { kind, ...set };
  return { kind, ...set, notUnderstood: `The key has ${bits.length} octets, but an ${name} key has ${octets}.` };
}

/** Bits of a positive INTEGER's content octets. */
function bitLength(content: Der): number {
  const first = content[0] === 0 && content.length > 1 ? 1 : 0;
  return (content.length - first) * 8 - (Math.clz32(content[first]!) - 24);
}
