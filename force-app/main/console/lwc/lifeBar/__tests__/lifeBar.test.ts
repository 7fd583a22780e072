import '../../../../../test/console/lwc/realWords';
import { createElement } from 'lwc';
import LifeBar from 'c/lifeBar';

function show(properties: object): ShadowRoot {
  const element = createElement('c-life-bar', { is: LifeBar }) as unknown as HTMLElement;
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element.shadowRoot as ShadowRoot;
}

function bar(root: ShadowRoot): string | null | undefined {
  return root.querySelector('.used')?.getAttribute('width');
}

describe('life bar', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-22T00:00:00Z'), doNotFake: ['nextTick'] }));
  afterEach(() => {
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('shows how much of the lifetime is used, in words and as a picture', () => {
    const root = show({ validFrom: '2026-11-12T00:00:00Z', expiresAt: '2026-12-02T00:00:00Z', status: 'warning' });
    expect(root.textContent).toBe('50% used');
    expect(bar(root)).toBe('50%');
    expect(root.querySelector('.life')?.getAttribute('title')).toBe('50% of its lifetime used');
    expect(root.querySelector('.used')?.classList).toContain('warning');
  });

  it('says expired at the very end, never 100 %', () => {
    const root = show({ validFrom: '2026-11-12T00:00:00Z', expiresAt: '2026-11-22T00:00:00Z' });
    expect(root.textContent).toBe('Expired');
    expect(bar(root)).toBe('100%');
  });

  it('says expired when only the end is known', () => {
    expect(show({ expiresAt: '2026-11-01' }).textContent).toBe('Expired');
  });

  it('says what it does not know', () => {
    const root = show({ expiresAt: '2027-11-01' });
    expect(root.textContent).toBe('Lifetime not known');
    expect(bar(root)).toBe('0%');
  });

  it('says that a certificate is not valid yet', () => {
    expect(show({ validFrom: '2026-12-01', expiresAt: '2027-12-01' }).textContent).toBe('Not valid yet');
  });

  it.each([{}, { validFrom: '2026-11-12', expiresAt: '2026-12-02', status: 'critical' }])(
    'is accessible: %p',
    async (properties) => {
      jest.useRealTimers();
      await expect(show(properties).host).toBeAccessible();
    },
  );
});
