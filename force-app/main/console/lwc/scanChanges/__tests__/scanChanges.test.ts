import '../../../../../test/console/lwc/realWords';
import ScanChanges from 'c/scanChanges';
import { load } from 'c/healthRecords';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { changes, finding, scan } from '../../../../../test/console/lwc/rows';

jest.mock('c/healthRecords', () => {
  const real = jest.requireActual<object>('c/healthRecords');
  return { ...real, load: jest.fn() };
});
const loadMock = load as unknown as jest.Mock<Promise<unknown>, [string]>;

const before = scan({ Scanned_At__c: '2026-11-21T02:15:00.000Z' });
const after = (given: object): object => scan({ Changes__c: JSON.stringify(changes(given)) });
const show = (properties: object): ReturnType<typeof mount> => mount('c-scan-changes', ScanChanges, properties);

describe('what changed', () => {
  afterEach(() => document.body.replaceChildren());

  it('is told worst first, each kind under its heading', async () => {
    const element = show({
      before,
      scan: after({
        appeared: [
          { key: '1', title: 'A warning', severity: 'warning' },
          { key: '2', title: 'A break', severity: 'critical' },
        ],
        worse: [{ key: '3', title: 'Okta', from: 'warning', to: 'critical' }],
        resolved: [{ key: '4', title: 'A weak key' }],
        renewed: [{ key: '5', name: 'Partner', from: '2026-12-01T00:00:00Z', to: '2027-12-01T00:00:00Z' }],
        certificatesAdded: [{ key: '6', name: 'New one' }],
        certificatesGone: [{ key: '7', name: 'Old one' }],
      }),
    });
    const groups = [...element.shadowRoot.querySelectorAll('.group')].map(textOf);
    expect(groups[0]).toBe('New (2) Critical A break Warning A warning');
    expect(groups[1]).toBe('Worse (1) Critical Okta: Warning → Critical');
    expect(groups[2]).toBe('Resolved (1) A weak key');
    expect(groups[3]).toMatch(/^Renewed \(1\) Partner: now until Wed, Dec 1, 2027 \(was Tue, Dec 1(, 2026)?\)$/);
    expect(groups.slice(4)).toEqual(['Certificates added (1) New one', 'Certificates gone (1) Old one']);
    expect(textOf(element)).toContain('Between the scans of Sat, Nov 21, 2:15 AM and Sun, Nov 22, 2:15 AM');
    await expect(element).toBeAccessible();
  });

  it('names a few of many, counts the rest, and shows them when asked', async () => {
    const added = Array.from({ length: 7 }, (_, index) => ({ key: String(index), name: `C${index}` }));
    const element = show({ before, scan: after({ certificatesAdded: added, more: 12 }) });
    expect(textOf(element)).toContain('C3 and 3 more');
    expect(textOf(element)).not.toContain('C4');
    expect(textOf(element)).toContain('12 more changes are not listed.');
    find(element.shadowRoot, 'button[data-id="added"]').click();
    await settled();
    expect(textOf(element)).toContain('C6');
    expect(element.shadowRoot.activeElement?.textContent).toBe('C4');
    expect(element.shadowRoot.querySelector('button[data-id="added"]')).toBeNull();
  });

  it('tells what was looked at for the first time apart from what is new', async () => {
    const firstLook = true as const;
    const element = show({
      before,
      scan: after({
        appeared: [
          { key: '1', title: 'New trouble', severity: 'warning' },
          { key: '2', title: 'Old trouble', severity: 'critical', firstLook },
        ],
        worse: [{ key: '3', title: 'Seen better', from: 'warning', to: 'critical', firstLook }],
        resolved: [{ key: '4', title: 'A leftover', firstLook }],
        certificatesAdded: [{ key: '5', name: 'Okta', firstLook }],
      }),
    });
    expect([...element.shadowRoot.querySelectorAll('.group')].map(textOf)).toEqual([
      'New (1) Warning New trouble',
      'Looked at for the first time (4) No scan before had looked there: it need not be new in the org. ' +
        'Critical Old trouble Critical Seen better: Warning → Critical No longer said: A leftover Okta',
    ]);
    await expect(element).toBeAccessible();
  });

  it('leads to the certificates', async () => {
    loadMock.mockImplementation((name) => {
      return Promise.resolve(name === 'certificates' ? [{ Id: 'b1', Certificate_Key__c: '2' }] : []);
    });
    const element = show({
      before,
      findings: [finding({ Finding_Key__c: '1', Certificate__c: 'a1' }), finding({ Finding_Key__c: '3' })],
      scan: after({
        appeared: [
          { key: '1', title: 'A break', severity: 'critical' },
          { key: '3', title: 'A setting', severity: 'critical' },
        ],
        certificatesAdded: [{ key: '2', name: 'New one' }],
        certificatesGone: [{ key: '9', name: 'Old one' }],
      }),
    });
    const asked = eventsOf(element, 'navigate');
    const links = [...element.shadowRoot.querySelectorAll<HTMLElement>('button[data-id="text"]')];
    expect(links.map(textOf)).toEqual(['A break', 'New one', 'Old one']);
    for (const link of links) {
      link.click();
      // eslint-disable-next-line no-await-in-loop -- one after the other, as people press
      await settled();
    }
    loadMock.mockRejectedValue(new Error('down'));
    links[1]?.click();
    await settled();
    expect(asked).toEqual([
      { page: 'certificate', record: 'a1' },
      { page: 'certificate', record: 'b1' },
      { page: 'certificates', filter: { text: 'Old one', gone: 'true' } },
      { page: 'certificates', filter: { text: 'New one', gone: 'true' } },
    ]);
  });

  it('is nothing to tell of the first scan', async () => {
    const element = show({ scan: after({ certificatesAdded: [{ key: '1', name: 'New one' }] }) });
    expect(textOf(element)).toBe('What changed The first scan: there is nothing to compare with yet.');
    await expect(element).toBeAccessible();
  });

  it('may be nothing, and is then said so', () => {
    expect(textOf(show({ before, scan: after({}) }))).toContain('Nothing changed since the scan before.');
  });

  it('may not be recorded, and is then not taken for nothing', () => {
    expect(textOf(show({ before, scan: scan() }))).toContain('did not record what changed');
    expect(textOf(show({ before, scan: scan({ Changes__c: '{"appeared":[' }) }))).toContain('did not record');
  });
});
