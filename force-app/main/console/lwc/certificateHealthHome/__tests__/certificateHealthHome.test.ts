import { createElement } from 'lwc';
import CertificateHealthHome from 'c/certificateHealthHome';

function show(): HTMLElement {
  const element = createElement('c-certificate-health-home', { is: CertificateHealthHome }) as unknown as HTMLElement;
  document.body.appendChild(element);
  return element;
}

describe('home page without a report', () => {
  afterEach(() => document.body.replaceChildren());

  it('says that nothing is known yet, instead of looking healthy', () => {
    expect(show().shadowRoot?.textContent).toContain('CertificateHealth_NoReport');
  });

  it('shows the command that gives the first report', () => {
    expect(show().shadowRoot?.querySelector('code')?.textContent).toBe('sf cert health --target-org my-org');
  });

  it('leads to Certificate and Key Management in Setup', () => {
    const link = show().shadowRoot?.querySelector('a');
    expect(link?.getAttribute('href')).toBe('/lightning/setup/CertificatesAndKeysManagement/home');
    expect(link?.textContent).toContain('CertificateHealth_OpenSetup');
  });

  it('is accessible', async () => {
    await expect(show()).toBeAccessible();
  });
});
