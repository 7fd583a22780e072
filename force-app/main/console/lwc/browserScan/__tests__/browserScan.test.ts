import '../../../../../test/console/lwc/realWords';
import bodies from '@salesforce/apex/BrowserScan.bodies';
import existing from '@salesforce/apex/BrowserScan.existing';
import save from '@salesforce/apex/BrowserScan.save';
import snapshot from '@salesforce/apex/BrowserScan.snapshot';
import { onProgress, scan } from 'c/browserScan';
import type { Progress } from 'c/browserScan';
import { judgeSnapshot, namesOfBodies, planPublication } from 'c/certificateEngine';
import { onReload, reload } from 'c/healthRecords';
import { overview } from '../../../../../test/console/lwc/rows';

jest.mock('c/certificateEngine', () => ({
  judgeSnapshot: jest.fn(),
  namesOfBodies: jest.fn(),
  planPublication: jest.fn(),
  recordObjects: ['CertHealth_Scan__c', 'CertHealth_Certificate__c'],
}));
jest.mock('@salesforce/apex/HealthRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/BrowserScan.snapshot', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BrowserScan.bodies', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BrowserScan.existing', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BrowserScan.save', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

const asMock = (value: unknown): jest.Mock => value as jest.Mock;
const overviewMock = asMock(jest.requireMock<{ default: unknown }>('@salesforce/apex/HealthRecords.overview').default);

const read = { readAt: '2026-11-22T02:15:00.000Z', org: { id: '00D' }, answers: {} };
const source = (id: string, status: string): object => ({ id, label: `Label of ${id}`, status });
const certificateRow = (key: string): object => ({
  object: 'CertHealth_Certificate__c',
  key,
  fields: { Certificate_Key__c: key },
  isNew: true,
});
const useRow = (key: string, certificate: string): object => ({
  object: 'CertHealth_Use__c',
  key,
  fields: { Use_Key__c: key },
  lookups: { Certificate__c: certificate },
  isNew: true,
});
const scanRow = (progress: string): object => ({
  object: 'CertHealth_Scan__c',
  key: 'scan',
  fields: { Scan_Key__c: 'scan', Progress__c: progress },
  isNew: true,
});

const plan = (...steps: readonly (readonly [string, readonly object[]])[]): object => ({
  key: 'scan',
  summary: '2 new findings',
  steps: steps.map(([object, rows]) => ({ object, rows })),
});
const whole = plan(
  ['CertHealth_Scan__c', [scanRow('running')]],
  ['CertHealth_Certificate__c', [certificateRow('new')]],
  ['CertHealth_Use__c', [useRow('u1', 'new'), useRow('u2', 'old'), useRow('u3', 'nowhere')]],
  ['CertHealth_Scan__c', [scanRow('finished')]],
);

/** What was saved, call by call. */
function savedRows(): { object: string; rows: Record<string, unknown>[] }[] {
  return asMock(save).mock.calls.map(([{ objectName, rowsJson }]: [{ objectName: string; rowsJson: string }]) => ({
    object: objectName,
    rows: JSON.parse(rowsJson) as Record<string, unknown>[],
  }));
}

describe('a scan from the browser', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    reload();
    overviewMock.mockResolvedValue(overview());
    asMock(snapshot).mockResolvedValue(read);
    asMock(namesOfBodies).mockReturnValue(['A']);
    asMock(bodies).mockImplementation(({ names }: { names: string[] }) =>
      Promise.resolve(names.map((name) => ({ name, text: 'PEM' }))),
    );
    asMock(judgeSnapshot).mockResolvedValue({
      report: { sources: [source('org.certificates', 'read')] },
      outOfReach: [],
    });
    asMock(existing).mockImplementation(({ objectName }: { objectName: string }) =>
      Promise.resolve({
        rows: objectName === 'CertHealth_Certificate__c' ? [{ Id: 'a0old', Certificate_Key__c: 'old' }] : [],
        nextAfter: null,
      }),
    );
    asMock(planPublication).mockReturnValue(whole);
    asMock(save).mockImplementation(({ rowsJson }: { rowsJson: string }) =>
      Promise.resolve(
        (JSON.parse(rowsJson) as Record<string, string>[]).map((row) => {
          const key = row.Certificate_Key__c ?? row.Use_Key__c ?? row.Scan_Key__c ?? '';
          return { key, id: `a0${key}`, problem: null };
        }),
      ),
    );
  });

  it('reads, judges by settings and clock of the org, and says what changed', async () => {
    await expect(scan()).resolves.toEqual({ summary: '2 new findings', unread: [] });
    expect(asMock(judgeSnapshot)).toHaveBeenCalledWith(
      read,
      [{ name: 'A', text: 'PEM' }],
      overview().settings,
      new Date(read.readAt),
    );
    const [, , options] = asMock(planPublication).mock.calls[0] as [unknown, unknown, object];
    expect(options).toMatchObject({ origin: 'browser', scannedBy: 'Ada Admin', outOfReach: [] });
  });

  it('saves in the order of the plan, and joins rows to certificates that are new or known', async () => {
    await scan();
    const saved = savedRows();
    expect(saved.map(({ object }) => object)).toEqual([
      'CertHealth_Scan__c',
      'CertHealth_Certificate__c',
      'CertHealth_Use__c',
      'CertHealth_Scan__c',
    ]);
    expect(saved[2]?.rows).toEqual([
      { Use_Key__c: 'u1', Certificate__c: 'a0new' },
      { Use_Key__c: 'u2', Certificate__c: 'a0old' },
      { Use_Key__c: 'u3' },
    ]);
  });

  it('asks for 40 bodies at once and saves 200 rows at once', async () => {
    asMock(namesOfBodies).mockReturnValue(Array.from({ length: 81 }, (_, index) => `C${index}`));
    const rows = Array.from({ length: 401 }, (_, index) => certificateRow(`k${index}`));
    asMock(planPublication).mockReturnValue(plan(['CertHealth_Certificate__c', rows]));
    await scan();
    expect(asMock(bodies).mock.calls.map(([{ names }]: [{ names: string[] }]) => names.length)).toEqual([40, 40, 1]);
    expect(savedRows().map((one) => one.rows.length)).toEqual([200, 200, 1]);
  });

  it('compares with all that is in the org, object by object and page by page', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => ({ Id: `a0${index}`, Certificate_Key__c: `k${index}` }));
    asMock(existing).mockImplementation(({ objectName, afterId }: { objectName: string; afterId: string | null }) => {
      const left = objectName === 'CertHealth_Scan__c' ? [] : rows.filter(({ Id }) => Id > (afterId ?? ''));
      const page = left.slice(0, 2);
      return Promise.resolve({ rows: page, nextAfter: page.length < left.length ? page.at(-1)?.Id : null });
    });
    await scan();
    expect((asMock(planPublication).mock.calls[0] as unknown[])[1]).toEqual({
      CertHealth_Scan__c: [],
      CertHealth_Certificate__c: rows,
    });
    expect(
      asMock(existing).mock.calls.map(([asked]: [{ objectName: string; afterId: string | null }]) =>
        Object.values(asked),
      ),
    ).toEqual([
      ['CertHealth_Scan__c', null],
      ['CertHealth_Certificate__c', null],
      ['CertHealth_Certificate__c', 'a01'],
      ['CertHealth_Certificate__c', 'a03'],
    ]);
  });

  it('saves no more than 300 kB of UTF-8 at once, and a row that is larger alone', async () => {
    const details = (length: number, letter: string): string => letter.repeat(length);
    const row = (key: string, text: string): object => ({
      object: 'CertHealth_Certificate__c',
      key,
      fields: { Certificate_Key__c: key, Details__c: text },
      isNew: true,
    });
    const rows = [
      row('small', ''),
      row('half', details(140_000, 'a')),
      row('umlauts', details(80_000, 'ü')),
      row('large', details(131_072, '€')),
      ...Array.from({ length: 60 }, (_, index) => row(`k${index}`, details(8_000, 'a'))),
    ];
    asMock(planPublication).mockReturnValue(plan(['CertHealth_Certificate__c', rows]));
    await scan();
    const sent = asMock(save).mock.calls.map(([{ rowsJson }]: [{ rowsJson: string }]) => rowsJson);
    expect(sent.flatMap((json) => JSON.parse(json) as object[])).toHaveLength(64);
    const keys = savedRows().map((one) => one.rows.map(({ Certificate_Key__c: key }) => key));
    expect(keys.slice(0, 3)).toEqual([['small', 'half'], ['umlauts'], ['large']]);
    const sizes = sent.map((json) => Buffer.byteLength(json));
    expect(sizes.filter((size) => size > 300_000)).toEqual([sizes[2]]);
  });

  it('goes on without bodies that cannot be had, and has them judged as not read', async () => {
    asMock(bodies).mockRejectedValue({ body: { message: 'Too many calls.' } });
    await scan();
    expect((asMock(judgeSnapshot).mock.calls[0] as unknown[])[1]).toEqual([
      { name: 'A', problem: { kind: 'failed', message: 'Too many calls.' } },
    ]);
  });

  it('names the places that could not be read, but not those that no browser can reach', async () => {
    asMock(judgeSnapshot).mockResolvedValue({
      report: {
        sources: [source('a', 'denied'), source('b', 'failed'), source('c', 'failed'), source('d', 'unavailable')],
      },
      outOfReach: ['c'],
    });
    await expect(scan()).resolves.toMatchObject({ unread: ['Label of a', 'Label of b'] });
  });

  it('tells how far it is, always forwards, and then that it is over', async () => {
    const seen: (Progress | undefined)[] = [];
    const stop = onProgress((progress) => seen.push(progress));
    await scan();
    stop();
    expect(seen[0]).toBeUndefined();
    expect(seen.at(-1)).toBeUndefined();
    const running = seen.slice(1, -1) as Progress[];
    expect(new Set(running.map(({ stage }) => stage))).toEqual(new Set(['reading', 'bodies', 'judging', 'saving']));
    const percents = running.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents.at(-1)).toBe(100);
  });

  it('has the records loaded again, also when it failed', async () => {
    const listener = jest.fn();
    const stop = onReload(listener);
    await scan();
    asMock(snapshot).mockRejectedValue(new Error('no'));
    await expect(scan()).rejects.toThrow('no');
    stop();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('is joined by who presses twice', async () => {
    await Promise.all([scan(), scan()]);
    expect(asMock(snapshot)).toHaveBeenCalledTimes(1);
  });

  it('stops at a row that is refused, says why, and marks the scan as failed', async () => {
    asMock(save)
      .mockResolvedValueOnce([{ key: 'scan', id: 'a0', problem: null }])
      .mockResolvedValueOnce([{ key: 'new', id: null, problem: 'Name is too long.' }]);
    await expect(scan()).rejects.toThrow('Not everything could be saved: Name is too long.');
    expect(savedRows().at(-1)).toEqual({
      object: 'CertHealth_Scan__c',
      rows: [
        { Scan_Key__c: 'scan', Progress__c: 'failed', Message__c: 'Not everything could be saved: Name is too long.' },
      ],
    });
  });

  it('gives the first reason when even the failure cannot be recorded', async () => {
    asMock(save).mockRejectedValueOnce(new Error('The org is being moved.')).mockRejectedValue(new Error('again'));
    await expect(scan()).rejects.toThrow('The org is being moved.');
  });

  it('changes nothing where a later scan is in the org, and says so', async () => {
    asMock(planPublication).mockReturnValue({
      key: 'scan',
      summary: '',
      steps: [],
      supersededBy: '2026-11-22T03:00:00.000Z',
    });
    await expect(scan()).resolves.toMatchObject({
      summary: expect.stringMatching(
        /^A later scan, of Sun, Nov 22(, 2026)?, 3:00 AM, is in the org already; nothing was changed\.$/,
      ) as string,
    });
    expect(asMock(save)).not.toHaveBeenCalled();
  });
});
