/**
 * Dates are judged twice: by the core, and by Apex in an org that nobody looks at. One table of cases, kept in an Apex test
 * class, holds both to the same answers: DateJudgmentTest runs it in an org, this file through the core.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkCatalog, defaultSettings, evaluate, refusesTheEnded, useCatalog } from '@cert-health/core';
import type { Finding, HealthReport, Holding, Levels, Reference, Settings } from '@cert-health/core';
import { issue } from '../../packages/core/test/fixtures/certificates.ts';
import type { Issued } from '../../packages/core/test/fixtures/certificates.ts';
import {
  called,
  emptyInventory,
  read,
  shownOutbound,
  shownToVisitors,
} from '../../packages/core/test/fixtures/inventories.ts';
import { lasting, when } from '../../packages/core/src/findings/wording.ts';
import { root } from '../project.ts';

const DAY = 86_400_000;

interface Case {
  readonly name: string;
  /** The moment that is judged. */
  readonly at: string;
  readonly kind: 'keyPair' | 'trusted';
  readonly source: string;
  readonly apiName: string;
  readonly label: string;
  readonly uses: readonly string[];
  /** Null: only the record is known. */
  readonly from: string | null;
  /** Null: not even its day. */
  readonly to: string | null;
  readonly subject: string | null;
  /** Held with it, the one that vouches for it first; the last one is a root when it has no issuer. */
  readonly issuers?: readonly { readonly subject: string; readonly issuer: string; readonly to: string }[];
  readonly settings?: Readonly<Record<string, unknown>> & {
    readonly perUse?: readonly (Levels & { readonly use: string })[];
    readonly checksOff?: readonly string[];
  };
  readonly expect: readonly Expected[];
}

interface Expected {
  /** `{issuer}` stands for the first 16 digits of an intermediate's fingerprint. */
  readonly key: string;
  readonly check: string;
  readonly severity: string;
  /** Left out where the core names what is configured where, which records do not tell. */
  readonly title?: string;
  readonly detail: string;
  /** Left out likewise. */
  readonly remedy?: string;
  readonly dueOn: string;
  readonly rule: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

const classes = join(root, 'force-app', 'test', 'health', 'classes');
const cases = JSON.parse(textBetweenMarkers(join(classes, 'DateJudgmentCases.cls'))) as readonly Case[];

/** What references make `uses` of a case. */
const references: Readonly<Record<string, Reference>> = {
  'outbound-apex-mtls': shownOutbound,
  'outbound-apex-one-way-tls': called,
  'custom-domain': shownToVisitors,
  'inbound-sso': { source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.validationCert' },
};

describe('dates, judged by the core and by Apex', () => {
  for (const one of cases) {
    it(one.name, async () => {
      const { report, issuer } = await judgedByCore(one);
      assert.deepEqual([...new Set(report.uses.map(({ use }) => use))].sort(), [...one.uses].sort());
      const told = report.findings.map((finding) => described(finding, issuer, new Date(one.at)));
      assert.deepEqual(
        told.map((finding, position) => ({ ...finding, ...one.expect[position] })),
        told,
      );
      assert.equal(told.length, one.expect.length);
    });
  }

  it('has cases of every severity, of every kind of ending and of silence', () => {
    const all = cases.flatMap((one) => one.expect);
    assert.deepEqual(
      new Set(all.map(({ check, severity }) => `${check} ${severity}`)),
      new Set(['expired critical', 'expired info', 'expiring critical', 'expiring warning']),
    );
    assert.deepEqual(new Set(all.map(({ evidence }) => evidence['of'])), new Set(['leaf', 'intermediate', 'record']));
    assert.ok(cases.some((one) => one.expect.length === 0));
    assert.ok(cases.length >= 20);
  });
});

describe('the labels of which Apex makes its sentences', () => {
  const xml = readFileSync(join(root, 'force-app/main/console/labels/CustomLabels.labels-meta.xml'), 'utf8');
  const labels = new Map(
    [...xml.matchAll(/<labels>.*?<fullName>CertHealth_(.*?)<\/fullName>.*?<value>(.*?)<\/value>/gs)].map(
      ([, name = '', value = '']) => [name, plainText(value)] as const,
    ),
  );
  const patterns = (prefix: string): RegExp[] =>
    [...labels].filter(([name]) => name.startsWith(prefix)).map(([, text]) => patternOf(text));
  const judge = patterns('Judge_');
  const dates = patterns('Date_');
  const fits = (text: string, among: readonly RegExp[]): boolean => among.some((pattern) => pattern.test(text));
  /** Sentences that stand behind others, each a label. */
  const behind = ['Untold', 'Doubt_Used', 'Doubt_Unknown', 'Pinned_Why', 'Issuer_Ended_Why', 'Hand_Over'];
  const first = (text: string): string =>
    behind.reduce((rest, name) => rest.replace(` ${labels.get(`Judge_${name}`)}`, ''), text);

  it('make every title, detail and remedy that the core gives', () => {
    for (const name of behind) assert.ok(labels.has(`Judge_${name}`), name);
    for (const { title, detail, remedy } of cases.flatMap((one) => one.expect)) {
      if (title !== undefined) assert.ok(fits(title, judge), title);
      assert.ok(fits(first(detail), judge), detail);
      if (remedy !== undefined) assert.ok(fits(first(remedy), judge), remedy);
    }
  });

  it('make every date that the core gives, today or years away', () => {
    const at = new Date('2026-11-22T02:15:00Z');
    for (const days of [0, 1, -1, 2, -60, 61, 700, -731, 3650]) {
      for (const precision of ['second', 'day'] as const) {
        const text = when(new Date(at.getTime() + days * DAY), at, precision);
        const [, distance = '', day = ''] = /^(.*?)(?: at \d\d:\d\d)? \((.*)\)$/.exec(text) ?? [];
        assert.ok(fits(text, dates), text);
        assert.ok(fits(distance.replace(/^in | ago$/g, ''), dates), distance);
        const [weekday = '', , month = ''] = day.split(' ');
        assert.ok(labels.get('Date_Weekdays')?.split(' ').includes(weekday), day);
        assert.ok(labels.get('Date_Months')?.split(' ').includes(month), day);
      }
    }
  });
});

describe('what Apex takes for certain', () => {
  const source = readFileSync(join(root, 'force-app/main/health/classes/CertificateStake.cls'), 'utf8');
  const setOf = (name: string): string[] =>
    [...(new RegExp(`${name} = [^;]*`).exec(source)?.[0] ?? '').matchAll(/'([^']+)'/g)].map(([, id = '']) => id).sort();

  it('is what the uses state of dates, and of whom a certificate is trusted by itself', () => {
    assert.deepEqual(
      setOf('DATES_ENFORCED'),
      useCatalog
        .filter(({ id }) => refusesTheEnded({ use: id }))
        .map(({ id }) => id)
        .sort(),
    );
    assert.deepEqual(
      setOf('TRUSTED_BY_ITSELF'),
      useCatalog
        .filter(({ trustModel }) => trustModel === 'pinned')
        .map(({ id }) => id)
        .sort(),
    );
  });
});

describe('what an unattended scan cannot decide', () => {
  const source = readFileSync(join(root, 'force-app/main/health/classes/ScanCoverage.cls'), 'utf8');
  const listed = [...(/CONTENT_CHECKS = [^;]*/.exec(source)?.[0] ?? '').matchAll(/'([^']+)'/g)].map(([, id]) => id);
  const ofKeyPairs = [...(/KEY_PAIR_CHECKS = [^;]*/.exec(source)?.[0] ?? '').matchAll(/'([^']+)'/g)].map(
    ([, id]) => id,
  );

  for (const kind of ['keyPair', 'trusted'] as const) {
    it(`is what the core cannot decide of a ${kind} certificate whose content was not read`, async () => {
      const expirationDate = new Date('2027-06-01');
      const holding: Holding = {
        source: 'org.certificates',
        name: 'Unread',
        label: 'Unread',
        kind,
        certificates: [],
        unreadable: 'its content was not read',
        // Told by the record, which an unattended scan reads.
        record: { expirationDate, privateKeyExportable: false },
      };
      const report = await evaluate(
        { ...emptyInventory, org, sources: [read('org.certificates')], holdings: [holding] },
        {
          at: new Date('2026-11-22T02:15:00Z'),
          generatedAt: new Date('2026-11-22T02:15:00Z'),
        },
      );
      const undecided = report.notChecked.filter(({ subject }) => subject === 'Unread').map(({ check }) => check);
      // That one is about the list of the org, whatever the kind is called.
      const own = undecided.filter((check) => kind === 'keyPair' || check !== 'made-in-another-org').sort();
      assert.deepEqual(own, [...listed, ...(kind === 'keyPair' ? ofKeyPairs : [])].sort());
    });
  }
});

const org = {
  id: '00D5g000000abcDEAQ',
  instanceUrl: 'https://acme.my.salesforce.com',
  username: 'ada@acme.example',
  isSandbox: false,
};

async function judgedByCore(one: Case): Promise<{ report: HealthReport; issuer: string }> {
  const { chain, issuer } = await chainOf(one);
  const record = one.from === null && one.to !== null ? { expirationDate: new Date(one.to) } : {};
  const holding: Holding = {
    source: one.source,
    name: one.apiName,
    label: one.label,
    kind: one.kind,
    certificates: chain.map(({ certificate }) => certificate),
    ...(one.from === null ? { unreadable: 'its content was not read', record } : {}),
  };
  const named = one.uses.flatMap((use) => references[use] ?? []);
  const at = new Date(one.at);
  const report = await evaluate(
    { ...emptyInventory, sources: [read(one.source)], holdings: [holding], references: named },
    {
      at,
      generatedAt: at,
      settings: settingsOf(one),
      checks: checkCatalog.filter(({ id }) => id === 'expired' || id === 'expiring'),
    },
  );
  return { report, issuer };
}

async function chainOf({ from, to, subject, issuers = [] }: Case): Promise<{ chain: Issued[]; issuer: string }> {
  if (from === null || to === null || subject === null) return { chain: [], issuer: '' };
  const above: Issued[] = [];
  for (const one of [...issuers].reverse()) {
    const signer = above.find(({ certificate }) => certificate.subject.text === one.issuer);
    const made = { subject: one.subject, ca: true, notBefore: '2016-01-01T00:00:00Z', notAfter: one.to };
    above.unshift(await issue(signer ? { ...made, issuer: signer } : made));
  }
  const [signer] = above;
  const dates = { notBefore: from, notAfter: to };
  const leaf = await issue({ subject, ...dates, ...(signer ? { issuer: signer } : {}) });
  return { chain: [leaf, ...above], issuer: signer?.certificate.fingerprint.slice(0, 16) ?? '' };
}

function settingsOf({ settings = {} }: Case): Settings {
  const { perUse = [], checksOff = [], ...levels } = settings;
  const uses = Object.fromEntries(perUse.map(({ use, ...own }) => [use, own]));
  return { expiring: { ...defaultSettings.expiring, ...levels, perUse: uses }, checksOff };
}

/** As records have it: with days that stay right. */
function described(finding: Finding, issuer: string, at: Date): Expected {
  return {
    key: issuer === '' ? finding.id : finding.id.replace(issuer, '{issuer}'),
    check: finding.check,
    severity: finding.severity,
    title: lasting(finding.title, at),
    detail: finding.detail,
    remedy: finding.remedy,
    dueOn: finding.dueOn ?? '',
    rule: finding.source,
    evidence: finding.evidence,
  };
}

/** What a label with places such as `{0}` may become. */
function patternOf(label: string): RegExp {
  const pieces = label.split(/\{\d\}/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.+')}$`);
}

function plainText(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** The text of the Apex string literals between the two markers, put together. */
function textBetweenMarkers(path: string): string {
  const [, table = ''] = readFileSync(path, 'utf8').split(/\/\/ <\/?cases>.*\n/);
  const literals = [...table.matchAll(/'((?:\\.|[^'\\])*)'/g)].map(([, text = '']) => text);
  return literals.join('').replaceAll(/\\(.)/g, '$1');
}
