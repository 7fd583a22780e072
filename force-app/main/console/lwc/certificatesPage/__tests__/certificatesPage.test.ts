import '../../../../../test/console/lwc/realWords';
import certificates from '@salesforce/apex/HealthRecords.certificates';
import coverageOf from '@salesforce/apex/HealthRecords.coverage';
import goneCertificates from '@salesforce/apex/HealthRecords.goneCertificates';
import overviewOf from '@salesforce/apex/HealthRecords.overview';
import usesOf from '@salesforce/apex/HealthRecords.uses';
import CertificatesPage from 'c/certificatesPage';
import { reload } from 'c/healthRecords';
import {
  certificateRow,
  heard,
  one,
  overview,
  pageOf,
  settled,
  show,
  tell,
  textOf,
  useRow,
} from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/HealthRecords.certificates', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/HealthRecords.goneCertificates', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/HealthRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/HealthRecords.coverage', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/HealthRecords.uses', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('c/findingDecision', () => ({ __esModule: true, default: { ask: jest.fn() } }));

const certificatesMock = certificates as unknown as jest.Mock;
const goneMock = goneCertificates as unknown as jest.Mock;
const overviewMock = overviewOf as unknown as jest.Mock;
const coverageMock = coverageOf as unknown as jest.Mock;
const usesMock = usesOf as unknown as jest.Mock;
const rows = [
  certificateRow({ Id: '1', Name: 'Alpha' }),
  certificateRow({ Id: '2', Name: 'Beta', Status__c: 'critical', Responsible__c: '=cmd()' }),
];
const gone = certificateRow({ Id: '9', Name: 'Past', Is_Gone__c: true, Expires_At__c: '2020-01-01T00:00:00.000Z' });
const read = {
  Id: 'c1',
  Name: 'Named credentials',
  Kind__c: 'source',
  Source__c: 'org.named-credentials',
  Status__c: 'read',
  Last_Read_At__c: new Date().toISOString(),
};
const shownRows = (page: HTMLElement): { Name: string }[] =>
  one<HTMLElement & { rows: { Name: string }[] }>(page, 'c-certificate-table').rows;

describe('list of certificates', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    certificatesMock.mockReset().mockResolvedValue(pageOf(rows));
    goneMock.mockReset().mockResolvedValue(pageOf([gone]));
    coverageMock.mockReset().mockResolvedValue(pageOf([read]));
    usesMock.mockReset().mockResolvedValue(pageOf([]));
    overviewMock.mockReset().mockResolvedValue(overview());
    reload();
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('says that it is loading', async () => {
    certificatesMock.mockReturnValue(new Promise(() => {}));
    const page = await show(CertificatesPage);
    expect(one<HTMLElement & { alternativeText: string }>(page, 'lightning-spinner').alternativeText).toBe(
      'Loading certificates',
    );
  });

  it('teaches what to do when nothing is recorded', async () => {
    certificatesMock.mockResolvedValue(pageOf([]));
    const page = await show(CertificatesPage);
    expect(textOf(page)).toContain('No certificates are recorded yet');
    jest.useRealTimers();
    await expect(page).toBeAccessible();
  });

  it('says what went wrong, and tries again when asked', async () => {
    certificatesMock.mockRejectedValue({ body: { message: 'Ask for the permission set.' } });
    const page = await show(CertificatesPage);
    expect(textOf(page)).toContain('Ask for the permission set.');
    certificatesMock.mockResolvedValue(pageOf(rows));
    tell(one(page, 'c-error-panel'), 'retry', {});
    await settled();
    expect(shownRows(page)).toHaveLength(2);
  });

  it('shows certificates, and is accessible', async () => {
    const page = await show(CertificatesPage);
    expect(shownRows(page).map(({ Name }) => Name)).toEqual(['Alpha', 'Beta']);
    jest.useRealTimers();
    await expect(page).toBeAccessible();
  });

  it('begins with what the address asks for', async () => {
    const page = await show(CertificatesPage, { filter: { status: 'critical' } });
    expect(shownRows(page).map(({ Name }) => Name)).toEqual(['Beta']);
  });

  it('narrows at once, and tells the address when typing has settled', async () => {
    const page = await show(CertificatesPage);
    const told = heard(page, 'navigate');
    tell(one(page, 'c-certificate-filters'), 'filter', { filter: { text: 'al' } });
    tell(one(page, 'c-certificate-filters'), 'filter', { filter: { text: 'alp' } });
    await settled();
    expect(shownRows(page).map(({ Name }) => Name)).toEqual(['Alpha']);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(500);
    expect(told).toEqual([{ page: 'certificates', filter: { text: 'alp' } }]);
  });

  it('keeps the rows that are drawn when the address only says what is shown', async () => {
    const page = await show<HTMLElement & { filter: object }>(CertificatesPage, { filter: { text: 'a' } });
    const before = shownRows(page);
    page.filter = { text: 'a' };
    await settled();
    expect(shownRows(page)).toBe(before);
  });

  it('says when nothing fits, and shows all again in one press', async () => {
    const page = await show(CertificatesPage, { filter: { text: 'nowhere' } });
    expect(textOf(page)).toContain('No certificate fits');
    one(page, '[data-id="all"]').click();
    await settled();
    expect(shownRows(page)).toHaveLength(2);
  });

  it('finds by who uses it, once that is loaded; before, it says that it did not look there', async () => {
    usesMock.mockReturnValue(new Promise(() => {}));
    const page = await show(CertificatesPage, { filter: { text: 'gateway' } });
    expect(textOf(page)).toContain('What uses them is not loaded');
    usesMock.mockResolvedValue(pageOf([useRow({ Certificate__c: '2', Name: 'PartnerGateway' })]));
    reload();
    await settled();
    expect(shownRows(page).map(({ Name }) => Name)).toEqual(['Beta']);
    expect(textOf(one(page, 'c-certificate-table'))).toContain('by PartnerGateway');
  });

  it('stands without the uses where they cannot be loaded', async () => {
    usesMock.mockRejectedValue(new Error('down'));
    const page = await show(CertificatesPage);
    expect(shownRows(page)).toHaveLength(2);
  });

  it.each([
    ['known where every place was read', [read], false],
    ['not known while a place was not read', [read, { ...read, Id: 'c2', Status__c: 'denied' }], true],
    ['not known where nothing is said of any place', [], true],
  ])('says of a certificate without a use that it is %s', async (_, coverage, isUnknown) => {
    certificatesMock.mockResolvedValue(pageOf([certificateRow({ Id: '1', Uses__c: '' })]));
    coverageMock.mockResolvedValue(pageOf(coverage));
    const page = await show(CertificatesPage);
    const said = textOf(one(page, 'c-certificate-table'));
    expect(said).toContain(isUnknown ? 'Use not known' : 'No use found');
    const note = page.shadowRoot?.querySelector<HTMLElement>('[data-id="uses-unread-link"]');
    expect(Boolean(note)).toBe(isUnknown);
    const told = heard(page, 'navigate');
    note?.click();
    expect(told).toEqual(isUnknown ? [{ page: 'notChecked' }] : []);
  });

  it('says how many could not be read, and leads to why', async () => {
    certificatesMock.mockResolvedValue(pageOf([...rows, certificateRow({ Id: '3', Status__c: 'unknown' })]));
    const page = await show(CertificatesPage);
    const told = heard(page, 'navigate');
    expect(one(page, '[data-id="unread"]').textContent).toContain('1 certificate could not be read');
    one(page, '[data-id="unread-link"]').click();
    expect(told).toEqual([{ page: 'notChecked' }]);
  });

  it('opens a certificate and sorts as the table asks', async () => {
    const page = await show(CertificatesPage);
    const told = heard(page, 'navigate');
    tell(one(page, 'c-certificate-table'), 'open', { record: '2' });
    tell(one(page, 'c-certificate-table'), 'sort', { sort: 'name', descending: true });
    await settled();
    expect(told).toEqual([{ page: 'certificate', record: '2' }]);
    expect(shownRows(page).map(({ Name }) => Name)).toEqual(['Beta', 'Alpha']);
  });

  it('exports all that is shown, with nothing that a spreadsheet would run', async () => {
    const blobs: Blob[] = [];
    Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: jest.fn() });
    const page = await show(CertificatesPage);
    one(page, 'a').addEventListener('click', (event) => event.preventDefault());
    one(page, '[data-id="export"]').click();
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsText(blobs[0] as Blob);
      jest.runAllTimers();
    });
    const [head, alpha, beta] = text.replace('\uFEFF', '').split('\r\n');
    expect(head).toMatch(/^name,api_name,.*,status,waived_until,.*,is_gone$/);
    expect(alpha).toMatch(/^Alpha,/);
    expect(beta).toContain("'=cmd()");
  });

  it('gives the ends of those shown that lie ahead as a calendar', async () => {
    const blobs: Blob[] = [];
    Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: jest.fn() });
    const past = certificateRow({ Id: '3', Name: 'Over', Expires_At__c: '2020-01-01T00:00:00.000Z' });
    certificatesMock.mockResolvedValue(pageOf([...rows, past]));
    const page = await show(CertificatesPage, { filter: { text: 'alpha' } });
    const button = one<HTMLElement & { label: string }>(page, '[data-id="calendar"]');
    expect(button.label).toBe('Add ends to calendar (1)');
    one(page, 'a').addEventListener('click', (event) => event.preventDefault());
    button.click();
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsText(blobs[0] as Blob);
      jest.runAllTimers();
    });
    expect(text.match(/^SUMMARY:.*$/gm)).toEqual(['SUMMARY:Certificate Alpha ends']);
    document.body.replaceChildren();
    const over = await show(CertificatesPage, { filter: { text: 'over' } });
    expect(over.shadowRoot?.querySelector('[data-id="calendar"]')).toBeNull();
  });

  it('offers for those that are chosen what can be done about several, until that is done', async () => {
    const page = await show(CertificatesPage);
    tell(one(page, 'c-certificate-table'), 'select', { ids: ['2'] });
    await settled();
    const choice = one<HTMLElement & { chosen: { Name: string }[] }>(page, 'c-certificate-choice');
    expect(choice.chosen.map(({ Name }) => Name)).toEqual(['Beta']);
    tell(choice, 'clear', {});
    await settled();
    expect(choice.chosen).toEqual([]);
    expect(one<HTMLElement & { selected: string[] }>(page, 'c-certificate-table').selected).toEqual([]);
  });

  it('loads again when something was decided', async () => {
    const page = await show(CertificatesPage);
    certificatesMock.mockResolvedValue(pageOf(rows.slice(0, 1)));
    reload();
    await settled();
    expect(shownRows(page)).toHaveLength(1);
  });

  it('offers no decisions to who may only read', async () => {
    overviewMock.mockResolvedValue(overview({ canDecide: false }));
    const page = await show(CertificatesPage);
    expect(one<HTMLElement & { selectable: boolean }>(page, 'c-certificate-table').selectable).toBe(false);
  });

  it('finds its rows among two thousand without asking the org again', async () => {
    certificatesMock.mockResolvedValue(
      pageOf(
        Array.from({ length: 2000 }, (_, index) => certificateRow({ Id: `${index}`, Name: `Certificate ${index}` })),
      ),
    );
    const page = await show(CertificatesPage);
    const asked = certificatesMock.mock.calls.length;
    tell(one(page, 'c-certificate-filters'), 'filter', { filter: { text: 'certificate 199' } });
    await settled();
    expect(shownRows(page)).toHaveLength(12);
    expect(certificatesMock.mock.calls).toHaveLength(asked);
  });
});

describe('certificates that are no longer in the org', () => {
  const switchTo = async (page: HTMLElement, on: boolean): Promise<void> => {
    tell(one(page, 'c-certificate-filters'), 'filter', { filter: { gone: on } });
    await settled();
  };
  const names = (page: HTMLElement): string[] => shownRows(page).map(({ Name }) => Name);
  const said = (page: HTMLElement): string => one(page, '[data-id="gone"]').textContent ?? '';

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    certificatesMock.mockReset().mockResolvedValue(pageOf(rows));
    goneMock.mockReset().mockResolvedValue(pageOf([gone]));
    coverageMock.mockReset().mockResolvedValue(pageOf([read]));
    usesMock.mockReset().mockResolvedValue(pageOf([]));
    overviewMock.mockReset().mockResolvedValue(overview());
    reload();
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('are loaded when they are first asked for, and once', async () => {
    const page = await show(CertificatesPage);
    expect(goneMock).not.toHaveBeenCalled();
    await switchTo(page, true);
    expect(names(page)).toEqual(['Past', 'Alpha', 'Beta']);
    await switchTo(page, false);
    expect(names(page)).toEqual(['Alpha', 'Beta']);
    await switchTo(page, true);
    expect(goneMock).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
    await expect(page).toBeAccessible();
  });

  it('are asked for by the address, which is told of it', async () => {
    const page = await show<HTMLElement & { filter: object }>(CertificatesPage, { filter: { gone: 'true' } });
    expect(names(page)).toEqual(['Past', 'Alpha', 'Beta']);
    const told = heard(page, 'navigate');
    await switchTo(page, false);
    jest.advanceTimersByTime(500);
    await switchTo(page, true);
    jest.advanceTimersByTime(500);
    expect(told).toEqual([
      { page: 'certificates', filter: {} },
      { page: 'certificates', filter: { gone: 'true' } },
    ]);
  });

  it('leave the others in sight while they are loaded', async () => {
    goneMock.mockReturnValue(new Promise(() => {}));
    const page = await show(CertificatesPage, { filter: { gone: 'true' } });
    expect(said(page)).toBe('Loading certificates no longer in the org');
    expect(names(page)).toEqual(['Alpha', 'Beta']);
    jest.useRealTimers();
    await expect(page).toBeAccessible();
  });

  it('may be all that fits, so that nothing is said to be missing before they are known', async () => {
    let answer: (page: object) => void = () => {};
    goneMock.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const page = await show(CertificatesPage, { filter: { gone: 'true', text: 'past' } });
    expect(textOf(page)).not.toContain('No certificate fits');
    answer(pageOf([gone]));
    await settled();
    expect(names(page)).toEqual(['Past']);
    expect(said(page)).toBe('');
  });

  it('are said to be none when none is gone', async () => {
    goneMock.mockResolvedValue(pageOf([]));
    const page = await show(CertificatesPage, { filter: { gone: 'true' } });
    expect(said(page)).toBe('None of the recorded certificates has left the org.');
    await switchTo(page, false);
    expect(said(page)).toBe('');
  });

  it('are tried again after an error, which is said while they are asked for', async () => {
    goneMock.mockRejectedValue({ body: { message: 'Ask for the permission set.' } });
    const page = await show(CertificatesPage, { filter: { gone: 'true' } });
    expect(textOf(page)).toContain('Certificates no longer in the org could not be loaded');
    expect(textOf(page)).toContain('Ask for the permission set.');
    expect(names(page)).toEqual(['Alpha', 'Beta']);
    jest.useRealTimers();
    await expect(page).toBeAccessible();
    await switchTo(page, false);
    expect(textOf(page)).not.toContain('Ask for the permission set.');
    await switchTo(page, true);
    goneMock.mockResolvedValue(pageOf([gone]));
    tell(one(page, '[data-id="gone-error"]'), 'retry', {});
    await settled();
    expect(textOf(page)).not.toContain('Ask for the permission set.');
    expect(names(page)).toEqual(['Past', 'Alpha', 'Beta']);
  });

  it('can be asked for when a scan found that none is left in the org', async () => {
    certificatesMock.mockResolvedValue(pageOf([]));
    overviewMock.mockResolvedValue({
      ...overview(),
      scans: [{ Id: 's', Name: 'Scan-00001', Progress__c: 'finished' }],
    });
    const page = await show(CertificatesPage);
    expect(textOf(page)).not.toContain('No certificates are recorded yet');
    await switchTo(page, true);
    expect(names(page)).toEqual(['Past']);
  });

  it('are loaded again when something was decided', async () => {
    const page = await show(CertificatesPage, { filter: { gone: 'true' } });
    goneMock.mockResolvedValue(pageOf([]));
    reload();
    await settled();
    expect(names(page)).toEqual(['Alpha', 'Beta']);
    await switchTo(page, false);
    goneMock.mockResolvedValue(pageOf([gone]));
    reload();
    await settled();
    expect(goneMock).toHaveBeenCalledTimes(2);
    await switchTo(page, true);
    expect(names(page)).toEqual(['Past', 'Alpha', 'Beta']);
  });
});
