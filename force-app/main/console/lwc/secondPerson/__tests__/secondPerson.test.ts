import '../../../../../test/console/lwc/realWords';
import SecondPerson from 'c/secondPerson';
import { show } from '../../../../../test/console/lwc/pieces';

interface Box extends HTMLElement {
  checked: boolean;
  disabled: boolean;
}

const boxOf = (shown: HTMLElement): Box => shown.shadowRoot?.querySelector('[data-id="second-person"]') as Box;

describe('the setting for a second person', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows what is set, and is for those who may change settings', async () => {
    const shown = await show(SecondPerson, { settings: { secondPerson: true } });
    expect([boxOf(shown).checked, boxOf(shown).disabled]).toEqual([true, true]);
    await expect(shown).toBeAccessible();
  });

  it('asks for saving, with all other settings as they are', async () => {
    const shown = await show(SecondPerson, { settings: { bell: true }, canEdit: true });
    const asked: unknown[] = [];
    shown.addEventListener('save', (event) => asked.push((event as CustomEvent<unknown>).detail));
    boxOf(shown).dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    expect(asked).toEqual([{ settings: { bell: true, secondPerson: true } }]);
  });
});
