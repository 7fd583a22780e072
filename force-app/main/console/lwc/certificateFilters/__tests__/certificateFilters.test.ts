import '../../../../../test/console/lwc/realWords';
import CertificateFilters from 'c/certificateFilters';
import { all, certificateRow, heard, one, settled, show, tell } from '../../../../../test/console/lwc/pieces';

interface Field extends HTMLElement {
  options: { label: string; value: string }[];
  value: string;
}
const rows = [
  certificateRow({ Id: '1', Status__c: 'healthy', Uses__c: 'inbound-sso;outbound-sso' }),
  certificateRow({
    Id: '2',
    Status__c: 'critical',
    Responsible__c: 'Ada Admin',
    Source__c: 'org.x',
    Source_Label__c: 'X',
  }),
];
const labelsOf = (field: Field): string[] => field.options.map(({ label }) => label);

describe('filters of the list of certificates', () => {
  afterEach(() => document.body.replaceChildren());

  it('offers what occurs among the certificates, the most urgent status first', async () => {
    const filters = await show(CertificateFilters, { rows, usesKnown: true });
    const options = all<Field>(filters, 'lightning-combobox').map(labelsOf);
    expect(options[0]).toEqual(['Any status', 'Critical or warning', 'Critical', expect.any(String)]);
    expect(labelsOf(one<Field>(filters, 'c-use-choice'))).toEqual([
      'Inbound SSO',
      'Outbound Apex mTLS',
      'Outbound SSO',
      'No use found',
    ]);
    expect(options[1]).toEqual(['Anybody', 'Ada Admin', 'Integration team', 'Nobody responsible']);
    expect(options[2]).toEqual(['Any place', 'Certificate and Key Management', 'X']);
    await expect(filters).toBeAccessible();
  });

  it('calls no use unknown as long as not every place was read', async () => {
    const filters = await show<HTMLElement & { usesKnown: boolean }>(CertificateFilters, { rows });
    const words = (): string[] => [
      one(filters, '[data-id="unused"]').textContent?.trim() ?? '',
      labelsOf(one<Field>(filters, 'c-use-choice')).at(-1) ?? '',
    ];
    expect(words()).toEqual(['Use not known', 'Use not known']);
    filters.usesKnown = true;
    await settled();
    expect(words()).toEqual(['No use found', 'No use found']);
  });

  it('folds on narrow screens, and says how many filters narrow the list', async () => {
    const filters = await show(CertificateFilters, { rows, filter: { use: 'inbound-sso', gone: true, text: 'x' } });
    const button = one(filters, '[data-id="fold"]');
    expect(button.textContent).toBe('Filters (2)');
    expect(one(filters, '.filters').className).toContain('folded');
    button.click();
    await settled();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(one(filters, '.filters').className).not.toContain('folded');
    await expect(filters).toBeAccessible();
  });

  it('shows what is asked for', async () => {
    const filters = await show(CertificateFilters, { rows, filter: { status: 'critical', text: 'abc' } });
    expect(one<Field>(filters, '[data-field="status"]').value).toBe('critical');
    expect(one<Field>(filters, '[data-field="text"]').value).toBe('abc');
  });

  it('asks for one thing more with each field', async () => {
    const filters = await show(CertificateFilters, { rows, filter: { status: 'critical', sort: 'name' } });
    const asked = heard(filters, 'filter');
    tell(one(filters, '[data-field="use"]'), 'change', { value: 'inbound-sso' });
    tell(one(filters, '[data-field="text"]'), 'change', { value: 'par' });
    expect(asked).toEqual([
      { filter: { status: 'critical', sort: 'name', use: 'inbound-sso' } },
      { filter: { status: 'critical', sort: 'name', text: 'par' } },
    ]);
  });

  it('asks for a saved filter in one press, and keeps the order', async () => {
    const filters = await show(CertificateFilters, {
      rows,
      filter: { text: 'x', sort: 'name' },
      userName: 'Ada Admin',
    });
    const asked = heard(filters, 'filter');
    one(filters, '[data-id="mine"]').click();
    one(filters, '[data-id="soon"]').click();
    one(filters, '[data-id="all"]').click();
    expect(asked).toEqual([
      { filter: { responsible: 'Ada Admin', sort: 'name' } },
      { filter: { within: 60, sort: 'name' } },
      { filter: { sort: 'name' } },
    ]);
  });

  it('marks the saved filter that is asked for', async () => {
    const filters = await show(CertificateFilters, { rows, filter: { status: 'critical', sort: 'name' } });
    const pressed = all(filters, '[aria-pressed="true"]').map((button) => button.dataset.id);
    expect(pressed).toEqual(['urgent']);
  });

  it('offers those that are gone before anybody knows whether there are some', async () => {
    const filters = await show<HTMLElement & { filter: object }>(CertificateFilters, { rows });
    const box = one<HTMLElement & { checked: boolean }>(filters, '[data-field="gone"]');
    expect(box.checked).toBe(false);
    const asked = heard(filters, 'filter');
    tell(box, 'change', { checked: true });
    expect(asked).toEqual([{ filter: { gone: true } }]);
    filters.filter = { gone: true };
    await settled();
    expect(box.checked).toBe(true);
    tell(box, 'change', { checked: false });
    expect(asked[1]).toEqual({ filter: { gone: false } });
  });
});
