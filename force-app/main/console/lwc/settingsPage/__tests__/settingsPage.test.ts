import '../../../../../test/console/lwc/realWords';
import overviewOf from '@salesforce/apex/HealthRecords.overview';
import waiversOf from '@salesforce/apex/HealthRecords.waivers';
import saveOf from '@salesforce/apex/SetupAssistant.saveSettings';
import stepsOf from '@salesforce/apex/SetupAssistant.steps';
import { reload } from 'c/healthRecords';
import SettingsPage from 'c/settingsPage';
import { all, heard, one, overview, settled, show, tell, textOf } from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/HealthRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/HealthRecords.waivers', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SetupAssistant.saveSettings', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SetupAssistant.steps', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('c/findingDecision', () => ({ __esModule: true, default: { ask: jest.fn() } }));
const overviewMock = overviewOf as unknown as jest.Mock;
const save = saveOf as unknown as jest.Mock;
const steps = stepsOf as unknown as jest.Mock;
const changed = { ...overview().settings, warningDays: 45 };

describe('settings', () => {
  beforeEach(() => {
    overviewMock.mockReset().mockResolvedValue(overview());
    (waiversOf as unknown as jest.Mock).mockReset().mockResolvedValue([]);
    save.mockReset().mockResolvedValue('0Af000000000001AAA');
    steps.mockReset().mockResolvedValue([]);
    reload();
  });
  afterEach(() => document.body.replaceChildren());

  it('shows all that can be decided', async () => {
    const page = await show(SettingsPage);
    const headings = all(page, 'h2').map((heading) => heading.textContent);
    expect(headings).toEqual([
      'Set-up: connect, scan, schedule, tell',
      'Waivers',
      'When to warn',
      'Who is responsible',
      'Keeping records',
    ]);
    await expect(page).toBeAccessible();
  });

  it('says plainly to who may only read what is needed, and asks Apex for nothing that it would refuse', async () => {
    overviewMock.mockResolvedValue(overview({ canSettings: false }));
    const page = await show(SettingsPage);
    expect(one(page, '[data-id="read-only"]').textContent).toContain('Certificate Health Admin');
    expect(all(page, 'c-setup-steps')).toHaveLength(0);
    expect(steps).not.toHaveBeenCalled();
    expect(one<HTMLElement & { canEdit: boolean }>(page, 'c-notification-settings').canEdit).toBe(false);
    expect(one<HTMLElement & { canEdit: boolean }>(page, 'c-threshold-settings').canEdit).toBe(false);
    await expect(page).toBeAccessible();
  });

  it('saves, says that it takes a moment, and shows what was saved', async () => {
    const page = await show(SettingsPage);
    tell(one(page, 'c-threshold-settings'), 'save', { settings: changed });
    await settled();
    expect(JSON.parse((save.mock.calls[0] as [{ settingsJson: string }])[0].settingsJson)).toEqual(changed);
    expect(one(page, '[data-id="said"]').textContent).toContain('Saved.');
    expect(one<HTMLElement & { settings: object }>(page, 'c-setup-steps').settings).toEqual(changed);
  });

  it('says what went wrong, and keeps what was', async () => {
    save.mockRejectedValue({ body: { message: 'A deployment is under way.' } });
    const page = await show(SettingsPage);
    tell(one(page, 'c-setup-steps'), 'save', { settings: changed });
    await settled();
    expect(one(page, '[data-id="save-error"]').textContent).toBe('A deployment is under way.');
    expect(one(page, '[data-id="said"]').textContent).toBe('');
    expect(one<HTMLElement & { settings: object }>(page, 'c-threshold-settings').settings).toEqual(overview().settings);
  });

  it('passes on where the list of waivers leads', async () => {
    const page = await show(SettingsPage);
    const told = heard(page, 'navigate');
    tell(one(page, 'c-waiver-list'), 'navigate', { page: 'certificate', record: '1' });
    expect(told).toEqual([{ page: 'certificate', record: '1' }]);
  });

  it('says that it is loading, and what went wrong', async () => {
    overviewMock.mockReturnValue(new Promise(() => {}));
    expect(all(await show(SettingsPage), 'lightning-spinner')).toHaveLength(1);
    document.body.replaceChildren();
    reload();
    overviewMock.mockRejectedValue({ body: { message: 'Ask for the permission set.' } });
    const page = await show(SettingsPage);
    expect(textOf(page)).toContain('Ask for the permission set.');
    await expect(page).toBeAccessible();
    overviewMock.mockResolvedValue(overview());
    tell(one(page, 'c-error-panel'), 'retry', {});
    await settled();
    expect(all(page, 'c-threshold-settings')).toHaveLength(1);
  });
});
