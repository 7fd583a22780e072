import '../../../../../test/console/lwc/realWords';
import find from '@salesforce/apex/FindingDecisions.people';
import ResponsibleField from 'c/responsibleField';
import { all, one, settled, show, textOf } from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/FindingDecisions.people', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
const found = find as unknown as jest.Mock;
const people = [
  { name: 'Ada Admin', kind: 'user', detail: 'ada@acme.example' },
  { name: 'Admins', kind: 'group' },
  { name: 'Admission', kind: 'queue' },
  { name: 'Ad hoc team', kind: 'named' },
];
type Field = HTMLElement & { value: string; reportValidity(): boolean };

async function type(field: HTMLElement, text: string): Promise<HTMLInputElement> {
  const input = one<HTMLInputElement>(field, 'input');
  input.value = text;
  input.dispatchEvent(new CustomEvent('input'));
  jest.advanceTimersByTime(300);
  await settled();
  return input;
}

async function press(input: HTMLElement, key: string): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true });
  input.dispatchEvent(event);
  await settled();
  return event;
}

const selected = (field: HTMLElement): (string | null)[] =>
  all(field, '[aria-selected="true"]').map((option) => one(field, `#${option.id} .name`).textContent);

describe('whom to name', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    found.mockReset().mockResolvedValue(people);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('looks up users, groups and queues once typing has settled, and tells them apart', async () => {
    const field = await show<Field>(ResponsibleField);
    const input = one<HTMLInputElement>(field, 'input');
    input.value = 'a';
    input.dispatchEvent(new CustomEvent('input'));
    await type(field, 'ad');
    expect(found.mock.calls).toEqual([[{ typed: 'ad' }]]);
    expect(all(field, '[data-id="option"]').map(textOf)).toEqual([
      'Ada Admin ada@acme.example',
      'Admins public group',
      'Admission queue',
      'Ad hoc team named before',
    ]);
    expect(textOf(one(field, '[role="status"]'))).toBe('4 found. Choose with the arrow keys, or type on.');
    jest.useRealTimers();
    await expect(field).toBeAccessible();
  });

  it('chooses with the keys, and Escape closes the list and nothing else', async () => {
    const field = await show<Field>(ResponsibleField);
    const input = await type(field, 'ad');
    await press(input, 'ArrowDown');
    await press(input, 'ArrowDown');
    expect(selected(field)).toEqual(['Admins']);
    expect(input.getAttribute('aria-activedescendant')).toBe(all(field, '[data-id="option"]')[1]?.id);
    await press(input, 'ArrowUp');
    await press(input, 'ArrowUp');
    expect(selected(field)).toEqual(['Ad hoc team']);
    await press(input, 'Enter');
    expect(field.value).toBe('Ad hoc team');
    expect(input.getAttribute('aria-expanded')).toBe('false');
    await type(field, 'ad');
    const around = jest.fn();
    field.addEventListener('keydown', around);
    await press(input, 'Escape');
    expect([input.getAttribute('aria-expanded'), around.mock.calls.length]).toEqual(['false', 0]);
    await press(input, 'Escape');
    expect(around).toHaveBeenCalledTimes(1);
  });

  it('chooses with a press, which leaves the focus in the field', async () => {
    const field = await show<Field>(ResponsibleField);
    await type(field, 'ad');
    const [first] = all(field, '[data-id="option"]');
    const hold = new MouseEvent('mousedown', { cancelable: true });
    first?.dispatchEvent(hold);
    expect(hold.defaultPrevented).toBe(true);
    first?.click();
    await settled();
    expect(field.value).toBe('Ada Admin');
  });

  it('takes what nobody here is called, and says that it stands', async () => {
    found.mockResolvedValue([]);
    const field = await show<Field>(ResponsibleField, { value: 'Somebody' });
    await type(field, 'team@partner.example');
    expect(textOf(one(field, '[role="status"]'))).toContain('what you typed stands');
    expect([field.value, field.reportValidity()]).toEqual(['team@partner.example', true]);
  });

  it('goes without suggestions where nobody can be looked up', async () => {
    found.mockRejectedValue(new Error('down'));
    const field = await show<Field>(ResponsibleField);
    const input = await type(field, 'ad');
    expect(input.getAttribute('aria-expanded')).toBe('false');
    expect(field.value).toBe('ad');
  });

  it('offers no answer to what is no longer asked', async () => {
    let answer: (people: unknown) => void = () => undefined;
    found.mockReturnValueOnce(new Promise((resolve) => (answer = resolve))).mockResolvedValue([]);
    const field = await show<Field>(ResponsibleField);
    await type(field, 'ad');
    const input = await type(field, 'xy');
    answer(people);
    await settled();
    expect(input.getAttribute('aria-expanded')).toBe('false');
  });
});
