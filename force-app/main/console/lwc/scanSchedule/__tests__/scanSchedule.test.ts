import '../../../../../test/console/lwc/realWords';
import scheduleOf from '@salesforce/apex/SetupAssistant.schedule';
import unscheduleOf from '@salesforce/apex/SetupAssistant.unschedule';
import { onReload } from 'c/healthRecords';
import ScanSchedule from 'c/scanSchedule';
import { all, one, settled, show, tell } from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/SetupAssistant.schedule', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SetupAssistant.unschedule', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
const schedule = scheduleOf as unknown as jest.Mock;
const unschedule = unscheduleOf as unknown as jest.Mock;

describe('schedule of the daily scan', () => {
  beforeEach(() => {
    schedule.mockReset().mockResolvedValue(undefined);
    unschedule.mockReset().mockResolvedValue(undefined);
  });
  afterEach(() => document.body.replaceChildren());

  it('offers the hours of the day, in the time zone of the person and in UTC', async () => {
    const shown = await show(ScanSchedule);
    const { options } = one<HTMLElement & { options: { label: string }[] }>(shown, '[data-id="hour"]');
    expect(options).toHaveLength(24);
    expect(options[15]?.label.replace(/\s/g, ' ')).toBe('3:00 PM (15:00 UTC)');
    await expect(shown).toBeAccessible();
  });

  it('schedules at the chosen hour, says so, and lets others look again', async () => {
    const shown = await show(ScanSchedule);
    const reloaded = jest.fn();
    const stop = onReload(reloaded);
    tell(one(shown, '[data-id="hour"]'), 'change', { value: '15' });
    one(shown, '[data-id="on"]').click();
    await settled();
    stop();
    expect(schedule).toHaveBeenCalledWith({ hourUtc: 15 });
    expect(one(shown, '[data-id="said"]').textContent?.replace(/\s/g, ' ')).toBe(
      'The org scans every day at 3:00 PM (15:00 UTC).',
    );
    expect(reloaded).toHaveBeenCalledTimes(1);
  });

  it('stops the daily scan', async () => {
    const shown = await show(ScanSchedule);
    one(shown, '[data-id="off"]').click();
    await settled();
    expect(unschedule).toHaveBeenCalledTimes(1);
    expect(one(shown, '[data-id="said"]').textContent).toBe('The org no longer scans by itself.');
  });

  it('offers to stop only what may be scheduled', async () => {
    const offered = async (scheduled: boolean | undefined): Promise<number> =>
      all(await show(ScanSchedule, { scheduled }), '[data-id="off"]').length;
    expect([await offered(true), await offered(undefined), await offered(false)]).toEqual([1, 1, 0]);
  });

  it('says what went wrong', async () => {
    schedule.mockRejectedValue({ body: { message: 'Too many jobs are scheduled.' } });
    const shown = await show(ScanSchedule);
    one(shown, '[data-id="on"]').click();
    await settled();
    expect(one(shown, '[data-id="error"]').textContent).toBe('Too many jobs are scheduled.');
    await expect(shown).toBeAccessible();
  });
});
