import '../../../../../test/console/lwc/realWords';
import LastScan from 'c/lastScan';
import { onProgress, scan as startScan } from 'c/browserScan';
import type { Progress } from 'c/browserScan';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { overview, scan, today } from '../../../../../test/console/lwc/rows';

jest.mock('c/browserScan', () => ({ onProgress: jest.fn(() => () => undefined), scan: jest.fn() }));
const scanMock = jest.mocked(startScan);

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
    expect(element.shadowRoot.querySelector('[data-id="scan"]')).not.toBeNull();
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
    expect(element.shadowRoot.querySelector('[data-id="scan"]')).toBeNull();
    expect(textOf(element)).toContain('Certificate Health Admin');
    await expect(element).toBeAccessible();
  });

  it.each([
    [{ stage: 'reading', done: 0, of: 0, percent: 0 }, 'Reading the configuration of the org…'],
    [{ stage: 'bodies', done: 40, of: 81, percent: 30 }, 'Reading certificates: 40 of 81…'],
    [{ stage: 'judging', done: 0, of: 0, percent: 55 }, 'Judging what was found…'],
    [{ stage: 'saving', done: 200, of: 1400, percent: 70 }, 'Saving: 200 of 1,400 records…'],
  ] as const)('shows how far a scan is, also one that was begun before: %p', async (progress, text) => {
    jest.mocked(onProgress).mockImplementationOnce((listener: (progress?: Progress) => void) => {
      listener(progress);
      return () => true;
    });
    const element = show();
    const status = find(element.shadowRoot, '[role="status"]');
    expect(status.textContent).toBe(text);
    expect(find<HTMLElement & { value: number }>(element.shadowRoot, 'lightning-progress-bar').value).toBe(
      progress.percent,
    );
    expect(find<HTMLElement & { disabled: boolean }>(element.shadowRoot, '[data-id="scan"]').disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('tells by a message what a scan changed', async () => {
    scanMock.mockResolvedValue({ summary: '2 new findings', unread: [] });
    const element = show();
    const toasts = eventsOf(element, 'lightning__showtoast');
    find(element.shadowRoot, '[data-id="scan"]').click();
    await settled();
    expect(toasts).toEqual([
      { title: 'Scan finished', message: '2 new findings', variant: 'success', mode: 'dismissible' },
    ]);
  });

  it('tells which places a scan could not read, until somebody closes the message', async () => {
    scanMock.mockResolvedValue({ summary: 'No change.', unread: ['Certificates', 'SAML settings'] });
    const element = show();
    const toasts = eventsOf(element, 'lightning__showtoast');
    find(element.shadowRoot, '[data-id="scan"]').click();
    await settled();
    expect(toasts).toMatchObject([
      { message: 'No change. Not read: Certificates and SAML settings.', variant: 'warning', mode: 'sticky' },
    ]);
  });

  it('says why a scan failed and lets it be tried again', async () => {
    scanMock.mockRejectedValueOnce({ body: { message: 'Too many calls.' } });
    scanMock.mockResolvedValueOnce({ summary: 'No change.', unread: [] });
    const element = show();
    find(element.shadowRoot, '[data-id="scan"]').click();
    await settled();
    expect(textOf(element)).toContain('The scan did not finish Too many calls.');
    await expect(element).toBeAccessible();
    find(element.shadowRoot, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(element.shadowRoot.querySelector('c-error-panel')).toBeNull();
    expect(scanMock).toHaveBeenCalledTimes(2);
  });
});
