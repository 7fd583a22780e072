import { help, taxonomy } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated, unknown } from './stated.ts';

const here = taxonomy('Inbound One-Way TLS');
const overview = taxonomy('Understanding Certificates in Salesforce');

export const inboundOneWayTls: Use = {
  id: 'inbound-one-way-tls',
  label: 'Inbound One-Way TLS',
  summary:
    'Everyone who opens Salesforce in a browser, and every program that calls it, first makes sure that it really talks to ' +
    'Salesforce. Salesforce shows its own certificate for that and renews it by itself. Your part lies on the calling side: ' +
    'a program that keeps its own list of trusted roots must have the right ones on it, or it stops connecting on the day ' +
    'Salesforce changes its certificate.',
  protects: 'transport',
  direction: 'inbound',
  prover: 'Salesforce',
  verifier: 'the caller (browser, app or integration)',
  rotates: rotatedBy(
    'salesforce',
    'Salesforce renews the certificate, unless you bring your own for a custom domain.',
    overview,
  ),
  trustModel: 'caller-list',
  trust: stated(
    'Salesforce presents a certificate of the public web, and the caller must trust the root above it.',
    here,
  ),
  purposeNeeded: 'serverAuth',
  purpose: rule('required', 'The certificate is that of a public web server.', here, {
    confidence: 'B',
    doubt: 'Server authentication is implied by "public WebPKI certificate", not named.',
  }),
  selfSigned: rule(
    'not-needed',
    'There is nothing to choose: Salesforce presents a publicly issued certificate.',
    here,
  ),
  privateCa: rule('not-needed', 'There is nothing to choose: Salesforce presents a publicly issued certificate.', here),
  chainMustBeSent: rule('not-needed', "You send nothing: the certificate is Salesforce's to present.", here),
  privateKeyInOrg: rule(
    'not-needed',
    "The certificate and its key are Salesforce's own, not one of your org's.",
    overview,
    {
      confidence: 'B',
      doubt: 'Implied by who renews the certificate.',
    },
  ),
  revocation: unknown('Whether a caller asks for revocation is up to the caller; the guidance does not say.', here),
  datesEnforced: rule(
    'required',
    'Browsers keep people out of a web site whose certificate has expired.',
    taxonomy('Why the Change?'),
  ),
  breaks:
    'A caller that does not trust the new root can no longer connect: browsers show a warning, integrations fail until ' +
    'their list of roots is updated.',
  also: [
    stated('Do not trust one root only: trust the whole Mozilla list of roots for TLS servers.', here),
    stated('Callers that keep their own list of roots, as integrations often do, must be checked one by one.', here),
    stated('A password or token sent in the same call has nothing to do with this certificate.', here),
    stated(
      'Who logs in with a client certificate makes this check too, before the client half.',
      taxonomy('Inbound API mTLS'),
    ),
    stated(
      'A mobile app with certificate pinning knows one fingerprint; when the certificate changes before it does, people cannot log in.',
      help('xcloud.mobile_security_mam_server_cert_pin', 'Configure Authentication Server Certificate Pin'),
      { confidence: 'B' },
    ),
  ],
};
