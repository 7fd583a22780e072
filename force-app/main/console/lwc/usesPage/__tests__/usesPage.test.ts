import '../../../../../test/console/lwc/realWords';
import UsesPage from 'c/usesPage';
import { load, reload } from 'c/healthRecords';
import { eventsOf, find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { certificate, overview, use } from '../../../../../test/console/lwc/rows';
import type * as Engine from '../../../../../test/console/lwc/engineStub';

jest.mock('c/certificateEngine', () => jest.requireActual<typeof Engine>('../../../../../test/console/lwc/engineStub'));
jest.mock('c/healthRecords', () => {
  const real = jest.requireActual<object>('c/healthRecords');
  return { ...real, load: jest.fn() };
});
const loadMock = load as unknown as jest.Mock<Promise<unknown>, [string]>;

function given(records: Record<string, unknown>): void {
  const all: Record<string, unknown> = {
    overview: overview(),
    certificates: [],
    uses: [],
    findings: [],
    coverage: [],
    ...records,
  };
  loadMock.mockImplementation((name) => Promise.resolve(all[name]));
}

async function show(filter?: object): Promise<ReturnType<typeof mount>> {
  const element = mount('c-uses-page', UsesPage, { filter });
  await settled();
  return element;
}

const mtls = { use: 'outbound-apex-mtls' };

describe('the page of uses', () => {
  afterEach(() => document.body.replaceChildren());

  it('says that it is loading', async () => {
    loadMock.mockReturnValue(new Promise(() => undefined));
    const element = await show();
    expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows a row for each use, none of them open', async () => {
    given({ certificates: [certificate({ Id: 'a1' })], uses: [use({ Certificate__c: 'a1' })] });
    const element = await show();
    const matrix = find(element.shadowRoot, 'c-use-matrix');
    expect(matrix.shadowRoot?.querySelectorAll('tbody tr')).toHaveLength(3);
    expect(element.shadowRoot.querySelector('.explained')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it("explains the use that is open in core's words, with its configuration here", async () => {
    given({ uses: [use({ Certificate__c: 'a1' }), use({ Name: 'Other', Certificate_Name__c: undefined })] });
    const element = await show(mtls);
    const words = textOf(find(element.shadowRoot, '.explained'));
    expect(words).toContain("Outbound Apex mTLS Your org calls another company's server");
    expect(words).toContain('When it ends Calls to that server fail.');
    expect(words).toContain('Partner_API: Partner_API_Client');
    expect(words).toContain('Other: a certificate that only the other side has');
    await expect(element).toBeAccessible();
  });

  it('says the name of a setting that carries its certificate once', async () => {
    given({ uses: [use({ Name: 'Okta', Certificate_Name__c: 'Okta' })] });
    const rows = [...(await show(mtls)).shadowRoot.querySelectorAll('.explained .row')];
    expect(rows.map((row) => row.textContent)).toEqual(['Okta']);
  });

  it('names a few of many', async () => {
    given({ uses: Array.from({ length: 11 }, (_, index) => use({ Name: `NC${index}` })) });
    const words = textOf(find((await show(mtls)).shadowRoot, '.explained'));
    expect(words).toContain('NC7');
    expect(words).not.toContain('NC8');
    expect(words).toContain('and 3 more');
  });

  it('says when nothing here is used in that way', async () => {
    given({});
    const element = await show(mtls);
    expect(textOf(find(element.shadowRoot, '.explained'))).toContain(
      'No configuration that uses a certificate in this way',
    );
    expect(element.shadowRoot.querySelector('[data-id="certificates"]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('asks for the use that was chosen to be open, and for none when it is chosen again', async () => {
    given({ uses: [use()] });
    const element = await show(mtls);
    const asked = eventsOf(element, 'navigate');
    const matrix = find(element.shadowRoot, 'c-use-matrix');
    matrix.dispatchEvent(new CustomEvent('choose', { detail: 'inbound-sso' }));
    matrix.dispatchEvent(new CustomEvent('choose', { detail: 'outbound-apex-mtls' }));
    expect(asked).toEqual([
      { page: 'uses', filter: { use: 'inbound-sso' } },
      { page: 'uses', filter: {} },
    ]);
  });

  it('goes on at the words of the use that was opened', async () => {
    given({ uses: [use()] });
    const element = mount<{ filter: object }>('c-uses-page', UsesPage);
    await settled();
    find(element.shadowRoot, 'c-use-matrix').dispatchEvent(new CustomEvent('choose', { detail: mtls.use }));
    element.filter = mtls;
    await settled();
    expect(element.shadowRoot.activeElement).toBe(find(element.shadowRoot, '.explained'));
  });

  it('leads to the certificates of the use', async () => {
    given({ uses: [use()] });
    const element = await show(mtls);
    const asked = eventsOf(element, 'navigate');
    const button = find(element.shadowRoot, '[data-id="certificates"]');
    expect(button.getAttribute('aria-label')).toBe('Show its certificates: Outbound Apex mTLS');
    button.click();
    expect(asked).toEqual([{ page: 'certificates', filter: mtls }]);
  });

  it('before the first scan teaches how uses get known', async () => {
    given({ overview: overview({ scans: [] }) });
    const element = await show();
    expect(textOf(element)).toContain('Nothing is known of uses yet');
    expect(element.shadowRoot.querySelector('c-use-matrix')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says what went wrong, tries again, and follows what is written', async () => {
    loadMock.mockRejectedValue({ body: { message: 'The org is being moved.' } });
    const element = await show();
    expect(textOf(element)).toContain('The org is being moved.');
    await expect(element).toBeAccessible();
    given({});
    reload();
    await settled();
    expect(element.shadowRoot.querySelector('c-error-panel')).toBeNull();
    expect(element.shadowRoot.querySelector('c-use-matrix')).not.toBeNull();
  });
});
