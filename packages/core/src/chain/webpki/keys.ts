import type { Certificate } from '../../x509/model.ts';

const CURVES = new Set(['P-256', 'P-384', 'P-521']);

/** TLS Baseline Requirements section 6.1.5: RSA of 2048 bits or more, in whole octets, or ECDSA on a named NIST curve. */
export function keyFault({ publicKey: { kind, size, curve } }: Certificate): string | undefined {
  switch (kind) {
    case 'RSA':
    case 'RSA-PSS':
      if (size === undefined || size < 2048)
        return `has an RSA key of ${size ?? 'unknown'} bits, less than the 2048 that public CAs must ask for`;
      return size % 8 === 0 ? undefined : `has an RSA key of ${size} bits, which is not a multiple of 8`;
    case 'EC':
      return CURVES.has(curve ?? '')
        ? undefined
        : `has a key on a curve that public CAs may not certify (${curve ?? 'not named'})`;
    default:
      return `has a key of a kind that public CAs may not certify (${kind})`;
  }
}

/** TLS Baseline Requirements section 7.1.1. */
export function versionFault({ version }: Certificate): string | undefined {
  return version === 3 ? undefined : `is an X.509 certificate of version ${version}; only version 3 is allowed`;
}
