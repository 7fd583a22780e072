import '../../../../../test/console/lwc/realWords';
import RotationAutomation from 'c/rotationAutomation';
import { mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { run } from '../../../../../test/console/lwc/rotations';
import { today } from '../../../../../test/console/lwc/rows';

jest.mock('c/certificateEngine', () => ({}));

describe('the automation', () => {
  beforeEach(() => jest.useFakeTimers({ now: today, doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => {
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('says when each ran last, what came of it and what is next', async () => {
    const element = mount('c-rotation-automation', RotationAutomation, {
      runs: [run({ Next_On__c: '2026-12-03' }), run({ Key__c: 'b@acme.example', Says__c: undefined })],
    });
    await settled();
    const text = textOf(element);
    expect(text).toContain('Ran last today (Sun, Nov 22, 2:15 AM), as nightly@acme.example. Nothing is due.');
    expect(text).toContain('The next certificate is due in 11 days (Thu, Dec 3).');
    expect(text).toContain('as b@acme.example.');
    await expect(element).toBeAccessible();
  });

  it('says which have stopped', async () => {
    const element = mount('c-rotation-automation', RotationAutomation, { runs: [run()], alarms: ['It has stopped.'] });
    await settled();
    expect(textOf(element)).toContain('It has stopped.');
    await expect(element).toBeAccessible();
  });

  it('says how to begin where none ever ran', async () => {
    const element = mount('c-rotation-automation', RotationAutomation);
    await settled();
    expect(textOf(element)).toContain('sf cert rotate run --due');
  });
});
