import { contentDelivery, help, taxonomy, trustedRoots } from './documents.ts';
import type { Use } from './model.ts';
import { rotatedBy, rule, stated, unknown } from './stated.ts';

const overview = taxonomy('Understanding Certificates in Salesforce');
const updating = help('platform.domain_mgmt_cert_update', 'Update an Expiring Certificate for Your Custom Domain');

export const customDomain: Use = {
  id: 'custom-domain',
  label: 'Bring Your Own Certificate (custom domain)',
  summary:
    "Your site runs on Salesforce under your own address, such as www.example.com, and Salesforce's servers show a " +
    'certificate that you gave them. Visitors trust the site because of that certificate. Salesforce does not renew it: ' +
    'you get a new one, store it in the org and pick it for the domain before the old one ends.',
  protects: 'transport',
  direction: 'inbound',
  prover: 'Salesforce, with your certificate',
  verifier: 'the visitor (browser, app or integration)',
  rotates: rotatedBy('customer', "With Bring Your Own Certificate the renewal is yours, not Salesforce's.", overview),
  trustModel: 'caller-list',
  trust: stated(
    'As for any inbound call, the caller must trust the root of what it is shown.',
    taxonomy('Inbound One-Way TLS'),
    {
      confidence: 'B',
      doubt: "Said of Salesforce's own certificate; that it holds for one you bring is implied.",
    },
  ),
  purposeNeeded: 'serverAuth',
  purpose: rule('required', 'It is the HTTPS certificate of a site, so it must be one for a server.', updating, {
    confidence: 'B',
    doubt: 'Implied by "HTTPS certificate", not named.',
  }),
  selfSigned: unknown(
    'The pages that were read speak of CA-signed certificates only; that a self-signed one is refused is not stated.',
    updating,
  ),
  privateCa: unknown('The pages that were read do not say which certificate authorities are accepted.', updating),
  chainMustBeSent: rule(
    'required',
    'Salesforce wants chains complete, with every intermediate between the certificate and its root.',
    trustedRoots('Intermediate certificates'),
    { confidence: 'B', doubt: 'Said of server and client certificates in general, not of custom domains.' },
  ),
  privateKeyInOrg: rule(
    'required',
    "The certificate is served from Salesforce's own servers and is found in Certificate and Key Management.",
    updating,
    { confidence: 'B' },
  ),
  revocation: unknown('Whether a visitor asks for revocation is up to the visitor; no page read says more.', updating),
  datesEnforced: rule(
    'required',
    'Browsers keep people out of a web site whose certificate has expired.',
    taxonomy('Why the Change?'),
  ),
  breaks: 'Visitors see a security warning instead of your site, and programs that call it fail.',
  also: [
    stated('Put the new certificate in place at least a week before the old one ends.', updating, { confidence: 'B' }),
    stated('Salesforce advises to make a new certificate rather than to update the one in use.', updating, {
      confidence: 'B',
    }),
    stated(
      "A domain served by the Salesforce CDN gets its certificate from Let's Encrypt by itself; your CAA records must allow letsencrypt.org.",
      contentDelivery('Salesforce CDN'),
      { confidence: 'B' },
    ),
    stated(
      'A domain served by another host or CDN has its certificate there: the renewal is between you and them.',
      updating,
      {
        confidence: 'B',
      },
    ),
  ],
};
