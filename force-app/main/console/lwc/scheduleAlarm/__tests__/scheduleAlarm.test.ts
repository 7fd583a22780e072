import '../../../../../test/console/lwc/realWords';
import ScheduleAlarm from 'c/scheduleAlarm';
import { all, heard, one, show, textOf } from '../../../../../test/console/lwc/pieces';

const alarm = 'The daily scan runs as Kim, who is no longer active.';

describe('alarm of the daily scan', () => {
  afterEach(() => document.body.replaceChildren());

  it('says why nobody watches, and leads to where it is mended', async () => {
    const shown = await show(ScheduleAlarm, { watch: { isScheduled: true, alarm }, canSettings: true });
    expect(one(shown, '[role="alert"]')).not.toBeNull();
    expect(textOf(shown)).toContain('Nobody is watching');
    expect(textOf(shown)).toContain(alarm);
    const went = heard(shown, 'navigate');
    one(shown, '[data-id="settings"]').click();
    expect(went).toEqual([{ page: 'settings' }]);
    await expect(shown).toBeAccessible();
  });

  it('offers nothing to those who may not change settings', async () => {
    const shown = await show(ScheduleAlarm, { watch: { isScheduled: true, alarm } });
    expect(textOf(shown)).toContain(alarm);
    expect(all(shown, 'button')).toHaveLength(0);
    await expect(shown).toBeAccessible();
  });

  it.each([[undefined], [{ isScheduled: true, alarm: null }], [{ isScheduled: null, alarm: null }]])(
    'is not there for %j',
    async (watch) => {
      const shown = await show(ScheduleAlarm, { watch, canSettings: true });
      expect(textOf(shown)).toBe('');
    },
  );
});
