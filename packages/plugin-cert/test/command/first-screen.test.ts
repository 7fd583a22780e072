import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Finding, HealthReport } from '@cert-health/core';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { folderWith } from '../fixtures/folder.ts';
import { logIn } from '../fixtures/log-in.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { jsonOf, runCommand } from './run-command.ts';

/** Lines that a terminal shows before anybody scrolls. */
const screen = 24;

const settings = 'owners:\n  - certificate: Partner_API_Client\n    owner: Team Freight\n';

describe('the report of the practice company', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date('2026-11-22T02:15:00Z') });
    await logIn(practice);
  });
  after(() => practice.close());

  const at = ['--as-of', '2026-11-22T02:15:00Z'];
  const health = (columns: number, cwd: string, ...args: string[]) =>
    runCommand(['health', '-o', practice.username, ...at, ...args], { cwd, env: { COLUMNS: String(columns) } });

  test('shows every critical certificate with date, use and owner on the first screen of 100 columns', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings });
    const { stdout } = await health(100, cwd);
    const { result } = jsonOf<HealthReport>(await health(100, cwd, '--json'));
    const lines = stdout.split('\n');
    assert.deepEqual(
      lines.filter((line) => columnsOf(line) > 100),
      [],
    );
    const rows = rowsUnder('✖ CRITICAL', lines.slice(0, screen));
    const critical = result.findings.filter(({ severity }) => severity === 'critical');
    assert.ok(critical.length >= 8, 'the practice company has every kind of trouble');
    assert.equal(rows.length, critical.length);
    critical.forEach((finding, position) => assertRow(rows[position] ?? '', finding, result));
    assert.match(stdout, /Team\s/);
  });

  test('has a row for each finding that is not a note, and says each remedy once', async (t) => {
    const { stdout } = await health(100, folderWith(t, {}));
    const { result } = jsonOf<HealthReport>(await health(100, folderWith(t, {}), '--json'));
    const shown = result.findings.filter(({ severity }) => severity !== 'info');
    const lines = stdout.split('\n');
    const rows = [...rowsUnder('✖ CRITICAL', lines), ...rowsUnder('▲ WARNING', lines)];
    assert.equal(rows.length, shown.length);
    // Room for a table in which most rows are one line, with all that stands below it.
    const table = lines.slice(lines.findIndex((line) => line.startsWith('✖ CRITICAL')));
    assert.ok(table.findIndex((line) => line.startsWith('Most urgent')) <= 1.7 * shown.length);
    assert.ok(lines.length <= 4 * shown.length, `${lines.length} lines`);
    const start = lines.indexOf('What to do');
    const remedies = lines.slice(start + 1, lines.indexOf('', start)).filter((line) => line.startsWith('- '));
    assert.equal(remedies.length, new Set(shown.map(({ action }) => action)).size);
    assert.ok(remedies.length < shown.length);
  });

  test('says at 60 columns what it says at 100', async (t) => {
    const cwd = folderWith(t, {});
    const [wide, narrow] = [await health(100, cwd), await health(60, cwd)];
    assert.deepEqual(
      narrow.stdout.split('\n').filter((line) => columnsOf(line) > 60),
      [],
    );
    const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const titles = new Set(['level', 'certificate', 'when', 'used', 'what', 'breaks']);
    // A level is a heading in the table, and a word of each paragraph.
    const said = new Set(words(narrow.stdout).flatMap((word) => [word, word.toUpperCase()]));
    // A long name may be broken at another place.
    const joined = narrow.stdout.replaceAll(/\s/g, '');
    assert.deepEqual(
      words(wide.stdout).filter((word) => !said.has(word) && !titles.has(word) && !joined.includes(word)),
      [],
    );
  });

  test('tells everything of one certificate by its name, and exits as the whole report does', async (t) => {
    const cwd = folderWith(t, {});
    const one = await health(100, cwd, 'Partner_API_Client');
    assert.equal(one.exitCode, 4);
    assert.match(one.stdout, /Partner API Client stops working/);
    assert.doesNotMatch(one.stdout, /Okta|Legacy EDI Client/);
    const user = await health(100, cwd, 'PartnerGateway');
    assert.match(user.stdout, /Partner API Client stops working/);
    const wrong = await health(100, cwd, 'Partner_API_Clinet');
    assert.equal(wrong.exitCode, 2);
    assert.match(wrong.stderr.replaceAll(/\s+/g, ' '), /did you mean "Partner_API_Client"\?/);
  });

  test('never says to make a successor of what nothing uses before it says to delete it', async (t) => {
    const { result } = jsonOf<HealthReport>(await health(100, folderWith(t, {}), '--json'));
    const unused = result.findings.filter(({ evidence }) => evidence['usage'] === 'unused');
    assert.ok(unused.length > 0);
    for (const { remedy, severity } of unused) {
      assert.match(remedy, /^Nothing known uses it: renew it or delete it\./);
      assert.notEqual(severity, 'critical');
    }
  });
});

/** Rows under a heading of the table, each with all its lines as one text. */
function rowsUnder(heading: string, lines: readonly string[]): string[] {
  const rows: string[] = [];
  const from = lines.findIndex((line) => line.startsWith(heading));
  for (const line of lines.slice(from + 1)) {
    if (/^(?:[✖▲●] |$|Most urgent)/.test(line)) break;
    if (line.startsWith(' ')) rows[rows.length - 1] += `\n${line}`;
    else rows.push(line);
  }
  return rows;
}

const days = /^(?:\d{4})-(\d{2})-(\d{2})/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function assertRow(row: string, finding: Finding, { certificates }: HealthReport): void {
  const { holding, dueOn, usedBy, owner, move } = finding;
  const label = certificates
    .flatMap(({ holdings }) => holdings)
    .find(({ source, name }) => source === holding?.source && name === holding.name)?.label;
  for (const word of (label ?? '').split(' ')) assert.ok(row.includes(word), `${label}: ${row}`);
  const [, month = '', day = ''] = days.exec(dueOn ?? '') ?? [];
  if (dueOn !== undefined) assert.ok(row.includes(`${Number(day)} ${months[Number(month) - 1]}`), `${dueOn}: ${row}`);
  else assert.match(row, /now:/);
  assert.ok(usedBy && usedBy.length > 0, `${finding.id} names what uses it`);
  assert.match(row, /Inbound|Outbound|Custom/);
  const who = owner ?? { customer: 'you', both: 'both', remote: 'other' }[move ?? 'customer'];
  for (const word of who.split(' ')) assert.ok(row.includes(word), `${who}: ${row}`);
}
