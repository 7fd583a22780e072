import '../../../../../test/console/lwc/realWords';
import NextSteps from 'c/nextSteps';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { finding, overview, today, use } from '../../../../../test/console/lwc/rows';

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

  it('are three, each with what breaks, who uses it, who is responsible, what to do and by when', async () => {
    const element = show({
      findings: [
        finding({
          Due_On__c: '2026-11-26',
          Certificate__c: 'a1',
          Certificate__r: { Name: 'Partner', Responsible__c: 'Integration team' },
        }),
        finding({ Certificate__c: 'a2', Responsible__c: 'Ada', Remedy__c: 'Another one.' }),
        finding({ Remedy__c: 'A third one.' }),
        finding(),
      ],
      uses: [
        use({ Certificate__c: 'a1', Breaks__c: 'calls to the partner fail' }),
        use({ Certificate__c: 'a1', Name: 'PartnerGateway', Breaks__c: 'calls to the partner fail' }),
        use({ Certificate__c: 'a1', Name: 'Gone', Is_Gone__c: true }),
      ],
      usesKnown: true,
    });
    const steps = [...element.shadowRoot.querySelectorAll('.step')];
    expect(steps).toHaveLength(3);
    expect(textOf(steps[0])).toBe(
      'Critical Due in 4 days (Thu, Nov 26) Calls to api.partner.example will fail from 26 Nov ' +
        'What breaks Calls to the partner fail. Used by Partner_API and PartnerGateway ' +
        'Responsible Integration team What to do Renew Partner_API_Client.',
    );
    expect(textOf(steps[1])).toContain('Used by No use found Responsible Ada');
    expect(textOf(steps[2])).not.toContain('Used by');
    await expect(element).toBeAccessible();
  });

  it('call no use unknown while a place is unread, and say nothing of uses that are not loaded', () => {
    const findings = [finding({ Certificate__c: 'a1' })];
    expect(textOf(show({ findings, uses: [] }))).toContain('Used by Use not known');
    expect(textOf(show({ findings }))).not.toContain('Used by');
  });

  it('about one use say what breaks of that one, and name a few of many users', () => {
    const of = (name: string, given: object): object => use({ Certificate__c: 'a1', Name: name, ...given });
    const element = show({
      findings: [finding({ Certificate__c: 'a1', Use__c: 'inbound-sso' })],
      uses: [
        of('A', { Breaks__c: 'calls fail' }),
        of('B', { Use__c: 'inbound-sso', Breaks__c: 'logins fail' }),
        of('C', {}),
        of('D', {}),
        of('E', {}),
      ],
    });
    expect(textOf(element)).toContain('What breaks Logins fail. Used by A, B, C and 2 more');
  });

  it('tell the same remedy once', () => {
    const element = show({ findings: [finding({ Certificate__c: 'a1' }), finding({ Certificate__c: 'a2' })] });
    const told = [...element.shadowRoot.querySelectorAll('[data-id="remedy"] dd')].map(textOf);
    expect(told).toEqual(['Renew Partner_API_Client.', 'The same as above.']);
  });

  it('say since when they are overdue', () => {
    const element = show({ findings: [finding({ Due_On__c: '2026-11-18' })] });
    expect(textOf(element)).toContain('Due since Wed, Nov 18');
  });

  it('lead to the list of all that need somebody, and count what it will show', async () => {
    const of = (Certificate__c: string, given: object = {}): object => finding({ Certificate__c, ...given });
    const element = show({
      findings: [
        of('a1'),
        of('a1'),
        of('a2'),
        of('a3', { Status__c: 'acknowledged' }),
        of('a4'),
        of('a5', { Severity__c: 'info' }),
      ],
    });
    const asked = eventsOf(element, 'navigate');
    const list = find(element.shadowRoot, '[data-id="list"]');
    expect(list.textContent).toBe('Show all 4 certificates that need somebody');
    list.click();
    expect(asked).toEqual([{ page: 'certificates', filter: { status: 'critical;warning' } }]);
    expect(element.shadowRoot.querySelector('[data-id="of-org"]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('show in place what is about no certificate, as no list has it', async () => {
    const element = show({
      findings: [...[1, 2, 3].map((n) => finding({ Certificate__c: `a${n}` })), finding(), finding()],
    });
    const more = find(element.shadowRoot, '[data-id="of-org"]');
    expect(more.textContent).toBe('Show 2 more about settings of the org');
    more.click();
    await settled();
    expect(element.shadowRoot.querySelectorAll('.step')).toHaveLength(5);
    expect([more.textContent, more.getAttribute('aria-expanded')]).toEqual(['Show fewer', 'true']);
  });

  it('are links to the certificate', () => {
    const element = show({ findings: [finding({ Certificate__c: 'a1' })] });
    const asked = eventsOf(element, 'navigate');
    const link = find(element.shadowRoot, 'h3 [data-id="open"]');
    expect(link.textContent).toBe('Calls to api.partner.example will fail from 26 Nov');
    link.click();
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
