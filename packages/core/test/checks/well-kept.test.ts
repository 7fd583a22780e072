import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkCatalog } from '@cert-health/core';
import type { Holding, OrgIdentity, Reference } from '@cert-health/core';
import { clientAuth, issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import {
  called,
  contextOf,
  enforcedFor,
  held,
  heldAtServer,
  heldForClients,
  read,
  shownInbound,
} from '../fixtures/inventories.ts';
import { publicRootCertificate, under } from '../fixtures/public-hierarchy.ts';

const AT = '2026-02-01T00:00:00Z';
const ROOT = 'DigiCert Global Root G2';
const org: OrgIdentity = {
  id: '00D5g000000abcDEAQ',
  instanceUrl: 'https://acme.my.salesforce.com',
  username: 'admin@acme.example',
  isSandbox: false,
};

/** These go by signatures, lists and dates that made-up certificates do not have. */
const leftOut = new Set([
  'chain-not-genuine',
  'client-auth-ending',
  'dual-purpose-public',
  'expiry-notification-unassigned',
  'trust-not-verified',
]);

it('an org with one certificate for each use, each of the right kind, gives no finding at all', async () => {
  const year = ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'] as const;
  const issuing = await issue({ subject: 'CN=Public TLS CA', ca: true, notAfter: '2030-01-01T00:00:00Z' });
  const chain = [under(ROOT, issuing), publicRootCertificate(ROOT)];
  const leafOf = (name: string, purpose: string) =>
    issue({
      subject: `CN=${name}`,
      issuer: issuing,
      purposes: [purpose],
      dnsNames: [name],
      notAfter: '2026-07-01T00:00:00Z',
    });
  const portal = await leafOf('www.acme.example', serverAuth);
  const partner = await leafOf('api.partner.example', serverAuth);
  const billing = await leafOf('billing.acme.example', clientAuth);
  const outbound = await issue({ subject: 'CN=Outbound', notAfter: year[1] });
  const signing = await issueLikeSalesforce('Signing', ...year);
  const tokens = await issue({ subject: 'CN=Tokens, OU=00D5g000000abcD', notAfter: year[1] });
  const okta = await issue({ subject: 'CN=acme.okta.example', notAfter: '2035-01-01T00:00:00Z' });
  const app = { source: 'org.connected-apps', name: 'Loopback', label: 'Loopback' };
  const idp = { source: 'org.saml-sso-configs', name: 'Okta', label: 'Okta' };
  const pair = (issued: Parameters<typeof held>[0], name: string): Holding => held(issued, { name, label: name });
  const holdings = [
    pair([portal, ...chain], 'Portal'),
    pair([outbound], 'Outbound'),
    pair([signing], 'Signing'),
    pair([tokens], 'Tokens'),
    heldForClients([billing, ...chain]),
    heldForClients([okta], idp),
    heldForClients([tokens], app),
    heldAtServer([partner, ...chain]),
  ];
  const site = { source: 'org.sites', name: 'Portal', field: 'CustomSite.customWebAddresses.certificate' };
  const references: Reference[] = [
    Object.assign({ ...site, target: 'Portal' }, { serverName: 'www.acme.example' }),
    { source: 'org.named-credentials', name: 'Partner_API', field: 'NamedCredential.certificate', target: 'Outbound' },
    called,
    {
      source: 'org.identity-provider',
      name: 'IdP',
      field: 'IdentityProviderSettings.certificateName',
      target: 'Signing',
    },
    { source: 'org.apex', name: 'TokenService', field: 'ApexClass.Auth.JWS', target: 'Tokens' },
    { source: app.source, name: app.name, field: 'ConnectedApp.oauthConfig.certificate' },
    { source: idp.source, name: idp.name, field: 'SamlSsoConfig.validationCert' },
    shownInbound,
  ];
  const places = ['certificates', 'permissions', ...references.map(({ source }) => source.replace('org.', ''))];
  const context = contextOf(AT, holdings, {
    references,
    inventory: {
      org,
      sources: [...new Set(places)].map((place) => read(`org.${place}`)),
      permissionGrants: [enforcedFor('billing@acme.example')],
    },
  });
  for (const check of checkCatalog.filter(({ id }) => !leftOut.has(id))) {
    assert.deepEqual(check.run(context), { observations: [], notChecked: [] }, check.id);
  }
});
