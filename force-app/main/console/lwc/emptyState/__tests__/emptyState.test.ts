import { createElement } from 'lwc';
import EmptyState from 'c/emptyState';

function show(properties: object): HTMLElement {
  const element = createElement('c-empty-state', { is: EmptyState }) as unknown as HTMLElement;
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

describe('empty state', () => {
  afterEach(() => document.body.replaceChildren());

  it('says why there is nothing and what to do', async () => {
    const element = show({ heading: 'No scan yet', text: 'Scan now.', command: 'sf cert health --publish' });
    expect(element.shadowRoot?.querySelector('h2')?.textContent).toBe('No scan yet');
    expect(element.shadowRoot?.querySelector('.text')?.textContent).toBe('Scan now.');
    expect(element.shadowRoot?.querySelector('code')?.textContent).toBe('sf cert health --publish');
    await expect(element).toBeAccessible();
  });

  it('shows only what it is given', async () => {
    const element = show({ text: 'Nothing matches.' });
    expect(element.shadowRoot?.querySelector('h2')).toBeNull();
    expect(element.shadowRoot?.querySelector('code')).toBeNull();
    await expect(element).toBeAccessible();
  });
});
