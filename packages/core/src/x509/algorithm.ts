import { refuse, Tag, type DerCursor } from './der.ts';
import { note, type Irregularities } from './irregularities.ts';
import type { AlgorithmIdentifier } from './model.ts';
import { algorithmName } from './oids.ts';

/** Algorithms whose parameters must be NULL (RFC 3279 section 2.2.1, RFC 4055 section 5). */
const NULL_PARAMETERS = /^(?:rsaEncryption|(?:md2|md5|sha1|sha224|sha256|sha384|sha512)WithRSAEncryption)$/;
/** Algorithms without parameters (RFC 5758, RFC 8410, RFC 9881, RFC 9909). */
const NO_PARAMETERS = /^(?:ecdsa-with-|dsa-with-|X25519|X448|Ed25519|Ed448|ML-DSA-|SLH-DSA-)/;

/** What is expected of an algorithm's parameters, worked out once for each identifier. */
const expectations = new Map<string, 'null' | 'absent' | 'any'>();

/** Reads `AlgorithmIdentifier` (RFC 5280 section 4.1.1.2). Missing NULLs and needless parameters are noted. */
export function readAlgorithm(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
  tag: number = Tag.sequence,
): AlgorithmIdentifier {
  const inner = cursor.enter(tag, what);
  const { start } = cursor;
  const der = cursor.element();
  const oid = inner.oid(what);
  const name = algorithmName(oid);
  if (inner.done) {
    if (expectation(name) === 'null') note(irregularities, 'rsa-parameters-missing', start, what);
    return { oid, name, der };
  }
  if (inner.peek() === Tag.null) inner.null(what);
  else inner.any(what);
  const parameters = inner.element();
  inner.finish(what);
  if (expectation(name) === 'absent') note(irregularities, 'parameters-not-absent', start, what);
  return { oid, name, parameters, der };
}

/**
 * Reads the algorithm of a signature. Parameters that it does not have are refused here, so that nobody calls harmless what makes
 * the signature one that peers do not take: NULL is written by JDK 11 with ECDSA, and a curve by others (OpenSSL, Java and Go
 * verify both); anything else is refused by Java.
 */
export function readSignatureAlgorithm(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
): AlgorithmIdentifier {
  const algorithm = readAlgorithm(cursor, what, irregularities);
  const { name, parameters } = algorithm;
  if (parameters === undefined || expectation(name) === 'any' || parameters[0] === Tag.null) return algorithm;
  if (parameters[0] === Tag.oid && name.startsWith('ecdsa-with-')) return algorithm;
  return refuse(
    'x509.algorithm-parameters',
    `${what.charAt(0).toUpperCase()}${what.slice(1)} (${name}) carries parameters that it cannot have.`,
    cursor.start,
    'RFC 5280 section 4.1.1.2',
  );
}

function expectation(name: string): 'null' | 'absent' | 'any' {
  const known = expectations.get(name);
  if (known !== undefined) return known;
  const found = NULL_PARAMETERS.test(name) ? 'null' : NO_PARAMETERS.test(name) ? 'absent' : 'any';
  // Only names from the table are kept, so that hostile input cannot fill the memory.
  if (found !== 'any') expectations.set(name, found);
  return found;
}
