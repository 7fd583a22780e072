import '../../../../../test/console/lwc/realWords';
import RetentionSettings from 'c/retentionSettings';
import { all, heard, one, overview, show } from '../../../../../test/console/lwc/pieces';

interface Field extends HTMLElement {
  value: string;
  disabled: boolean;
  reportValidity: () => boolean;
}
const settings = { ...overview().settings, keepDays: 400 };

async function shownWith(properties: object, isValid = true): Promise<[HTMLElement, Field]> {
  const shown = await show(RetentionSettings, properties);
  const field = one<Field>(shown, '[data-id="days"]');
  field.reportValidity = () => isValid;
  return [shown, field];
}

describe('keeping records', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows how long they are kept, and that they are kept for ever', async () => {
    const [shown, field] = await shownWith({ settings, canEdit: true });
    expect(field.value).toBe('400');
    await expect(shown).toBeAccessible();
    const [, empty] = await shownWith({ settings: overview().settings, canEdit: true });
    expect(empty.value).toBe('');
  });

  it.each([
    ['365', 365],
    [' ', null],
  ])('saves %j beside all that stays', async (typed, keepDays) => {
    const [shown, field] = await shownWith({ settings, canEdit: true });
    const saved = heard(shown, 'save');
    field.value = typed;
    one(shown, '[data-id="save"]').click();
    expect(saved).toEqual([{ settings: { ...settings, keepDays } }]);
  });

  it('saves nothing that its field refuses', async () => {
    const [shown, field] = await shownWith({ settings, canEdit: true }, false);
    const saved = heard(shown, 'save');
    field.value = '5';
    one(shown, '[data-id="save"]').click();
    expect(saved).toEqual([]);
  });

  it('can only be read without the right to change it', async () => {
    const [shown, field] = await shownWith({ settings });
    expect(field.disabled).toBe(true);
    expect(all(shown, '[data-id="save"]')).toHaveLength(0);
    await expect(shown).toBeAccessible();
  });
});
