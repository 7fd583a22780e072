import '../../../../../test/console/lwc/realWords';
import ThresholdSettings from 'c/thresholdSettings';
import { all, heard, one, overview, settled, show, tell, textOf } from '../../../../../test/console/lwc/pieces';

interface Field extends HTMLElement {
  value: string;
  disabled: boolean;
  label: string;
  reportValidity: () => boolean;
}
const { settings } = overview();

async function form(properties: object = {}): Promise<HTMLElement> {
  const shown = await show(ThresholdSettings, { settings, canEdit: true, ...properties });
  for (const field of all<Field>(shown, '[data-level]')) field.reportValidity = () => true;
  return shown;
}
const field = (shown: HTMLElement, level: string, use = ''): Field =>
  one(shown, `[data-level="${level}"][data-use="${use}"]`);

async function type(shown: HTMLElement, values: Record<string, string>, use = ''): Promise<void> {
  for (const [level, value] of Object.entries(values)) field(shown, level, use).value = value;
  tell(field(shown, 'warningDays'), 'change', {});
  await settled();
}

describe('levels of warning', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows shares as per cent, and what they mean for certificates that people know', async () => {
    const shown = await form();
    expect(field(shown, 'warningFraction').value).toBe('33.3');
    expect(field(shown, 'criticalFraction').value).toBe('16.7');
    expect(all(shown, '[data-id="effect"]').map(textOf)).toEqual([
      'A 47-day certificate warns 15 days before its end, critical 7 days before',
      'A 90-day certificate warns 30 days before its end, critical 15 days before',
      'A 398-day certificate warns 132 days before its end, critical 66 days before',
    ]);
    await expect(shown).toBeAccessible();
  });

  it('says what it would mean while somebody types', async () => {
    const shown = await form();
    await type(shown, { warningDays: '45' });
    expect(textOf(all(shown, '[data-id="effect"]')[1])).toContain('warns 45 days before');
  });

  it('saves what was typed, and leaves what was not touched exactly as it was', async () => {
    const shown = await form();
    const saved = heard<{ settings: typeof settings }>(shown, 'save');
    await type(shown, { warningDays: '90' });
    await type(shown, { criticalFraction: '10' }, 'inbound-sso');
    one(shown, '[data-id="save"]').click();
    expect(saved[0]?.settings).toMatchObject({
      ...settings,
      warningDays: 90,
      criticalDays: null,
      perUse: expect.anything() as object,
    });
    expect(saved[0]?.settings.perUse).toHaveLength(8);
    expect(saved[0]?.settings.perUse?.find(({ use }) => use === 'inbound-sso')).toMatchObject({
      criticalFraction: 0.1,
      warningFraction: null,
    });
  });

  it('shows the levels of single uses', async () => {
    const shown = await form({ settings: { ...settings, perUse: [{ use: 'custom-domain', warningDays: 21 }] } });
    expect(field(shown, 'warningDays', 'custom-domain').value).toBe('21');
    expect(all(shown, 'fieldset')).toHaveLength(8);
    expect(all(shown, 'legend').map(textOf)).toContain('Outbound Apex mTLS');
  });

  it('refuses that critical comes before the warning', async () => {
    const shown = await form();
    const saved = heard(shown, 'save');
    // 45 days are fewer than a sixth of 398.
    await type(shown, { warningDays: '45' });
    one(shown, '[data-id="save"]').click();
    await settled();
    expect(one(shown, '[data-id="error"]').textContent).toContain('Critical must come after the warning');
    expect(saved).toEqual([]);
  });

  it('saves nothing while a field is not right', async () => {
    const shown = await form();
    const saved = heard(shown, 'save');
    field(shown, 'warningFraction').reportValidity = () => false;
    one(shown, '[data-id="save"]').click();
    expect(saved).toEqual([]);
  });

  it('can only be read without the right to change it', async () => {
    const shown = await form({ canEdit: false });
    expect(all<Field>(shown, '[data-level]').every(({ disabled }) => disabled)).toBe(true);
    expect(all(shown, '[data-id="save"]')).toHaveLength(0);
    await expect(shown).toBeAccessible();
  });
});
