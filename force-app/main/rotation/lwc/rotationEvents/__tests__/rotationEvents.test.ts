import RotationEvents from 'c/rotationEvents';
import { mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { beforeSwitch, eventRows } from '../../../../../test/console/lwc/rotations';

jest.mock('c/certificateEngine', () => ({}));

describe('what happened in a rotation', () => {
  afterEach(() => document.body.replaceChildren());

  it('is told with who did it, the newest first', async () => {
    const element = mount('c-rotation-events', RotationEvents, { events: eventRows(beforeSwitch) });
    await settled();
    const lines = [...element.shadowRoot.querySelectorAll('[data-id="event"]')].map(textOf);
    expect(lines).toEqual([
      'Fri, Nov 20, 2:02 AM Event 3. Morgan Reyes · ci@build-7',
      'Fri, Nov 20, 2:01 AM Event 2. Morgan Reyes · ci@build-7',
      'Fri, Nov 20, 2:00 AM Event 1. Morgan Reyes · ci@build-7',
    ]);
    await expect(element).toBeAccessible();
  });

  it('is told by type and step where it says nothing itself', async () => {
    const [, event] = eventRows(beforeSwitch);
    const element = mount('c-rotation-events', RotationEvents, {
      events: [{ ...event, Text__c: undefined, CreatedBy: undefined, By__c: undefined }],
    });
    await settled();
    expect(textOf(element)).toBe('Fri, Nov 20, 2:01 AM step-started request');
  });
});
