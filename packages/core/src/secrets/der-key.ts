import { begins, elementAt, elementsIn, tags } from './der-element.ts';
import type { Element } from './der-element.ts';
import { certaintyOfPart } from './model.ts';
import type { FoundKey, KeyForm, KeyProtection } from './model.ts';
import { protectionInPkcs12 } from './pkcs12-key.ts';

/** 1.2.840.113549.1.5 (PKCS#5) and 1.2.840.113549.1.12.1 (PKCS#12): encryption by a password. */
const BY_PASSWORD = [
  [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05],
  [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01],
];

/** Parts of an RSA key: version and eight numbers (RFC 8017 appendix A.1.2). Of a DSA key: version and five (OpenSSL). */
const RSA_PARTS = 9;
const DSA_PARTS = 6;
/** Octets of the shortest number or secret that a key is made of. */
const SHORTEST = 16;

/**
 * The secret key in DER or BER octets: PKCS#1, PKCS#8 (RFC 5958), also encrypted, SEC 1 (RFC 5915), DSA, PKCS#12 and BCFKS.
 * What is cut off counts when it begins as one; what is whole and lacks a part is none.
 */
export function keyInDer(bytes: Uint8Array): FoundKey | undefined {
  const outer = elementAt(bytes, 0);
  if (outer?.tag !== tags.sequence) return undefined;
  const parts = elementsIn(bytes, outer, RSA_PARTS);
  const found = startingWithVersion(bytes, outer, parts) ?? startingWithAlgorithm(bytes, outer, parts);
  return found && { ...found, certainty: outer.whole ? 'certain' : certaintyOfPart({ octets: bytes.length }) };
}

type Outline = { readonly form: KeyForm; readonly protection: KeyProtection } | undefined;

const privateKey = { form: 'private-key', protection: 'none' } as const;

function startingWithVersion(bytes: Uint8Array, outer: Element, parts: readonly Element[]): Outline {
  const [version, second, third] = parts;
  if (version?.tag !== tags.integer || version.end - version.start !== 1 || !second) return undefined;
  const number = bytes[version.start] ?? -1;
  const within = second.start < bytes.length ? bytes[second.start] : tags.oid;
  if (second.tag === tags.sequence && number <= 1) {
    if (within !== tags.oid) return undefined;
    return third ? (isSecret(third) ? privateKey : undefined) : outer.whole ? undefined : privateKey;
  }
  if (second.tag === tags.sequence && number === 3) {
    if (within !== tags.oid) return undefined;
    const protection = protectionInPkcs12(bytes, second);
    return protection && { form: 'pkcs12', protection };
  }
  if (second.tag === tags.octetString && number === 1) return isSecret(second) ? privateKey : undefined;
  if (second.tag === tags.integer && number <= 1) return ofNumbers(outer, parts) ? privateKey : undefined;
  return undefined;
}

function ofNumbers(outer: Element, parts: readonly Element[]): boolean {
  const second = parts[1];
  if (!second || second.next - second.start < SHORTEST || parts.some(({ tag }) => tag !== tags.integer)) return false;
  return !outer.whole || parts.length === RSA_PARTS || parts.length === DSA_PARTS;
}

function isSecret(element: Element): boolean {
  return element.tag === tags.octetString && element.next - element.start >= SHORTEST;
}

/** An encrypted key, or a keystore that is encrypted as a whole (BCFKS: the same, and behind it what proves it unchanged). */
function startingWithAlgorithm(bytes: Uint8Array, outer: Element, parts: readonly Element[]): Outline {
  const [first, second] = parts;
  if (first?.tag !== tags.sequence) return undefined;
  if (isByPassword(bytes, first)) {
    const encrypted = second ? isSecret(second) : !outer.whole;
    return encrypted ? { form: 'private-key', protection: 'password' } : undefined;
  }
  const [algorithm, content] = elementsIn(bytes, first, 2);
  if (algorithm?.tag !== tags.sequence || !isByPassword(bytes, algorithm)) return undefined;
  const isStore = (content ? isSecret(content) : !outer.whole) && (second !== undefined || !outer.whole);
  return isStore ? { form: 'bcfks', protection: 'password' } : undefined;
}

function isByPassword(bytes: Uint8Array, algorithm: Element): boolean {
  const oid = elementAt(bytes, algorithm.start, algorithm.end);
  return oid?.tag === tags.oid && BY_PASSWORD.some((arc) => begins(bytes, oid, arc));
}
