import type { Certificate } from '../../x509/model.ts';

/** TLS Baseline Requirements section 7.1.2.1.2 and 7.1.2.1.3, of roots; other trust anchors are not root certificates. */
export function rootFault({ selfIssued, extensions }: Certificate): string | undefined {
  if (!selfIssued) return undefined;
  if (extensions.extendedKeyUsage !== undefined)
    return 'is a root that is limited to purposes, which roots must not be (EKU)';
  const authority = extensions.authorityKeyIdentifier;
  if (authority === undefined) return undefined;
  if (authority.issuer !== undefined || authority.serial !== undefined)
    return 'is a root that names its issuer by name and serial number in its authority key identifier';
  const own = extensions.subjectKeyIdentifier;
  const same =
    authority.keyId !== undefined &&
    own !== undefined &&
    authority.keyId.length === own.length &&
    authority.keyId.every((octet, i) => octet === own[i]);
  return same ? undefined : 'is a root whose authority key identifier is not its own key identifier';
}
