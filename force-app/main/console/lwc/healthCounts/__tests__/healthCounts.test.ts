import '../../../../../test/console/lwc/realWords';
import HealthCounts from 'c/healthCounts';
import { eventsOf, find, mount, textOf } from '../../../../../test/console/lwc/mount';

const show = (properties: object): ReturnType<typeof mount> => mount('c-health-counts', HealthCounts, properties);

describe('the three counts', () => {
  afterEach(() => document.body.replaceChildren());

  it('say what they count and what it is about', async () => {
    const element = show({
      critical: { findings: 3, certificates: 2, others: 1 },
      warnings: { findings: 1, certificates: 1, others: 0 },
      notChecked: 5,
    });
    const tiles = [...element.shadowRoot.querySelectorAll('button')].map(textOf);
    expect(tiles).toEqual([
      'Critical 3 on 2 certificates and on settings of the org',
      'Soon 1 on 1 certificate',
      'Not checked 5 places or checks whose state is not known',
    ]);
    await expect(element).toBeAccessible();
  });

  it('say in words that there is nothing', async () => {
    const element = show({});
    expect(textOf(element)).toContain('Nothing is broken or about to break.');
    expect(textOf(element)).toContain('No warning is open.');
    expect(textOf(element)).toContain('Every place was looked at.');
    expect(element.shadowRoot.querySelectorAll('.tile.healthy')).toHaveLength(3);
    await expect(element).toBeAccessible();
  });

  it('say "none" of what was read only, and not in green, where not all was', async () => {
    const element = show({ notChecked: 2 });
    expect([...element.shadowRoot.querySelectorAll('button')].map(textOf)).toEqual([
      'Critical 0 None among what was read.',
      'Soon 0 None among what was read.',
      'Not checked 2 places or checks whose state is not known',
    ]);
    expect(element.shadowRoot.querySelectorAll('.tile.healthy')).toHaveLength(0);
    await expect(element).toBeAccessible();
  });

  it('say what nobody asked for, so that no zero passes for an answer', async () => {
    const element = show({ notAsked: ['revoked', 'server-not-accepted'] });
    const text = textOf(find(element.shadowRoot, '[data-status="unknown"]'));
    expect(text).toBe(
      'Not checked 0 Every place was looked at. Not asked: whether certificates were revoked and what the servers send that the org calls.',
    );
    expect(element.shadowRoot.querySelectorAll('.tile.healthy')).toHaveLength(0);
    await expect(element).toBeAccessible();
  });

  it('say it beside a count, too: the page that it leads to lists both', () => {
    const element = show({ notChecked: 2, notAsked: ['revoked'] });
    expect(textOf(find(element.shadowRoot, '[data-status="unknown"]'))).toBe(
      'Not checked 2 places or checks whose state is not known. Not asked: whether certificates were revoked.',
    );
  });

  it('say so when findings are about no certificate', () => {
    const element = show({ critical: { findings: 1, certificates: 0, others: 1 } });
    expect(textOf(find(element.shadowRoot, '[data-status="critical"]'))).toBe('Critical 1 on settings of the org');
  });

  it('lead to what they count', () => {
    const element = show({});
    const asked = eventsOf(element, 'navigate');
    for (const tile of element.shadowRoot.querySelectorAll('button')) tile.click();
    expect(asked).toEqual([
      { page: 'certificates', filter: { status: 'critical' } },
      { page: 'certificates', filter: { status: 'warning' } },
      { page: 'notChecked' },
    ]);
  });
});
