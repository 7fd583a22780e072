import '../../../../../test/console/lwc/realWords';
import LastScan from 'c/lastScan';
import { onProgress } from 'c/browserScan';
import type { Progress } from 'c/browserScan';
import { find, mount, textOf } from '../../../../../test/console/lwc/mount';
import { overview, scan, today } from '../../../../../test/console/lwc/rows';

jest.mock('c/browserScan', () => ({ onProgress: jest.fn(() => () => undefined) }));

const show = (properties: object = { overview: overview(), verdict: 'In order.' }): ReturnType<typeof mount> =>
  mount('c-last-scan', LastScan, properties);
const viewer = { ...overview().rights, canScan: false };

describe('the last scan', () => {
  beforeEach(() => jest.useFakeTimers({ now: today, doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => {
    jest.useRealTimers();
    jest.clearAllMocks();
    document.body.replaceChildren();
  });

  it('says how things stand, when and by whom was scanned, and with what', async () => {
    const element = show();
    expect(textOf(element)).toBe('In order. Last scanned Sun, Nov 22, 2:15 AM by Ada Admin, with sf cert health.');
    await expect(element).toBeAccessible();
  });

  it('says that nothing is known before the first scan', async () => {
    const element = show({ overview: overview({ scans: [] }) });
    expect(textOf(element)).toContain(
      'has not been scanned yet, so nothing here says whether its certificates are healthy',
    );
    expect(element.shadowRoot.querySelector('lightning-icon')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says that it is old, and who can do something about it', () => {
    const old = [scan({ Scanned_At__c: '2026-11-13T02:15:00.000Z' })];
    expect(textOf(show({ overview: overview({ scans: old }) }))).toContain('That is 9 days ago');
    expect(textOf(show({ overview: overview({ scans: old, rights: viewer }) }))).toContain('Ask an admin to scan.');
    const lenient = { staleAfterDays: 30, checksOff: [] };
    expect(textOf(show({ overview: overview({ scans: old, settings: lenient }) }))).not.toContain('9 days ago');
  });

  it.each([
    [{ Progress__c: 'failed', Message__c: 'The connection is gone.' }, 'failed: The connection is gone.'],
    [{ Progress__c: 'failed' }, 'failed and did not say why.'],
    [{ Progress__c: 'running' }, 'A scan that Ada Admin began Sun, Nov 22, 2:15 AM has not finished yet.'],
  ] as const)('says what became of a later one: %p', (given, text) => {
    const element = show({ overview: overview({ scans: [scan(given), scan()] }) });
    expect(textOf(element)).toContain(text);
  });

  it('tells who may not scan whom to ask', async () => {
    const element = show({ overview: overview({ rights: viewer }) });
    expect(textOf(element)).toContain('Certificate Health Admin');
    await expect(element).toBeAccessible();
  });

  it.each([
    ['critical', 'utility:error'],
    ['warning', 'utility:warning'],
    ['unknown', 'utility:question'],
    ['healthy', 'utility:success'],
  ])('shows the verdict %s with an icon and a color of its own', async (status, icon) => {
    const element = show({ overview: overview(), verdict: 'So it stands.', status });
    expect(find<HTMLElement & { iconName: string }>(element.shadowRoot, '.icon').iconName).toBe(icon);
    expect(find(element.shadowRoot, '.strip').className).toBe(`strip ${status}`);
    await expect(element).toBeAccessible();
  });

  it('does not call the last scan old while the next one runs', () => {
    jest.mocked(onProgress).mockImplementationOnce((listener: (progress?: Progress) => void) => {
      listener({ stage: 'reading', done: 0, of: 0, percent: 0 });
      return () => true;
    });
    const old = [scan({ Scanned_At__c: '2026-11-13T02:15:00.000Z' })];
    expect(textOf(show({ overview: overview({ scans: old }) }))).not.toContain('9 days ago');
  });
});
