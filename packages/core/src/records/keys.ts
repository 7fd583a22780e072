import { sha256Hex } from '../x509/index.ts';

/** Characters of a key field (Text with externalId and unique). */
const LONGEST_KEY = 255;
const KEPT = 230;
const DIGITS = 16;

// Salesforce trims texts and refuses some control characters, so that such a key would not be found again.
const unsafe = /^\s|\s$|[\p{Cc}\p{Cs}]/u;

/**
 * A key as it is stored: itself where it fits, else its first 230 characters, `#` and the first 16 hex digits of the
 * SHA-256 of the whole (64 bits: a collision among a million keys has odds of one in 37 million).
 */
export function recordKey(parts: readonly string[]): string {
  const whole = parts.join('/');
  if (whole.length <= LONGEST_KEY && !unsafe.test(whole)) return whole;
  const digest = sha256Hex(new TextEncoder().encode(whole)).slice(0, DIGITS);
  return `${cleanStart(whole)}#${digest}`;
}

function cleanStart(text: string): string {
  return withoutLoneSurrogates(text.slice(0, KEPT))
    .replace(/\p{Cc}/gu, ' ')
    .trim();
}

/** Cutting may part a pair of code units that make one character; neither half can be stored. */
export function withoutLoneSurrogates(text: string): string {
  return text.replace(/\p{Cs}/gu, '');
}

/** `<org id>/<moment of the scan>`. */
export function scanKey(orgId: string, generatedAt: string): string {
  return recordKey([orgId, generatedAt]);
}

export function certificateKey(source: string, name: string): string {
  return recordKey([source, name]);
}

export function sourceCoverageKey(source: string): string {
  return recordKey(['source', source]);
}

/** `subject` undefined: the check as a whole. */
export function checkCoverageKey(check: string, subject: string | undefined): string {
  return recordKey(['check', check, subject ?? '*']);
}
