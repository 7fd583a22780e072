import '../../../../../test/console/lwc/realWords';
import acknowledge from '@salesforce/apex/FindingDecisions.acknowledge';
import assign from '@salesforce/apex/FindingDecisions.assign';
import reopen from '@salesforce/apex/FindingDecisions.reopen';
import waive from '@salesforce/apex/FindingDecisions.waive';
import FindingDecision from 'c/findingDecision';
import { all, heard, one, settled, show, textOf } from '../../../../../test/console/lwc/pieces';

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

interface Field extends HTMLElement {
  value: string;
  required: boolean;
  min: string;
  max: string;
  reportValidity: () => boolean;
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

  it('writes nothing while a field is not right', async () => {
    const dialog = await open({ action: 'waive' });
    one<Field>(dialog, '[data-field="until"]').reportValidity = () => false;
    await decide(dialog, { reason: '' });
    expect(mocks.waive).not.toHaveBeenCalled();
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
