import '../../../../../test/console/lwc/realWords';
import { createElement } from 'lwc';
import StatusBadge from 'c/statusBadge';

function show(properties: object): HTMLElement {
  const element = createElement('c-status-badge', { is: StatusBadge }) as unknown as HTMLElement;
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

describe('status badge', () => {
  afterEach(() => document.body.replaceChildren());

  it.each([
    ['critical', 'Critical', 'utility:error'],
    ['warning', 'Warning', 'utility:warning'],
    ['info', 'Note', 'utility:info'],
    ['waived', 'Waived', 'utility:clock'],
    ['healthy', 'No finding', 'utility:success'],
    ['unknown', 'Not checked', 'utility:question'],
    ['absent', 'None found', 'utility:ban'],
    [undefined, 'Not checked', 'utility:question'],
    ['something new', 'Not checked', 'utility:question'],
  ])('shows %s by a word and an icon', async (status, word, icon) => {
    const element = show({ status });
    expect(element.shadowRoot?.textContent).toBe(word);
    const shown = element.shadowRoot?.querySelector<HTMLElement & { iconName: string }>('lightning-icon');
    expect(shown?.iconName).toBe(icon);
    await expect(element).toBeAccessible();
  });

  it('takes another word', () => {
    expect(show({ status: 'critical', label: 'Expired' }).shadowRoot?.textContent).toBe('Expired');
  });
});
