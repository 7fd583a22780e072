import '../../../../../test/console/lwc/realWords';
import waiversOf from '@salesforce/apex/HealthRecords.waivers';
import FindingDecision from 'c/findingDecision';
import { reload } from 'c/healthRecords';
import WaiverList from 'c/waiverList';
import {
  all,
  findingRow,
  heard,
  inDays,
  one,
  pageOf,
  settled,
  show,
  tell,
  textOf,
} from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/HealthRecords.waivers', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('c/findingDecision', () => ({ __esModule: true, default: { ask: jest.fn() } }));
const waivers = waiversOf as unknown as jest.Mock;
const ask = FindingDecision.ask as unknown as jest.Mock;
const waived = findingRow({
  Status__c: 'waived',
  Decision_Note__c: 'Replaced in May',
  Decided_By__c: 'Ada',
  Decided_At__c: inDays(-3),
  Waived_Until__c: inDays(20).slice(0, 10),
});

describe('list of waivers', () => {
  beforeEach(() => {
    waivers.mockReset().mockResolvedValue(pageOf([waived]));
    ask.mockReset();
    reload();
  });
  afterEach(() => document.body.replaceChildren());

  it('says what is waived, why, by whom and until when', async () => {
    const list = await show(WaiverList, { canDecide: true });
    const text = textOf(one(list, '[data-id="waiver"]'));
    for (const part of ['Calls to the partner fail', 'Partner API Client', 'Replaced in May', 'Ada,', 'in 20 days'])
      expect(text).toContain(part);
    await expect(list).toBeAccessible();
  });

  it('opens one again, and loads again', async () => {
    ask.mockResolvedValue(1);
    const list = await show(WaiverList, { canDecide: true });
    waivers.mockResolvedValue(pageOf([]));
    one(list, '[data-id="reopen"]').click();
    await settled();
    expect(ask).toHaveBeenCalledWith({ action: 'reopen', ids: [waived.Id], titles: [waived.Title__c] });
    expect(textOf(list)).toContain('Nothing is waived');
  });

  it('offers no button for what the settings file waives, nor to who may not decide', async () => {
    waivers.mockResolvedValue(pageOf([{ ...waived, Waived_By_Settings__c: true, Waived_Until__c: undefined }]));
    const list = await show(WaiverList, { canDecide: true });
    expect(all(list, '[data-id="reopen"]')).toHaveLength(0);
    expect(textOf(list)).toContain('settings file of the scan');
    expect(one(list, '[data-id="until"]').textContent).toBe('no end stated');
    reload();
    waivers.mockResolvedValue(pageOf([waived]));
    expect(all(await show(WaiverList), '[data-id="reopen"]')).toHaveLength(0);
  });

  it('leads to the certificate', async () => {
    const list = await show(WaiverList);
    const told = heard(list, 'navigate');
    one(list, '[data-id="open"]').click();
    expect(told).toEqual([{ page: 'certificate', record: 'a01000000000001AAA' }]);
  });

  it('teaches what would stand there', async () => {
    waivers.mockResolvedValue(pageOf([]));
    const list = await show(WaiverList);
    expect(textOf(list)).toContain('comes back the day after');
    await expect(list).toBeAccessible();
  });

  it('says that it is loading, and what went wrong', async () => {
    waivers.mockRejectedValue({ body: { message: 'Ask for the permission set.' } });
    const list = await show(WaiverList);
    expect(textOf(list)).toContain('Ask for the permission set.');
    waivers.mockReturnValue(new Promise(() => {}));
    tell(one(list, 'c-error-panel'), 'retry', {});
    await settled();
    expect(all(list, 'lightning-spinner')).toHaveLength(1);
    await expect(list).toBeAccessible();
  });
});
