import '../../../../../test/console/lwc/realWords';
import RenewalForecast from 'c/renewalForecast';
import { mount, textOf } from '../../../../../test/console/lwc/mount';
import { forecast } from '../../../../../test/console/lwc/rows';

const show = (given: object | undefined): ReturnType<typeof mount> =>
  mount('c-renewal-forecast', RenewalForecast, { forecast: given });

describe('how much work renewals are', () => {
  afterEach(() => document.body.replaceChildren());

  it('is rounded as in the report, and never to nothing', () => {
    const element = show(forecast({ today: 0.4, under200: 0.5, under100: 58.8, under47: 12106.5 }));
    expect([...element.shadowRoot.querySelectorAll('td.number')].map(textOf)).toEqual([
      'fewer than 1',
      '1',
      '59',
      '12,107',
    ]);
  });

  it('is said for today and for each limit', async () => {
    const element = show(forecast());
    expect([...element.shadowRoot.querySelectorAll('tbody tr')].map(textOf)).toEqual([
      'as long as they do today 21',
      '200 days 31',
      '100 days 77',
      '47 days 160',
    ]);
    expect([...element.shadowRoot.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'))).toEqual([
      '13.1%',
      '19.1%',
      '48.1%',
      '100%',
    ]);
    expect(textOf(element)).toContain('The limits shorten 1 of 2 certificates.');
    expect(textOf(element)).toContain('Each certificate is replaced at the end of its lifetime.');
    await expect(element).toBeAccessible();
  });

  it('is not changed by limits that shorten nothing', () => {
    const [, own] = forecast().perCertificate;
    expect(textOf(show(forecast({ perCertificate: own ? [own] : [] })))).toContain('shorten none of the certificates');
  });

  it.each([undefined, forecast({ perCertificate: [] })])(
    'is nothing when nobody has to renew anything',
    async (given) => {
      const element = show(given);
      expect(textOf(element)).toContain('No certificate that was read ends under somebody here');
      expect(element.shadowRoot.querySelector('table')).toBeNull();
      await expect(element).toBeAccessible();
    },
  );
});
