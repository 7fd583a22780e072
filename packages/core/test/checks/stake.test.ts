import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atItsEnd, buildUseMap, places } from '@cert-health/core';
import type { Inventory, Observation, Reference, ServiceProvider } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, held, only, read, run } from '../fixtures/inventories.ts';

const AT = '2026-12-01T00:00:00Z';
const over = await issue({ subject: 'CN=idp', notBefore: '2025-07-01T00:00:00Z', notAfter: '2026-07-01T00:00:00Z' });
const soon = await issue({ subject: 'CN=idp', notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-12-20T00:00:00Z' });
const signer: Reference = {
  source: 'org.identity-provider',
  name: 'IdentityProvider',
  field: 'IdentityProviderSettings.certificateName',
  target: 'Partner_API_Client',
};
const fleet: ServiceProvider = { source: 'org.connected-apps', name: 'Fleet', label: 'Fleet Portal' };
const looked = ['org.identity-provider', 'org.connected-apps', 'org.external-client-apps'].map((id) => read(id));

const told = (inventory: Partial<Inventory>, certificate = over, check = 'expired'): Observation =>
  only(run(check, AT, [held([certificate])], { inventory, references: inventory.references ?? [signer] }));

describe("what hangs on an identity provider's own certificate", () => {
  it('is said to be nothing that was seen where no app logs in through the org', () => {
    const { severity, title, detail } = told({ sources: looked });
    assert.equal(severity, 'warning');
    assert.match(
      title,
      /^Partner API Client ended 5 months ago \(Wed 1 Jul\), and no app was found that logs in through this org$/,
    );
    assert.match(
      detail,
      /No app that logs in through this org was found in what was read\. If there is one elsewhere, its owner decides/,
    );
    assert.doesNotMatch(`${title}${detail}`, /every service provider fail|stopped working/);
  });

  it('is critical with an app, which is named, and still no certain failure', () => {
    const { severity, title } = told({ sources: looked, serviceProviders: [fleet] });
    assert.equal(severity, 'critical');
    assert.equal(
      title,
      'Logins from Salesforce to Fleet Portal may fail: Partner API Client ended 5 months ago (Wed 1 Jul)',
    );
  });

  it('is not known where apps could not be read, and then nothing is played down', () => {
    for (const sources of [
      looked.slice(0, 1),
      [...looked.slice(0, 2), read('org.external-client-apps', { status: 'denied' })],
    ]) {
      const { severity, title } = told({ sources });
      assert.equal(severity, 'critical');
      assert.match(title, /^Logins from Salesforce to service providers may fail: /);
    }
  });

  it('makes its end one level lower before it comes', () => {
    assert.equal(told({ sources: looked }, soon, 'expiring').severity, 'warning');
    assert.equal(told({ sources: looked, serviceProviders: [fleet] }, soon, 'expiring').severity, 'critical');
  });

  it('counts another use of the same certificate', () => {
    const credential: Reference = {
      source: 'org.named-credentials',
      name: 'Call',
      field: 'NamedCredential.certificate',
      target: 'Partner_API_Client',
    };
    assert.equal(told({ sources: looked, references: [signer, credential] }).severity, 'critical');
  });

  it('is nothing while it is switched off: it is named, and not used', () => {
    const off: Reference = { ...signer, idle: true };
    const { uses, others } = buildUseMap({ ...emptyInventory, holdings: [held([over])], references: [off] });
    assert.deepEqual(
      [uses, others.map(({ otherwise }) => otherwise)],
      [[], ['What names it is switched off, so nothing is done with it.']],
    );
    const everywhere = places.map(({ id }) => read(`org.${id}`));
    const { severity, detail } = told({ sources: everywhere, references: [off] });
    assert.equal(severity, 'info');
    assert.match(
      detail,
      /IdentityProvider \(Identity provider, .*\), which is switched off: nothing is done with it\.$/,
    );
  });

  it('misses no certificate while it is switched off', () => {
    const lists = [read('org.certificates')];
    const missing = { ...signer, target: 'Gone' };
    const danglingOf = (reference: Reference): number =>
      buildUseMap({ ...emptyInventory, sources: lists, references: [reference] }).dangling.length;
    assert.deepEqual([danglingOf(missing), danglingOf({ ...missing, idle: true })], [1, 0]);
  });
});

describe('what hangs on a certificate that wraps encryption keys', () => {
  it('is said not to be known, a level lower', () => {
    const tenant: Reference = {
      source: 'org.encryption-keys',
      name: 'Data',
      field: 'TenantSecret.SecretValueCertificate',
      target: 'Partner_API_Client',
    };
    const { severity, title, detail } = told({ references: [tenant] });
    assert.equal(severity, 'warning');
    assert.match(title, /and what that stops is not known$/);
    assert.match(detail, /what stops when such a certificate ends is not stated in what was read/);
  });
});

describe('what the identity provider breaks, in lists of uses', () => {
  it('names a few apps and counts the rest', () => {
    const entry = { consequence: 'x', reference: signer, use: 'outbound-sso' } as const;
    const apps = ['A', 'B', 'C', 'D', 'E'].map((label) => ({ ...fleet, label }));
    assert.equal(atItsEnd(entry, apps), 'logins from Salesforce to A, B, C and 2 more may fail');
    assert.equal(atItsEnd(entry, []), 'logins from Salesforce to service providers may fail, if there are any');
    assert.equal(atItsEnd(entry, undefined), 'logins from Salesforce to service providers may fail');
  });
});
