import { taxonomy, trustedRoots } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated } from './stated.ts';

const here = taxonomy('Outbound Apex mTLS');
const overview = taxonomy('Understanding Certificates in Salesforce');
const presented = trustedRoots('Client certificates that Salesforce presents');

export const outboundApexMtls: Use = {
  id: 'outbound-apex-mtls',
  label: 'Outbound Apex mTLS',
  summary:
    "Your org calls another company's server, and that server wants to know who is calling. The org shows a certificate " +
    'whose private key it keeps in Certificate and Key Management. The other company decides which certificates it ' +
    'accepts, so ask them before you change anything. Salesforce does not renew it: you do, and you tell them.',
  protects: 'identity',
  direction: 'outbound',
  prover: "Salesforce, with your org's certificate",
  verifier: 'the called server',
  rotates: rotatedBy('customer', "Salesforce renews neither the client certificate nor the server's.", overview),
  trustModel: 'target-decides',
  trust: stated('Salesforce cannot know what the called server demands; only its operator can tell.', here),
  purposeNeeded: 'target-decides',
  purpose: rule('target-decides', 'The called server decides; expect it to want client authentication.', here, {
    confidence: 'B',
    doubt:
      'That the operator decides is stated; that client authentication is usual is implied by the advice to watch it.',
  }),
  selfSigned: rule(
    'allowed',
    'Salesforce can present a self-signed certificate, if the called server has it in its keystore.',
    presented,
  ),
  privateCa: rule('allowed', 'Salesforce can present a certificate of a private PKI, as only you are concerned.', here),
  chainMustBeSent: rule(
    'target-decides',
    'The server may or may not need the chain; it is sent when it is stored with the certificate.',
    here,
  ),
  privateKeyInOrg: rule('required', 'The org must hold both the client certificate and its private key.', here),
  revocation: rule('target-decides', "Only the called server's operator can tell what is checked.", here),
  datesEnforced: rule('required', 'When the client certificate expires, the callouts fail.', overview),
  breaks: 'Calls to that server fail, because it no longer accepts who is calling.',
  also: [
    stated("The called server's own certificate is checked as for any outbound call.", here),
    stated('Apex names the certificate in the code, so a renewal under another name needs a change there.', here),
    stated(
      'Outbound messages, delegated authentication and SAML share one API Client Certificate for the whole org.',
      trustedRoots('API Client Certificate'),
    ),
    stated('Choose a common name in a domain of your own; none in salesforce.com is needed.', presented),
    stated(
      'For this direction, a private PKI is the way out when public authorities stop issuing for client authentication.',
      taxonomy('Call to Action'),
    ),
  ],
};
