import { help, mutualAuthentication, taxonomy } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated, unknown } from './stated.ts';

const here = taxonomy('Inbound User mTLS');
const overview = taxonomy('Understanding Certificates in Salesforce');
// unverified: as for the API, that a certificate of a private authority is refused.
const uploading = help('xcloud.security_certificate_based_auth_upload', 'Upload a User Authentication Certificate');
const revocation = help(
  'xcloud.security_certificate_based_auth_revocation_status',
  'Validate the Revocation Status of User Authentication Certificates',
);

export const inboundUserMtls: Use = {
  id: 'inbound-user-mtls',
  label: 'Inbound User mTLS',
  summary:
    'A person logs in to Salesforce in the browser with a certificate, often one on a smart card. The browser checks ' +
    "Salesforce as always; then Salesforce checks the person's certificate and looks up whose it is. The certificate and " +
    'its private key stay with the person. You renew it and upload the new one for that user before the old one ends.',
  protects: 'identity',
  direction: 'inbound',
  prover: 'the user',
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
  chainMustBeSent: rule('required', 'The browser must send the chain, not the client certificate alone.', here),
  privateKeyInOrg: rule(
    'not-needed',
    'The user holds the key and offers the certificate; the org holds a copy without key.',
    here,
    {
      confidence: 'B',
      doubt: 'Implied by who offers the certificate.',
    },
  ),
  revocation: rule(
    'allowed',
    'Off until you switch it on: then each login asks by OCSP or CRL, and a certificate without either is refused.',
    revocation,
    { confidence: 'B' },
  ),
  datesEnforced: unknown(
    'The guidance on user logins does not say what happens to a certificate outside its dates.',
    here,
  ),
  breaks: 'The user can no longer log in with the certificate.',
  also: [
    stated("The certificate must be mapped to the user's account.", here),
    stated('A certificate can pass the handshake and still be turned away, when no user has it.', here),
    stated('It is for people in the user interface, not for API calls.', here),
    stated(
      'It is another feature than mutual authentication for APIs, which does not support browsers.',
      mutualAuthentication('Description'),
    ),
    stated('Experience Cloud sites do not support it.', uploading, { confidence: 'B' }),
    stated(
      'Public authorities are ceasing to issue for client authentication, so make sure that you can renew.',
      overview,
    ),
  ],
};
