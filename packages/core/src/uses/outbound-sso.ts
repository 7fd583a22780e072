import { metadataApi, taxonomy, trustedRoots } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated, unknown } from './stated.ts';

const here = taxonomy('Outbound SSO');
const overview = taxonomy('Understanding Certificates in Salesforce');

export const outboundSso: Use = {
  id: 'outbound-sso',
  label: 'Outbound SSO',
  summary:
    'Your org vouches for its users, or for itself, to another system: it signs a message with a private key that it keeps ' +
    'in Certificate and Key Management. The other system holds the matching certificate and accepts only that one. You ' +
    'renew it, and the other system must get the new certificate at the same time.',
  protects: 'identity',
  direction: 'outbound',
  prover: "Salesforce, with your org's key",
  verifier: 'the service provider or other system that relies on it',
  rotates: rotatedBy('customer', 'Salesforce does not renew this certificate for you.', overview),
  trustModel: 'pinned',
  trust: stated(
    'Certificates for SAML and signed tokens are mostly trusted explicitly, without a CA or chain.',
    taxonomy('Technicalities and Taxonomy'),
  ),
  purposeNeeded: 'none',
  purpose: rule('not-needed', 'It signs a message, not a TLS connection.', here, {
    confidence: 'B',
    doubt: 'Implied: no purpose is named.',
  }),
  selfSigned: rule(
    'allowed',
    'A self-signed certificate with a long lifetime is commonly used, to avoid frequent updates.',
    taxonomy('Technicalities and Taxonomy'),
  ),
  privateCa: rule(
    'allowed',
    'The certificate is trusted by itself and no CA is involved, so it does not matter who issued it.',
    taxonomy('Technicalities and Taxonomy'),
  ),
  chainMustBeSent: rule(
    'not-needed',
    'Trust comes from exchanging the certificate directly, not from a chain.',
    taxonomy('Technicalities and Taxonomy'),
  ),
  privateKeyInOrg: rule('required', 'The org needs a certificate and its private key to sign.', here),
  revocation: unknown('The guidance does not say whether the relying system checks for revocation.', here),
  datesEnforced: unknown('The guidance does not say whether the relying system refuses an expired certificate.', here),
  breaks: 'The other system no longer believes what the org signs: logins there, and calls with such tokens, fail.',
  also: [
    stated(
      'For SAML, the org presents the API Client Certificate, which outbound messages and delegated authentication share.',
      trustedRoots('API Client Certificate'),
      { doubt: 'The identity provider settings name a certificate too; which signs is best seen in Setup.' },
    ),
    stated(
      'As an identity provider, the org names its certificate in the Identity Provider settings.',
      metadataApi('IdentityProviderSettings'),
      { confidence: 'B' },
    ),
    stated('The TLS connection that carries the message is ordinary one-way TLS.', here),
  ],
};
