import '../../../../../test/console/lwc/realWords';
import RotationByHand from 'c/rotationByHand';
import { mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { plan } from '../../../../../test/console/lwc/rotations';

async function show(properties: object): Promise<ReturnType<typeof mount>> {
  const element = mount('c-rotation-by-hand', RotationByHand, { byHand: plan.byHand, ...properties });
  await settled();
  return element;
}

describe('what only people can do', () => {
  afterEach(() => document.body.replaceChildren());

  it('is told with the patch and the way into Setup', async () => {
    const element = await show({});
    expect(textOf(element)).toContain(
      'PartnerGateway Put the new name into PartnerGateway. The patch by-hand.patch beside the plan does it in the repository.',
    );
    expect(textOf(element)).toContain('API Client Certificate Look there Look there.');
    const links = [...element.shadowRoot.querySelectorAll<HTMLAnchorElement>('[data-id="setup"]')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/lightning/setup/CertificatesAndKeysManagement/home',
    ]);
    await expect(element).toBeAccessible();
  });

  it('says what still names the old certificate', async () => {
    expect(textOf(await show({ left: [] }))).not.toContain('Still names the old one');
    expect(textOf(await show({ left: ['org.apex/PartnerGateway/ApexClass'] }))).toContain(
      'PartnerGateway Still names the old one',
    );
  });

  it('leads nowhere but into Setup', async () => {
    const [first] = plan.byHand;
    const element = await show({ byHand: [{ ...first, setupUrl: 'https://elsewhere.example/' }] });
    expect(element.shadowRoot.querySelector('a')).toBeNull();
  });
});
