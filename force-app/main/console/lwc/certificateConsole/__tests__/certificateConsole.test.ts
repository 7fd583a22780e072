import '../../../../../test/console/lwc/realWords';
import { CurrentPageReference } from 'lightning/navigation';
import CertificateConsole from 'c/certificateConsole';
import { load, reload } from 'c/healthRecords';
import { find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { overview } from '../../../../../test/console/lwc/rows';

const mockNavigate = jest.fn();
const mockPart = jest.fn();

/** A page in small: the pages themselves have tests of their own. */
jest.mock('c/homePage', () => mockPage('home'));
jest.mock('c/scanNow', () => mockPage('scanNow'));
jest.mock('c/certificatesPage', () => mockPage('certificates'));
jest.mock('c/certificatePage', () => mockPage('certificate'));
jest.mock('c/usesPage', () => mockPage('uses'));
jest.mock('c/rotationsPage', () => mockPage('rotations'));
jest.mock('c/rotationPage', () => mockPage('rotation'));
jest.mock('c/checkPage', () => mockPage('check'));
jest.mock('c/notCheckedPage', () => mockPage('notChecked'));
jest.mock('c/settingsPage', () => mockPage('settings'));
jest.mock('lightning/navigation', () => {
  const { createTestWireAdapter } = jest.requireActual<{ createTestWireAdapter(fn: unknown): unknown }>(
    '@salesforce/wire-service-jest-util',
  );
  const Navigate = Symbol('Navigate');
  return {
    CurrentPageReference: createTestWireAdapter(jest.fn()),
    NavigationMixin: Object.assign(
      (Base: new () => object) =>
        class extends Base {
          [Navigate](...given: unknown[]): void {
            mockNavigate(...given);
          }
        },
      { Navigate },
    ),
  };
});
jest.mock('c/healthRecords', () => {
  const real = jest.requireActual<object>('c/healthRecords');
  return { ...real, load: jest.fn() };
});

function mockPage(name: string): object {
  const { LightningElement, registerDecorators, registerComponent, registerTemplate } = jest.requireActual<
    Record<string, (...given: never[]) => unknown>
  >('lwc') as never as {
    LightningElement: new () => { recordId?: string };
    registerDecorators(is: unknown, meta: object): unknown;
    registerComponent(is: unknown, meta: object): unknown;
    registerTemplate(template: unknown): unknown;
  };
  class Page extends LightningElement {
    connectedCallback(): void {
      mockPart(name);
    }
  }
  registerDecorators(Page, { publicProps: { filter: { config: 0 }, recordId: { config: 0 } }, fields: [] });
  const template = registerTemplate(Object.assign(() => [], { stylesheets: [] }));
  return {
    __esModule: true,
    default: registerComponent(Page, { tmpl: template, sel: `c-${name}-page`, apiVersion: 66 }),
  };
}

const loadMock = load as unknown as jest.Mock<Promise<unknown>, [string]>;
// eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages -- its stand-in is a test adapter
const address = CurrentPageReference as unknown as { emit(reference: unknown): void };
const tab = (state: object): object => ({
  type: 'standard__navItemPage',
  attributes: { apiName: 'Certificate_Health' },
  state,
});

async function show(): Promise<ReturnType<typeof mount>> {
  const element = mount('c-certificate-console', CertificateConsole);
  await settled();
  return element;
}
const shown = (element: ReturnType<typeof mount>): string[] =>
  [...element.shadowRoot.querySelectorAll('.page > *')].map((one) => one.localName);
const press = (element: ReturnType<typeof mount>, page: string): void =>
  find(element.shadowRoot, `button[data-page="${page}"]`).click();
const ask = (element: ReturnType<typeof mount>, tag: string, detail: object): boolean =>
  find(element.shadowRoot, tag).dispatchEvent(new CustomEvent('navigate', { detail }));

describe('the app', () => {
  beforeEach(() => {
    jest.clearAllMocks();
    loadMock.mockResolvedValue(overview());
  });
  afterEach(() => document.body.replaceChildren());

  it('says which org it is about, and once whose time is told', async () => {
    const element = await show();
    expect(textOf(find(element.shadowRoot, 'header'))).toBe(
      'Certificate Health Acme Freight · Production Times: Coordinated Universal Time (point at one for UTC). Sentences of findings tell UTC. ' +
        'Home Certificates Uses Rotation Check a certificate Not checked Settings',
    );
    await expect(element).toBeAccessible();
  });

  it.each([
    [true, 'Acme Freight · Sandbox'],
    [null, 'Acme Freight Times'],
  ])('says whether the org is a sandbox, where that is known: %p', async (isSandbox, text) => {
    const { org } = overview();
    loadMock.mockResolvedValue(overview({ org: { ...org, isSandbox } }));
    expect(textOf(await show())).toContain(text);
  });

  it('begins at home', async () => {
    const element = await show();
    expect(shown(element)).toEqual(['c-home-page']);
    expect(find(element.shadowRoot, '[aria-current="page"]').textContent?.trim()).toBe('Home');
  });

  it.each([
    ['certificates', 'c-certificates-page'],
    ['uses', 'c-uses-page'],
    ['check', 'c-check-page'],
    ['rotations', 'c-rotations-page'],
    ['notChecked', 'c-not-checked-page'],
    ['settings', 'c-settings-page'],
  ])('shows the page %s when its tab is pressed, and goes on there', async (page, tag) => {
    const element = await show();
    press(element, page);
    await settled();
    expect(shown(element)).toEqual([tag]);
    expect(find(element.shadowRoot, '[aria-current="page"]').getAttribute('data-page')).toBe(page);
    expect(element.shadowRoot.activeElement).toBe(find(element.shadowRoot, '.page'));
    await expect(element).toBeAccessible();
  });

  it('shows the certificate that a page asks for, below the tab of certificates', async () => {
    const element = await show();
    ask(element, 'c-home-page', { page: 'certificate', record: 'a1' });
    await settled();
    const page = find<HTMLElement & { recordId: string }>(element.shadowRoot, 'c-certificate-page');
    expect(page.recordId).toBe('a1');
    expect(find(element.shadowRoot, '[aria-current="page"]').textContent?.trim()).toBe('Certificates');
  });

  it('hands on what a list is to be narrowed to', async () => {
    const element = await show();
    ask(element, 'c-home-page', { page: 'certificates', filter: { status: 'critical' } });
    await settled();
    const page = find<HTMLElement & { filter: object }>(element.shadowRoot, 'c-certificates-page');
    expect(page.filter).toEqual({ status: 'critical' });
  });

  it('follows the address in an org, and keeps in it what is not its own', async () => {
    const element = await show();
    address.emit(tab({ c__page: 'certificate', c__record: 'a1', c__theirs: 'x' }));
    await settled();
    expect(shown(element)).toEqual(['c-certificate-page']);
    ask(element, 'c-certificate-page', { page: 'uses', filter: { use: 'inbound-sso' } });
    expect(mockNavigate).toHaveBeenCalledWith(
      tab({ c__theirs: 'x', c__page: 'uses', c__filter: 'use=inbound-sso' }),
      false,
    );
  });

  it('makes no step back and keeps the focus when only the filter of a page changes', async () => {
    const element = await show();
    address.emit(tab({ c__page: 'certificates' }));
    await settled();
    ask(element, 'c-certificates-page', { page: 'certificates', filter: { text: 'okta' } });
    address.emit(tab({ c__page: 'certificates', c__filter: 'text=okta' }));
    await settled();
    expect(mockNavigate).toHaveBeenCalledWith(tab({ c__page: 'certificates', c__filter: 'text=okta' }), true);
    expect(element.shadowRoot.activeElement).toBeNull();
  });

  it('says that it is loading', async () => {
    loadMock.mockReturnValue(new Promise(() => undefined));
    const element = await show();
    expect(shown(element)).toEqual(['div']);
    expect(
      find<HTMLElement & { alternativeText: string }>(element.shadowRoot, 'lightning-spinner').alternativeText,
    ).toBe('Loading…');
    await expect(element).toBeAccessible();
  });

  it('asks whoever has no rights to ask for the permission set, once for the whole page', async () => {
    loadMock.mockRejectedValue({
      body: { message: "You do not have access to the Apex class named 'HealthRecords'." },
    });
    const element = await show();
    expect(textOf(element)).toContain('permission set “Certificate Health Viewer”');
    expect(element.shadowRoot.querySelectorAll('c-error-panel')).toHaveLength(1);
    expect(element.shadowRoot.querySelector('c-home-page')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('tries again when asked, and when something was written', async () => {
    loadMock.mockRejectedValueOnce(new Error('no')).mockRejectedValueOnce(new Error('no'));
    const element = await show();
    find(element.shadowRoot, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
    reload();
    await settled();
    expect(shown(element)).toEqual(['c-home-page']);
  });

  it('says so when a page fails, and shows the others still', async () => {
    mockPart.mockImplementation((name) => {
      if (name === 'uses') throw new Error('A field is missing.');
    });
    const element = await show();
    press(element, 'uses');
    await settled();
    expect(textOf(element)).toContain('This page met an error A field is missing.');
    await expect(element).toBeAccessible();
    press(element, 'settings');
    await settled();
    expect(shown(element)).toEqual(['c-settings-page']);
    mockPart.mockReset();
  });
});
