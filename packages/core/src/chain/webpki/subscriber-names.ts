import type { Certificate } from '../../x509/model.ts';
import { escapeHidden } from '../../x509/name-text.ts';
import { dnsName, looksLikeIpv4 } from '../names/dns-name.ts';
import { isRegistrySuffix } from './registry-suffixes.ts';

const COMMON_NAME = '2.5.4.3';

/** TLS Baseline Requirements section 7.1.2.7.12 and 3.2.2.6, of the names that a server goes by. */
export function subjectAltNameFault({ extensions, extensionList, subject }: Certificate): string | undefined {
  const names = extensions.subjectAltName;
  if (names === undefined) return 'names no server (no subject alternative name)';
  if (subject.rdns.length > 0 && extensionList.some(({ oid, critical }) => oid === '2.5.29.17' && critical))
    return 'marks its alternative names as critical, which it must not while it has a subject';
  for (const { type, value, undecoded } of names) {
    if (type === 'ip') continue;
    if (type !== 'dns') return `names something else than servers (${type})`;
    // One that cannot be decoded is told as that (conformance.ts).
    if (undecoded) continue;
    const name = dnsName(value);
    if (name === undefined) return `holds a DNS name that is none ("${escapeHidden(value)}")`;
    if (name.wildcard && isRegistrySuffix(name.base)) return `stands for other people's domains too (${value})`;
  }
  return undefined;
}

/**
 * TLS Baseline Requirements section 7.1.4.3: a common name repeats one of the alternative names, character for character. IP
 * addresses are compared in the one spelling that section allows (RFC 3986, RFC 5952), which is how they are read here.
 *
 * Less than the letter in two points, as nobody is misled: the domain of a wildcard may stand for it (`example.com` beside
 * `*.example.com`), and where all alternative names are IP addresses, a common name that is none of them is left alone.
 */
export function commonNameFault({ extensions, subject }: Certificate): string | undefined {
  const commonNames = subject.rdns.flat().filter(({ oid }) => oid === COMMON_NAME);
  if (commonNames.length > 1) return 'has more than one common name';
  const commonName = commonNames[0]?.value;
  if (commonName === undefined) return undefined;
  const address = looksLikeIpv4(commonName) || commonName.includes(':');
  const comparable = (extensions.subjectAltName ?? []).filter(({ type }) => type === (address ? 'ip' : 'dns'));
  if (!address && comparable.length === 0) return undefined;
  return comparable.some(({ value }) => value === commonName || value === `*.${commonName}`)
    ? undefined
    : `has a common name ("${escapeHidden(commonName)}") that is not among its alternative names`;
}
