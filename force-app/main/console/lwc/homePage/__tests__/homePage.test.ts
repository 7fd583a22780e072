import '../../../../../test/console/lwc/realWords';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import HomePage from 'c/homePage';
import { load, reload } from 'c/healthRecords';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import {
  changes,
  check,
  finding,
  forecast,
  overview,
  place,
  scan,
  today,
  use,
} from '../../../../../test/console/lwc/rows';

jest.mock('c/findingDecision', () => ({ __esModule: true, default: {} }));
jest.mock('c/certificateEngine', () => ({}));
jest.mock('c/healthRecords', () => {
  const real = jest.requireActual<object>('c/healthRecords');
  return { ...real, load: jest.fn() };
});
const loadMock = load as unknown as jest.Mock<Promise<unknown>, [string]>;

function given(records: Record<string, unknown>): void {
  loadMock.mockImplementation((name) => Promise.resolve(records[name]));
}

const scanned = overview({
  scans: [
    scan({ Origin__c: 'scheduled', Changes__c: JSON.stringify(changes()), Scanned_At__c: '2026-11-22T02:15:00.000Z' }),
    scan({ Forecast__c: JSON.stringify(forecast()), Scanned_At__c: '2026-11-20T02:15:00.000Z' }),
  ],
});

async function show(): Promise<ReturnType<typeof mount>> {
  const element = mount('c-home-page', HomePage);
  await settled();
  return element;
}

describe('home', () => {
  beforeEach(() => jest.useFakeTimers({ now: today, doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => {
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('says that it is loading', async () => {
    loadMock.mockReturnValue(new Promise(() => undefined));
    const element = await show();
    expect(
      find<HTMLElement & { alternativeText: string }>(element.shadowRoot, 'lightning-spinner').alternativeText,
    ).toBe('Loading…');
    await expect(element).toBeAccessible();
  });

  it('shows how things stand, what to do, what changed and what is ahead', async () => {
    given({ overview: scanned, findings: [finding()], coverage: [place()] });
    const element = await show();
    const text = textOf(element);
    expect(text).toContain('Something is broken or about to break.');
    expect(text).toContain('Critical 1 on settings of the org');
    expect(text).toContain('What to do next Critical');
    expect(text).toContain('Nothing changed since the scan before.');
    expect(text).toContain('The next twelve months');
    expect(text).toContain('How much work renewals are');
    await expect(element).toBeAccessible();
  });

  it('says which numbers are of now and which of a scan', async () => {
    given({ overview: scanned, findings: [], coverage: [place()] });
    expect(textOf(await show())).toContain(
      'Counted from the records as they are now; what is waived is left out. The forecast is that of the scan of Fri, Nov 20, 2:15 AM.',
    );
  });

  it.each([
    ['critical', [finding()], [place({ Status__c: 'denied' })]],
    ['incomplete', [finding({ Severity__c: 'warning' })], [place({ Status__c: 'denied' })]],
    ['attention', [finding({ Severity__c: 'warning' })], [place()]],
    ['healthy', [finding({ Severity__c: 'info' })], [place()]],
    ['healthy', [], [place(), check({ Check__c: 'revoked', Status__c: 'not-asked' })]],
  ])('says the verdict %s in the words of the report', async (status, findings, coverage) => {
    given({ overview: scanned, findings, coverage });
    const headline = readFileSync(join(__dirname, '../../../../../../packages/core/src/report/headline.ts'), 'utf8');
    const words = new RegExp(`^  ${status}: '(.*)',$`, 'm').exec(headline)?.[1];
    expect(words).toBeTruthy();
    const strip = find<HTMLElement & { verdict: string; status: string }>((await show()).shadowRoot, 'c-last-scan');
    expect(strip.verdict).toBe(words);
    expect(strip.status).toBe({ incomplete: 'unknown', attention: 'warning' }[status] ?? status);
  });

  it('says of a scan that judged nothing that there was nothing to judge', async () => {
    given({
      overview: overview({ scans: [scan({ Status__c: 'empty', Certificates__c: 0 })] }),
      findings: [],
      coverage: [],
    });
    const strip = find<HTMLElement & { verdict: string; status: string }>((await show()).shadowRoot, 'c-last-scan');
    expect(strip.verdict).toBe('There was nothing to judge.');
    expect(strip.status).toBe('unknown');
  });

  it('names what nobody asked for beside a verdict on the rest', async () => {
    const coverage = [place(), check({ Check__c: 'revoked', Status__c: 'not-asked' })];
    given({ overview: scanned, findings: [], coverage });
    expect(textOf(await show())).toContain('Not asked: whether certificates were revoked.');
  });

  it('before the first scan teaches how to get one, and looks healthy nowhere', async () => {
    given({ overview: overview({ scans: [] }), findings: [], coverage: [] });
    const element = await show();
    const text = textOf(element);
    expect(text).toContain('This org has not been scanned yet');
    expect(text).toContain('The command line looks everywhere');
    expect(text).toContain('sf cert health --target-org my-org --publish');
    expect(text).not.toContain('in order');
    expect(element.shadowRoot.querySelector('c-health-counts')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('before the first scan tells who may not scan whom to ask', async () => {
    given({
      overview: overview({ scans: [], rights: { ...overview().rights, canScan: false } }),
      findings: [],
      coverage: [],
    });
    expect(textOf(await show())).toContain('Ask an admin to scan.');
  });

  it('says before all else that nobody watches', async () => {
    const alarm = 'The daily scan was due yesterday and left no record.';
    given({ overview: { ...scanned, watch: { isScheduled: true, alarm } }, findings: [], coverage: [place()] });
    const element = await show();
    expect(textOf(element)).toMatch(/^Nobody is watching The daily scan was due yesterday/);
    await expect(element).toBeAccessible();
  });

  it('does without a forecast where no scan has one', async () => {
    given({ overview: overview(), findings: [], coverage: [place()] });
    const element = await show();
    expect(textOf(element)).toContain('No scan has recorded a forecast yet.');
    expect(element.shadowRoot.querySelector('c-renewal-forecast')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says what went wrong and tries again', async () => {
    loadMock.mockRejectedValue({ body: { message: 'The org is being moved.' } });
    const element = await show();
    expect(textOf(element)).toContain('The org is being moved.');
    await expect(element).toBeAccessible();
    given({ overview: scanned, findings: [], coverage: [place()] });
    find(element.shadowRoot, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(element.shadowRoot.querySelector('c-error-panel')).toBeNull();
    expect(element.shadowRoot.querySelector('c-health-counts')).not.toBeNull();
  });

  it('shows what was written since, without being asked', async () => {
    given({ overview: scanned, findings: [finding()], coverage: [place()] });
    const element = await show();
    given({ overview: scanned, findings: [], coverage: [place()] });
    reload();
    await settled();
    expect(textOf(element)).toContain('Nothing to do now.');
  });

  it('stands before it is known who uses what, and without it where that cannot be loaded', async () => {
    const held = finding({ Certificate__c: 'a1' });
    const records: Record<string, unknown> = { overview: scanned, findings: [held], coverage: [place()] };
    loadMock.mockImplementation((name) => {
      if (name === 'uses') return Promise.reject(new Error('down'));
      return Promise.resolve(records[name]);
    });
    const element = await show();
    expect(textOf(element)).not.toContain('Used by');
    given({ ...records, uses: [use({ Certificate__c: 'a1' })] });
    reload();
    await settled();
    expect(textOf(element)).toContain('Used by Partner_API');
  });

  it('passes on where its parts lead', async () => {
    given({ overview: scanned, findings: [finding({ Certificate__c: 'a1' })], coverage: [place()] });
    const element = await show();
    const asked = eventsOf(element, 'navigate');
    find(find(element.shadowRoot, 'c-health-counts').shadowRoot as ShadowRoot, '[data-status="critical"]').click();
    find(find(element.shadowRoot, 'c-next-steps').shadowRoot as ShadowRoot, '[data-id="open"]').click();
    expect(asked).toEqual([
      { page: 'certificates', filter: { status: 'critical' } },
      { page: 'certificate', record: 'a1' },
    ]);
  });
});
