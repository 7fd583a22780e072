import { findKeys } from '../secrets/index.ts';
import type { FoundKey } from '../secrets/index.ts';
import { CertificateParseError, readCryptographicFile } from '../x509/index.ts';
import { endpointOf } from './endpoint.ts';
import { everyMark, isNameWithPlaceholder, placeholderIn, shownPlaceholder } from './placeholder.ts';
import { beginsAsCertificate, canBeName } from './written.ts';

/**
 * What a text from outside can be where the name of a certificate belongs. Only `text` may be repeated; `other` has none,
 * whatever it is.
 */
export type OutsideText = {
  /** Key material that stands in it: it lies open to whoever sees the place. */
  readonly keys: readonly FoundKey[];
} & (
  | { readonly kind: 'name' | 'id' | 'placeholder'; readonly text: string }
  /** A certificate itself, whole or damaged, in a form that `readBody` takes. */
  | { readonly kind: 'body'; readonly body: string | Uint8Array }
  | { readonly kind: 'other' }
);

/** 15 or 18 letters and digits. Those of certificates begin with `0P1`, and are told by that even when they were cut. */
const RECORD_ID = /^(?:\d[A-Za-z0-9]{14}(?:[A-Za-z0-9]{3})?|0P1[A-Za-z0-9]{0,15})$/;

/**
 * Asks of a text whether it can be a name before it becomes one. Code reads names from constants, labels, settings and
 * records, and any of them may hold a key, a body, or anything else.
 */
export function readOutsideText(value: string): OutsideText {
  const text = value.trim();
  const keys = findKeys(text);
  const body = bodyIn(text, keys.length > 0);
  if (body !== undefined) return { kind: 'body', body, keys };
  if (keys.length > 0) return { kind: 'other', keys };
  if (RECORD_ID.test(text)) return { kind: 'id', text, keys };
  if (canBeName(text)) return { kind: 'name', text, keys };
  if (isNameWithPlaceholder(text)) return { kind: 'placeholder', text, keys };
  const mark = placeholderIn(text);
  // Whatever stands around the mark, it is filled in at deployment.
  if (mark !== undefined && isNameWithPlaceholder(mark)) return { kind: 'placeholder', text: mark, keys };
  return { kind: 'other', keys };
}

/**
 * Whether a text can be the address of a server, complete or with marks that are filled in at deployment: only then may it be
 * repeated.
 */
export function canBeAddress(text: string): boolean {
  const marks = text.match(everyMark) ?? [];
  const isSafe = marks.every((mark) => shownPlaceholder(mark) === mark) && findKeys(text).length === 0;
  return isSafe && endpointOf(text.replaceAll(everyMark, 'mark')) !== undefined;
}

/** Shorter than the shortest certificate. */
const SHORTEST_BODY = 200;

/** A body as fields keep it: PEM or DER, as text in base64 or hex, its line ends escaped, behind `data:…;base64,`. */
function bodyIn(text: string, isKey: boolean): string | Uint8Array | undefined {
  const plain = text
    .replace(/^["'`]|["'`]$/g, '')
    .replace(/^data:[\w./+;=-]*,/i, '')
    .replaceAll(/\\+[rn]|&#(?:x0*[ad]|0*1[03]);|%0[ad]/gi, '\n');
  const isPem = plain.includes('-----BEGIN ');
  const standard = isPem ? plain : plain.replaceAll('-', '+').replaceAll('_', '/');
  // What begins as one and cannot be read is a damaged one.
  if (!isKey && (isPem || beginsAsCertificate(standard))) return standard;
  if (text.length < SHORTEST_BODY) return undefined;
  if (!isPem && /^(?:[\da-f]{2}[\s:]*)+$/i.test(plain)) return holdingCertificate(octetsOfHexText(plain));
  return isPem || /^[\w+/=\s-]+$/.test(plain) ? holdingCertificate(standard) : undefined;
}

function octetsOfHexText(text: string): Uint8Array {
  return Uint8Array.from(text.match(/[\da-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
}

function holdingCertificate<Body extends string | Uint8Array>(body: Body): Body | undefined {
  try {
    return readCryptographicFile(body).certificates.length > 0 ? body : undefined;
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}
