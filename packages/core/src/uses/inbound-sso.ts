import { metadataApi, taxonomy, trustedRoots } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated, unknown } from './stated.ts';

const here = taxonomy('Inbound SSO');
const overview = taxonomy('Understanding Certificates in Salesforce');

export const inboundSso: Use = {
  id: 'inbound-sso',
  label: 'Inbound SSO',
  summary:
    'Your people log in somewhere else, at Okta or Entra ID for example, and that system vouches for them to Salesforce ' +
    "with a signed message. The org holds the other system's certificate and checks the signature with it. The other " +
    "system makes new certificates; you must put each new one into the org. Salesforce's own expiry mails do not cover " +
    'it, as it is not in Certificate and Key Management.',
  protects: 'identity',
  direction: 'inbound',
  prover: 'the identity provider or other system that signs',
  verifier: 'Salesforce',
  rotates: rotatedBy(
    'customer',
    'Salesforce does not renew this certificate for you; you install the new one.',
    overview,
  ),
  trustModel: 'pinned',
  trust: stated('The org trusts this one certificate explicitly; no chain is looked at.', here),
  purposeNeeded: 'none',
  purpose: rule('not-needed', 'It verifies a signature in the message, not a TLS connection.', here, {
    confidence: 'B',
    doubt: 'Implied: no purpose is named.',
  }),
  selfSigned: rule(
    'allowed',
    'The identity provider may use a self-signed certificate.',
    trustedRoots('Single sign-on'),
  ),
  privateCa: rule(
    'allowed',
    'The certificate is trusted by itself and no CA is involved, so it does not matter who issued it.',
    taxonomy('Technicalities and Taxonomy'),
  ),
  chainMustBeSent: rule(
    'not-needed',
    'Signatures are checked against the one trusted certificate, without a chain.',
    here,
  ),
  privateKeyInOrg: rule('not-needed', 'Only the identity provider has the private key.', here),
  revocation: unknown('The guidance does not say whether a pinned certificate is ever checked for revocation.', here),
  datesEnforced: unknown(
    'The guidance does not say whether Salesforce refuses a pinned certificate that has expired.',
    here,
  ),
  breaks:
    'Nobody can log in through that identity provider, as soon as it signs with a key that the org does not hold.',
  also: [
    stated(
      'Long-lived self-signed certificates are common here, exchanged directly between the two sides.',
      taxonomy('Technicalities and Taxonomy'),
    ),
    stated(
      'Where the org signs its own requests, or decrypts what it gets, it also uses a key pair of its own, named in the same settings.',
      metadataApi('SamlSsoConfig'),
      { confidence: 'B' },
    ),
    stated('The TLS connection that carries the message is ordinary one-way TLS.', here),
  ],
};
