import '../../../../../test/console/lwc/realWords';
import findingsOf from '@salesforce/apex/HealthRecords.findings';
import CertificateChoice from 'c/certificateChoice';
import FindingDecision from 'c/findingDecision';
import { onReload, reload } from 'c/healthRecords';
import {
  all,
  certificateRow,
  findingRow,
  heard,
  one,
  pageOf,
  settled,
  show,
} from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/HealthRecords.findings', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('c/findingDecision', () => ({ __esModule: true, default: { ask: jest.fn() } }));
const findings = findingsOf as unknown as jest.Mock;
const ask = FindingDecision.ask as unknown as jest.Mock;
const chosen = [certificateRow({ Id: '1', Name: 'Alpha' }), certificateRow({ Id: '2', Name: 'Beta' })];
const said = (choice: HTMLElement): string | null => one(choice, '[data-id="said"]').textContent;

async function press(choice: HTMLElement, id: string): Promise<void> {
  one(choice, `[data-id="${id}"]`).click();
  await settled();
}

describe('several certificates at once', () => {
  beforeEach(() => {
    findings.mockReset().mockResolvedValue(pageOf([]));
    ask.mockReset();
    reload();
  });
  afterEach(() => document.body.replaceChildren());

  it('offers nothing while none is chosen', async () => {
    const choice = await show(CertificateChoice);
    expect(all(choice, 'lightning-button')).toHaveLength(0);
    await expect(choice).toBeAccessible();
  });

  it('says how many are chosen, and lets them go', async () => {
    const choice = await show(CertificateChoice, { chosen });
    const cleared = heard(choice, 'clear');
    expect(one(choice, '[data-id="count"]').textContent).toBe('2 chosen');
    await press(choice, 'clear');
    expect(cleared).toHaveLength(1);
    await expect(choice).toBeAccessible();
  });

  it('names who sees to all of them, says so, loads again and goes on there', async () => {
    // jsdom has no window that could have the focus.
    jest.spyOn(document, 'hasFocus').mockReturnValue(true);
    ask.mockResolvedValue(2);
    const choice = await show(CertificateChoice, { chosen });
    const cleared = heard(choice, 'clear');
    const reloaded = jest.fn();
    const stop = onReload(reloaded);
    await press(choice, 'assign');
    stop();
    expect(ask).toHaveBeenCalledWith({ action: 'assign', ids: ['1', '2'], titles: ['Alpha', 'Beta'] });
    expect(said(choice)).toBe('2 certificates changed.');
    expect(cleared).toHaveLength(1);
    expect(reloaded).toHaveBeenCalledTimes(1);
    expect((choice.shadowRoot?.activeElement as HTMLElement).dataset.id).toBe('said');
  });

  it('acknowledges what is open on the chosen ones only', async () => {
    findings.mockResolvedValue(
      pageOf([
        findingRow({ Id: 'f1', Certificate__c: '1', Title__c: 'One' }),
        findingRow({ Id: 'f2', Certificate__c: '3' }),
        findingRow({ Id: 'f3', Certificate__c: '1', Status__c: 'waived' }),
      ]),
    );
    ask.mockResolvedValue(1);
    const choice = await show(CertificateChoice, { chosen });
    await press(choice, 'acknowledge');
    expect(ask).toHaveBeenCalledWith({ action: 'acknowledge', ids: ['f1'], titles: ['One'] });
    expect(said(choice)).toBe('1 finding acknowledged.');
  });

  it('waives what is open or acknowledged, and knows which of the certificates ends first', async () => {
    const [first, second] = ['2026-12-24T12:00:00.000Z', '2027-02-01T12:00:00.000Z'];
    const held = [
      certificateRow({ Id: '1', Expires_At__c: second }),
      certificateRow({ Id: '2', Expires_At__c: first }),
      certificateRow({ Id: '4', Expires_At__c: '2026-12-01T12:00:00.000Z' }),
    ];
    findings.mockResolvedValue(
      pageOf([
        findingRow({ Id: 'f1', Certificate__c: '1', Title__c: 'One' }),
        findingRow({ Id: 'f2', Certificate__c: '2', Title__c: 'Two', Status__c: 'acknowledged' }),
        findingRow({ Id: 'f3', Certificate__c: '4', Status__c: 'waived' }),
      ]),
    );
    ask.mockResolvedValue(2);
    const choice = await show(CertificateChoice, { chosen: held, canWaive: true });
    await press(choice, 'waive');
    expect(ask).toHaveBeenCalledWith({ action: 'waive', ids: ['f1', 'f2'], titles: ['One', 'Two'], ends: first });
    expect(said(choice)).toBe('2 findings waived.');
  });

  it('offers waiving only to who may', async () => {
    expect(all(await show(CertificateChoice, { chosen }), '[data-id="waive"]')).toEqual([]);
    const choice = await show(CertificateChoice, { chosen, canWaive: true });
    await press(choice, 'waive');
    expect(said(choice)).toBe('Nothing that could be waived is found on the chosen certificates.');
  });

  it('keeps the choice when nothing was decided', async () => {
    ask.mockResolvedValue(undefined);
    const choice = await show(CertificateChoice, { chosen });
    const cleared = heard(choice, 'clear');
    await press(choice, 'assign');
    expect(cleared).toEqual([]);
    expect(said(choice)).toBe('');
  });

  it('says when there is nothing to acknowledge, or when that cannot be found out', async () => {
    const choice = await show(CertificateChoice, { chosen });
    await press(choice, 'acknowledge');
    expect(said(choice)).toBe('Nothing is open on the chosen certificates.');
    reload();
    findings.mockRejectedValue({ body: { message: 'Ask for the permission set.' } });
    await press(choice, 'acknowledge');
    expect(said(choice)).toBe('Ask for the permission set.');
    expect(ask).not.toHaveBeenCalled();
  });
});
