import '../../../../../test/console/lwc/realWords';
import HealthTimeline from 'c/healthTimeline';
import { find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { forecast } from '../../../../../test/console/lwc/rows';

const scannedAt = '2026-11-16T00:00:00.000Z';
const show = (properties: object = { forecast: forecast(), scannedAt }): ReturnType<typeof mount> =>
  mount('c-health-timeline', HealthTimeline, properties);

describe('the next twelve months', () => {
  afterEach(() => document.body.replaceChildren());

  it('are a picture whose description says the same', async () => {
    const element = show();
    expect(find(element.shadowRoot, 'svg').getAttribute('aria-label')).toBe(
      'Certificates that end in each of the next 12 months',
    );
    expect(textOf(find(element.shadowRoot, 'figcaption .slds-assistive-text'))).toBe(
      'Nov 2026: 2 and Mar 2027: 1. Rules change on: Mon, Mar 15, 2027.',
    );
    await expect(element).toBeAccessible();
  });

  it('draw held certificates and their successors to one scale', () => {
    const root = show().shadowRoot;
    const height = (bar: Element): number => Number(bar.getAttribute('height'));
    const ends = [...root.querySelectorAll('.ends')].map(height);
    const successors = [...root.querySelectorAll('.successors')].map(height);
    expect(ends).toEqual([52, 26]);
    expect(successors).toEqual([104]);
    expect([...root.querySelectorAll('.middle')].map((one) => one.textContent)).toContain('1+3');
  });

  it('mark the moment of the scan and the days on which rules change', () => {
    const root = show().shadowRoot;
    expect([...root.querySelectorAll('.label')].map((one) => one.textContent)).toEqual(['as of Nov 16', '1']);
    expect(textOf(find(root, '.numbered'))).toBe('1 Mar 15: 100-day rule');
    expect(find(root, '.line.now').getAttribute('x1')).toBe('4.17%');
    expect(find(root, '.line.rule').getAttribute('x1')).toBe('37.1%');
    expect(textOf(find(root, 'details'))).toBe(
      'What changes on these days (1) 1. Mon, Mar 15, 2027 At most 100 days. No longer in force: At most 200 days.',
    );
  });

  it('are a table when asked for', async () => {
    const element = show();
    const button = find(element.shadowRoot, '[data-id="switch"]');
    expect(button.textContent).toBe('Show as table');
    button.click();
    await settled();
    const rows = [...element.shadowRoot.querySelectorAll('tbody tr')].map(textOf);
    expect(rows).toHaveLength(12);
    expect(rows[0]).toBe('Nov 2026 2 2');
    expect(rows[4]).toContain('Mar 2027 1 4 Mon, Mar 15, 2027: At most 100 days.');
    expect(element.shadowRoot.querySelector('svg')).toBeNull();
    expect(button.textContent).toBe('Show as picture');
    await expect(element).toBeAccessible();
  });

  it('keep a place for a month in which nothing ends', () => {
    const quiet = forecast();
    const element = show({
      forecast: { ...quiet, byMonth: quiet.byMonth.map((one) => ({ ...one, expiries: 0, renewals: 0, changes: [] })) },
      scannedAt,
    });
    expect(element.shadowRoot.querySelectorAll('rect')).toHaveLength(0);
    expect(textOf(find(element.shadowRoot, 'figcaption'))).toContain('None ends.');
    expect(element.shadowRoot.querySelector('details')).toBeNull();
  });

  it('put labels that would lie on each other into rows of their own', () => {
    const busy = forecast();
    const days = ['2027-01-01', '2027-01-10', '2027-01-20'];
    const element = show({
      forecast: {
        ...busy,
        byMonth: busy.byMonth.map((one) => ({
          ...one,
          changes: one.month === '2027-01' ? days.map((on) => ({ on, change: 'begins', rule: on, text: on })) : [],
        })),
      },
      scannedAt,
    });
    const rows = [...element.shadowRoot.querySelectorAll('.label')].map((one) => one.getAttribute('y'));
    // The words of the scan's moment reach over January; of the days, two that are near each other.
    expect(new Set(rows).size).toBeGreaterThan(2);
    const legend = [...element.shadowRoot.querySelectorAll('.numbered li')].map(textOf);
    expect(legend).toEqual(['1 Jan 1', '2 Jan 10', '3 Jan 20']);
  });

  it('have a legend that shows what it names', async () => {
    const element = show();
    const legend = [...element.shadowRoot.querySelectorAll('.legend li')];
    expect(legend.map(textOf)).toEqual([
      'end in the month',
      'successors that will end in it too',
      'moment of the scan',
      'a day on which rules change',
    ]);
    expect(legend.every((one) => one.querySelector('.swatch'))).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('say why there is no forecast', async () => {
    const element = show({});
    expect(textOf(element)).toContain('No scan has recorded a forecast yet.');
    await expect(element).toBeAccessible();
  });
});
