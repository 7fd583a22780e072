import '../../../../../test/console/lwc/realWords';
import RotationItem from 'c/rotationItem';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { rotation } from '../../../../../test/console/lwc/rotations';
import { today } from '../../../../../test/console/lwc/rows';

jest.mock('c/certificateEngine', () => ({}));

async function show(properties: object): Promise<ReturnType<typeof mount>> {
  const element = mount('c-rotation-item', RotationItem, properties);
  await settled();
  return element;
}

describe('a rotation in a few lines', () => {
  beforeEach(() => jest.useFakeTimers({ now: today, doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => {
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('says whose move it is, since when, and until when there is time', async () => {
    const element = await show({
      row: rotation({ Certificate__r: { Expires_At__c: '2026-12-05T00:00:00.000Z' }, Started_By_Itself__c: true }),
      canApprove: true,
      isOverdue: true,
    });
    const text = textOf(element);
    expect(text).toContain('Partner_API Waits Overdue Ran by itself');
    expect(text).toContain('Waits for your approval Say that the other side has it.');
    expect(text).toContain('Since Fri, Nov 20 (2 days ago). The old certificate ends in 13 days (Sat, Dec 5).');
    expect(text).toContain('New record that vouches for itself (self-signed). Its successor: Partner_API_202701.');
    await expect(element).toBeAccessible();
  });

  it.each([
    ['approver', 'Waits for approval'],
    ['partner', 'Waits for the other side'],
    ['authority', 'Waits for the authority'],
    ['date', 'Waits for a moment'],
    [undefined, 'Approved: the next run goes on'],
    ['somebody', 'somebody'],
  ])('says of who is waited for (%s): %s', async (who, words) => {
    const element = await show({ row: rotation({ Waits_For__c: who as never }) });
    expect(textOf(find(element.shadowRoot, '[data-id="move"]'))).toBe(words);
  });

  it.each([
    ['approver', true, true],
    ['partner', true, true],
    ['authority', true, false],
    ['date', true, false],
    [undefined, true, false],
    ['approver', false, false],
  ])('offers to approve (%s, may: %s): %s', async (who, canApprove, offered) => {
    const element = await show({ row: rotation({ Waits_For__c: who as never }), canApprove });
    expect(element.shadowRoot.querySelector('[data-id="approve"]') !== null).toBe(offered);
  });

  it('says until which moment it waits', async () => {
    const element = await show({ row: rotation({ Waits_For__c: 'date', Waits_Since__c: '2026-11-24T18:00:00.000Z' }) });
    expect(textOf(element)).toContain('Until Tue, Nov 24, 6:00 PM.');
  });

  it('says why it failed, and that a run is at work', async () => {
    const failed = await show({ row: rotation({ State__c: 'failed', Problem__c: 'The org refused it.' }) });
    expect(textOf(failed)).toContain('Failed The org refused it.');
    const running = await show({
      row: rotation({ State__c: 'running', Runner__c: 'ci@build-7', Heartbeat__c: '2026-11-22T11:59:00.000Z' }),
    });
    expect(textOf(running)).toContain('A run is at work (ci@build-7); heard from it Sun, Nov 22, 11:59 AM.');
  });

  it('says of what is over when, and of nothing that was', async () => {
    const row = rotation({ State__c: 'done', Ended_At__c: '2026-11-10T09:35:00.000Z', Problem__c: 'Once.' });
    const done = await show({ row });
    expect(textOf(done)).toContain('Done Done Tue, Nov 10, 9:35 AM.');
    expect(textOf(done)).not.toContain('Once.');
    const undone = await show({ row: { ...row, State__c: 'undone' } });
    expect(textOf(undone)).toContain('Taken back Tue, Nov 10, 9:35 AM.');
    expect(textOf(undone)).not.toContain('Say that');
  });

  it('says that the old certificate has ended', async () => {
    const element = await show({ row: rotation({ Certificate__r: { Expires_At__c: '2026-11-20T00:00:00.000Z' } }) });
    expect(textOf(element)).toContain('The old certificate ended 2 days ago');
  });

  it('opens and approves by buttons that name the certificate', async () => {
    const row = rotation();
    const element = await show({ row, canApprove: true });
    const [opened, approved] = [eventsOf(element, 'open'), eventsOf(element, 'approve')];
    const open = find(element.shadowRoot, '[data-id="open"]');
    const approve = find(element.shadowRoot, '[data-id="approve"]');
    open.click();
    approve.click();
    expect([open.ariaLabel ?? open.getAttribute('aria-label'), approve.getAttribute('aria-label')]).toEqual([
      'Open the rotation of Partner_API',
      'Approve the step of Partner_API that waits',
    ]);
    expect([opened, approved]).toEqual([[row.Id], [row.Id]]);
  });
});
