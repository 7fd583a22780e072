import '../../../../../test/console/lwc/realWords';
import consoleOverview from '@salesforce/apex/HealthRecords.overview';
import events from '@salesforce/apex/RotationRecords.events';
import files from '@salesforce/apex/RotationRecords.files';
import overview from '@salesforce/apex/RotationRecords.overview';
import rotationOfApex from '@salesforce/apex/RotationRecords.rotation';
import { reload } from 'c/healthRecords';
import RotationApproval from 'c/rotationApproval';
import RotationPage from 'c/rotationPage';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { beforeSwitch, eventRows, plan, rotation, rotationOverview } from '../../../../../test/console/lwc/rotations';
import { overview as ofConsole } from '../../../../../test/console/lwc/rows';

jest.mock('c/rotationApproval', () => ({ __esModule: true, default: { ask: jest.fn() } }));
jest.mock('@salesforce/apex/HealthRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.events', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.files', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.rotation', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
const mocks = { consoleOverview, events, files, overview, rotationOfApex } as unknown as Record<string, jest.Mock>;
const askMock = RotationApproval.ask as unknown as jest.Mock;

async function show(row: object, happened: readonly object[] = beforeSwitch, given: object = plan) {
  mocks.consoleOverview?.mockResolvedValue(ofConsole());
  mocks.overview?.mockResolvedValue(rotationOverview({ overdue: ['a0R'] }));
  mocks.files?.mockResolvedValue([]);
  mocks.events?.mockResolvedValue({ rows: eventRows(happened, given), nextAfter: null });
  mocks.rotationOfApex?.mockResolvedValue(rotation({ Id: 'a0R', ...row }));
  // Pages that are still there ask again, too.
  reload();
  const element = mount('c-rotation-page', RotationPage, { recordId: 'a0R' });
  await settled();
  return element;
}

describe('the page of one rotation', () => {
  afterEach(() => document.body.replaceChildren());

  it('says whose move it is, its steps, what moves, what people do and what happened', async () => {
    const text = textOf(await show({ Waits_For__c: 'partner', Reason__c: 'A third is left.' }));
    expect(text).toMatch(/Partner_API Waits Overdue Waits for the other side .*A third is left\./);
    expect(text).toMatch(/Steps Done Make Partner_API_202701 .*Waits here Re-point 1 place/);
    expect(text).toContain('What happened Fri, Nov 20, 2:02 AM Event 3.');
    expect(text).toContain('Send the new certificate to the other side There is nothing to send yet');
    expect(text).toContain('What only people can do PartnerGateway');
    expect(text).toContain('has acted calls to api.partner.example fail');
    expect(text).toContain('Know before you approve An authority signed the old one.');
    expect(text).toContain('What moves to the new certificate Partner NamedCredential.certificate');
  });

  it('is accessible', async () => {
    await expect(await show({})).toBeAccessible();
  });

  it('says how to take it back, as long as that is possible', async () => {
    const undo = (element: ReturnType<typeof mount>): boolean =>
      element.shadowRoot.querySelector('[data-id="undo"]') !== null;
    expect(textOf(await show({}))).toContain('sf cert rotate undo Partner_API-1a2b3c4d');
    expect(undo(await show({ State__c: 'done' }))).toBe(false);
    expect(undo(await show({}, [...beforeSwitch, { type: 'undo-started', why: 'Kim asked.' }]))).toBe(false);
  });

  it('says that the next run goes on once somebody has approved', async () => {
    const text = textOf(await show({ Waits_For__c: undefined }));
    expect(text).toContain('sf cert rotate start Partner_API-1a2b3c4d');
  });

  it('offers no approval for references that the next run looks at itself', async () => {
    const small = { ...plan, steps: plan.steps.slice(2) };
    const seen = [{ type: 'by-hand-seen', left: ['org.apex/PartnerGateway/ApexClass'] }];
    const element = await show({ Step__c: 'retire' }, seen, small);
    expect(textOf(element)).toContain('The next run looks whether they are gone');
    expect(textOf(element)).toContain('PartnerGateway Still names the old one');
    expect(find<HTMLElement & { canApprove: boolean }>(element.shadowRoot, 'c-rotation-item').canApprove).toBe(false);
  });

  it('leaves the other side out where it has no part', async () => {
    const steps = plan.steps.map((step) => ({ ...step, waits: undefined }));
    expect(textOf(await show({}, beforeSwitch, { ...plan, steps }))).not.toContain('Send the new certificate');
  });

  it('says so where the events cannot be read, and shows them still', async () => {
    const text = textOf(await show({}, [{ type: 'step-done', step: 'request' }]));
    expect(text).toContain('cannot be read: request is not under way.');
    expect(text).toContain('Event 2.');
  });

  it('approves, and asks again how it stands', async () => {
    const element = await show({});
    askMock.mockResolvedValueOnce(true);
    mocks.rotationOfApex?.mockClear();
    find(element.shadowRoot, 'c-rotation-item').dispatchEvent(new CustomEvent('approve'));
    await settled();
    expect(mocks.rotationOfApex).toHaveBeenCalledTimes(1);
  });

  it('leads back, and says that nothing was chosen', async () => {
    const element = await show({});
    const asked = eventsOf(element, 'navigate');
    find(element.shadowRoot, '[data-id="back"]').click();
    expect(asked).toEqual([{ page: 'rotations' }]);
    const nothing = mount('c-rotation-page', RotationPage);
    await settled();
    expect(textOf(nothing)).toContain('No rotation was chosen');
    await expect(nothing).toBeAccessible();
  });

  it('says what went wrong, and tries again', async () => {
    reload();
    mocks.rotationOfApex?.mockRejectedValue({ body: { message: 'This rotation is not there any more.' } });
    const element = mount('c-rotation-page', RotationPage, { recordId: 'a0X' });
    await settled();
    expect(textOf(element)).toContain('This rotation is not there any more.');
    mocks.rotationOfApex?.mockResolvedValue(rotation({ Id: 'a0X' }));
    find(element.shadowRoot, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(textOf(element)).toContain('Partner_API');
  });
});
