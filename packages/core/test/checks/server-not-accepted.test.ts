import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { checkCatalog, defaultSettings, evaluate, salesforceTrustStore } from '@cert-health/core';
import type { Finding, HealthReport, Inventory, Reference, SeenServer, TrustStore } from '@cert-health/core';
import { clientAuth, issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { called, emptyInventory, held, read } from '../fixtures/inventories.ts';
import {
  derOf as der,
  forServer as own,
  reportWith,
  SERVER as TARGET,
  seenServer as seen,
  stalledServer,
} from '../fixtures/seen-servers.ts';

const at = new Date('2026-11-30T12:00:00Z');
const span = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2028-06-01T00:00:00Z' };
const authority = { notBefore: '2020-01-01T00:00:00Z', notAfter: '2040-01-01T00:00:00Z', ca: true };
const stalled = stalledServer();

let root: Issued;
let intermediate: Issued;
let leaf: Issued;
let list: TrustStore;
before(async () => {
  root = await issue({ subject: 'CN=Root', key: 'P-256', ...authority });
  intermediate = await issue({ subject: 'CN=Issuing', issuer: root, key: 'P-256', ...authority });
  leaf = await own({ issuer: intermediate });
  list = salesforceTrustStore(root.pem, { fetchedAt: at.toISOString() });
});

const print = ({ certificate }: Issued): string => certificate.fingerprint;

interface Wish {
  readonly references?: readonly Reference[];
  readonly checksOff?: readonly string[];
  readonly trustStore?: TrustStore | undefined;
  readonly inventory?: Partial<Inventory>;
}

function judge(servers: readonly SeenServer[], wish: Wish = {}): Promise<HealthReport> {
  const { references = [called], checksOff = [], inventory = {} } = wish;
  const trustStore = 'trustStore' in wish ? wish.trustStore : list;
  return reportWith(
    servers,
    { ...emptyInventory, references, ...inventory },
    {
      at,
      generatedAt: at,
      settings: { ...defaultSettings, checksOff },
      ...(trustStore ? { trustStore } : {}),
      revocation: new Map(),
    },
  );
}

const briefly = ({ findings }: HealthReport): (readonly [string, string])[] =>
  findings.map(({ check, severity }) => [check, severity] as const);
const of = ({ findings }: HealthReport, check: string): Finding => {
  const [first, ...rest] = findings.filter((one) => one.check === check);
  assert.ok(first && rest.length === 0, JSON.stringify(findings, undefined, 1));
  return first;
};

describe('server-not-accepted', () => {
  it('is silent about a server that sends all that Salesforce asks for', async () => {
    const report = await judge([seen([leaf, intermediate])]);
    assert.deepEqual([report.findings, report.notChecked], [[], []]);
    assert.ok(report.decided?.some(({ check, except }) => check === 'server-not-accepted' && !except));
  });

  it('tells of a chain that is not complete, whose it is to mend, and what calls the server', async () => {
    const report = await judge([seen([leaf]), seen([leaf, intermediate], { target: 'other.example:443' })]);
    const finding = of(report, 'server-not-accepted');
    assert.deepEqual(briefly(report).slice(0, 1), [['server-not-accepted', 'critical']]);
    assert.equal(finding.title, `Salesforce does not accept ${TARGET}: its chain is not complete`);
    assert.deepEqual(finding.holding, { source: 'network.servers', name: TARGET });
    assert.equal(finding.reference?.name, 'Partner_API');
    assert.equal(finding.use, 'outbound-apex-one-way-tls');
    assert.deepEqual([finding.evidence['code'], finding.evidence['who']], ['chain-incomplete', 'server-operator']);
  });

  it('leaves to another check what that says too', async () => {
    const ended = await own({ issuer: intermediate, notAfter: '2026-11-01T00:00:00Z' });
    const report = await judge([seen([ended, intermediate])]);
    assert.deepEqual(briefly(report), [['expired', 'critical']]);
    assert.match(report.findings[0]?.title ?? '', /^Calls to api\.partner\.example may fail: .* ended 29 days ago/);
    assert.match(report.findings[0]?.remedy ?? '', /Its owner renews it on the server/);
  });

  it('says it itself where that check is off, or less grave', async () => {
    const ended = await own({ issuer: intermediate, notAfter: '2026-11-01T00:00:00Z' });
    assert.deepEqual(briefly(await judge([seen([ended, intermediate])], { checksOff: ['expired'] })), [
      ['server-not-accepted', 'critical'],
    ]);
    const client = await own({ issuer: intermediate, purposes: [clientAuth] });
    assert.deepEqual(briefly(await judge([seen([client, intermediate])])), [['server-not-accepted', 'critical']]);
    const off = await judge([seen([client, intermediate])], { checksOff: ['server-not-accepted'] });
    assert.deepEqual(briefly(off), [['server-auth-missing', 'warning']]);
  });

  it('says it itself of a server that nothing is known to call, and the rest of the catalog what else there is', async () => {
    const soon = await own({ issuer: intermediate, notAfter: '2026-12-10T00:00:00Z' });
    const ended = await own({ issuer: intermediate, notAfter: '2026-11-01T00:00:00Z' });
    const report = await judge(
      [
        seen([ended, intermediate]),
        seen([soon, intermediate], { target: 'soon.example:443', serverName: 'api.partner.example' }),
      ],
      { references: [] },
    );
    assert.deepEqual(briefly(report), [
      ['expiring', 'critical'],
      ['server-not-accepted', 'critical'],
    ]);
  });

  it('judges both chains of a server that has two, each as a holding with its use', async () => {
    const rsa = await own({ issuer: intermediate, key: 'RSA-2048', notAfter: '2026-11-01T00:00:00Z' });
    const alternative = { keyType: 'RSA', sent: [der(rsa), der(intermediate)] } as const;
    const report = await judge([seen([leaf, intermediate], { alternative })]);
    assert.deepEqual(
      report.certificates.flatMap(({ holdings }) =>
        holdings.filter(({ chainMember }) => !chainMember).map(({ name }) => name),
      ),
      [`${TARGET} (RSA)`, TARGET],
    );
    assert.deepEqual(
      report.uses.map(({ use, name, certificate, target }) => ({ use, name, certificate, target })),
      [
        { name: 'api.partner.example', certificate: print(leaf) },
        { name: 'api.partner.example (RSA)', certificate: print(rsa) },
      ].map((one) => ({ use: 'outbound-apex-one-way-tls', target: 'api.partner.example', ...one })),
    );
    assert.equal(of(report, 'expired').holding?.name, `${TARGET} (RSA)`);
    const order = await judge([seen([leaf, intermediate], { alternative: { keyType: 'RSA', sent: [der(rsa)] } })]);
    const incomplete = of(order, 'server-not-accepted');
    assert.deepEqual([incomplete.holding?.name, incomplete.severity], [`${TARGET} (RSA)`, 'warning']);
  });

  it('shows the one use with the certificate, and keeps what it is called', async () => {
    const before = await evaluate({ ...emptyInventory, references: [called] }, { at, generatedAt: at });
    const after = await judge([seen([leaf, intermediate])]);
    const withoutAnswer = ({ uses }: HealthReport) => uses.map(({ certificate: _, resolved: __, ...rest }) => rest);
    assert.deepEqual(withoutAnswer(after), withoutAnswer(before));
    assert.deepEqual([before.uses[0]?.certificate, before.uses[0]?.resolved], [null, null]);
    assert.deepEqual([after.uses[0]?.certificate, after.uses[0]?.resolved], [print(leaf), true]);
  });
});

describe('a server that was not reached', () => {
  it('is fine by no check, and its use is met by nothing', async () => {
    const report = await judge([stalled, seen([leaf, intermediate], { target: 'other.example:443' })]);
    assert.equal(report.summary.status, 'incomplete');
    assert.deepEqual([report.uses[0]?.certificate, report.uses[0]?.resolved], [null, null]);
    assert.deepEqual(
      report.pending.map(({ source, name, reason }) => [source, name, reason]),
      [['network.servers', TARGET, 'It said nothing for 10 s.']],
    );
    // What needs no answer of a server: how old the data is, and that a list is missing.
    const general = ['trust-data-too-old', 'trust-not-verified'];
    const judging = checkCatalog.filter(({ id, servers }) => servers && !general.includes(id)).map(({ id }) => id);
    for (const id of judging) {
      const own = report.decided?.find(({ check }) => check === id);
      assert.ok(!own || own.except?.includes(TARGET), id);
    }
    const reasons = new Set(report.notChecked.map(({ reason }) => reason));
    assert.deepEqual([...reasons], ['It said nothing for 10 s.'], 'said alike, so that it is told as one');
  });

  it('makes the source fail only where none was reached', async () => {
    const statusOf = ({ sources }: HealthReport) => sources.find(({ id }) => id === 'network.servers')?.status;
    assert.equal(statusOf(await judge([stalled])), 'failed');
    assert.equal(statusOf(await judge([stalled, seen([leaf, intermediate], { target: 'other.example:443' })])), 'read');
    assert.equal(statusOf(await judge([], { references: [] })), 'read');
  });

  it('keeps no check of this side from deciding', async () => {
    const key = await issue({ subject: 'CN=a', key: 'P-256', ...span });
    const inventory = {
      sources: [read('project.certificates')],
      holdings: [held([key], { source: 'project.certificates' })],
    };
    const report = await judge([stalled], { inventory });
    assert.ok(report.decided?.some(({ check, except }) => check === 'duplicate-key' && !except));
  });
});

describe('what cannot be judged of called servers', () => {
  it('is said where the address is only put together at run time', async () => {
    const late = { ...called, name: 'Late', target: 'https://${HOST}/v2' };
    const { notChecked } = await judge([seen([leaf, intermediate])], { references: [called, late] });
    assert.match(
      notChecked.find(({ check }) => check === 'server-not-accepted')?.reason ?? '',
      /of Late .* only known at run time\.$/,
    );
  });

  it('is asked for by an option where nobody looked, and no gap', async () => {
    const report = await evaluate({ ...emptyInventory, references: [called] }, { at, generatedAt: at });
    const [line, ...rest] = report.notChecked.filter(({ check }) => check === 'server-not-accepted');
    assert.deepEqual([line?.asked, rest], [false, []]);
    assert.match(line?.reason ?? '', /--network all/);
    assert.notEqual(report.summary.status, 'incomplete');
    const none = await evaluate(emptyInventory, { at, generatedAt: at });
    assert.ok(!none.notChecked.some(({ check }) => check === 'server-not-accepted'), 'nothing is called');
  });

  it('is whether the root is trusted, without the list: said once for all of them', async () => {
    const report = await judge(
      ['a', 'b', 'c'].map((name) => seen([leaf, intermediate, root], { target: `${name}.example:443` })),
      {
        trustStore: undefined,
        references: ['a', 'b', 'c'].map((name) => ({ ...called, name, target: `https://${name}.example` })),
      },
    );
    assert.deepEqual(
      report.notChecked.map(({ check }) => check),
      ['trust-not-verified'],
    );
    const off = await judge([seen([leaf, intermediate, root])], {
      trustStore: undefined,
      checksOff: ['trust-not-verified'],
    });
    assert.deepEqual(
      off.notChecked.map(({ check }) => check),
      ['server-not-accepted'],
    );
  });
});

describe('checks of what is held on this side', () => {
  it('say nothing of a server: neither that it is stored badly nor that it shares a key', async () => {
    const shared = await own({ issuer: intermediate, keyName: 'shared' });
    const other = await issue({ subject: 'CN=other', keyName: 'shared', key: 'P-256', ...span });
    const report = await judge([seen([shared])], { inventory: { holdings: [held([other])] } });
    const ofServer = report.findings.filter(({ holding }) => holding?.source === 'network.servers');
    assert.deepEqual(
      ofServer.map(({ check }) => check),
      ['server-not-accepted'],
    );
    assert.ok(!report.findings.some(({ check }) => check === 'duplicate-key'));
  });
});
