import '../../../../../test/console/lwc/realWords';
import note from '@salesforce/apex/FindingDecisions.note';
import FindingDecision from 'c/findingDecision';
import { onReload } from 'c/healthRecords';
import OwnerField from 'c/ownerField';
import { all, certificateRow, one, serverRow, settled, show, textOf } from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/FindingDecisions.note', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('c/findingDecision', () => ({ __esModule: true, default: { ask: jest.fn() } }));
const noteMock = note as unknown as jest.Mock;
const ask = FindingDecision.ask as unknown as jest.Mock;
const reloaded = jest.fn();
let stop: () => void;

describe('responsible and notes', () => {
  beforeEach(() => {
    noteMock.mockReset().mockResolvedValue(1);
    ask.mockReset();
    reloaded.mockReset();
    stop = onReload(reloaded);
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  it('shows both, and says to whoever may only read what is needed to change them', async () => {
    const field = await show(OwnerField, { row: certificateRow({ Notes__c: 'Key made in 2024' }) });
    expect(one(field, '[data-id="responsible"]').textContent).toBe('Integration team');
    expect(one(field, '[data-id="notes"]').textContent).toBe('Key made in 2024');
    expect(one(field, '[data-id="read-only"]').textContent).toContain('Certificate Health Approver');
    expect(all(field, 'lightning-button')).toHaveLength(0);
    await expect(field).toBeAccessible();
  });

  it('teaches what goes into empty ones', async () => {
    const field = await show(OwnerField, {
      row: certificateRow({ Responsible__c: undefined as never }),
      canEdit: true,
    });
    expect(textOf(field)).toContain('Nobody yet');
    expect(textOf(field)).toContain('What the next person should know');
    await expect(field).toBeAccessible();
  });

  it('says of a called server who is meant, and what the next person needs', async () => {
    const field = await show(OwnerField, { row: serverRow({ Responsible__c: undefined as never }), canEdit: true });
    expect(textOf(field)).toContain('Whoever asks the operator of the server.');
    expect(textOf(field)).toContain('who runs the server, and how to reach them');
    expect(textOf(field)).not.toContain('where the key came from');
    await expect(field).toBeAccessible();
  });

  it('names another person', async () => {
    ask.mockResolvedValue(1);
    const field = await show(OwnerField, { row: certificateRow(), canEdit: true });
    one(field, '[data-id="assign"]').click();
    await settled();
    expect(ask).toHaveBeenCalledWith({
      action: 'assign',
      ids: ['a01000000000001AAA'],
      titles: ['Partner API Client'],
      responsible: 'Integration team',
    });
    expect(reloaded).toHaveBeenCalled();
  });

  it('saves notes, and loads again', async () => {
    const field = await show(OwnerField, { row: certificateRow(), canEdit: true });
    one(field, '[data-id="edit"]').click();
    await settled();
    await expect(field).toBeAccessible();
    one<HTMLTextAreaElement>(field, '[data-id="field"]').value = 'Call Bob first';
    one(field, '[data-id="save"]').click();
    await settled();
    expect(noteMock).toHaveBeenCalledWith({ certificateId: 'a01000000000001AAA', text: 'Call Bob first' });
    expect(reloaded).toHaveBeenCalled();
    expect(all(field, '[data-id="field"]')).toHaveLength(0);
  });

  it('keeps what was typed when it could not be saved, and says why', async () => {
    noteMock.mockRejectedValue({ body: { message: 'The record is locked.' } });
    const field = await show(OwnerField, { row: certificateRow(), canEdit: true });
    one(field, '[data-id="edit"]').click();
    await settled();
    one<HTMLTextAreaElement>(field, '[data-id="field"]').value = 'Typed';
    one(field, '[data-id="save"]').click();
    await settled();
    expect(one(field, '[role="alert"]').textContent).toBe('The record is locked.');
    expect(one<HTMLTextAreaElement>(field, '[data-id="field"]').value).toBe('Typed');
    expect(reloaded).not.toHaveBeenCalled();
  });

  it('goes back without a change', async () => {
    const field = await show(OwnerField, { row: certificateRow(), canEdit: true });
    one(field, '[data-id="edit"]').click();
    await settled();
    one(field, '[data-id="cancel"]').click();
    await settled();
    expect(noteMock).not.toHaveBeenCalled();
    expect(all(field, '[data-id="edit"]')).toHaveLength(1);
  });
});
