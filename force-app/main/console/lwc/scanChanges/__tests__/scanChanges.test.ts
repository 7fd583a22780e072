import '../../../../../test/console/lwc/realWords';
import ScanChanges from 'c/scanChanges';
import { mount, textOf } from '../../../../../test/console/lwc/mount';
import { changes, scan } from '../../../../../test/console/lwc/rows';

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

  it('names a few of many and counts the rest', () => {
    const added = Array.from({ length: 7 }, (_, index) => ({ key: String(index), name: `C${index}` }));
    const element = show({ before, scan: after({ certificatesAdded: added, more: 12 }) });
    expect(textOf(element)).toContain('C3 and 3 more');
    expect(textOf(element)).not.toContain('C4');
    expect(textOf(element)).toContain('12 more changes are not listed.');
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
