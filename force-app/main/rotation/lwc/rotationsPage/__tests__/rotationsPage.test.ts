import '../../../../../test/console/lwc/realWords';
import overview from '@salesforce/apex/RotationRecords.overview';
import rotations from '@salesforce/apex/RotationRecords.rotations';
import { reload } from 'c/healthRecords';
import RotationApproval from 'c/rotationApproval';
import type { RotationRow } from 'c/rotationRecords';
import RotationsPage from 'c/rotationsPage';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { rotation, rotationOverview, run } from '../../../../../test/console/lwc/rotations';

jest.mock('c/certificateEngine', () => ({}));
jest.mock('c/rotationApproval', () => ({ __esModule: true, default: { ask: jest.fn() } }));
jest.mock('@salesforce/apex/RotationRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.rotations', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
const [overviewMock, rotationsMock] = [overview, rotations] as unknown as [jest.Mock, jest.Mock];
const askMock = RotationApproval.ask as unknown as jest.Mock;

async function show(rows: readonly RotationRow[], given: object = {}): Promise<ReturnType<typeof mount>> {
  overviewMock.mockResolvedValue(rotationOverview(given));
  rotationsMock.mockResolvedValue({ rows, nextAfter: null });
  reload();
  const element = mount('c-rotations-page', RotationsPage);
  await settled();
  return element;
}

describe('the page of rotations', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows first what waits for somebody, then the rest by how it stands', async () => {
    const element = await show(
      [
        rotation({ State__c: 'done', Started_By_Itself__c: true, Certificate_Name__c: 'E' }),
        rotation({ State__c: 'planned', Certificate_Name__c: 'D' }),
        rotation({ State__c: 'running', Certificate_Name__c: 'C' }),
        rotation({ State__c: 'failed', Certificate_Name__c: 'B' }),
        rotation({ Id: 'a0R', Certificate_Name__c: 'A' }),
      ],
      { overdue: ['a0R'], runs: [run()] },
    );
    const text = textOf(element);
    expect(text).toMatch(
      /Waits for somebody \(1\) A .*Overdue.*Failed \(1\) B .*Under way \(1\) C .*Planned \(1\) D .*Renewals that run by themselves.*Over \(1\) 1 of 1 that are over ran by themselves\. E /,
    );
    await expect(element).toBeAccessible();
  });

  it('says that nothing waits', async () => {
    const element = await show([rotation({ State__c: 'done' })]);
    expect(textOf(element)).toContain('Waits for somebody (0) Nothing waits for anybody.');
    await expect(element).toBeAccessible();
  });

  it('teaches how to begin', async () => {
    const element = await show([]);
    expect(textOf(element)).toContain('No certificate was renewed with this app yet');
    expect(textOf(element)).toContain('sf cert rotate plan --target-org my-org');
    expect(textOf(element)).toContain('docs/guide/rotation.md');
    await expect(element).toBeAccessible();
  });

  it('shows ten of those that are over, and all when asked', async () => {
    const element = await show(Array.from({ length: 12 }, () => rotation({ State__c: 'done' })));
    const shown = (): number => element.shadowRoot.querySelectorAll('[data-id="over"] c-rotation-item').length;
    expect(shown()).toBe(10);
    find(element.shadowRoot, '[data-id="more"]').click();
    await settled();
    expect(shown()).toBe(12);
    expect(textOf(find(element.shadowRoot, '[data-id="more"]'))).toBe('Show fewer');
  });

  it('approves what waits, says so, and asks again how things stand', async () => {
    const row = rotation({ Id: 'a0R' });
    const element = await show([row]);
    askMock.mockResolvedValueOnce(true);
    overviewMock.mockClear();
    find(element.shadowRoot, 'c-rotation-item').dispatchEvent(new CustomEvent('approve', { detail: 'a0R' }));
    await settled();
    expect(askMock).toHaveBeenLastCalledWith(row);
    expect(textOf(find(element.shadowRoot, '[role="status"]'))).toBe(
      'Approved: Partner_API goes on with the next run.',
    );
    expect(overviewMock).toHaveBeenCalledTimes(1);
  });

  it('changes nothing when nothing was approved', async () => {
    const element = await show([rotation({ Id: 'a0R' })]);
    askMock.mockResolvedValueOnce(undefined);
    overviewMock.mockClear();
    find(element.shadowRoot, 'c-rotation-item').dispatchEvent(new CustomEvent('approve', { detail: 'a0R' }));
    await settled();
    expect(overviewMock).not.toHaveBeenCalled();
    expect(textOf(find(element.shadowRoot, '[role="status"]'))).toBe('');
  });

  it('opens a rotation', async () => {
    const element = await show([rotation({ Id: 'a0R' })]);
    const asked = eventsOf(element, 'navigate');
    find(element.shadowRoot, 'c-rotation-item').dispatchEvent(new CustomEvent('open', { detail: 'a0R' }));
    expect(asked).toEqual([{ page: 'rotation', record: 'a0R' }]);
  });

  it('says that it is loading, and what went wrong', async () => {
    reload();
    rotationsMock.mockReturnValue(new Promise(() => undefined));
    const loading = mount('c-rotations-page', RotationsPage);
    await settled();
    expect(loading.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    loading.remove();
    rotationsMock.mockRejectedValue({ body: { message: 'You may not read the records of this app.' } });
    reload();
    const element = mount('c-rotations-page', RotationsPage);
    await settled();
    expect(textOf(element)).toContain('You may not read the records of this app.');
    await expect(element).toBeAccessible();
  });
});
