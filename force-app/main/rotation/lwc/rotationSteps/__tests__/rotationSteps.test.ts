import '../../../../../test/console/lwc/realWords';
import { readStanding } from 'c/rotationRecords';
import RotationSteps from 'c/rotationSteps';
import { find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { beforeSwitch, eventRows, plan } from '../../../../../test/console/lwc/rotations';
import { today } from '../../../../../test/console/lwc/rows';

async function show(events: readonly object[]): Promise<(id: string) => string> {
  const read = readStanding(eventRows(events), today);
  if ('problem' in read) throw new Error(read.problem);
  const element = mount('c-rotation-steps', RotationSteps, read);
  await settled();
  await expect(element).toBeAccessible();
  return (id) => textOf(find(element.shadowRoot, `li[data-id="${id}"]`));
}

describe('the steps of a rotation', () => {
  afterEach(() => document.body.replaceChildren());

  it('say how each stands, what it does and what it changes', async () => {
    const step = await show(beforeSwitch);
    expect(step('request')).toContain('Done Make Partner_API_202701 Fri, Nov 20, 2:02 AM');
    expect(step('switch')).toContain('Waits here Re-point 1 place Whoever verifies must have it.');
    expect(step('switch')).toContain('Before Before switch. Does Effect of switch. Seen by Seen after switch.');
    expect(step('switch')).toContain('Taken back by Each file is deployed again as it was.');
    expect(step('switch')).toContain('NamedCredential:Partner certificate Partner_API Partner_API_202701');
    expect(step('retire')).toContain('To come Delete Partner_API');
    expect(step('retire')).toContain('It changes nothing that would have to be taken back.');
  });

  it('say who approved, from when on, and that nobody has gone on yet', async () => {
    const approved = {
      type: 'approved',
      step: 'switch',
      by: 'kim@acme.example',
      notBefore: '2026-11-24T18:00:00.000Z',
    };
    const step = await show([...beforeSwitch, approved]);
    expect(step('switch')).toContain('Approved by kim@acme.example, Fri, Nov 20, 2:03 AM.');
    expect(step('switch')).toContain('Not before Tue, Nov 24, 6:00 PM.');
  });

  it('say what failed, how often it was tried and when it is tried again', async () => {
    const failed = (attempt: number): object[] => [
      { type: 'step-started', step: 'request', attempt },
      { type: 'step-failed', step: 'request', problem: 'The org refused it.', again: '2026-11-23T02:00:00.000Z' },
    ];
    const step = await show([...failed(1), ...failed(2)]);
    expect(step('request')).toContain('Failed Make Partner_API_202701');
    expect(step('request')).toContain('The org refused it. 2 attempts. Tried again Mon, Nov 23, 2:00 AM.');
  });

  it('say what was taken back', async () => {
    const undone = [...beforeSwitch, { type: 'undo-started', why: 'Kim asked for it.' }];
    expect((await show(undone))('request')).toContain('Done');
    const running = [{ type: 'step-started', step: 'request', attempt: 1 }];
    expect((await show(running))('request')).toContain('Under way');
  });

  it('are none without a journal', async () => {
    const element = mount('c-rotation-steps', RotationSteps);
    await settled();
    expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(0);
    expect(plan.steps).toHaveLength(3);
  });
});
