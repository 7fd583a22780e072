import '../../../../../test/console/lwc/realWords';
import approve from '@salesforce/apex/RotationApproval.approve';
import RotationApproval from 'c/rotationApproval';
import { eventsOf, find, mount, settled } from '../../../../../test/console/lwc/mount';
import { textOf } from '../../../../../test/console/lwc/pieces';
import { rotation } from '../../../../../test/console/lwc/rotations';

jest.mock('c/certificateEngine', () => ({}));
jest.mock('@salesforce/apex/RotationApproval.approve', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock(
  'lightning/modal',
  () => {
    const { LightningElement } = jest.requireActual<{ LightningElement: new () => HTMLElement }>('lwc');
    class Modal extends LightningElement {
      static open = jest.fn();
      close(result: unknown): Promise<void> {
        this.dispatchEvent(new CustomEvent('closed', { detail: result }));
        return Promise.resolve();
      }
    }
    return { __esModule: true, default: Modal };
  },
  { virtual: true },
);
const approveMock = approve as unknown as jest.Mock;

interface Field extends HTMLElement {
  value: string;
  reportValidity(): boolean;
}

async function show(given: Record<string, string> = {}, valid = true): Promise<ReturnType<typeof mount>> {
  const element = mount('c-rotation-approval', RotationApproval, { row: rotation({ Id: 'a0R' }) });
  await settled();
  for (const field of element.shadowRoot.querySelectorAll<Field>('[data-field]')) {
    field.value = given[field.dataset.field ?? ''] ?? (field.dataset.field === 'hour' ? field.value : '');
    field.reportValidity = () => valid;
  }
  return element;
}

describe('the dialog that approves a step', () => {
  beforeEach(() => approveMock.mockReset());
  afterEach(() => document.body.replaceChildren());

  it('says what it is about and that nothing is changed now', async () => {
    const element = await show();
    expect(textOf(element.shadowRoot)).toContain('Partner_API Say that the other side has it.');
    expect(textOf(element.shadowRoot)).toContain('Nothing is changed now');
    await expect(element).toBeAccessible();
  });

  it('writes the step that waits, the moment and the note, and closes', async () => {
    approveMock.mockResolvedValue(4);
    const element = await show({ day: '2026-11-24', hour: '18', note: ' Kim has it ' });
    const closed = eventsOf(element, 'closed');
    find(element.shadowRoot, '[data-id="approve"]').click();
    await settled();
    expect(approveMock.mock.calls).toEqual([
      [{ rotationId: 'a0R', step: 'switch', moment: '2026-11-24T18:00:00.000Z', note: 'Kim has it' }],
    ]);
    expect(closed).toEqual([true]);
  });

  it('proposes an hour of the working day', async () => {
    approveMock.mockResolvedValue(4);
    const element = await show({ day: '2026-11-24' });
    find(element.shadowRoot, '[data-id="approve"]').click();
    await settled();
    expect(approveMock).toHaveBeenLastCalledWith(expect.objectContaining({ moment: '2026-11-24T09:00:00.000Z' }));
  });

  it('needs neither moment nor note', async () => {
    approveMock.mockResolvedValue(4);
    const element = await show();
    find(element.shadowRoot, '[data-id="approve"]').click();
    await settled();
    expect(approveMock.mock.calls[0]).toEqual([{ rotationId: 'a0R', step: 'switch', moment: '', note: '' }]);
  });

  it('stays open and says why it was refused, and can be tried again', async () => {
    approveMock.mockRejectedValue({ body: { message: 'Somebody was faster.' } });
    const element = await show();
    const closed = eventsOf(element, 'closed');
    find(element.shadowRoot, '[data-id="approve"]').click();
    await settled();
    expect(textOf(find(element.shadowRoot, '[data-id="error"]'))).toBe('Somebody was faster.');
    find(element.shadowRoot, '[data-id="approve"]').click();
    await settled();
    expect(approveMock).toHaveBeenCalledTimes(2);
    expect(closed).toEqual([]);
  });

  it('asks Apex nothing while a field is wrong, and writes once however often it is pressed', async () => {
    const wrong = await show({}, false);
    find(wrong.shadowRoot, '[data-id="approve"]').click();
    await settled();
    expect(approveMock).not.toHaveBeenCalled();
    approveMock.mockReturnValue(new Promise(() => undefined));
    const element = await show();
    find(element.shadowRoot, '[data-id="approve"]').click();
    find(element.shadowRoot, '[data-id="approve"]').click();
    await settled();
    expect(approveMock).toHaveBeenCalledTimes(1);
  });

  it('closes with nothing when somebody thinks better of it', async () => {
    const element = await show();
    const closed = eventsOf(element, 'closed');
    find(element.shadowRoot, '[data-id="cancel"]').click();
    await settled();
    expect(closed).toEqual([null]);
  });

  it('is opened with its title', async () => {
    const row = rotation();
    const open = (RotationApproval as unknown as { open: jest.Mock }).open.mockResolvedValue(true);
    await expect(RotationApproval.ask(row)).resolves.toBe(true);
    expect(open).toHaveBeenCalledWith({ size: 'small', label: 'Approve a step', row });
  });
});
