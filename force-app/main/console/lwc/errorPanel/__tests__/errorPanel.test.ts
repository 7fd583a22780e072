import '../../../../../test/console/lwc/realWords';
import { createElement } from 'lwc';
import ErrorPanel from 'c/errorPanel';

function show(properties: object): HTMLElement {
  const element = createElement('c-error-panel', { is: ErrorPanel }) as unknown as HTMLElement;
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

describe('error panel', () => {
  afterEach(() => document.body.replaceChildren());

  it('says in one sentence what went wrong', async () => {
    const element = show({ error: { body: { message: 'The org is being moved.' } } });
    expect(element.shadowRoot?.querySelector('.sentence')?.textContent).toBe('The org is being moved.');
    expect(element.shadowRoot?.querySelector('[role="alert"]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('tells a missing permission set from a failure', async () => {
    const element = show({
      error: { body: { message: "You do not have access to the Apex class named 'HealthRecords'." } },
      heading: 'No rights',
    });
    expect(element.shadowRoot?.textContent).toContain('Certificate Health Viewer');
    expect(element.shadowRoot?.textContent).toContain('No rights');
    expect(element.shadowRoot?.querySelector<HTMLElement & { iconName: string }>('lightning-icon')?.iconName).toBe(
      'utility:lock',
    );
    await expect(element).toBeAccessible();
  });

  it('asks for another try', () => {
    const element = show({ error: 'No.' });
    const retry = jest.fn();
    element.addEventListener('retry', retry);
    element.shadowRoot?.querySelector<HTMLElement>('[data-id="retry"]')?.click();
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
