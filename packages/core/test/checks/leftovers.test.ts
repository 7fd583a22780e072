import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings, eachFinding, evaluate, toCsv, toHtml, toMarkdown } from '@cert-health/core';
import type { EvaluationOptions, Finding, Holding, Inventory, Reference, Source } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { emptyInventory, held, read } from '../fixtures/inventories.ts';

const AT = new Date('2026-12-01T00:00:00Z');
const old = await issueLikeSalesforce('Old', '2017-03-03T00:00:00Z', '2018-03-03T00:00:00Z');
const weak = await issue({ subject: 'CN=weak', key: 'RSA-1024', hash: 'SHA-1', notAfter: '2026-02-01T00:00:00Z' });
const ending = await issue({
  subject: 'CN=ending',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2026-12-20T00:00:00Z',
});

const stored = (one: Issued, name: string, other: Partial<Holding> = {}): Holding =>
  held([one], {
    source: 'project.certificates',
    name,
    label: name,
    record: { caSigned: false, privateKeyExportable: false },
    ...other,
  });
const uses = (target: string): Reference => ({
  source: 'project.named-credentials',
  name: 'Call',
  field: 'NamedCredential.certificate',
  target,
});
const sources: readonly Source[] = [read('project.certificates'), read('project.named-credentials')];

async function judged(
  holdings: readonly Holding[],
  other: Partial<Inventory> = {},
  options: Partial<EvaluationOptions> = {},
) {
  const inventory = { ...emptyInventory, sources, holdings, ...other };
  return evaluate(inventory, { at: AT, generatedAt: AT, ...options });
}

/** What is said of a certificate, alone or together with others, apart from how deployments work. */
const about = (findings: readonly Finding[], name: string): Finding[] =>
  findings.filter(
    ({ check, holding, parts }) =>
      check !== 'deploy-makes-new-key' &&
      (holding?.name === name || parts?.some((part) => part.holding?.name === name)),
  );

describe('what has ended and is used by nothing', () => {
  it('is one note that says to delete it, beside the one that matters', async () => {
    const { findings, summary } = await judged([stored(old, 'Old'), stored(weak, 'Used')], {
      references: [uses('Used')],
    });
    const [note, ...rest] = about(findings, 'Old');
    assert.deepEqual(rest, []);
    assert.equal(note?.severity, 'info');
    assert.equal(note.title, 'Old ended 9 years ago (Sat 3 Mar 2018), and nothing that was read uses it');
    assert.match(note.remedy, /If nothing uses it, delete it/);
    assert.doesNotMatch(JSON.stringify(note), /stopped working|[Cc]reate its successor/);
    assert.equal(about(findings, 'Used')[0]?.title, 'Used stopped working 10 months ago (Sun 1 Feb)');
    assert.equal(findings[0]?.holding?.name, 'Used', 'the one that matters stands first');
    assert.equal(summary.status, 'critical');
  });

  it('is told as one for many, each with its day, whatever else is wrong with them', async () => {
    const many = Array.from({ length: 12 }, (_, number) =>
      stored(number % 2 ? old : weak, `Old_${String(number).padStart(2, '0')}`),
    );
    const { findings, summary } = await judged(many);
    const notes = findings.filter(({ check }) => check !== 'deploy-makes-new-key');
    assert.equal(notes.length, 1, 'no weak key, no signature, no unused: it can go');
    assert.equal(notes[0]?.title, 'Old_01, Old_03, Old_05 and 9 more have ended, and nothing that was read uses them');
    assert.match(notes[0].detail, /Old_11 \(Sat 3 Mar 2018\), Old_00 \(Sun 1 Feb\)/);
    assert.equal(notes[0].parts?.length, 12);
    assert.deepEqual([summary.findings.critical, summary.findings.warning], [0, 0]);
  });

  it('keeps an id, a certificate and a line of its own for each', async () => {
    const report = await judged([stored(old, 'A'), stored(weak, 'B')]);
    const each = eachFinding(report.findings).filter(({ check }) => check === 'expired');
    assert.deepEqual(
      each.map(({ id }) => id),
      ['expired/project.certificates/A', 'expired/project.certificates/B'],
    );
    assert.deepEqual(
      new Set(each.map(({ certificate }) => certificate)),
      new Set([old, weak].map(({ certificate }) => certificate.fingerprint)),
    );
    const lines = toCsv(report)
      .split('\r\n')
      .filter((line) => line.startsWith('finding,note,expired'));
    assert.equal(lines.length, 2);
    assert.equal(toMarkdown(report).match(/have ended, and nothing that was read uses them/g)?.length, 1);
    assert.equal(toHtml(report).match(/have ended, and nothing that was read uses them/g)?.length, 1);
  });

  it('obeys a waiver of one, the owners and what was known before', async () => {
    const holdings = ['A', 'B', 'C', 'D'].map((name) => stored(old, name));
    const waivers = [{ certificate: 'A', check: 'expired', reason: 'history', owner: 'ada', until: '2027-01-01' }];
    const settings = { ...defaultSettings, owners: [{ certificate: 'B', owner: 'bea' }] };
    const first = await judged(holdings, {}, { waivers, settings });
    const told = first.findings.filter(({ check }) => check === 'expired');
    assert.deepEqual(told.map(({ id, status }) => [id, status]).sort(), [
      ['expired/project.certificates/A', 'waived'],
      ['expired/project.certificates/B', 'open'],
      ['expired/unused', 'open'],
    ]);
    const { baselineOf } = await import('@cert-health/core');
    const baseline = { generatedAt: first.generatedAt, findings: baselineOf(first.findings) };
    const again = await judged([...holdings, stored(weak, 'E')], {}, { waivers, settings, baseline });
    assert.deepEqual(
      again.findings.filter(({ check, status }) => check === 'expired' && status === 'open').map(({ id }) => id),
      ['expired/project.certificates/E'],
    );
  });

  it('says where names are left open, and what was not looked at', async () => {
    const open: Reference = {
      source: 'project.apex',
      name: 'Chooser',
      field: 'ApexClass.HttpRequest.setClientCertificateName',
      expression: 'row.Name',
    };
    const { findings } = await judged([stored(old, 'Old')], {
      references: [open],
      sources: [...sources, read('project.apex')],
    });
    const [note] = about(findings, 'Old');
    assert.equal(note?.severity, 'info');
    assert.match(note.title, /nothing that was read names it: code chooses its certificate at run time$/);
    assert.match(
      note.detail,
      /^It may be the one that Chooser uses; nothing else that was read names it\. Not looked at: /,
    );
    assert.match(note.remedy, /^Look at the code first/);
  });

  it('is a warning, and no ground to leave out the rest, where a place could not be read', async () => {
    const failed = read('project.apex', { status: 'failed' });
    const { findings } = await judged([stored(weak, 'Old')], { sources: [...sources, failed] });
    const checks = about(findings, 'Old').map(({ check, severity }) => `${check} ${severity}`);
    assert.ok(checks.includes('expired warning'), String(checks));
    assert.ok(
      checks.some((one) => one.startsWith('weak-key')),
      String(checks),
    );
  });

  it('is not claimed where nobody looked for uses: then its end counts', async () => {
    const { findings } = await judged([stored(old, 'Old')], { sources: [read('project.certificates')] });
    const [finding] = about(findings, 'Old');
    assert.equal(finding?.severity, 'critical');
    assert.equal(finding.title, 'Old ended 9 years ago (Sat 3 Mar 2018): what relies on it may be refused');
  });

  it('is not claimed of a file, whose use nobody can see', async () => {
    const file = held([old], { source: 'file:old.pem', name: 'old.pem', label: 'old.pem', kind: 'trusted' });
    const { findings } = await judged([file]);
    assert.equal(about(findings, 'old.pem')[0]?.severity, 'critical');
  });

  it('leaves everything to the other checks where this one is off', async () => {
    const settings = { ...defaultSettings, checksOff: ['expired'] };
    const { findings } = await judged([stored(old, 'Old')], {}, { settings });
    assert.deepEqual(
      about(findings, 'Old').map(({ check }) => check),
      ['unused-certificate'],
    );
  });
});

describe('what ends soon and is used by nothing', () => {
  it('is one level lower, and advises to renew or delete', async () => {
    const { findings } = await judged([stored(ending, 'Soon')]);
    const [finding, ...rest] = about(findings, 'Soon');
    assert.deepEqual(rest, [], 'not a second time as unused');
    assert.equal(finding?.severity, 'warning');
    assert.equal(finding.title, 'Soon ends in 19 days (Sun 20 Dec), and nothing that was read uses it');
    assert.match(finding.remedy, /^Nothing known uses it: renew it or delete it\./);
    const used = await judged([stored(ending, 'Soon')], { references: [uses('Soon')] });
    assert.equal(about(used.findings, 'Soon')[0]?.severity, 'critical');
  });

  it('is told as unused where the other check is off', async () => {
    const settings = { ...defaultSettings, checksOff: ['expiring'] };
    const { findings } = await judged([stored(ending, 'Soon')], {}, { settings });
    assert.deepEqual(
      about(findings, 'Soon').map(({ check }) => check),
      ['unused-certificate'],
    );
  });
});

describe('what is wrong with a certificate that nothing uses', () => {
  const live = { notBefore: '2026-06-01T00:00:00Z', notAfter: '2027-12-01T00:00:00Z' };

  it('is a step less grave, and is first of all to be deleted', async () => {
    const bad = await issue({ subject: 'CN=bad', key: 'RSA-1024', ...live });
    const used = await judged([stored(bad, 'Bad')], { references: [uses('Bad')] });
    const unused = await judged([stored(bad, 'Bad')]);
    const weakKey = ({ findings }: typeof used): Finding | undefined =>
      findings.find(({ check }) => check === 'weak-key');
    assert.equal(weakKey(used)?.severity, 'critical');
    assert.doesNotMatch(weakKey(used)?.remedy ?? '', /delete/);
    assert.equal(weakKey(unused)?.severity, 'warning');
    assert.match(weakKey(unused)?.remedy ?? '', /^Nothing known uses it: renew it or delete it\..*delete it in Setup/);
    assert.equal(weakKey(unused)?.id, weakKey(used)?.id, 'decisions about it stay');
  });

  it('is as grave as ever where nobody looked at what may use it', async () => {
    const bad = await issue({ subject: 'CN=bad', key: 'RSA-1024', ...live });
    const { findings } = await judged([stored(bad, 'Bad')], { sources: [read('project.certificates')] });
    assert.equal(findings.find(({ check }) => check === 'weak-key')?.severity, 'critical');
  });

  it('is told in one line for all that nothing is wrong with', async () => {
    const good = await issue({ subject: 'CN=good', ...live });
    const { findings } = await judged(['A', 'B', 'C', 'D'].map((name) => stored(good, name)));
    const [note, ...others] = findings.filter(({ check }) => check === 'unused-certificate');
    assert.deepEqual(others, []);
    assert.equal(note?.title, 'Nothing that was read uses A, B, C and 1 more: they may be leftovers');
    assert.deepEqual(
      note.parts?.map(({ id }) => id),
      ['A', 'B', 'C', 'D'].map((name) => `unused-certificate/project.certificates/${name}`),
    );
  });
});
