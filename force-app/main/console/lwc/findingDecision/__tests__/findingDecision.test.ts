import '../../../../../test/console/lwc/realWords';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import acknowledge from '@salesforce/apex/FindingDecisions.acknowledge';
import assign from '@salesforce/apex/FindingDecisions.assign';
import reopen from '@salesforce/apex/FindingDecisions.reopen';
import waive from '@salesforce/apex/FindingDecisions.waive';
import FindingDecision from 'c/findingDecision';
import { all, heard, inDays, one, settled, show, tell, textOf } from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/FindingDecisions.acknowledge', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/FindingDecisions.assign', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/FindingDecisions.reopen', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/FindingDecisions.waive', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/FindingDecisions.people', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock(
  'lightning/modal',
  () => {
    const { LightningElement } = jest.requireActual<{ LightningElement: new () => HTMLElement }>('lwc');
    class Modal extends LightningElement {
      static open = jest.fn();
      close(result: unknown): Promise<void> {
        this.dispatchEvent(new CustomEvent('closed', { detail: result }));
        return Promise.resolve();
      }
    }
    return { __esModule: true, default: Modal };
  },
  { virtual: true },
);

const mocks = { acknowledge, assign, reopen, waive } as unknown as Record<string, jest.Mock>;

/** What Apex takes and refuses, by the table that its own test goes by. */
const cases = readFileSync(join(__dirname, '../../../../../test/health/classes/DecisionCases.cls'), 'utf8');
const table = [...(/<cases>[^]*<\/cases>/.exec(cases)?.[0].matchAll(/'(.*)'/g) ?? [])].map(([, part]) => part).join('');
const { reasonsInApp: reasons } = JSON.parse(table) as { reasonsInApp: { text: string; taken: boolean }[] };

interface Field extends HTMLElement {
  value: string;
  required: boolean;
  min: string;
  max: string;
  checked: boolean;
  label: string;
  reportValidity: () => boolean;
  setCustomValidity: (message: string) => void;
}

async function open(properties: object): Promise<HTMLElement> {
  const dialog = await show(FindingDecision as never, {
    ids: ['f1'],
    titles: ['Calls fail from Thursday'],
    ...properties,
  });
  for (const field of all<Field>(dialog, '[data-field]')) field.reportValidity = () => true;
  return dialog;
}

async function decide(dialog: HTMLElement, values: Record<string, string> = {}): Promise<void> {
  for (const [name, value] of Object.entries(values)) one<Field>(dialog, `[data-field="${name}"]`).value = value;
  one(dialog, '[data-id="decide"]').click();
  await settled();
}

describe('dialog for a decision', () => {
  beforeEach(() => Object.values(mocks).forEach((mock) => mock.mockReset().mockResolvedValue(1)));
  afterEach(() => document.body.replaceChildren());

  it.each(['acknowledge', 'waive', 'assign', 'reopen'])(
    'says what it means to %s, and is accessible',
    async (action) => {
      const dialog = await open({ action });
      expect(textOf(dialog)).toContain('Calls fail from Thursday');
      expect(one(dialog, 'p').textContent?.length).toBeGreaterThan(40);
      await expect(dialog).toBeAccessible();
    },
  );

  it('acknowledges with a note that may be empty', async () => {
    const dialog = await open({ action: 'acknowledge' });
    const closed = heard(dialog, 'closed');
    expect(one<Field>(dialog, '[data-field="reason"]').required).toBe(false);
    await decide(dialog, { reason: ' on it ' });
    expect(mocks.acknowledge).toHaveBeenCalledWith({ findingIds: ['f1'], note: 'on it' });
    expect(closed).toEqual([1]);
  });

  it('waives for a reason until a day, at most a year ahead', async () => {
    const dialog = await open({ action: 'waive' });
    const until = one<Field>(dialog, '[data-field="until"]');
    expect(one<Field>(dialog, '[data-field="reason"]').required).toBe(true);
    expect(until.required).toBe(true);
    expect((Date.parse(until.max) - Date.parse(until.min)) / 86_400_000).toBe(366);
    await decide(dialog, { reason: 'Replaced in May', until: '2027-05-31' });
    expect(mocks.waive).toHaveBeenCalledWith({ findingIds: ['f1'], reason: 'Replaced in May', until: '2027-05-31' });
  });

  it.each([
    ['the day before the end', inDays(20), inDays(19).slice(0, 10)],
    ['no longer than usual where the end is far', inDays(300), inDays(90).slice(0, 10)],
    ['the usual time where no end is known', undefined, inDays(90).slice(0, 10)],
    ['a month where it has ended', inDays(-5), inDays(30).slice(0, 10)],
  ])('proposes %s', async (_, ends, proposed) => {
    const dialog = await open({ action: 'waive', ends });
    expect(one<Field>(dialog, '[data-field="until"]').value).toBe(proposed);
  });

  it('warns when the waiver lasts past the end, and is quiet again when it does not', async () => {
    const dialog = await open({ action: 'waive', ends: inDays(20) });
    const warning = (): string => textOf(one(dialog, '[data-id="warning"]'));
    const choose = async (value: string): Promise<void> => {
      tell(one(dialog, '[data-field="until"]'), 'change', { value });
      await settled();
    };
    expect(warning()).toBe('');
    await choose(inDays(20).slice(0, 10));
    expect(warning()).toMatch(
      /^It ends on .*, and the waiver lasts until .*: nobody would be told that it has ended\.$/,
    );
    await expect(dialog).toBeAccessible();
    await choose(inDays(19).slice(0, 10));
    expect(warning()).toBe('');
  });

  it('warns of one that has ended, and of the first of several that ends', async () => {
    const ended = await open({ action: 'waive', ends: inDays(-5) });
    expect(textOf(one(ended, '[data-id="warning"]'))).toContain('no list and no message would tell that it has');
    const several = await open({ action: 'waive', ends: inDays(1), titles: ['a', 'b'] });
    tell(one(several, '[data-field="until"]'), 'change', { value: inDays(40).slice(0, 10) });
    await settled();
    expect(textOf(one(several, '[data-id="warning"]'))).toContain('The first of them ends on');
  });

  it.each(reasons.filter(({ taken }) => !taken))('asks for more of a reason than "$text"', async ({ text }) => {
    const dialog = await open({ action: 'waive' });
    const field = one<Field>(dialog, '[data-field="reason"]');
    let refusal = '';
    field.setCustomValidity = (message) => {
      refusal = message;
    };
    field.reportValidity = () => refusal === '';
    await decide(dialog, { reason: text });
    expect(refusal).toContain('Say why it is waived');
    expect(mocks.waive).not.toHaveBeenCalled();
    await decide(dialog, { reason: 'The partner leaves in May.' });
    expect(mocks.waive).toHaveBeenCalledTimes(1);
  });

  it.each(reasons.filter(({ taken }) => taken))('takes the reason "$text", as Apex does', async ({ text }) => {
    const dialog = await open({ action: 'waive' });
    one<Field>(dialog, '[data-field="reason"]').setCustomValidity = (message) => expect(message).toBe('');
    await decide(dialog, { reason: text });
    expect(mocks.waive).toHaveBeenCalledTimes(1);
  });

  it('goes on from its heading to the first field, once', async () => {
    const focus = jest.spyOn(HTMLElement.prototype, 'focus');
    const dialog = await open({ action: 'acknowledge' });
    const heading = one(dialog, 'lightning-modal-header');
    heading.dispatchEvent(new CustomEvent('focusin'));
    heading.dispatchEvent(new CustomEvent('focusin'));
    expect(focus.mock.contexts).toEqual([one(dialog, '[data-field="reason"]')]);
    focus.mockRestore();
  });

  it.each([
    ['that has nobody', '', true, 'Also for the certificate Partner, which has nobody yet'],
    ['that is somebody else’s, only if asked', 'Mo', false, 'Also for the certificate Partner, instead of Mo'],
    ['that is theirs', 'Ada', true, 'Also for the certificate Partner, instead of Ada'],
  ])('offers to name the same on a certificate %s', async (_, responsible, checked, label) => {
    const certificate = { id: 'c1', name: 'Partner', responsible };
    const dialog = await open({ action: 'assign', responsible: 'Ada', certificate });
    const also = one<Field>(dialog, '[data-field="also"]');
    expect([also.checked, also.label]).toEqual([checked, label]);
    await expect(dialog).toBeAccessible();
    await decide(dialog, { who: 'Team' });
    expect(mocks.assign).toHaveBeenCalledWith({ recordIds: checked ? ['f1', 'c1'] : ['f1'], responsible: 'Team' });
  });

  it('names who sees to it, starting from who does now', async () => {
    const dialog = await open({ action: 'assign', responsible: 'Ada', ids: ['a', 'b'] });
    expect(one<Field>(dialog, '[data-field="who"]').value).toBe('Ada');
    await decide(dialog, { who: 'Integration team' });
    expect(mocks.assign).toHaveBeenCalledWith({ recordIds: ['a', 'b'], responsible: 'Integration team' });
  });

  it('opens again without asking for anything', async () => {
    const dialog = await open({ action: 'reopen' });
    expect(all(dialog, '[data-field]')).toHaveLength(0);
    await decide(dialog);
    expect(mocks.reopen).toHaveBeenCalledWith({ findingIds: ['f1'] });
  });

  it('writes nothing while a field is not right, and goes to that field', async () => {
    const dialog = await open({ action: 'waive' });
    const until = one<Field>(dialog, '[data-field="until"]');
    until.reportValidity = () => false;
    const focus = jest.spyOn(until, 'focus');
    await decide(dialog, { reason: 'The partner leaves in May.' });
    expect(mocks.waive).not.toHaveBeenCalled();
    expect(focus).toHaveBeenCalledTimes(1);
  });

  it('stays open with what went wrong, and can be tried again', async () => {
    mocks.acknowledge?.mockRejectedValue({ body: { message: 'Ask for the permission set Approver.' } });
    const dialog = await open({ action: 'acknowledge' });
    const closed = heard(dialog, 'closed');
    await decide(dialog);
    expect(one(dialog, '[role="alert"] [data-id="error"]').textContent).toBe('Ask for the permission set Approver.');
    expect(closed).toEqual([]);
    mocks.acknowledge?.mockResolvedValue(1);
    await decide(dialog);
    expect(closed).toEqual([1]);
  });

  it('writes once, however often somebody presses', async () => {
    mocks.reopen?.mockReturnValue(new Promise(() => {}));
    const dialog = await open({ action: 'reopen' });
    await decide(dialog);
    await decide(dialog);
    expect(mocks.reopen).toHaveBeenCalledTimes(1);
  });

  it('closes without a change', async () => {
    const dialog = await open({ action: 'waive' });
    const closed = heard(dialog, 'closed');
    one(dialog, '[data-id="cancel"]').click();
    expect(closed).toEqual([null]);
  });

  it('lists five of many, and counts the others', async () => {
    const dialog = await open({ action: 'reopen', titles: ['a', 'a', 'a', 'a', 'a', 'a', 'a'] });
    expect(all(dialog, 'li')).toHaveLength(6);
    expect(textOf(dialog)).toContain('and 2 more');
  });

  it('is opened by a question', async () => {
    const opened = (FindingDecision as unknown as { open: jest.Mock }).open.mockResolvedValue(3);
    await expect(FindingDecision.ask({ action: 'waive', ids: ['f1'], titles: ['x'] })).resolves.toBe(3);
    expect(opened).toHaveBeenCalledWith({ size: 'small', label: 'Waive', action: 'waive', ids: ['f1'], titles: ['x'] });
  });
});
