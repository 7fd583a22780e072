import type { Certificate } from '../../x509/index.ts';

/**
 * By what an ACME authority knows a certificate: key identifier of its issuer and its own serial number, each in base64url
 * without padding. A leading zero octet of the serial number is part of it.
 *
 * @returns undefined for a certificate that does not say by which key it was signed: it has no such identifier.
 * @source RFC 9773 section 4.1
 */
export function certificateId({ extensions, serialBytes }: Certificate): string | undefined {
  const issuerKey = extensions.authorityKeyIdentifier?.keyId;
  return issuerKey === undefined ? undefined : `${base64url(issuerKey)}.${base64url(serialBytes)}`;
}

function base64url(octets: Uint8Array): string {
  const binary = Array.from(octets, (octet) => String.fromCharCode(octet)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
