import '../../../../../test/console/lwc/realWords';
import CertificateTable from 'c/certificateTable';
import type { CertificateRow } from 'c/healthRecords';
import { all, certificateRow, heard, inDays, one, settled, show, textOf } from '../../../../../test/console/lwc/pieces';

const many = (count: number): CertificateRow[] =>
  Array.from({ length: count }, (_, index) => certificateRow({ Id: `id${index}`, Name: `Certificate ${index}` }));

describe('table of certificates', () => {
  afterEach(() => document.body.replaceChildren());

  it('says of each certificate where it is, how it stands, when it ends, what it is for and who sees to it', async () => {
    const table = await show(CertificateTable, {
      rows: [certificateRow({ Uses__c: 'outbound-apex-mtls;inbound-sso' })],
    });
    const text = textOf(one(table, '[data-id="row"]'));
    for (const part of [
      'Partner API Client',
      'Certificate and Key Management',
      'Outbound Apex mTLS',
      'Inbound SSO',
      'Integration team',
      'Warning',
      'used',
    ])
      expect(text).toContain(part);
    await expect(table).toBeAccessible();
  });

  it('says of a waived one until when, and leaves its bar the color of its dates', async () => {
    const waived = {
      Status__c: 'waived',
      Waived_Until__c: inDays(30),
      Valid_From__c: inDays(-97),
      Expires_At__c: inDays(3),
    } as const;
    const table = await show(CertificateTable, { rows: [certificateRow(waived)], settings: {} });
    expect(textOf(one(table, '[data-id="row"]'))).toMatch(/Waived until \w+, \w+ \d+/);
    expect(one<HTMLElement & { status: string }>(table, 'c-life-bar').status).toBe('critical');
    await expect(table).toBeAccessible();
  });

  it('says plainly what is not known', async () => {
    const row = { Id: '1', Name: 'Waiting', Pending__c: 'It waits for its chain', Source_Label__c: 'Setup' };
    const text = textOf(one(await show(CertificateTable, { rows: [row] }), '[data-id="row"]'));
    for (const part of ['Setup: It waits for its chain', 'Not known', 'Use not known', 'Nobody yet', 'Not checked'])
      expect(text).toContain(part);
  });

  it('draws fifty rows and says how many there are', async () => {
    const table = await show(CertificateTable, { rows: many(120) });
    expect(all(table, '[data-id="row"]')).toHaveLength(50);
    expect(one(table, '[data-id="count"]').textContent).toBe('50 of 120 certificates shown');
    expect(one(table, '[data-id="count"]').getAttribute('role')).toBe('status');
  });

  it('draws more on demand, and goes on at the first new row', async () => {
    const table = await show(CertificateTable, { rows: many(120) });
    one(table, '[data-id="more"]').click();
    await settled();
    expect(all(table, '[data-id="row"]')).toHaveLength(100);
    expect(table.shadowRoot?.activeElement?.textContent).toContain('Certificate 50');
    expect(one<HTMLElement & { label: string }>(table, '[data-id="more"]').label).toBe('Show 20 more');
    one(table, '[data-id="more"]').click();
    await settled();
    expect(all(table, '[data-id="more"]')).toHaveLength(0);
  });

  it('begins again with fifty when other rows are asked for', async () => {
    const table = await show<HTMLElement & { rows: CertificateRow[] }>(CertificateTable, { rows: many(120) });
    one(table, '[data-id="more"]').click();
    await settled();
    table.rows = many(90);
    await settled();
    expect(all(table, '[data-id="row"]')).toHaveLength(50);
  });

  it('opens a certificate by its name', async () => {
    const table = await show(CertificateTable, { rows: many(2) });
    const opened = heard(table, 'open');
    all(table, '[data-id="name"]')[1]?.click();
    expect(opened).toEqual([{ record: 'id1' }]);
  });

  it('says by which column it is sorted, and turns the order when that is pressed again', async () => {
    const table = await show(CertificateTable, { rows: many(2), sort: 'name' });
    const sorts = heard(table, 'sort');
    expect(all(table, 'th[aria-sort]').map((head) => head.getAttribute('aria-sort'))).toEqual([
      'ascending',
      'none',
      'none',
      'none',
      'none',
      'none',
    ]);
    for (const button of all(table, '[data-id="sort"]').slice(0, 2)) button.click();
    expect(sorts).toEqual([
      { sort: 'name', descending: true },
      { sort: 'life', descending: false },
    ]);
    expect(all(table, '[data-id="sort"]')).toHaveLength(6);
  });

  it('lets nobody choose who may not decide', async () => {
    expect(all(await show(CertificateTable, { rows: many(2) }), 'input')).toHaveLength(0);
  });

  it('lets rows be chosen, one by one and all that are drawn', async () => {
    const table = await show<HTMLElement & { selected: string[] }>(CertificateTable, {
      rows: many(60),
      selectable: true,
      selected: ['id1'],
    });
    const chosen = heard<{ ids: string[] }>(table, 'select');
    const [first, second] = all<HTMLInputElement>(table, '[data-id="choose"]');
    expect(second?.checked).toBe(true);
    first?.click();
    expect(chosen.pop()).toEqual({ ids: ['id1', 'id0'] });
    second?.click();
    expect(chosen.pop()).toEqual({ ids: [] });
    one(table, '[data-id="choose-all"]').click();
    expect(chosen.pop()?.ids).toHaveLength(50);
    expect(first?.getAttribute('aria-label')).toBe('Choose Certificate 0');
    await expect(table).toBeAccessible();
  });

  it('shows a certificate that is gone as such', async () => {
    const rows = [certificateRow({ Is_Gone__c: true, Expires_At__c: inDays(-800) })];
    expect(textOf(await show(CertificateTable, { rows }))).not.toContain('Warning');
  });
});
