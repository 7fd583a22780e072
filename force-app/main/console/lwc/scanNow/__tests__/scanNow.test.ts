import '../../../../../test/console/lwc/realWords';
import ScanNow from 'c/scanNow';
import { onProgress, scan as startScan } from 'c/browserScan';
import type { Progress } from 'c/browserScan';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';

jest.mock('c/browserScan', () => ({ onProgress: jest.fn(() => () => undefined), scan: jest.fn() }));
const scanMock = jest.mocked(startScan);

const show = (): ReturnType<typeof mount> => mount('c-scan-now', ScanNow);

describe('scan now', () => {
  afterEach(() => {
    jest.clearAllMocks();
    document.body.replaceChildren();
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
    find(element.shadowRoot, '[data-id="scan"]').click();
    expect(scanMock).not.toHaveBeenCalled();
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
