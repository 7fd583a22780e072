import '../../../../../test/console/lwc/realWords';
import overview from '@salesforce/apex/RotationRecords.overview';
import rotations from '@salesforce/apex/RotationRecords.rotations';
import { reload } from 'c/healthRecords';
import RotationHint from 'c/rotationHint';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { rotation, rotationOverview } from '../../../../../test/console/lwc/rotations';

jest.mock('c/certificateEngine', () => ({}));
jest.mock('@salesforce/apex/RotationRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.rotations', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
const [overviewMock, rotationsMock] = [overview, rotations] as unknown as [jest.Mock, jest.Mock];

async function show(row: object, properties: object = {}, canApprove = true): Promise<ReturnType<typeof mount>> {
  reload();
  overviewMock.mockResolvedValue(rotationOverview({ canApprove }));
  rotationsMock.mockResolvedValue({ rows: [rotation({ Certificate__c: 'c', ...row })], nextAfter: null });
  const element = mount('c-rotation-hint', RotationHint, { certificateId: 'c', ...properties });
  await settled();
  return element;
}

describe('the hint beside a certificate', () => {
  afterEach(() => document.body.replaceChildren());

  it.each([
    [{}, 'Rotation waits for your approval.'],
    [{ Waits_For__c: 'partner' }, 'Its rotation waits for the other side.'],
    [{ Waits_For__c: 'authority' }, 'Its rotation waits for the authority.'],
    [{ Waits_For__c: 'date' }, 'Its rotation is under way.'],
    [{ State__c: 'running' }, 'Its rotation is under way.'],
    [{ State__c: 'failed' }, 'Its rotation failed.'],
    [{ State__c: 'planned' }, 'Its rotation is planned.'],
    [{ State__c: 'done', Ended_At__c: '2024-11-10T09:35:00.000Z' }, 'A rotation was done Sun, Nov 10, 2024.'],
    [{ State__c: 'undone', Ended_At__c: '2024-11-10T09:35:00.000Z' }, 'A rotation was taken back Sun, Nov 10, 2024.'],
  ])('says of %j: %s', async (row, words) => {
    const element = await show(row);
    expect(textOf(find(element.shadowRoot, '[data-id="text"]'))).toBe(words);
    await expect(element).toBeAccessible();
  });

  it('does not tell a viewer that it is their approval', async () => {
    expect(textOf(await show({}, {}, false))).toContain('Its rotation waits for approval.');
  });

  it('says nothing of what is over where there is little room', async () => {
    expect(textOf(await show({ State__c: 'done' }, { isBrief: true }))).toBe('');
  });

  it('leads to the rotation', async () => {
    const element = await show({ Id: 'a0R' });
    const asked = eventsOf(element, 'navigate');
    find(element.shadowRoot, '[data-id="rotation"]').click();
    expect(asked).toEqual([{ page: 'rotation', record: 'a0R' }]);
  });

  it('shows nothing where there is none, and where rotations may not be read', async () => {
    expect(textOf(await show({ Certificate__c: 'd' }))).toBe('');
    reload();
    rotationsMock.mockRejectedValue(new Error('no'));
    const element = mount('c-rotation-hint', RotationHint, { certificateId: 'c' });
    await settled();
    expect(textOf(element)).toBe('');
  });
});
