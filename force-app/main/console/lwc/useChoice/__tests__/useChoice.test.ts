import '../../../../../test/console/lwc/realWords';
import UseChoice from 'c/useChoice';
import { all, heard, one, settled, show } from '../../../../../test/console/lwc/pieces';

const options = [
  { label: 'Inbound SSO', value: 'inbound-sso' },
  { label: 'Outbound SSO', value: 'outbound-sso' },
];
type Choice = HTMLElement & { value: string };
const given = { label: 'Used for', allLabel: 'Any use', options };
const press = async (choice: HTMLElement, selector: string): Promise<void> => {
  one(choice, selector).click();
  await settled();
};

describe('choosing several uses', () => {
  afterEach(() => document.body.replaceChildren());

  it('says on its button what is chosen', async () => {
    const choice = await show<Choice>(UseChoice, given);
    const named = (): string | null => one(choice, '[data-id="face"]').getAttribute('aria-label');
    expect(named()).toBe('Used for: Any use');
    choice.value = 'outbound-sso';
    await settled();
    expect(named()).toBe('Used for: Outbound SSO');
    choice.value = 'outbound-sso;inbound-sso';
    await settled();
    expect(named()).toBe('Used for: 2 chosen');
    await expect(choice).toBeAccessible();
  });

  it('adds and takes away, one at a time', async () => {
    const choice = await show<Choice>(UseChoice, { ...given, value: 'inbound-sso' });
    const told = heard(choice, 'change');
    await press(choice, '[data-id="face"]');
    const boxes = all<HTMLInputElement>(choice, '[data-id="option"]');
    expect(boxes.map(({ checked }) => checked)).toEqual([true, false]);
    await expect(choice).toBeAccessible();
    boxes[1]?.click();
    boxes[0]?.click();
    expect(told).toEqual([{ value: 'inbound-sso;outbound-sso' }, { value: '' }]);
  });

  it('closes with Escape and when all are taken away, and gives the focus back', async () => {
    const choice = await show<Choice>(UseChoice, { ...given, value: 'inbound-sso' });
    const told = heard(choice, 'change');
    const face = one(choice, '[data-id="face"]');
    await press(choice, '[data-id="face"]');
    one(choice, '.choice').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settled();
    expect(face.getAttribute('aria-expanded')).toBe('false');
    expect(choice.shadowRoot?.activeElement).toBe(face);
    await press(choice, '[data-id="face"]');
    await press(choice, '[data-id="clear"]');
    expect(told).toEqual([{ value: '' }]);
    expect(all(choice, '.panel')).toEqual([]);
  });

  it('closes when the focus goes elsewhere, not when it moves within', async () => {
    const choice = await show<Choice>(UseChoice, given);
    await press(choice, '[data-id="face"]');
    const leave = (relatedTarget: EventTarget | null): boolean =>
      one(choice, '.choice').dispatchEvent(new FocusEvent('focusout', { relatedTarget, bubbles: true }));
    leave(one(choice, '[data-id="option"]'));
    await settled();
    expect(all(choice, '.panel')).toHaveLength(1);
    leave(document.body);
    await settled();
    expect(all(choice, '.panel')).toEqual([]);
  });
});
