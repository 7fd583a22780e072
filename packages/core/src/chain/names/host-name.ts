import type { Certificate } from '../../x509/model.ts';
import { dnsName, isHostName } from './dns-name.ts';
import { sameOctets } from '../octets.ts';
import { parseIpAddress } from './ip-text.ts';

/** What a client wants to talk to: its reference identifier (RFC 9525 section 6.1). */
export type ReferenceName =
  | { readonly kind: 'dns'; readonly text: string; readonly name: string }
  | { readonly kind: 'ip'; readonly text: string; readonly octets: Uint8Array }
  | { readonly kind: 'invalid'; readonly text: string };

/**
 * Reads a server name: an IP address, else a DNS name. One trailing dot is dropped, and a name with other letters than
 * ASCII is put into its `xn--` form, as people type it.
 */
export function referenceName(text: string): ReferenceName {
  const octets = parseIpAddress(text);
  if (octets !== undefined) return { kind: 'ip', text, octets };
  const name = toAscii(text.endsWith('.') ? text.slice(0, -1) : text)?.toLowerCase();
  return name !== undefined && isHostName(name) ? { kind: 'dns', text, name } : { kind: 'invalid', text };
}

/**
 * Whether a certificate is for this server (RFC 9525 section 6): DNS names and IP addresses of the subject alternative name
 * only, never the common name; `*` only as the whole left-most label, for one label.
 */
export function matchesHost(certificate: Certificate, reference: ReferenceName): boolean {
  if (reference.kind === 'invalid') return false;
  for (const name of certificate.extensions.subjectAltName ?? []) {
    if (reference.kind === 'ip') {
      if (name.type === 'ip' && sameOctets(name.bytes, reference.octets)) return true;
    } else if (name.type === 'dns' && matchesDnsName(name.value, reference.name)) return true;
  }
  return false;
}

/** Names of servers that a certificate is for, as they stand there. */
export function serverNames(certificate: Certificate): string[] {
  return (certificate.extensions.subjectAltName ?? [])
    .filter((name) => name.type === 'dns' || name.type === 'ip')
    .map((name) => name.value);
}

function matchesDnsName(presented: string, reference: string): boolean {
  const name = dnsName(presented);
  if (name === undefined) return false;
  if (!name.wildcard) return name.base === reference;
  // RFC 9525 section 6.3: the wildcard stands for one label. A lone label below it would be a whole top-level domain.
  return (
    name.base.includes('.') && reference.slice(reference.indexOf('.') + 1) === name.base && reference.includes('.')
  );
}

function toAscii(name: string): string | undefined {
  if (/^[\x00-\x7f]*$/.test(name)) return name;
  try {
    return new URL(`https://${name}/`).hostname;
  } catch {
    return undefined;
  }
}
