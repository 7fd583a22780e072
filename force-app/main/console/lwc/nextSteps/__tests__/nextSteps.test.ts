import '../../../../../test/console/lwc/realWords';
import NextSteps from 'c/nextSteps';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { finding, overview, today } from '../../../../../test/console/lwc/rows';

// Opens a dialog of the platform.
jest.mock('c/findingDecision', () => ({ __esModule: true, default: {} }));

const { rights } = overview();
const show = (properties: object): ReturnType<typeof mount> =>
  mount('c-next-steps', NextSteps, { rights, ...properties });

describe('the next things to do', () => {
  beforeEach(() => jest.useFakeTimers({ now: today, doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => {
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('are three, each with what will happen, what to do, by when and who', async () => {
    const element = show({
      findings: [
        finding({ Due_On__c: '2026-11-26', Responsible__c: 'Integration team', Certificate__c: 'a1' }),
        finding(),
        finding(),
        finding(),
      ],
    });
    const steps = [...element.shadowRoot.querySelectorAll('.step')];
    expect(steps).toHaveLength(3);
    expect(textOf(steps[0])).toBe(
      'Critical Due in 4 days (Thu, Nov 26) Owner: Integration team ' +
        'Calls to api.partner.example will fail from 26 Nov Renew Partner_API_Client. Open certificate',
    );
    await expect(element).toBeAccessible();
  });

  it('say since when they are overdue', () => {
    const element = show({ findings: [finding({ Due_On__c: '2026-11-18' })] });
    expect(textOf(element)).toContain('Due since Wed, Nov 18');
  });

  it('can all be shown', async () => {
    const element = show({ findings: Array.from({ length: 5 }, () => finding()) });
    const more = find(element.shadowRoot, '[data-id="more"]');
    expect(more.textContent).toBe('Show all 5');
    more.click();
    await settled();
    expect(element.shadowRoot.querySelectorAll('.step')).toHaveLength(5);
    expect(more.textContent).toBe('Show fewer');
  });

  it('lead to the certificate, whose name a screen reader hears', () => {
    const element = show({ findings: [finding({ Certificate__c: 'a1' })] });
    const asked = eventsOf(element, 'navigate');
    const button = find(element.shadowRoot, '[data-id="open"]');
    expect(button.getAttribute('aria-label')).toBe('Open certificate Partner_API_Client');
    button.click();
    expect(asked).toEqual([{ page: 'certificate', record: 'a1' }]);
  });

  it('without a certificate show their details in place', async () => {
    const one = finding({ Title__c: 'Nobody is told before certificates expire' });
    const element = show({ findings: [one] });
    const button = find(element.shadowRoot, `[data-id="${one.Id}"]`);
    expect(button.getAttribute('aria-expanded')).toBe('false');
    button.click();
    await settled();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const card = find<HTMLElement & { finding: { Id: string }; canWaive: boolean }>(
      element.shadowRoot,
      'c-finding-card',
    );
    expect(card.finding.Id).toBe(one.Id);
    expect(card.canWaive).toBe(true);
    await expect(element).toBeAccessible();
    button.click();
    await settled();
    expect(element.shadowRoot.querySelector('c-finding-card')).toBeNull();
  });

  it('say that there is nothing to do, and until when', async () => {
    const element = show({ findings: [], nextExpiry: '2026-12-24T00:00:00.000Z' });
    expect(textOf(element)).toContain('Nothing to do now. The next certificate ends in 32 days (Thu, Dec 24).');
    await expect(element).toBeAccessible();
  });

  it('do not promise an end that is past', () => {
    expect(textOf(show({ findings: [], nextExpiry: '2026-11-01T00:00:00.000Z' }))).toContain('Nothing to do now.');
    expect(textOf(show({ findings: [], nextExpiry: '2026-11-01T00:00:00.000Z' }))).not.toContain('next certificate');
  });
});
