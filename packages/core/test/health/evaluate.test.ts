import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings, evaluate, salesforceTrustStore } from '@cert-health/core';
import type { Check, HealthReport, Inventory, Source, TrustStore } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import { emptyInventory, held, heldForClients, shownInbound, shownOutbound } from '../fixtures/inventories.ts';

const AT = new Date('2026-11-22T02:15:00Z');
const options = { at: AT, generatedAt: new Date('2026-11-22T02:15:03Z') };

const root = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2046-01-01T00:00:00Z' });
const intermediate = await issue({ subject: 'CN=Acme CA', issuer: root, ca: true, notAfter: '2027-06-01T00:00:00Z' });
const soon = await issue({ subject: 'CN=soon', issuer: intermediate, notAfter: '2026-11-26T12:00:00Z' });
const later = await issue({ subject: 'CN=later', issuer: intermediate, notAfter: '2027-02-01T12:00:00Z' });
const over = await issue({ subject: 'CN=over', notAfter: '2026-11-01T12:00:00Z' });
const fresh = await issueLikeSalesforce('Fresh', '2026-11-01T10:00:00Z', '2027-11-01T00:00:00Z');

const certificatesSource: Source = {
  id: 'org.certificates',
  label: 'Certificate and Key Management',
  status: 'read',
  items: 5,
  detail: '5 certificates.',
};

const inventory: Inventory = {
  ...emptyInventory,
  sources: [certificatesSource, { ...certificatesSource, id: 'org.saml', label: 'SAML', items: 1 }],
  holdings: [
    held([later, intermediate], { name: 'Later', label: 'Later' }),
    held([soon, intermediate], { name: 'Soon', label: 'Soon' }),
    held([over], { name: 'Over', label: 'Over' }),
    held([fresh], { name: 'Fresh', label: 'Fresh' }),
    held([soon], { source: 'org.saml', name: 'Okta', label: 'Okta', kind: 'trusted' }),
    held([], { name: 'Waiting', label: 'Waiting', pendingSignature: true }),
  ],
};

const shuffled = (one: Inventory, turn: number): Inventory => ({
  ...one,
  sources: rotate(one.sources, turn),
  holdings: rotate(one.holdings, turn).toReversed(),
});
const rotate = <Item>(items: readonly Item[], turn: number): Item[] => [
  ...items.slice(turn % items.length),
  ...items.slice(0, turn % items.length),
];
const told = (report: HealthReport): string[] =>
  report.findings.map(({ severity, check, holding }) => `${severity} ${check} ${holding?.name}`);

describe('evaluate', () => {
  it('puts the soonest trouble first: severity, then the day, then the name', async () => {
    const report = await evaluate(inventory, options);
    assert.deepEqual(told(report), [
      'critical expired Over',
      'critical expiring Okta',
      'critical expiring Soon',
      'warning expiring Later',
      'warning pending-signature Waiting',
    ]);
  });

  it('gives the same report for the same inventory in any order', async () => {
    const expected = JSON.stringify(await evaluate(inventory, options));
    for (let turn = 0; turn < inventory.holdings.length; turn += 1) {
      assert.equal(JSON.stringify(await evaluate(shuffled(inventory, turn), options)), expected);
    }
  });

  it('lists every certificate once, soonest end first, with all its holdings', async () => {
    const { certificates } = await evaluate(inventory, options);
    assert.deepEqual(
      certificates.map(({ subject }) => subject.split(',')[0]),
      ['CN=over', 'CN=soon', 'CN=later', 'CN=Acme CA', 'CN=Fresh'],
    );
    const places = certificates[1]?.holdings.map(({ source, name, kind }) => `${source} ${name} ${kind}`);
    assert.deepEqual(places, ['org.certificates Soon keyPair', 'org.saml Okta trusted']);
  });

  it('finds every fingerprint of a chain in the list, and marks members of chains as such', async () => {
    const { certificates } = await evaluate(inventory, options);
    const listed = new Set(certificates.map(({ fingerprint }) => fingerprint));
    for (const fingerprint of certificates.flatMap(({ chain }) => chain)) assert.ok(listed.has(fingerprint));
    const soonEntry = certificates.find(({ subject }) => subject === 'CN=soon');
    assert.deepEqual(soonEntry?.chain, [intermediate.certificate.fingerprint], 'the fullest chain of its holdings');
    const member = certificates.find(({ isCa, selfSigned }) => isCa && !selfSigned);
    assert.deepEqual(
      member?.holdings.map(({ name, chainMember }) => [name, chainMember]),
      [
        ['Later', true],
        ['Soon', true],
      ],
    );
  });

  it('counts certificates that are held for their own sake, sources and open findings', async () => {
    const { summary } = await evaluate(inventory, options);
    assert.deepEqual(summary, {
      status: 'critical',
      certificates: 4,
      findings: { critical: 3, warning: 2, info: 0, waived: 0 },
      sources: { read: 2, denied: 0, unavailable: 0, failed: 0 },
      nextExpiry: '2026-11-26T12:00:00.000Z',
    });
  });

  it('lists what has no certificate, and why', async () => {
    const unread = held([], { name: 'Unread', unreadable: 'its body could not be read', id: '0P15g000000abcdGAA' });
    const pinned = held([], { name: 'Pin', kind: 'pinned', path: 'pins/Pin.xml' });
    const { pending } = await evaluate({ ...inventory, holdings: [...inventory.holdings, unread, pinned] }, options);
    assert.deepEqual(
      pending.map(({ name, reason }) => [name, reason]),
      [
        ['Pin', 'only a hash or a name is held'],
        ['Unread', 'its body could not be read'],
        ['Waiting', 'waiting for its signed chain'],
      ],
    );
    assert.deepEqual(pending[0], {
      source: 'org.certificates',
      name: 'Pin',
      label: 'Partner API Client',
      called: 'Partner API Client (Pin)',
      path: 'pins/Pin.xml',
      kind: 'pinned',
      reason: 'only a hash or a name is held',
    });
  });

  it('is healthy when everything was read and nothing was found', async () => {
    const { summary, findings, notChecked } = await evaluate(
      { ...emptyInventory, sources: [certificatesSource], holdings: [held([fresh])] },
      options,
    );
    assert.deepEqual([summary.status, findings, notChecked], ['healthy', [], []]);
    assert.equal(summary.nextExpiry, '2027-11-01T00:00:00.000Z');
  });

  it('is incomplete, never healthy, when a source or a body could not be read', async () => {
    for (const status of ['denied', 'failed'] as const) {
      const report = await evaluate({ ...emptyInventory, sources: [{ ...certificatesSource, status }] }, options);
      assert.equal(report.summary.status, 'incomplete');
      assert.equal(report.summary.sources[status], 1);
    }
    const record = { expirationDate: new Date('2027-11-01'), keySize: 2048, privateKeyExportable: false };
    const unread = held([], { unreadable: 'its body could not be read', record });
    const report = await evaluate({ ...emptyInventory, sources: [certificatesSource], holdings: [unread] }, options);
    assert.equal(report.summary.status, 'incomplete');
    assert.deepEqual(
      report.notChecked.map(({ check }) => check),
      [
        'chain-incomplete',
        'chain-not-genuine',
        'client-auth-ending',
        'distrusted-root',
        'never-valid',
        'not-yet-valid',
        'rule-violation',
        'validity-too-long',
        'weak-signature',
      ],
    );
    assert.equal(report.summary.nextExpiry, '2027-11-01T00:00:00.000Z');
  });

  it('can be healthy where the org lacks a feature, which it counts', async () => {
    const sources = [certificatesSource, { ...certificatesSource, id: 'org.inbound', status: 'unavailable' as const }];
    const { summary } = await evaluate({ ...emptyInventory, sources, holdings: [held([fresh])] }, options);
    assert.deepEqual([summary.status, summary.sources.unavailable], ['healthy', 1]);
  });

  it('needs attention when the worst is a warning', async () => {
    const holdings = [held([later, intermediate])];
    const report = await evaluate({ ...emptyInventory, sources: [certificatesSource], holdings }, options);
    assert.equal(report.summary.status, 'attention');
  });

  it('gives findings the rule, the page and an id that does not depend on the day', async () => {
    const [first] = (await evaluate(inventory, options)).findings;
    assert.equal(first?.id, 'expired/org.certificates/Over');
    assert.equal(first.source, 'RFC 5280, section 4.1.2.5 and 6.1.3 (a)(2)');
    assert.equal(first.docs, 'sf cert checks --explain expired');
    assert.equal(first.status, 'open');
    assert.ok(!('discriminator' in first));
    const nextDay = await evaluate(inventory, { ...options, at: new Date('2026-11-23T00:00:00Z') });
    assert.equal(nextDay.findings[0]?.id, first.id);
  });

  it('keeps ids apart when two holdings share source and name', async () => {
    const twins = [held([over]), held([over], { id: '0P1000000000002' }), held([over], { id: '0P1000000000001' })];
    const { findings } = await evaluate({ ...emptyInventory, holdings: twins }, options);
    assert.deepEqual(
      findings.map(({ id }) => id),
      ['', '~2', '~3'].map((suffix) => `expired/org.certificates/Partner_API_Client${suffix}`),
    );
  });

  it('describes the time that is judged and the time of the scan, and nothing of its own', async () => {
    const { generatedAt, asOf, schemaVersion, org } = await evaluate(emptyInventory, options);
    assert.deepEqual(
      [generatedAt, asOf, schemaVersion, org],
      ['2026-11-22T02:15:03.000Z', '2026-11-22T02:15:00.000Z', '1', null],
    );
  });

  it('follows the settings', async () => {
    const settings = { expiring: { ...defaultSettings.expiring, warningDays: 1, criticalDays: 1 } };
    const report = await evaluate(inventory, { ...options, settings });
    assert.ok(!told(report).some((line) => line.includes('expiring')));
  });

  it('counts a check that fails as not checked and still runs the others', async () => {
    const broken: Check = {
      id: 'broken',
      title: 'It fails.',
      severity: 'info',
      source: { document: 'None', section: '1' },
      needs: 'nothing',
      inputs: [],
      remedy: 'None.',
      run: () => {
        throw new Error('no such thing');
      },
    };
    const report = await evaluate(inventory, { ...options, checks: [broken] });
    assert.deepEqual(report.notChecked, [
      { check: 'broken', reason: 'The check failed (no such thing). Please report this.' },
    ]);
  });

  it('lists what every certificate is for', async () => {
    const references = [shownOutbound, { ...shownOutbound, name: 'Gone', target: 'No_Such_Certificate' }];
    const { uses } = await evaluate({ ...emptyInventory, holdings: [held([fresh])], references }, options);
    assert.deepEqual(
      uses.map(({ use, name, certificate, managedBy }) => [use, name, certificate, managedBy]),
      [
        ['outbound-apex-mtls', 'No_Such_Certificate', null, 'customer'],
        ['outbound-apex-mtls', 'Partner_API_Client', fresh.certificate.fingerprint, 'customer'],
      ],
    );
    assert.deepEqual(uses[1]?.reference, {
      source: 'org.named-credentials',
      name: 'Partner_API',
      field: 'NamedCredential.certificate',
    });
  });

  it('verifies signatures with what it is given, and takes "cannot verify" for not checked', async () => {
    const signatures = { name: 'none', verify: () => 'unsupported' as const };
    const holdings = [held([later, intermediate])];
    const report = await evaluate({ ...emptyInventory, holdings }, { ...options, signatures });
    assert.deepEqual(
      report.notChecked.map(({ check, subject }) => [check, subject]),
      [['chain-not-genuine', 'Partner_API_Client']],
    );
    assert.equal(report.summary.status, 'incomplete');
  });

  it("looks certificates up in the org's own list when that is given", async () => {
    const inventoryOfClients = {
      ...emptyInventory,
      holdings: [heldForClients([later, intermediate, root])],
      references: [shownInbound],
    };
    const checksOf = async (trustStore?: TrustStore): Promise<string[]> => {
      const report = await evaluate(inventoryOfClients, { ...options, ...(trustStore ? { trustStore } : {}) });
      return [...report.findings, ...report.notChecked].map(({ check }) => check).filter((id) => /trust|list/.test(id));
    };
    assert.deepEqual(await checksOf(), ['trust-not-verified']);
    assert.deepEqual(await checksOf(salesforceTrustStore(root.pem)), []);
    assert.deepEqual(await checksOf(salesforceTrustStore(over.pem)), ['root-not-in-org-list']);
  });

  it('judges by the day asked for, and the age of its own data by the day of the scan', async () => {
    const holdings = [held([later, intermediate])];
    const ahead = await evaluate({ ...emptyInventory, holdings }, { ...options, at: new Date('2030-01-01') });
    assert.deepEqual([ahead.asOf, ahead.generatedAt], ['2030-01-01T00:00:00.000Z', '2026-11-22T02:15:03.000Z']);
    assert.deepEqual(ahead.notChecked, []);
    const late = await evaluate({ ...emptyInventory, holdings }, { at: AT, generatedAt: new Date('2030-01-01') });
    assert.ok(late.notChecked.every(({ check }) => check === 'trust-data-too-old') && late.notChecked.length > 0);
    const here = await evaluate({ ...emptyInventory, holdings }, options);
    assert.deepEqual(late.findings, here.findings, 'the clock decides nothing else');
  });

  it('survives JSON unchanged', async () => {
    const report = await evaluate(inventory, options);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  });
});
