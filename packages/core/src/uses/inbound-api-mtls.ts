import { help, mutualAuthentication, taxonomy } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated } from './stated.ts';

const here = taxonomy('Inbound API mTLS');
const overview = taxonomy('Understanding Certificates in Salesforce');
// unverified: that a certificate of a private authority is refused; the pages demand a listed root and are silent on private ones.
const chain = mutualAuthentication('Certificate Chain Validation');
const identity = mutualAuthentication('Certificate Identity Verification');
const uploading = help(
  'security_keys_uploading_mutual_auth_cert',
  'Set Up a Mutual Authentication Certificate for API Login',
);

export const inboundApiMtls: Use = {
  id: 'inbound-api-mtls',
  label: 'Inbound API mTLS',
  summary:
    'One of your systems calls the Salesforce API and proves who it is with a certificate. Salesforce first checks that the ' +
    'certificate comes from an authority on its list, and then, only for users with a certain permission, that it is the ' +
    'very one you uploaded. The certificate and its private key belong to the calling system. You renew it, upload the new ' +
    'one, and then switch the system over.',
  protects: 'identity',
  direction: 'inbound',
  prover: 'the calling application',
  verifier: 'Salesforce',
  rotates: rotatedBy(
    'customer',
    'You renew the client certificate; Salesforce renews its server certificate.',
    overview,
  ),
  trustModel: 'org-list',
  trust: stated("The client certificate must chain to a root on the instance's /cacerts.jsp page.", here),
  purposeNeeded: 'clientAuth',
  purpose: rule('required', 'The certificate must allow client authentication.', here),
  selfSigned: rule(
    'forbidden',
    'It must chain to a root on the list, which a self-signed certificate does not.',
    here,
    {
      confidence: 'B',
      doubt: 'Follows from the demand for a listed root; not said in so many words.',
    },
  ),
  privateCa: rule(
    'forbidden',
    'It must chain to a listed root, and Salesforce cannot trust a private PKI: that remedy works outbound only.',
    here,
    {
      confidence: 'B',
      doubt: 'That private PKI cannot be trusted is said of outbound calls; the demand for a listed root is said here.',
      conflict: stated(
        'The upload page asks for a listed root of certificates from public authorities only, and is silent about others.',
        uploading,
        { confidence: 'B' },
      ),
    },
  ),
  chainMustBeSent: rule(
    'required',
    'The client must send its certificate together with every intermediate up to the root.',
    chain,
  ),
  privateKeyInOrg: rule(
    'not-needed',
    'The application holds the key; the org holds a copy of the certificate without key.',
    here,
    {
      confidence: 'B',
      doubt: 'Implied by who offers the certificate.',
    },
  ),
  revocation: rule('required', 'Salesforce checks certificate revocation lists for the chain.', chain, {
    doubt: 'What happens when a list cannot be fetched, or none is named, is not stated.',
  }),
  datesEnforced: rule('required', 'Salesforce checks the dates of every certificate in the chain.', chain),
  breaks: 'API calls made with that certificate are refused for users who must present it.',
  also: [
    stated('Calls go to the My Domain address on port 8443.', chain),
    stated(
      'Salesforce names no authorities when it asks for a certificate, so the client must choose the right one itself.',
      chain,
    ),
    stated('The certificate must be on the Mutual Authentication list.', here),
    stated(
      'The uploaded certificate is compared only for users with "Enforce SSL/TLS Mutual Authentication".',
      identity,
    ),
    stated(
      'Without that permission a user gets in with no certificate, or with any that chains to a listed root: an upload alone enforces nothing.',
      identity,
    ),
    stated('A user with the permission is refused when the certificate does not match or is missing.', identity),
    stated('It is for the API, not for browsers.', mutualAuthentication('Description')),
    stated(
      'Public authorities are ceasing to issue for client authentication, so make sure that you can renew.',
      overview,
    ),
  ],
};
