import '../../../../../test/console/lwc/realWords';
import NotificationSettings from 'c/notificationSettings';
import { all, heard, one, overview, show } from '../../../../../test/console/lwc/pieces';

interface Field extends HTMLElement {
  value: string;
  checked: boolean;
  disabled: boolean;
}
const settings = {
  ...overview().settings,
  mailDigest: true,
  webhookNamedCredential: 'CertHealth_Webhook',
  webhookFormat: 'teams',
};

describe('notifications', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows who is told, and how', async () => {
    const shown = await show(NotificationSettings, { settings, canEdit: true });
    expect(one<Field>(shown, '[data-id="digest"]').checked).toBe(true);
    expect(one<Field>(shown, '[data-id="bell"]').checked).toBe(false);
    expect(one<Field>(shown, '[data-id="webhook"]').value).toBe('CertHealth_Webhook');
    expect(one<Field>(shown, '[data-id="format"]').value).toBe('teams');
    await expect(shown).toBeAccessible();
  });

  it('saves what was chosen beside all that stays', async () => {
    const shown = await show(NotificationSettings, { settings, canEdit: true });
    const saved = heard(shown, 'save');
    one<Field>(shown, '[data-id="responsible"]').checked = true;
    one<Field>(shown, '[data-id="bell"]').checked = true;
    one<Field>(shown, '[data-id="webhook"]').value = '  ';
    one<Field>(shown, '[data-id="format"]').value = 'slack';
    one(shown, '[data-id="save"]').click();
    expect(saved).toEqual([
      {
        settings: {
          ...settings,
          bell: true,
          mailDigest: true,
          mailResponsible: true,
          webhookNamedCredential: null,
          webhookFormat: 'slack',
        },
      },
    ]);
  });

  it('can only be read without the right to change it', async () => {
    const shown = await show(NotificationSettings, { settings });
    expect(all<Field>(shown, '[data-id]').every(({ disabled }) => disabled)).toBe(true);
    expect(all(shown, '[data-id="save"]')).toHaveLength(0);
    await expect(shown).toBeAccessible();
  });
});
