import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { Inventory } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import { emptyInventory, held, read, run, shownOutbound } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const made = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
const org = (id: string): Partial<Inventory> => ({
  org: { id, instanceUrl: 'https://acme.my.salesforce.com', username: 'a@acme.example', isSandbox: true },
  // Every place that names certificates was read, so that "unused" may be said.
  sources: PLACES.map((place) => read(`org.${place}`)),
});
const PLACES = [
  ...['apex', 'connected-apps', 'custom-metadata', 'encryption-keys', 'external-client-apps', 'external-credentials'],
  ...['external-data-sources', 'identity-provider', 'named-credentials', 'saml-sso-configs', 'sites'],
];
/** The org of `issueLikeSalesforce`, and another one that differs in case only. */
const here = '00D5g000000abcDEAQ';
const elsewhere = '00D5g000000ABCDEAQ';

describe('made-in-another-org', () => {
  it('says nothing in the org that made the key, by 15 characters and by case', () => {
    assert.deepEqual(run('made-in-another-org', AT, [held([made])], { inventory: org(here) }).observations, []);
    assert.equal(run('made-in-another-org', AT, [held([made])], { inventory: org(elsewhere) }).observations.length, 1);
  });

  it('is a warning where it is used, with both orgs in its words', () => {
    const inventory = org('00D7Q000000KeStAAA');
    const [finding] = run('made-in-another-org', AT, [held([made])], {
      inventory,
      references: [shownOutbound],
    }).observations;
    assert.equal(finding?.severity, 'warning');
    assert.match(finding.title, /^Partner API Client was made in another org/);
    assert.match(finding.detail, /names the org 00D5g000000abcD, and this is 00D7Q000000KeSt\./);
    assert.match(finding.remedy, /hand its public part to whoever verifies it/);
  });

  it('is a note where nothing uses it', () => {
    const [finding] = run('made-in-another-org', AT, [held([made])], { inventory: org(elsewhere) }).observations;
    assert.equal(finding?.severity, 'info');
  });

  it('is one note for many', async () => {
    const other = await issueLikeSalesforce('Other', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    const holdings = [made, other].map((one, number) =>
      held([one], { name: `Copy_${number}`, label: `Copy ${number}` }),
    );
    const inventory = { ...emptyInventory, ...org(elsewhere), holdings };
    const { findings } = await evaluate(inventory, { at: new Date(AT), generatedAt: new Date(AT) });
    const [note, ...rest] = findings.filter(({ check }) => check === 'made-in-another-org');
    assert.deepEqual(rest, []);
    assert.match(note?.title ?? '', /^Copy 0 and Copy 1 were made in another org/);
    assert.deepEqual(
      note?.parts?.map(({ holding }) => holding?.name),
      ['Copy_0', 'Copy_1'],
    );
  });

  it('knows nothing of certificates that an authority signed, of other subjects, of files, and without an org', async () => {
    const authority = await issue({ subject: 'CN=Root', ca: true });
    const signed = await issue({ subject: 'CN=x, OU=00D5g000000abcD, O=Salesforce.com', issuer: authority });
    const others = await Promise.all(
      ['CN=x, OU=00D5g000000abcD, O=Acme', 'CN=x, OU=Sales, O=Salesforce.com', 'CN=x'].map((subject) =>
        issue({ subject }),
      ),
    );
    for (const one of [signed, ...others]) {
      assert.deepEqual(run('made-in-another-org', AT, [held([one])], { inventory: org(elsewhere) }).observations, []);
    }
    const file = held([made], { source: 'file:own.pem', kind: 'trusted' });
    assert.deepEqual(run('made-in-another-org', AT, [file], { inventory: org(elsewhere) }).observations, []);
    assert.deepEqual(run('made-in-another-org', AT, [held([made])]), { observations: [], notChecked: [] });
  });
});
