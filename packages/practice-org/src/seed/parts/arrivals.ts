import { X509Certificate as NodeCertificate, createHash } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';
import { recordId } from '../../org/record-id.ts';
import { toPem } from '../../certificates/issue.ts';
import type { Draft, Named, Planting } from '../planting.ts';
import { carrying, meeting, naming } from '../planting.ts';

/** Address of a custom domain and who serves it over HTTPS. */
export interface WebAddress {
  readonly domain: string;
  /** Salesforce serves it with this certificate; without one somebody else does. */
  readonly certificate?: Named;
}

/** A site with its custom domains, and the records of Domain and DomainSite, which tell no certificate. */
export function site(name: string, label: string, number: number, addresses: readonly WebAddress[]): Planting {
  const siteId = recordId('Site', number);
  const domainId = (index: number): string => recordId('Domain', 10 * number + index);
  const draft: Draft = {
    type: 'CustomSite',
    fullName: name,
    id: siteId,
    values: {
      active: true,
      allowHomePage: false,
      allowStandardIdeasPages: false,
      allowStandardLookups: false,
      allowStandardPortalPages: true,
      allowStandardSearch: false,
      browserXssProtection: true,
      clickjackProtectionLevel: 'SameOriginOnly',
      contentSniffingProtection: true,
      customWebAddresses: addresses.map(({ domain, certificate }, index) => ({
        certificate: certificate?.target,
        domainName: domain,
        primary: index === 0,
      })),
      indexPage: 'Home',
      masterLabel: label,
      referrerPolicyOriginWhenCrossOrigin: true,
      siteType: 'Visualforce',
    },
  };
  const of = { place: 'sites', name, field: 'CustomSite.customWebAddresses.certificate' } as const;
  return {
    drafts: [draft],
    references: addresses.flatMap(({ certificate }) => naming(of, certificate)),
    rows: {
      Site: [{ Id: siteId, Name: name, MasterLabel: label, Status: 'Active', SiteType: 'Visualforce' }],
      Domain: addresses.map(({ domain, certificate }, index) => ({
        Id: domainId(index),
        Domain: domain,
        DomainType: 'DNS',
        HttpsOption: certificate === undefined ? 'CdnPartner' : 'SitesRuntime',
      })),
      DomainSite: addresses.map((_, index) => ({
        Id: recordId('DomainSite', 10 * number + index),
        DomainId: domainId(index),
        SiteId: siteId,
        PathPrefix: '/',
      })),
    },
  };
}

/** An entry of the mutual authentication list. */
export function inboundCertificate(name: string, chain: readonly X509Certificate[]): Planting {
  const [leaf] = chain;
  const values = {
    expirationDate: leaf?.notAfter,
    issuer: leaf?.issuer,
    masterLabel: name.replaceAll('_', ' '),
    serialId: leaf?.serialNumber,
  };
  const of = { place: 'inbound-certificates', name, field: 'InboundCertificate.content' } as const;
  const draft: Draft = { type: 'InboundCertificate', fullName: name, values, content: toPem(chain) };
  return { drafts: [draft], references: carrying(of, leaf) };
}

/** What a user logs in with instead of a password. */
export function userAuthCertificate(
  plan: { readonly name: string; readonly label: string; readonly username: string },
  chain: readonly X509Certificate[],
): Planting {
  const { name, label } = plan;
  const [leaf] = chain;
  const values = {
    developerName: name,
    expirationDate: leaf?.notAfter,
    masterLabel: label,
    serialNumber: leaf?.serialNumber,
    user: plan.username,
  };
  const of = { place: 'user-certificates', name, field: 'UserAuthCertificate.content' } as const;
  const draft: Draft = { type: 'UserAuthCertificate', fullName: name, values, content: toPem(chain) };
  return { drafts: [draft], references: carrying(of, leaf) };
}

/**
 * A fingerprint that the mobile app expects of a server.
 *
 * unverified: that it is the SHA-256 of the public key in base64 (as in HTTP public key pinning, RFC 7469); the guide
 * calls it "the unique identifier for the certificate".
 */
export function certificatePin(
  name: string,
  server: { readonly domain: string; readonly type: 'AuthServer' | 'Resource'; readonly certificate: X509Certificate },
): Planting {
  const hash = createHash('sha256').update(Buffer.from(server.certificate.publicKey.rawData)).digest('base64');
  const values = {
    certificateHash: hash,
    domainName: server.domain,
    isEnabled: true,
    isSubdomainIncluded: false,
    masterLabel: name.replaceAll('_', ' '),
    severityLevel: 'Critical',
    type: server.type,
  };
  const of = { place: 'mobile-pins', name, field: 'MobSecurityCertPinConfig.certificateHash' } as const;
  return {
    drafts: [{ type: 'MobSecurityCertPinConfig', fullName: name, values }],
    references: [{ ...of, kind: 'pins' }],
  };
}

/** The org's own address. */
export function myDomain(myDomainName: string): Planting {
  const values = { canOnlyLoginWithMyDomainUrl: true, myDomainName, myDomainSuffix: 'MySalesforce' };
  const of = { place: 'my-domain', name: 'MyDomain', field: 'MyDomainSettings.myDomainName' } as const;
  return {
    drafts: [{ type: 'Settings', fullName: 'MyDomain', values }],
    references: meeting(of, myDomainName),
  };
}

/** Whether users may log in with a certificate at all: a switch, no reference. */
export function certificateLogins(): Planting {
  const sessionSettings = {
    allowUserAuthenticationByCertificate: true,
    allowUserCertBasedAuthenticationWithOcspValidation: true,
  };
  return { drafts: [{ type: 'Settings', fullName: 'Security', values: { sessionSettings } }] };
}

/** A key that verifies messaging users, with or without a certificate for it, and the set that it is in. */
export function publicKeyCertificates(
  set: string,
  keys: readonly {
    readonly name: string;
    readonly label?: string;
    readonly certificate: X509Certificate;
    /** Put the certificate beside the key (RFC 7517 section 4.7). */
    readonly x5c: boolean;
  }[],
  /** Keys are fetched from there too. */
  address?: string,
): Planting {
  const drafts = keys.map(({ name, label = name.replaceAll('_', ' '), certificate, x5c }): Draft => {
    const body = Buffer.from(certificate.rawData).toString('base64');
    const key = new NodeCertificate(Buffer.from(certificate.rawData)).publicKey.export({ format: 'jwk' });
    const jsonWebKey = JSON.stringify({ ...key, use: 'sig', kid: name, ...(x5c ? { x5c: [body] } : {}) });
    return { type: 'PublicKeyCertificate', fullName: name, values: { isActive: true, jsonWebKey, masterLabel: label } };
  });
  const members = keys.map(({ name }) => ({ publicKeyCertificate: name }));
  const values = {
    jwtIssuer: `https://${set.toLowerCase().replaceAll('_', '-')}.example`,
    masterLabel: set.replaceAll('_', ' '),
    publicKeyCertificateSetKeys: members,
    ...(address === undefined ? {} : { jwksEndPoint: address }),
    type: address === undefined ? 'JWKS' : 'JWKS_URL',
  };
  const field = 'PublicKeyCertificate.jsonWebKey';
  return {
    drafts: [...drafts, { type: 'PublicKeyCertificateSet', fullName: set, values }],
    references: [
      ...keys.flatMap(({ name, certificate, x5c }) =>
        carrying({ place: 'public-key-certificates', name, field }, x5c ? certificate : undefined),
      ),
      ...meeting(
        { place: 'public-key-certificates', name: set, field: 'PublicKeyCertificateSet.jwksEndPoint' },
        address,
      ),
    ],
  };
}
