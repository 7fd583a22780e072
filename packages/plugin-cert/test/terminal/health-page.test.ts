import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { rowsOf } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import { healthPage } from '../../src/terminal/health-page.ts';
import type { Grouping } from '../../src/terminal/groupings.ts';
import { listPage } from '../../src/terminal/list-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import type { Paint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { forecast, healthyReport, troubledReport } from './fixtures/report.ts';

interface Options {
  readonly columns?: number;
  readonly all?: boolean;
  readonly details?: boolean;
  readonly by?: Grouping;
  readonly forecast?: boolean;
  readonly exitCode?: number;
  readonly paint?: Paint;
}

const health = (report: HealthReport, options: Options = {}): string =>
  healthPage(report, {
    inputs: [],
    columns: 80,
    paint: plainPaint,
    all: false,
    details: false,
    forecast: false,
    exitCode: 4,
    ...options,
  });
const list = (report: HealthReport, options: Options = {}): string =>
  listPage(report, { inputs: [], columns: 80, paint: plainPaint, all: false, ...options });

function matchesGolden(name: string, page: string): void {
  const file = new URL(`golden/${name}.txt`, import.meta.url);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, `${page}\n`);
  assert.equal(`${page}\n`, readFileSync(file, 'utf8'), 'run with UPDATE_GOLDEN=1 if the change is meant');
}

test('the report at 80 columns is as recorded', () => matchesGolden('health', health(troubledReport)));
test('the report with everything is as recorded', () =>
  matchesGolden('health-all', health(troubledReport, { all: true })));
test('the report at 48 columns is as recorded', () =>
  matchesGolden('health-narrow', health(troubledReport, { columns: 48 })));
test('the report with all details is as recorded', () =>
  matchesGolden('health-details', health(troubledReport, { details: true })));
test('the report by use, with what is ahead, is as recorded', () =>
  matchesGolden('health-by-use', health(troubledReport, { by: 'use', forecast: true })));
test('the report by use at 48 columns is as recorded', () =>
  matchesGolden('health-by-use-narrow', health(troubledReport, { by: 'use', forecast: true, columns: 48 })));
test('the list is as recorded', () => matchesGolden('list', list(troubledReport)));

for (const columns of [40, 60, 80, 120]) {
  test(`at ${columns} columns no line is wider, and no word is lost`, () => {
    const lines = health(troubledReport, { columns, all: true, details: true }).split('\n');
    const tooWide = lines.find((line) => columnsOf(line) > columns);
    assert.equal(tooWide, undefined);
    const text = lines.join('').replaceAll(/\s/g, '');
    const said = troubledReport.findings.flatMap(({ title, detail, remedy, docs }) => [title, detail, remedy, docs]);
    const unread = troubledReport.sources.filter((source) => source.status !== 'read').map((source) => source.detail);
    for (const sentence of [...said, ...unread]) assert.ok(text.includes(sentence.replaceAll(/\s/g, '')), sentence);
  });
}

for (const columns of [40, 60, 80, 90, 100, 120]) {
  test(`at ${columns} columns every row says the same, and no line is wider`, () => {
    const lines = health(troubledReport, { columns, all: true }).split('\n');
    assert.deepEqual(
      lines.filter((line) => columnsOf(line) > columns),
      [],
    );
    const said = new Set(lines.join(' ').match(/[\p{L}\p{N}]+/gu));
    const rowOf = rowsOf(troubledReport);
    const rows = troubledReport.findings.map(rowOf);
    const cells = rows.flatMap(({ subject, when, usedFor, breaks, who }) => [subject, when, usedFor, breaks, who]);
    const words = cells.flatMap((cell) => cell.match(/[\p{L}\p{N}]+/gu) ?? []);
    assert.deepEqual(
      words.filter((word) => !said.has(word)),
      [],
    );
  });
}

test('the order is said, and by date it is that of the dates alone', () => {
  const [first, second, note] = troubledReport.findings;
  assert.ok(first && second && note);
  const findings = [{ ...first, dueOn: '2027-02-01' }, { ...second, dueOn: '2026-12-14' }, note];
  const levels = (page: string): unknown[] => page.match(/^(critical|warning)/gm) ?? [];
  const byUrgency = health({ ...troubledReport, findings });
  assert.deepEqual(levels(byUrgency), ['critical', 'warning']);
  assert.match(byUrgency, /Most urgent for its lifetime first/);
  const byDate = health({ ...troubledReport, findings }, { by: 'date' });
  assert.deepEqual(levels(byDate), ['warning', 'critical']);
  assert.match(byDate, /Soonest date first/);
});

test('a table says each level once above its rows, and in another order in each row', () => {
  const [first, second, note] = troubledReport.findings;
  assert.ok(first && second && note);
  const findings = [first, { ...first, id: 'another' }, second, note];
  const lines = (options: Options): string[] =>
    health({ ...troubledReport, findings }, { columns: 120, all: true, ...options }).split('\n');
  const headings = lines({}).filter((line) => /^(?:[✖▲●]|critical|warning|note)/.test(line));
  assert.deepEqual(
    headings.map((line) => line.replace(/ {2}.*/, '')),
    ['✖ CRITICAL', '▲ WARNING', '● NOTE'],
  );
  assert.match(headings[0] ?? '', /^✖ CRITICAL +when +used for +what breaks +move$/);
  const byDate = lines({ by: 'date' }).filter((line) => /^(critical|warning|note) /.test(line));
  assert.equal(byDate.length, findings.length);
});

test('a name of several lines cannot be taken for several rows', () => {
  const [first] = troubledReport.findings;
  assert.ok(first);
  const holding = { source: 'elsewhere', name: Array.from({ length: 20 }, (_, word) => `Word${word}`).join(' ') };
  const lines = health({ ...troubledReport, findings: [{ ...first, holding }] }, { columns: 100 }).split('\n');
  const from = lines.findIndex((line) => line.startsWith('✖ CRITICAL')) + 1;
  const row = lines.slice(from, lines.indexOf('', from));
  assert.ok(row.length > 1);
  assert.deepEqual(
    row.map((line) => line.startsWith('  ')),
    row.map((_, position) => position > 0),
  );
});

test('what is to be done is told once, with all that it is to be done for', () => {
  const [first, second] = troubledReport.findings;
  assert.ok(first && second);
  const other = { ...second, holding: { source: 'org.certificates', name: 'EDI_Client' }, action: 'Renew it.' };
  const page = health({ ...troubledReport, findings: [{ ...first, action: 'Renew it.' }, other] });
  assert.match(page, /\nWhat to do\n- Renew it: Partner API Client and EDI Client\.\n/);
});

test('a wholly healthy org takes three lines', () => {
  const lines = health(healthyReport, { exitCode: 0 }).split('\n');
  assert.deepEqual(lines, [
    'Certificate health of acme-prod (00Dxx0000000001AAA, production)',
    'as of 22 Nov 2026 02:15 UTC · 1 certificate · nothing wrong',
    'Next  nothing to do; the next certificate ends on Sun 17 Jan 2027         exit 0',
  ]);
});

test('a report with something not checked is never called healthy', () => {
  const report: HealthReport = {
    ...healthyReport,
    summary: { ...healthyReport.summary, status: 'incomplete' },
    notChecked: [{ check: 'weak-key', subject: 'Portal_TLS', reason: 'its content could not be read' }],
  };
  const page = health(report, { all: true, exitCode: 0 });
  assert.doesNotMatch(page, /nothing wrong|HEALTHY/);
  assert.match(page, /\? NOT CHECKED {2}Portal_TLS/);
  assert.match(page, /\? PARTLY +Portal_TLS/);
});

test('a report is not called well while it cannot be told which certificate a class uses', () => {
  const [first] = troubledReport.findings;
  assert.ok(first);
  const hint = (name: string): Finding => ({
    ...first,
    id: name,
    check: 'computed-name',
    severity: 'info',
    reference: { source: 'org.apex', name, field: 'ApexClass.Auth.JWS' },
  });
  const findings = { ...healthyReport.summary.findings, info: 2 };
  const summary = { ...healthyReport.summary, findings };
  const page = health({ ...healthyReport, summary, findings: [hint('One'), hint('Two')] });
  assert.match(page.replaceAll(/\s+/g, ' '), /2 notes · which certificate 2 classes use cannot be told/);
  assert.doesNotMatch(page, /nothing wrong/);
  const one = health({ ...healthyReport, summary, findings: [hint('One')] });
  assert.match(one.replaceAll(/\s+/g, ' '), /which certificate a class uses cannot be told/);
});

test('a reason that begins with a user name keeps the name as it is', () => {
  const notChecked = [{ check: 'weak-key', subject: 'Portal_TLS', reason: 'kim@acme.example may not read flows' }];
  assert.match(health({ ...healthyReport, notChecked }), /kim@acme\.example may not read flows\./);
});

test('many subjects with one reason are one line, with their number', () => {
  const page = health(troubledReport);
  assert.equal(page.match(/Its content could not be read\./g)?.length, 1);
  assert.match(page.replaceAll(/\s+/g, ' '), /Tariff_Feed_A, .*Tariff_Feed_E and 2 more/);
});

test('notes are counted, and shown with --all', () => {
  assert.doesNotMatch(health(troubledReport, { details: true }), /taken out of the org/);
  assert.match(health(troubledReport), /1 note/);
  assert.match(health(troubledReport, { all: true, details: true }), /taken out of the org/);
  assert.match(health(troubledReport, { all: true }), /\nnote +Portal TLS · 25 Nov: private-key-exportable/);
});

test('uses of a certificate are told once, at its first finding', () => {
  const page = health(troubledReport, { details: true });
  assert.equal(page.match(/Named credentials/g)?.length, 1);
  assert.equal(page.match(/used by +see above/g)?.length, 1);
});

test('findings are grouped when asked, each under its own heading', () => {
  const page = health(troubledReport, { by: 'owner' });
  assert.match(page, /\n\n── Integration team · 1 critical\ncritical/);
  assert.match(page, /\n\n── Nobody named in the settings · 1 warning\nwarning/);
  assert.doesNotMatch(page, /By use/);
  assert.match(health(troubledReport, { by: 'use' }), /\n\nBy use +ok +warn +crit/);
});

test('what is ahead is left out of a report in which all is well, and shown when asked for', () => {
  assert.doesNotMatch(health({ ...healthyReport, forecast }), /ahead/i);
  assert.match(health({ ...healthyReport, forecast }, { forecast: true }), /Ahead: renewals by month/);
});

test('with something waived or a check off, not everything is said to be well', () => {
  const summary = { ...healthyReport.summary, findings: { ...healthyReport.summary.findings, waived: 1 } };
  assert.match(health({ ...healthyReport, summary }), /1 waived · nothing else wrong/);
  assert.match(
    health({ ...healthyReport, decisions: { checksOff: ['weak-key'] } }),
    /nothing else wrong · 1 check off/,
  );
});

test('what was known is counted, and its certificate is not called healthy', () => {
  const known = { since: '2026-11-01T00:00:00.000Z', findings: troubledReport.findings.slice(0, 1) };
  const report: HealthReport = {
    ...troubledReport,
    summary: { ...healthyReport.summary, status: 'critical' },
    findings: [],
    sources: healthyReport.sources,
    notChecked: [],
    decisions: { checksOff: [], known },
  };
  const page = health(report, { all: true, exitCode: 0 });
  assert.match(page.replaceAll(/\s+/g, ' '), /nothing new · 1 known since Sun 1 Nov, 1 of them critical/);
  assert.doesNotMatch(page, /HEALTHY +Partner_API_Client|nothing wrong/);
  assert.match(page, /HEALTHY +Portal_TLS/);
});

test('waived findings are shown with --all: why, by whom and until when', () => {
  const [first] = troubledReport.findings;
  const waiver = { reason: 'The gateway goes', owner: 'Ada', until: '2027-01-31' };
  const report = { ...healthyReport, findings: first ? [{ ...first, status: 'waived' as const, waiver }] : [] };
  const page = health(report, { all: true });
  assert.match(page, /○ WAIVED +Calls to api\.partner\.example fail/);
  assert.match(page, /why +The gateway goes\n +owner +Ada\n +until +Sun 31 Jan 2027\n/);
});

test('waived findings are counted and not shown', () => {
  const [first] = troubledReport.findings;
  const report = { ...healthyReport, findings: first ? [{ ...first, status: 'waived' as const }] : [] };
  assert.doesNotMatch(health(report), /CRITICAL/);
});

test('every status is a word, so that it reads the same without colors', () => {
  const mark = (text: string): string => `<${text}>`;
  const paint: Paint = { ...plainPaint, critical: mark, warning: mark, good: mark, unknown: mark };
  const painted = [...health(troubledReport, { paint, all: true, details: true }).matchAll(/<([^>]*)>/g)];
  assert.ok(painted.length >= 4);
  for (const [, label] of painted) assert.match(label ?? '', /[A-Z]{4,}|^(critical|warning) *$/);
});

test('a name from a certificate cannot write to the terminal', () => {
  const [first] = troubledReport.findings;
  const title = 'x\u001b[2J\u001b]0;owned\u0007\rEverything is in order \u202e';
  const findings = first ? [{ ...first, title, action: title, owner: title }] : [];
  const page = ['', 'details']
    .map((shown) => health({ ...troubledReport, findings }, { columns: 100, details: shown !== '' }))
    .join('\n');
  assert.doesNotMatch(page, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(page, /\\u\{1b\}\[2J/);
});

test('the list shows the members of chains only when asked', () => {
  const [, portal] = troubledReport.certificates;
  const member = {
    ...portal,
    fingerprint: 'f'.repeat(64),
    holdings: portal?.holdings.map((one) => ({ ...one, chainMember: true })),
  };
  const report = { ...troubledReport, certificates: [...troubledReport.certificates, member] } as HealthReport;
  assert.doesNotMatch(list(report), /^chain/m);
  assert.match(list(report, { all: true }), /^chain +Portal_TLS/m);
});
