import type { GeneralName, Name } from '../../x509/model.ts';
import { dnsName, isHostName, isWithin } from './dns-name.ts';

/**
 * How one name relates to one constraint. `partly`: some of what the name stands for lies inside, which only a wildcard can;
 * `malformed`: one of the two is not of its form, so nothing can be said.
 */
export type Containment = 'inside' | 'partly' | 'outside' | 'malformed';

/** Compares a name with a constraint of the same form (RFC 5280 section 4.2.1.10); undefined for forms nobody defined. */
export function containment(name: GeneralName, constraint: GeneralName): Containment | undefined {
  // Octets that are no text could be meant as any name.
  if (name.undecoded || constraint.undecoded) return 'malformed';
  switch (name.type) {
    case 'dns':
      return dnsContainment(name.value, constraint.value);
    case 'ip':
      return ipContainment(name.bytes, constraint.bytes);
    case 'email':
      return emailContainment(name.value, constraint.value);
    case 'uri':
      return uriContainment(name.value, constraint.value);
    case 'directoryName':
      if (name.name === undefined || constraint.name === undefined) return 'malformed';
      return directoryContainment(name.name, constraint.name);
    default:
      return undefined;
  }
}

/** Whether a constraint is of its form at all. */
export function isWellFormedConstraint(constraint: GeneralName): boolean {
  if (constraint.undecoded) return false;
  switch (constraint.type) {
    case 'dns':
      return constraint.value === '' || isHostName(constraint.value.toLowerCase());
    case 'ip':
      return isAddressRange(constraint.bytes);
    case 'email':
      return constraint.value.includes('@')
        ? mailbox(constraint.value) !== undefined
        : isDomainConstraint(constraint.value);
    case 'uri':
      return isDomainConstraint(constraint.value);
    default:
      return true;
  }
}

/** A leading dot is no part of RFC 5280's form for DNS; where it is let in, it is read as "below, but not itself". */
function dnsContainment(text: string, constraint: string): Containment {
  const name = dnsName(text);
  const lower = constraint.toLowerCase();
  const onlyBelow = lower.startsWith('.');
  const domain = onlyBelow ? lower.slice(1) : lower;
  if (name === undefined || (domain !== '' && !isHostName(domain))) return 'malformed';
  if (isWithin(name.base, domain) && (!onlyBelow || name.wildcard || name.base !== domain)) return 'inside';
  // *.example.com stands for bar.example.com too.
  if (name.wildcard && domain.slice(domain.indexOf('.') + 1) === name.base && domain.includes('.')) return 'partly';
  return 'outside';
}

function ipContainment(address: Uint8Array, range: Uint8Array): Containment {
  if ((address.length !== 4 && address.length !== 16) || !isAddressRange(range)) return 'malformed';
  const width = address.length;
  if (range.length !== 2 * width) return 'outside';
  for (let i = 0; i < width; i++) if (((address[i]! ^ range[i]!) & range[width + i]!) !== 0) return 'outside';
  return 'inside';
}

/** Address and mask of the same width, the mask in the style of CIDR (RFC 4632): ones, then zeros. */
function isAddressRange(range: Uint8Array): boolean {
  if (range.length !== 8 && range.length !== 32) return false;
  let ended = false;
  for (let i = range.length / 2; i < range.length; i++) {
    const zeros = 255 - range[i]!;
    if (ended ? zeros !== 255 : (zeros & (zeros + 1)) !== 0) return false;
    if (zeros !== 0) ended = true;
  }
  return true;
}

function emailContainment(text: string, constraint: string): Containment {
  const name = mailbox(text);
  if (name === undefined) return 'malformed';
  if (constraint.includes('@')) {
    const exact = mailbox(constraint);
    if (exact === undefined) return 'malformed';
    // RFC 5280 section 7.5: the local part is compared as it stands, the host without regard to case.
    return name.local === exact.local && name.host === exact.host ? 'inside' : 'outside';
  }
  return hostContainment(name.host, constraint);
}

function uriContainment(text: string, constraint: string): Containment {
  const host = uriHost(text);
  return host === undefined ? 'malformed' : hostContainment(host, constraint);
}

/** A host is meant alone; with a leading dot, all hosts below it. */
function hostContainment(host: string, constraint: string): Containment {
  if (!isDomainConstraint(constraint)) return 'malformed';
  const lower = constraint.toLowerCase();
  if (lower === '') return 'inside';
  if (lower.startsWith('.')) return host.endsWith(lower) && host.length > lower.length ? 'inside' : 'outside';
  return host === lower ? 'inside' : 'outside';
}

function directoryContainment(name: Name, constraint: Name): Containment {
  const below = name.canonicalRdns;
  const above = constraint.canonicalRdns;
  return above.length <= below.length && above.every((rdn, i) => rdn === below[i]) ? 'inside' : 'outside';
}

const isDomainConstraint = (text: string): boolean =>
  text === '' || isHostName((text.startsWith('.') ? text.slice(1) : text).toLowerCase());

function mailbox(text: string): { local: string; host: string } | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const host = text.slice(at + 1).toLowerCase();
  if (at < 1 || !isHostName(host)) return undefined;
  // An unquoted local part is a dot-string (RFC 5321 section 4.1.2); quoted ones may hold anything.
  const dotString = /^[^\s@"(),:;<>[\\\]]+$/.test(local);
  const quoted = /^"(?:[^"\\]|\\.)*"$/.test(local);
  return dotString || quoted ? { local, host } : undefined;
}

/** Host of a URI that has an authority with a host name (RFC 3986 section 3.2); IP addresses are none. */
function uriHost(uri: string): string | undefined {
  const match = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri);
  const host = match?.[1]?.toLowerCase();
  return host !== undefined && isHostName(host) && !/^[\d.]+$/.test(host) ? host : undefined;
}
