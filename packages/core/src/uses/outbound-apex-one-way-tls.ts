import { errorGlossary, taxonomy, trustedRoots } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated, unknown } from './stated.ts';

const here = taxonomy('Outbound Apex One-Way TLS');
const overview = taxonomy('Understanding Certificates in Salesforce');
const callouts = trustedRoots('Outbound callouts');

export const outboundApexOneWayTls: Use = {
  id: 'outbound-apex-one-way-tls',
  label: 'Outbound Apex One-Way TLS',
  summary:
    "Your org calls another company's server, from Apex or with an outbound message, and makes sure that it is the right " +
    "one by that server's certificate. The certificate belongs to whoever runs the server, who must also renew it. What " +
    'counts is that it leads to a root that your Salesforce instance trusts and that the server sends everything in between.',
  protects: 'transport',
  direction: 'outbound',
  prover: 'the called server',
  verifier: 'Salesforce',
  rotates: rotatedBy(
    'remote',
    "Salesforce does not renew the other party's server certificate; its operator does.",
    overview,
  ),
  trustModel: 'org-list',
  trust: stated(
    "The server's chain must end in a root on the instance's /cacerts.jsp page, which can differ between instances.",
    here,
  ),
  purposeNeeded: 'serverAuth',
  purpose: rule(
    'required',
    'Only the server proves itself, so client authentication does not come into it.',
    overview,
    {
      confidence: 'B',
      doubt: 'The source says that client authentication is no issue here; server authentication is implied.',
    },
  ),
  selfSigned: rule('forbidden', 'The called server may not use a self-signed certificate.', callouts),
  privateCa: rule('forbidden', 'Salesforce cannot trust a private PKI, because its servers are shared.', here),
  chainMustBeSent: rule(
    'required',
    'The server must send every intermediate; Salesforce does not add intermediates to its list.',
    trustedRoots('Intermediate certificates'),
  ),
  privateKeyInOrg: rule(
    'not-needed',
    "The certificate is the called server's, so nothing of it is held in your org.",
    here,
  ),
  revocation: unknown(
    "No source that was read says whether Salesforce asks if a server's certificate was revoked.",
    callouts,
  ),
  datesEnforced: rule(
    'required',
    'A server certificate that has expired makes the call fail.',
    errorGlossary('PKIX path building failed'),
    {
      confidence: 'C',
      doubt: "From one third party; Salesforce's own pages that were read do not say it.",
    },
  ),
  breaks: 'Calls to that server fail, and with them whatever waits for the answer.',
  also: [
    stated('The same holds for outbound messages and delegated authentication, not for Apex alone.', callouts),
    stated(
      "A root that Mozilla trusts is not thereby on Salesforce's list; each is decided case by case.",
      trustedRoots('Trusted roots'),
    ),
    stated(
      'A root that is missing can be asked for with a support request, before it is used.',
      trustedRoots('Trusted roots'),
    ),
    stated(
      'When the server asks for a client certificate too, this check of the server stays the same.',
      taxonomy('Outbound Apex mTLS'),
    ),
  ],
};
