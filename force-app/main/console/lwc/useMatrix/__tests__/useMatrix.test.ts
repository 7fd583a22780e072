import '../../../../../test/console/lwc/realWords';
import UseMatrix from 'c/useMatrix';
import { eventsOf, find, mount, textOf } from '../../../../../test/console/lwc/mount';

const standing = {
  id: 'outbound-apex-mtls',
  name: 'Outbound Apex mTLS',
  prover: 'Salesforce, with your certificate',
  verifier: 'the called server',
  rotator: 'you',
  certificates: 4,
  notJudged: 0,
  unread: [],
  worst: 'warning',
  findings: 2,
};
const show = (properties: object): ReturnType<typeof mount> => mount('c-use-matrix', UseMatrix, properties);
const row = (element: ReturnType<typeof mount>): string => textOf(find(element.shadowRoot, 'tbody tr'));

describe('the matrix of uses', () => {
  afterEach(() => document.body.replaceChildren());

  it('says who proves, who verifies, who rotates, how many, and how they stand', async () => {
    const element = show({ standings: [standing] });
    expect([...element.shadowRoot.querySelectorAll('thead th')].map(textOf)).toEqual([
      'Use',
      'Who proves',
      'Who verifies',
      'Who rotates',
      'Certificates',
      'Worst',
      'Findings',
    ]);
    expect(row(element)).toBe('Outbound Apex mTLS Salesforce, with your certificate the called server you 4 Warning 2');
    await expect(element).toBeAccessible();
  });

  it('says how many certificates nobody judged, and which places were not read', async () => {
    const element = show({
      standings: [{ ...standing, worst: 'unknown', notJudged: 1, unread: ['Apex code', 'Flows'] }],
    });
    expect(row(element)).toContain('4 (1 not judged) Not checked Not read: Apex code and Flows 2');
    await expect(element).toBeAccessible();
  });

  it('names a few of many places', () => {
    const places = ['A', 'B', 'C', 'D', 'E'];
    expect(row(show({ standings: [{ ...standing, unread: places }] }))).toContain('A, B, C, and 2 more');
    expect(row(show({ standings: [{ ...standing, unread: places.slice(0, 4) }] }))).toContain('A, B, C, and D');
  });

  it('names each cell where a narrow page shows rows as cards', () => {
    const element = show({ standings: [standing] });
    const named = [...element.shadowRoot.querySelectorAll('tbody td')].map((cell) => cell.getAttribute('data-label'));
    expect(named).toEqual(['Who proves', 'Who verifies', 'Who rotates', 'Certificates', 'Worst', 'Findings']);
  });

  it('tells which use was chosen and which is open', () => {
    const element = show({
      standings: [standing, { ...standing, id: 'inbound-sso', name: 'Inbound SSO' }],
      chosen: 'inbound-sso',
    });
    const chosen = eventsOf(element, 'choose');
    find(element.shadowRoot, '[data-use="outbound-apex-mtls"]').click();
    expect(chosen).toEqual(['outbound-apex-mtls']);
    expect(find(element.shadowRoot, '[data-use="inbound-sso"]').getAttribute('aria-pressed')).toBe('true');
    expect(find(element.shadowRoot, '[data-use="outbound-apex-mtls"]').getAttribute('aria-pressed')).toBe('false');
  });
});
