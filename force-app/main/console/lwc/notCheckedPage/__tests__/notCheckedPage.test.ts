import '../../../../../test/console/lwc/realWords';
import NotCheckedPage from 'c/notCheckedPage';
import { load } from 'c/healthRecords';
import { find, mount, settled, textOf } from '../../../../../test/console/lwc/mount';
import { check, overview, place, today } from '../../../../../test/console/lwc/rows';
import type * as Engine from '../../../../../test/console/lwc/engineStub';

jest.mock('c/certificateEngine', () => jest.requireActual<typeof Engine>('../../../../../test/console/lwc/engineStub'));
jest.mock('c/healthRecords', () => {
  const real = jest.requireActual<object>('c/healthRecords');
  return { ...real, load: jest.fn() };
});
const loadMock = load as unknown as jest.Mock<Promise<unknown>, [string]>;

async function show(coverage: unknown, given = overview()): Promise<ReturnType<typeof mount>> {
  loadMock.mockImplementation((name) => Promise.resolve(name === 'overview' ? given : coverage));
  const element = mount('c-not-checked-page', NotCheckedPage);
  await settled();
  return element;
}

const never = { Last_Read_At__c: undefined, Read_By__c: undefined };

describe('what was not checked', () => {
  beforeEach(() => jest.useFakeTimers({ now: today, doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => {
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('says that it is loading', async () => {
    loadMock.mockReturnValue(new Promise(() => undefined));
    const element = mount('c-not-checked-page', NotCheckedPage);
    expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('is told with the reason, what fixes it, and when and by whom it was last read', async () => {
    const element = await show([
      place({
        Name: 'SAML settings',
        Status__c: 'denied',
        Detail__c: 'the user may not read it',
        Permission__c: 'View Setup',
      }),
    ]);
    expect(textOf(find(element.shadowRoot, '[data-id="places"]'))).toBe(
      'Places that could not be read (1) SAML settings The user may not read it. ' +
        'Give whoever scans the permission “View Setup”, then scan again. ' +
        'Last read Sun, Nov 22, 2:15 AM, by sf cert health.',
    );
    await expect(element).toBeAccessible();
  });

  it('tells what nobody asked for apart from what failed, with what asks for it', async () => {
    const asked =
      'This scan did not ask whether certificates were revoked; "sf cert health --network crl" looks that up.';
    const element = await show([
      place(),
      check({ Name: 'revoked', Check__c: 'revoked', Status__c: 'not-asked', Detail__c: asked }),
    ]);
    expect(textOf(find(element.shadowRoot, '[data-id="unasked"]'))).toContain('Not asked (1) revoked This scan');
    expect(textOf(find(element.shadowRoot, '[data-id="unasked"]'))).toContain(asked);
    expect(element.shadowRoot.textContent).not.toContain('Everything was looked at');
    await expect(element).toBeAccessible();
  });

  it('says of what this scan did not ask when somebody asked last, and who can again', async () => {
    const servers = { Name: 'Servers that are called', Source__c: 'network.servers' };
    const unasked = check({
      Name: 'server-not-accepted',
      Check__c: 'server-not-accepted',
      Status__c: 'not-asked',
      Detail__c: 'This scan looked at none of the servers that are called.',
    });
    const element = await show([place(servers), unasked]);
    expect(textOf(find(element.shadowRoot, '[data-id="unasked"]'))).toContain(
      'Last asked Sun, Nov 22, 2:15 AM, by sf cert health; what came of it stays until somebody asks again.',
    );
    await expect(element).toBeAccessible();
    const without = await show([unasked]);
    expect(textOf(find(without.shadowRoot, '[data-id="unasked"]'))).not.toContain('Last asked');
    const old = await show([place({ ...servers, Last_Read_At__c: '2026-11-13T02:15:00.000Z' })]);
    expect(textOf(find(old.shadowRoot, '[data-id="stale"]'))).toContain(
      'Scan again with sf cert health --network all: it read this place before.',
    );
  });

  it('says of a place that was tried, and never read, when that was', async () => {
    const tried = { ...never, Last_Seen_At__c: '2026-11-22T02:15:00.000Z' };
    const element = await show([
      place({ Name: 'Revocation lists', Status__c: 'failed', Detail__c: 'No list came.', ...tried }),
    ]);
    expect(textOf(find(element.shadowRoot, '[data-id="places"]'))).toContain('Tried Sun, Nov 22, 2:15 AM, never read.');
  });

  it('tells one reason once for all places that share it', async () => {
    const same = { Status__c: 'failed', Detail__c: 'The app cannot look there.', ...never } as const;
    const element = await show([place({ Name: 'Apex code', ...same }), place({ Name: 'Flows', ...same })]);
    const group = textOf(find(element.shadowRoot, '[data-id="places"]'));
    expect(group).toBe('Places that could not be read (2) Apex code Flows The app cannot look there. Never read.');
  });

  it('counts what was read too long ago, and says who can read it again', async () => {
    const element = await show([
      place({ Last_Read_At__c: '2026-11-13T02:15:00.000Z' }),
      place({ Name: 'Old place', ...never }),
    ]);
    const group = textOf(find(element.shadowRoot, '[data-id="stale"]'));
    expect(group).toContain('Places that were read too long ago (2)');
    expect(group).toContain('Read 9 days ago (Fri, Nov 13); after 7 days that counts as not checked.');
    expect(group).toContain('Scan again with sf cert health: it read this place before.');
    expect(group).toContain('Old place Nobody knows when it was read. Scan again. Never read.');
    await expect(element).toBeAccessible();
  });

  it('says what a check lacked in words, not by its id alone', async () => {
    const element = await show([check(), check({ Subject__c: 'Okta', Detail__c: 'ada@acme.example may not read it' })]);
    const group = textOf(find(element.shadowRoot, '[data-id="checks"]'));
    expect(group).toContain(
      "The org's list of roots (/cacerts.jsp) No copy of /cacerts.jsp: run with --network all. Check: root-not-in-org-list",
    );
    expect(group).toContain('Okta ada@acme.example may not read it.');
  });

  it('says which checks are turned off, even when nothing else was left out', async () => {
    const element = await show(
      [place()],
      overview({ settings: { staleAfterDays: 7, checksOff: ['weak-key', 'revoked'] } }),
    );
    expect(textOf(find(element.shadowRoot, '[data-id="off"]'))).toBe(
      'Turned off in the settings: weak-key and revoked',
    );
  });

  it('says so when everything was looked at', async () => {
    const element = await show([place(), check({ Status__c: 'settled' })]);
    expect(textOf(element)).toContain('Everything was looked at');
    expect(textOf(element)).toContain('in the last 7 days');
    await expect(element).toBeAccessible();
  });

  it('before the first scan says that nothing is known', async () => {
    const element = await show([]);
    expect(textOf(element)).toContain('Nothing was looked at yet');
    expect(textOf(element)).not.toContain('Everything was looked at');
    expect(textOf(element)).toContain('sf cert health --target-org my-org --publish');
    await expect(element).toBeAccessible();
  });

  it('says what went wrong and tries again', async () => {
    loadMock.mockRejectedValue({ body: { message: 'The org is being moved.' } });
    const element = mount('c-not-checked-page', NotCheckedPage);
    await settled();
    expect(textOf(element)).toContain('The org is being moved.');
    await expect(element).toBeAccessible();
    loadMock.mockImplementation((name) => Promise.resolve(name === 'overview' ? overview() : [place()]));
    find(element.shadowRoot, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(textOf(element)).toContain('Everything was looked at');
  });
});
