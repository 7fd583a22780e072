import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { salesforceTrustStore } from '@cert-health/core';
import type { Reference } from '@cert-health/core';
import { clientAuth, issue } from '../fixtures/certificates.ts';
import { held, heldForClients, run, shownInbound, shownOutbound } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const none = { observations: [], notChecked: [] };
const org = {
  id: '00D5g000000abcDEAQ',
  instanceUrl: 'https://acme.my.salesforce.com',
  username: 'a@b',
  isSandbox: false,
};

const root = await issue({ subject: 'CN=Root', ca: true });
const leaf = await issue({ subject: 'CN=client', issuer: root, purposes: [clientAuth] });
const clients = (names: readonly string[]) => names.map((name) => heldForClients([leaf], { name, label: name }));
const inbound = (names: readonly string[]): Reference[] => names.map((name) => ({ ...shownInbound, name }));

describe('trust-not-verified', () => {
  it('is one entry that names what needs the list, where the list is and how to give it', () => {
    const names = ['Billing', 'Telemetry'];
    const result = run('trust-not-verified', AT, clients(names), { references: inbound(names), inventory: { org } });
    assert.deepEqual(result.observations, []);
    assert.equal(result.notChecked.length, 1);
    const [entry] = result.notChecked;
    assert.match(entry?.reason ?? '', /Salesforce accepts 2 certificates here only under roots on your org's own list/);
    assert.match(entry?.reason ?? '', /not given: Billing, Telemetry\./);
    assert.match(
      entry?.reason ?? '',
      /Run with --network all, or save https:\/\/acme\.my\.salesforce\.com\/cacerts\.jsp and give it with --trust-store FILE/,
    );
  });

  it('counts what it does not name', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const [entry] = run('trust-not-verified', AT, clients(names), { references: inbound(names) }).notChecked;
    assert.match(entry?.reason ?? '', /A, B, C, D, E and 2 more\./);
  });

  it('concerns servers that Salesforce calls as well', () => {
    const server = heldForClients([leaf], {
      source: 'tls',
      name: 'api.partner.example:443',
      label: 'api.partner.example',
    });
    const reference = {
      source: 'org.remote-sites',
      name: 'Partner',
      field: 'RemoteSiteSetting.url',
      target: 'https://api.partner.example/x',
    };
    const { notChecked } = run('trust-not-verified', AT, [server], { references: [reference] });
    assert.match(notChecked[0]?.reason ?? '', /accepts 1 certificate here.*api\.partner\.example/);
  });

  it('concerns nothing that somebody else verifies', () => {
    assert.deepEqual(run('trust-not-verified', AT, [held([leaf])], { references: [shownOutbound] }), none);
    assert.deepEqual(run('trust-not-verified', AT, [held([leaf])]), none);
  });

  it('is settled by the list of the org', () => {
    const trustStore = salesforceTrustStore(root.pem);
    const holdings = clients(['Billing_Client']);
    assert.deepEqual(run('trust-not-verified', AT, holdings, { references: [shownInbound], trustStore }), none);
  });
});
