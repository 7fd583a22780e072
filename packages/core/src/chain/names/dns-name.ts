/** A dNSName as a certificate or constraint carries it. Comparisons are on lower-case ASCII (RFC 5280 section 7.2). */
export interface DnsName {
  /** Lower case, without the wildcard label. */
  readonly base: string;
  /** The left-most label is `*` and nothing else. */
  readonly wildcard: boolean;
}

/** Letters, digits and inner hyphens (RFC 1034 section 3.5, RFC 1123 section 2.1); underscores are in wide use. */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const NUMERIC_NAME = /^(?:\d+|0x[\da-f]+)(?:\.(?:\d+|0x[\da-f]+)){0,3}$/;

/** Reads a dNSName; undefined when it is not a name that a host can have. */
export function dnsName(text: string): DnsName | undefined {
  const lower = text.toLowerCase();
  const wildcard = lower.startsWith('*.');
  const base = wildcard ? lower.slice(2) : lower;
  return isHostName(base) ? { base, wildcard } : undefined;
}

/** Whether text is a host name in lower case: labels of up to 63 characters, 253 in all, no empty label. */
export function isHostName(text: string): boolean {
  if (text.length === 0 || text.length > 253) return false;
  for (const label of text.split('.')) if (!LABEL.test(label)) return false;
  return true;
}

/** Whether text that should be a host name is an IPv4 address in any spelling that software reads as one. */
export const looksLikeIpv4 = (text: string): boolean => NUMERIC_NAME.test(text.toLowerCase()) && /\d/.test(text);

/** Whether a name equals another or lies below it; every name lies below the empty one. Both in lower case. */
export const isWithin = (name: string, domain: string): boolean =>
  domain === '' || name === domain || (name.endsWith(domain) && name[name.length - domain.length - 1] === '.');
