import '../../../../../test/console/lwc/realWords';
import FindingCard from 'c/findingCard';
import FindingDecision from 'c/findingDecision';
import { onReload } from 'c/healthRecords';
import { all, findingRow, heard, inDays, one, settled, show, textOf } from '../../../../../test/console/lwc/pieces';

jest.mock('c/findingDecision', () => ({ __esModule: true, default: { ask: jest.fn() } }));
const ask = FindingDecision.ask as unknown as jest.Mock;
const everything = { canDecide: true, canWaive: true };
const buttons = (card: HTMLElement): (string | undefined)[] =>
  all(card, 'lightning-button').map(({ dataset }) => dataset.id);

describe('card of a finding', () => {
  beforeEach(() => ask.mockReset());
  afterEach(() => document.body.replaceChildren());

  it('says what is wrong, why, what to do, until when and by which rule', async () => {
    const card = await show(FindingCard, { finding: findingRow(), ...everything });
    const text = textOf(card);
    for (const part of [
      'Calls to the partner fail from Thursday',
      'ends in four days',
      'Renew it in Setup.',
      'in 4 days',
      'Outbound Apex mTLS',
      'Nobody yet',
      'RFC 5280, section 4.1.2.5',
      'sf cert checks --explain expiring',
      'Critical',
    ])
      expect(text).toContain(part);
    await expect(card).toBeAccessible();
  });

  it('shows in words what it rests on', async () => {
    const text = textOf(one(await show(FindingCard, { finding: findingRow() }), 'details'));
    for (const part of ['lifetime used 0.98', 'names a.example b.example', 'listed yes']) expect(text).toContain(part);
  });

  it('does without evidence that was cut', async () => {
    const card = await show(FindingCard, { finding: findingRow({ Evidence__c: '{"a":' }) });
    expect(textOf(card)).toContain('RFC 5280');
  });

  it('links the page of the check only where it has an address', async () => {
    const here = await show(FindingCard, { finding: findingRow() });
    expect(all(here, '[data-id="docs"] a')).toHaveLength(0);
    const there = await show(FindingCard, { finding: findingRow({ Docs__c: 'https://docs.example/expiring' }) });
    expect(one(there, '[data-id="docs"] a').getAttribute('href')).toBe('https://docs.example/expiring');
    const bad = await show(FindingCard, { finding: findingRow({ Docs__c: 'http://docs.example/' }) });
    expect(all(bad, 'a')).toHaveLength(0);
  });

  it.each([
    ['open', {}, ['acknowledge', 'waive', 'assign']],
    ['acknowledged', {}, ['waive', 'reopen', 'assign']],
    ['waived', {}, ['reopen', 'assign']],
    ['waived', { Waived_By_Settings__c: true }, ['assign']],
    ['resolved', {}, []],
  ] as const)('offers what can be decided while it is %s', async (status, over, offered) => {
    const card = await show(FindingCard, { finding: findingRow({ Status__c: status, ...over }), ...everything });
    expect(buttons(card)).toEqual(offered);
    await expect(card).toBeAccessible();
  });

  it('offers waiving only to who may waive, and nothing to who may only read', async () => {
    expect(buttons(await show(FindingCard, { finding: findingRow(), canDecide: true }))).toEqual([
      'acknowledge',
      'assign',
    ]);
    expect(buttons(await show(FindingCard, { finding: findingRow() }))).toEqual([]);
  });

  it.each([
    [{ Status__c: 'waived' as const, Waived_Until__c: '2031-05-31' }, 'Waived by Ada on'],
    [{ Status__c: 'acknowledged' as const }, 'Acknowledged by Ada on'],
    [{ Status__c: 'open' as const }, 'Opened again by Ada on'],
    [
      { Status__c: 'waived' as const, Waived_By_Settings__c: true, Waived_Until__c: '2031-05-31' },
      'Waived by the settings file',
    ],
  ])('says who decided what: %j', async (over, sentence) => {
    const decided = { Decided_By__c: 'Ada', Decided_At__c: inDays(-1), Decision_Note__c: 'Replaced in May' };
    const card = await show(FindingCard, { finding: findingRow({ ...decided, ...over }) });
    expect(one(card, '[data-id="decision"]').textContent).toContain(sentence);
    expect(one(card, '[data-id="note"]').textContent).toBe('Replaced in May');
  });

  it('asks for the decision, loads again, and goes on at the title where the button is gone', async () => {
    // jsdom has no window that could have the focus.
    jest.spyOn(document, 'hasFocus').mockReturnValue(true);
    ask.mockResolvedValue(1);
    const card = await show<HTMLElement & { finding: object }>(FindingCard, { finding: findingRow(), ...everything });
    const reloaded = jest.fn(() => (card.finding = findingRow({ Status__c: 'acknowledged' })));
    const stop = onReload(reloaded);
    one(card, '[data-id="acknowledge"]').click();
    await settled();
    stop();
    expect(ask).toHaveBeenCalledWith({
      action: 'acknowledge',
      ids: ['a03000000000001AAA'],
      titles: ['Calls to the partner fail from Thursday'],
      responsible: '',
    });
    expect(reloaded).toHaveBeenCalledTimes(1);
    expect(card.shadowRoot?.activeElement?.tagName).toBe('H3');
  });

  it('changes nothing when nothing was decided', async () => {
    ask.mockResolvedValue(undefined);
    const reloaded = jest.fn();
    const stop = onReload(reloaded);
    const card = await show(FindingCard, { finding: findingRow(), ...everything });
    one(card, '[data-id="waive"]').click();
    await settled();
    stop();
    expect(reloaded).not.toHaveBeenCalled();
  });

  it('leads to what it was found on, where it stands outside of its page', async () => {
    const card = await show(FindingCard, { finding: findingRow(), subjectLink: true });
    const opened = heard(card, 'open');
    one(card, '[data-id="subject"]').click();
    expect(opened).toEqual([{ record: 'a01000000000001AAA' }]);
    expect(all(await show(FindingCard, { finding: findingRow() }), '[data-id="subject"]')).toHaveLength(0);
  });
});
