/**
 * Takes away each thing that a check goes by, one at a time: the check is undecided then, the report says so, and what was
 * found before stays in the records as it was.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { checkCatalog, evaluate, missingInputs, places, salesforceTrustStore } from '@cert-health/core';
import type {
  CheckInput,
  EvaluationOptions,
  Finding,
  HealthReport,
  Inventory,
  Source,
  TrustStore,
} from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import {
  contextOf,
  called,
  enforcedFor,
  held,
  heldForClients,
  read,
  shownInbound,
  shownOutbound,
} from '../fixtures/inventories.ts';
import { certificateKey, recordKey } from '@cert-health/core';
import { RecordStore } from './record-store.ts';

const [day1, day2] = [new Date('2026-06-01T02:00:00Z'), new Date('2026-06-02T02:00:00Z')];

const root = await issue({ subject: 'CN=Root', ca: true });
const leaf = await issue({
  subject: 'CN=A',
  issuer: root,
  notAfter: '2028-01-01T00:00:00Z',
  listUrl: 'http://ca.example/a.crl',
});
const client = await issue({ subject: 'CN=Client', issuer: root, notAfter: '2028-01-01T00:00:00Z' });

const whole: Inventory = {
  org: {
    id: '00D000000000001EAA',
    instanceUrl: 'https://acme.my.salesforce.com',
    username: 'a@b.example',
    isSandbox: false,
  },
  sources: [
    ...['org.certificates', 'org.permissions', 'org.expiry-notification'].map((id) => read(id)),
    ...places.map(({ id }) => read(`org.${id}`)),
  ],
  exposedKeys: [],
  holdings: [held([leaf, root], { name: 'A' }), heldForClients([client, root], { name: 'Client' })],
  references: [
    { ...shownOutbound, target: 'A' },
    { ...shownInbound, name: 'Client' },
  ],
  permissionGrants: [enforcedFor('ada@acme.example')],
  expiryNotification: { holders: ['ada', 'bo'].map((name) => ({ id: name, username: name, name })) },
};
const trustStore: TrustStore = salesforceTrustStore(root.pem, { source: 'test', fetchedAt: day1.toISOString() });
type Facts = Pick<EvaluationOptions, 'trustStore' | 'revocation' | 'servers'>;
const facts: Facts = { trustStore, revocation: new Map(), servers: [] };

interface Scan {
  readonly inventory: Inventory;
  readonly facts: Facts;
}

function without(...ids: readonly string[]): Scan {
  const gone = new Set(ids);
  const isLeft = ({ source }: { readonly source: string }): boolean => !gone.has(source);
  const { permissionGrants = [], expiryNotification, ...rest } = whole;
  return {
    facts,
    inventory: {
      ...rest,
      sources: whole.sources.map((one): Source => (gone.has(one.id) ? { ...one, status: 'denied' } : one)),
      holdings: whole.holdings.filter(isLeft),
      references: whole.references.filter(isLeft),
      ...(gone.has('org.permissions') ? {} : { permissionGrants }),
      ...(gone.has('org.expiry-notification') || !expiryNotification ? {} : { expiryNotification }),
    },
  };
}

/** What a scan is without one of its inputs; signatures are always verified. */
const taken: Readonly<Record<Exclude<CheckInput, 'signatures'>, Scan>> = {
  certificates: without(...whole.sources.map(({ id }) => id)),
  'every-list': without('org.saml-sso-configs'),
  'key-pair-list': without('org.certificates'),
  'mutual-auth-list': without('org.inbound-certificates'),
  configuration: without(...places.map(({ id }) => `org.${id}`)),
  code: without('org.apex'),
  'exposed-keys': without('org.custom-metadata'),
  permissions: without('org.permissions'),
  'expiry-notification': without('org.expiry-notification'),
  'org-list': { inventory: whole, facts: { revocation: new Map(), servers: [] } },
  revocation: { inventory: whole, facts: { trustStore, servers: [] } },
  servers: {
    inventory: { ...whole, references: [...whole.references, called] },
    facts: { trustStore, revocation: new Map() },
  },
};

const judge = ({ inventory, facts: given }: Scan, at: Date): Promise<HealthReport> =>
  evaluate(inventory, { at, generatedAt: at, ...given });

/** Something that each check found yesterday. */
function foundBy(check: string): Finding {
  const bare = {
    check,
    severity: 'critical',
    status: 'open',
    title: check,
    detail: '',
    remedy: '',
    evidence: {},
  } as const;
  const cited = { ...bare, source: 'None, 1', docs: '' };
  if (/^(mutual-auth|expiry)/.test(check)) return { ...cited, id: check };
  const place = {
    'computed-name': 'org.apex',
    'keystore-in-code': 'org.apex',
    'exposed-key': 'org.custom-metadata',
    'dangling-reference': 'org.named-credentials',
  }[check];
  if (place) return { ...cited, id: `${check}/${place}/X`, reference: { source: place, name: 'X', field: 'F' } };
  const holding = { source: 'org.certificates', name: 'A' };
  return { ...cited, id: `${check}/org.certificates/A`, holding, certificate: leaf.certificate.fingerprint };
}

const keyOf = (check: string): string => recordKey([foundBy(check).id]);

describe('a scan that has everything', () => {
  let report: HealthReport;
  before(async () => {
    report = await judge({ inventory: whole, facts }, day2);
  });

  it('decides every check, about everything', () => {
    assert.deepEqual(
      report.decided,
      checkCatalog.map(({ id: check }) => ({ check })),
    );
  });

  it('ends what is no longer so', async () => {
    const store = await storeOf(checkCatalog.map(({ id }) => id));
    const found = new Set(report.findings.map(({ id }) => id));
    store.publish(report);
    for (const { id } of checkCatalog.filter(({ id: check }) => !found.has(foundBy(check).id))) {
      assert.equal(store.row('CertHealth_Finding__c', keyOf(id))['Status__c'], 'resolved', id);
    }
  });
});

for (const check of checkCatalog) {
  describe(`${check.id} without`, () => {
    for (const input of check.inputs) {
      it(`"${input}" is undecided and says so, and what it found before is neither over nor less`, async () => {
        if (input === 'signatures') {
          const [missing] = missingInputs(check, contextOf('2026-06-01', whole.holdings, { inventory: whole }));
          assert.deepEqual(missing, { input, reason: 'Signatures were not verified.' });
          return;
        }
        const report = await judge(taken[input], day2);
        assert.ok(!report.decided?.some((one) => one.check === check.id));
        const told = report.sources.some(({ status }) => status === 'denied');
        const line = input === 'org-list' ? 'trust-not-verified' : check.id;
        assert.ok(told || report.notChecked.some((one) => one.check === line), 'nothing says so');
        const store = await storeOf([check.id]);
        const { changes } = store.publish(report);
        const { Status__c: status, Severity__c: severity } = store.row('CertHealth_Finding__c', keyOf(check.id));
        assert.deepEqual([status, severity, changes.resolved], ['open', 'critical', []]);
      });
    }

    for (const input of check.also ?? []) {
      it(`"${input}", which it can do without, it says as much or more`, async () => {
        const ids = async (scan: Scan): Promise<string[]> =>
          (await judge(scan, day2)).findings.filter((one) => one.check === check.id).map(({ id }) => id);
        const [all, less] = [await ids({ inventory: whole, facts }), await ids(taken[input as keyof typeof taken])];
        assert.deepEqual(
          all.filter((id) => !less.includes(id)),
          [],
        );
      });
    }
  });
}

/** Records in which each of these checks found something yesterday. */
async function storeOf(checks: readonly string[]): Promise<RecordStore> {
  const store = new RecordStore();
  const report = await judge({ inventory: whole, facts }, day1);
  store.publish({ ...report, findings: checks.map(foundBy) });
  assert.ok(store.certificate('A'), certificateKey('org.certificates', 'A'));
  return store;
}
