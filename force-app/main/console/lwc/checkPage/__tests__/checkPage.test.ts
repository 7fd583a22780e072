import '../../../../../test/console/lwc/realWords';
import { describeCertificates, fitFor, readCertificates } from 'c/certificateEngine';
import CheckPage from 'c/checkPage';
import { all, inDays, one, settled, show, tell, textOf } from '../../../../../test/console/lwc/pieces';

jest.mock('c/certificateEngine', () => ({
  readCertificates: jest.fn(),
  describeCertificates: jest.fn(),
  fitFor: jest.fn(),
}));
const read = readCertificates as unknown as jest.Mock;
const describeMock = describeCertificates as unknown as jest.Mock;
const fit = fitFor as unknown as jest.Mock;

const step = { fingerprint: 'ab', subject: 'CN=partner.example', notAfter: inDays(90), signature: 'valid', ends: 'ok' };
const described = [
  {
    fingerprint: 'ab',
    subject: 'CN=partner.example',
    notBefore: inDays(-1),
    notAfter: inDays(90),
    path: { steps: [step] },
  },
  { fingerprint: 'cd', subject: 'CN=Issuing CA', notBefore: inDays(-1), notAfter: inDays(900) },
];
const fits = [{ use: 'outbound-apex-mtls', fit: 'yes', onlyIf: [], reasons: ['It may.'], rule: 'RFC 5280' }];
const outcome = (page: HTMLElement): string | null => one(page, '[data-id="outcome"]').textContent;
const press = async (page: HTMLElement, id: string): Promise<void> => {
  one(page, `[data-id="${id}"]`).click();
  await settled();
};

describe('check of a certificate', () => {
  beforeEach(() => {
    read.mockReset().mockReturnValue({ certificates: [{}, {}], problems: [] });
    describeMock.mockReset().mockResolvedValue(described);
    fit.mockReset().mockResolvedValue(fits);
  });
  afterEach(() => document.body.replaceChildren());

  it('says first that nothing leaves the browser, and waits for something to look at', async () => {
    const page = await show(CheckPage);
    expect(one(page, '[data-id="private"]').textContent).toContain('Nothing leaves your browser');
    expect(one<HTMLButtonElement>(page, '[data-id="check"]').disabled).toBe(true);
    expect(one<HTMLInputElement>(page, '[data-id="file"]').type).toBe('file');
    await expect(page).toBeAccessible();
  });

  it('says what was read from the text, who vouches for it and what it is fit for', async () => {
    const page = await show(CheckPage);
    tell(one(page, '[data-id="paste"]'), 'change', { value: '-----BEGIN CERTIFICATE-----' });
    await settled();
    await press(page, 'check');
    expect(read).toHaveBeenCalledWith('-----BEGIN CERTIFICATE-----');
    expect(outcome(page)).toBe('2 certificates read.');
    const text = textOf(page);
    for (const part of [
      'Outbound Apex mTLS Yes It may.',
      'Signed with its own key',
      'partner.example',
      'Issuing CA',
      'Subject (who it names)',
    ])
      expect(text).toContain(part);
    expect(all(page, 'details')).toHaveLength(2);
    await expect(page).toBeAccessible();
  });

  it('reads a file as it is, and says its name', async () => {
    const page = await show(CheckPage);
    const bytes = new Uint8Array([48, 130]);
    const file = { name: 'partner.cer', arrayBuffer: () => Promise.resolve(bytes.buffer) };
    tell(one(page, '[data-id="file"]'), 'change', { files: [file] });
    await settled();
    expect(read).toHaveBeenCalledWith(bytes);
    expect(outcome(page)).toBe('partner.cer: 2 certificates read.');
  });

  it('says so when the browser cannot read the file, and does nothing when none was chosen', async () => {
    const page = await show(CheckPage);
    tell(one(page, '[data-id="file"]'), 'change', { files: [] });
    tell(one(page, '[data-id="file"]'), 'change', {
      files: [{ name: 'gone.cer', arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }],
    });
    await settled();
    expect(read).not.toHaveBeenCalled();
    expect(textOf(one(page, '[data-id="problems"]'))).toContain('Your browser could not read that file.');
  });

  it('tries an example', async () => {
    const page = await show(CheckPage);
    await press(page, 'sample');
    expect((read.mock.calls[0] as string[])[0]?.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
    expect(one<HTMLTextAreaElement>(page, '[data-id="paste"]').value).toContain('BEGIN CERTIFICATE');
  });

  it('shows what it could read beside a sentence for what it could not', async () => {
    read.mockReturnValue({ certificates: [{}], problems: ['A private key stands there too.'] });
    describeMock.mockResolvedValue(described.slice(0, 1));
    const page = await show(CheckPage);
    await press(page, 'sample');
    expect(outcome(page)).toBe('1 certificate read.');
    expect(textOf(one(page, '[data-id="problems"]'))).toContain('A private key stands there too.');
    await expect(page).toBeAccessible();
  });

  it('judges nothing when there is no certificate', async () => {
    read.mockReturnValue({ certificates: [], problems: ['This is a PDF document, not a certificate.'] });
    describeMock.mockResolvedValue([]);
    fit.mockResolvedValue([]);
    const page = await show(CheckPage);
    await press(page, 'sample');
    expect(outcome(page)).toBe('No certificate was found in it.');
    expect(textOf(page)).toContain('This is a PDF document');
    expect(all(page, 'c-fit-for-uses')).toHaveLength(0);
  });

  it('says a sentence when judging fails', async () => {
    fit.mockRejectedValue(new Error('boom'));
    const page = await show(CheckPage);
    await press(page, 'sample');
    expect(textOf(one(page, '[data-id="problems"]'))).toContain('This could not be worked through.');
    expect(textOf(page)).not.toContain('boom');
  });

  it('starts over', async () => {
    const page = await show(CheckPage);
    await press(page, 'sample');
    await press(page, 'clear');
    expect(outcome(page)).toBe('');
    expect(one<HTMLTextAreaElement>(page, '[data-id="paste"]').value).toBe('');
    expect(all(page, 'c-certificate-chain')).toHaveLength(0);
  });

  it('shows what was given last, even when the first answer comes later', async () => {
    let late: (value: unknown) => void = () => {};
    describeMock.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const page = await show(CheckPage);
    await press(page, 'sample');
    expect(outcome(page)).toBe('Looking at it …');
    describeMock.mockResolvedValue(described.slice(0, 1));
    await press(page, 'sample');
    late(described);
    await settled();
    expect(outcome(page)).toBe('1 certificate read.');
  });
});
