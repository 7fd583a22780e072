import '../../../../../test/console/lwc/realWords';
import parts from '@salesforce/apex/RotationRecords.parts';
import RotationPartner from 'c/rotationPartner';
import { find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { sample } from '../../../../console/lwc/checkPage/sample';
import { plan } from '../../../../../test/console/lwc/rotations';

jest.mock('@salesforce/apex/RotationRecords.parts', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
const partsMock = parts as unknown as jest.Mock;

interface Letter extends HTMLElement {
  value: string;
}

async function show(properties: object, content: unknown = sample): Promise<ReturnType<typeof mount>> {
  partsMock.mockResolvedValue({
    rows: [{ Part__c: 1, Parts__c: 1, Content__c: JSON.stringify(content) }],
    nextAfter: null,
  });
  const element = mount('c-rotation-partner', RotationPartner, {
    recordId: 'a0R',
    plan,
    files: ['begun.json', 'Partner_API_202701.crt'],
    org: 'Acme Freight',
    ...properties,
  });
  // The certificate is read by the core.
  for (let turn = 0; turn < 20; turn += 1) {
    // eslint-disable-next-line no-await-in-loop
    await settled();
  }
  return element;
}

const letterIn = (element: ReturnType<typeof mount>): string =>
  find<Letter>(element.shadowRoot, '[data-id="letter"]').value;

describe('what is sent to the other side', () => {
  afterEach(() => document.body.replaceChildren());

  it('is a text that says what changes, when, what to do and by what the certificate is known', async () => {
    const element = await show({ from: '2026-11-24T18:00:00.000Z', ends: '2026-12-05T00:00:00.000Z' });
    const letter = letterIn(element);
    expect(letter).toContain('New certificate for Partner_API (Acme Freight)');
    expect(letter).toContain('attached (Partner_API_202701.crt)');
    expect(letter.replace(/\u202f/g, ' ')).toContain(
      'We use the new one from Tue, Nov 24, 2026, 6:00 PM UTC on. The old one is valid until Sat, Dec 5, 2026, 12:00 AM UTC.',
    );
    expect(letter).toContain('tell us when that is done');
    expect(letter).toContain('calls to api.partner.example fail');
    expect(letter).toMatch(/SHA-256 fingerprint, .*: ([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    await expect(element).toBeAccessible();
  });

  it('waits for the other side where no moment was agreed', async () => {
    expect(letterIn(await show({}))).toContain('as soon as you have told us that you are ready.');
    expect(partsMock).toHaveBeenLastCalledWith({ recordId: 'a0R', name: 'Partner_API_202701.crt', afterId: null });
  });

  it('is the chain where an authority has signed, under the name of the certificate', async () => {
    const element = await show({ files: ['chain.pem'] });
    expect(textOf(find(element.shadowRoot, '[data-id="download"]'))).toBe('Download Partner_API_202701.pem');
  });

  it('is handed over as a file', async () => {
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    Object.assign(URL, { createObjectURL: jest.fn(() => 'blob:x'), revokeObjectURL: jest.fn() });
    const element = await show({});
    find(element.shadowRoot, '[data-id="download"]').click();
    expect(click).toHaveBeenCalledTimes(1);
    expect(find<HTMLAnchorElement>(element.shadowRoot, 'a').download).toBe('Partner_API_202701.crt');
    click.mockRestore();
  });

  it('is copied, or said not to be', async () => {
    const writeText = jest.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('no'));
    Object.assign(navigator, { clipboard: { writeText } });
    const element = await show({});
    const press = async (): Promise<string> => {
      find(element.shadowRoot, '[data-id="copy"]').click();
      await settled();
      return textOf(find(element.shadowRoot, '[role="status"]'));
    };
    expect(await press()).toBe('Copied.');
    expect(writeText).toHaveBeenCalledWith(letterIn(element));
    expect(await press()).toContain('could not be copied');
  });

  it('is not there before it is made', async () => {
    const element = await show({ files: ['begun.json'] });
    expect(textOf(element)).toContain('There is nothing to send yet');
    await expect(element).toBeAccessible();
  });

  it('is not sent where it cannot be read', async () => {
    const element = await show({}, 'No certificate.');
    expect(textOf(find(element.shadowRoot, '[data-id="error"]'))).toContain('Partner_API_202701.crt cannot be read:');
    expect(element.shadowRoot.querySelector('[data-id="download"]')).toBeNull();
  });
});
