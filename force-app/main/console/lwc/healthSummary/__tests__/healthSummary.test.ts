import '../../../../../test/console/lwc/realWords';
import HealthSummary from 'c/healthSummary';
import { load } from 'c/healthRecords';
import { find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { certificate, finding, overview, place, today } from '../../../../../test/console/lwc/rows';

const mockNavigate = jest.fn();

jest.mock('lightning/navigation', () => {
  const Navigate = Symbol('Navigate');
  return {
    NavigationMixin: Object.assign(
      (Base: new () => object) =>
        class extends Base {
          [Navigate](...given: unknown[]): void {
            mockNavigate(...given);
          }
        },
      { Navigate },
    ),
  };
});
jest.mock('c/certificateEngine', () => ({}));
jest.mock('c/healthRecords', () => {
  const real = jest.requireActual<object>('c/healthRecords');
  return { ...real, load: jest.fn() };
});
const loadMock = load as unknown as jest.Mock<Promise<unknown>, [string]>;

const ends = ['2026-11-20', '2026-11-26', '2026-12-24', '2027-01-03', '2027-06-01'].map((end, index) =>
  certificate({ Id: `a0${index}`, Name: `Certificate ${index}`, Expires_At__c: `${end}T12:00:00.000Z` }),
);
const records = { overview: overview(), certificates: ends, findings: [finding()], coverage: [place()] };

async function shownWith(given: object = {}): Promise<ReturnType<typeof mount>> {
  loadMock.mockImplementation((name) => Promise.resolve({ ...records, ...given }[name as keyof typeof records]));
  const element = mount('c-health-summary', HealthSummary);
  await settled();
  return element;
}

describe('summary for the home page', () => {
  beforeEach(() => {
    mockNavigate.mockReset();
    jest.useFakeTimers({ now: today, doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('counts what stands, and names the next three ends that lie ahead', async () => {
    const element = await shownWith();
    const text = textOf(element);
    expect(text).toContain('Certificate Health');
    expect(text).toContain('Critical 1');
    const names = [...element.shadowRoot.querySelectorAll('.name')].map((name) => name.textContent);
    expect(names).toEqual(['Certificate 1', 'Certificate 2', 'Certificate 3']);
    expect(text).toContain('in 4 days (Thu, Nov 26)');
    await expect(element).toBeAccessible();
  });

  it('leads into the app: to it, to what is counted, to a certificate', async () => {
    const element = await shownWith();
    const went = (): unknown => (mockNavigate.mock.lastCall as unknown[])[0];
    find(element.shadowRoot, '[data-id="open"]').click();
    expect(went()).toEqual({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Certificate_Health' },
      state: { c__page: 'home' },
    });
    find(element.shadowRoot, '[data-record="a02"]').click();
    expect(went()).toMatchObject({ state: { c__page: 'certificate', c__record: 'a02' } });
    const detail = { page: 'certificates', filter: { status: 'critical' } };
    find(element.shadowRoot, 'c-health-counts').dispatchEvent(new CustomEvent('navigate', { detail }));
    expect(went()).toMatchObject({ state: { c__page: 'certificates', c__filter: 'status=critical' } });
  });

  it('says first that nobody watches', async () => {
    const watch = { isScheduled: true, alarm: 'The daily scan runs as Kim, who is no longer active.' };
    const element = await shownWith({ overview: overview({ watch }) });
    expect(textOf(element)).toMatch(/^Certificate Health Nobody is watching The daily scan runs as Kim/);
    await expect(element).toBeAccessible();
  });

  it('looks healthy nowhere before the first scan', async () => {
    const element = await shownWith({
      overview: overview({ scans: [] }),
      certificates: [],
      findings: [],
      coverage: [],
    });
    expect(find(element.shadowRoot, '[data-id="empty"]').textContent).not.toBe('');
    expect(element.shadowRoot.querySelector('c-health-counts')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says that no certificate ends', async () => {
    const element = await shownWith({ certificates: [] });
    expect(textOf(find(element.shadowRoot, '[data-id="no-ends"]'))).toBe('No recorded certificate ends from now on.');
  });

  it('says what went wrong and tries again', async () => {
    loadMock.mockRejectedValue({ body: { message: 'Ask for the permission set.' } });
    const element = mount('c-health-summary', HealthSummary);
    await settled();
    expect(textOf(element)).toContain('Ask for the permission set.');
    await expect(element).toBeAccessible();
    loadMock.mockImplementation((name) => Promise.resolve(records[name as keyof typeof records]));
    find(element.shadowRoot, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(textOf(element)).toContain('Critical 1');
  });
});
