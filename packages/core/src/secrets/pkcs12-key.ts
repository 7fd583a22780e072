import { begins, elementAt, elementsIn, octetsOf, tags } from './der-element.ts';
import type { Element } from './der-element.ts';
import type { KeyProtection } from './model.ts';

/** 1.2.840.113549.1.7.1, data. */
const DATA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
/** 1.2.840.113549.1.12.10.1, the kinds of bags (RFC 7292 appendix D). */
const BAG = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01];
const bags = { key: 1, shroudedKey: 2, secret: 5, contents: 6 } as const;
/** Bags in bags that are followed. */
const DEEPEST = 4;

/**
 * How the keys of a PKCS#12 file are protected (RFC 7292 sections 4 and 5), from what lies open in it.
 *
 * @param content Its second element.
 * @returns undefined when no key lies open: then it is a list of certificates. All common writers leave key bags open, each
 * encrypted by itself.
 */
export function protectionInPkcs12(bytes: Uint8Array, content: Element): KeyProtection | undefined {
  const safe = dataIn(bytes, content);
  const list = safe && elementAt(safe, 0);
  if (!safe || list?.tag !== tags.sequence) return content.whole ? undefined : 'unknown';
  const found = elementsIn(safe, list, 32).flatMap((part) => {
    const inside = part.tag === tags.sequence ? dataIn(safe, part) : undefined;
    return inside ? protectionsInBags(inside, 0) : [];
  });
  if (found.length === 0) return content.whole ? undefined : 'unknown';
  return found.includes('none') ? 'none' : 'password';
}

/** The octets of a ContentInfo of type data. */
function dataIn(bytes: Uint8Array, info: Element): Uint8Array | undefined {
  const [type, wrapped] = elementsIn(bytes, info, 2);
  if (type?.tag !== tags.oid || wrapped?.tag !== tags.context0 || !begins(bytes, type, DATA)) return undefined;
  const inner = elementAt(bytes, wrapped.start, wrapped.end);
  return inner && octetsOf(bytes, inner);
}

function protectionsInBags(bytes: Uint8Array, depth: number): KeyProtection[] {
  const list = elementAt(bytes, 0);
  if (list?.tag !== tags.sequence) return [];
  return elementsIn(bytes, list, 256).flatMap((bag): KeyProtection[] => {
    const [type, value] = elementsIn(bytes, bag, 2);
    if (type?.tag !== tags.oid || !begins(bytes, type, BAG)) return [];
    const kind = bytes[type.start + BAG.length];
    if (kind === bags.key) return ['none'];
    if (kind === bags.shroudedKey || kind === bags.secret) return ['password'];
    if (kind !== bags.contents || !value || depth >= DEEPEST) return [];
    return protectionsInBags(bytes.subarray(value.start, value.end), depth + 1);
  });
}
