import '../../../../../test/console/lwc/realWords';
import { consumersOf, filterIn, filterRows, isSameFilter, NONE, stateOfFilter } from 'c/certificateFilter';
import type { CertificateFilter } from 'c/certificateFilter';
import type { CertificateRow } from 'c/healthRecords';
import { certificateRow, inDays, useRow } from '../../../../../test/console/lwc/pieces';

const at = new Date();
const rows: CertificateRow[] = [
  certificateRow({ Id: '1', Name: 'Partner 10', Expires_At__c: inDays(90), Status__c: 'warning' }),
  certificateRow({
    Id: '2',
    Name: 'partner 9',
    Expires_At__c: inDays(-3),
    Status__c: 'critical',
    Uses__c: 'inbound-sso',
  }),
  certificateRow({ Id: '3', Name: 'Waiting', Status__c: 'unknown', Expires_At__c: undefined as never, Uses__c: '' }),
  certificateRow({ Id: '4', Name: 'Old', Is_Gone__c: true, Status__c: 'healthy', Source__c: 'org.saml-sso-configs' }),
  certificateRow({
    Id: '5',
    Name: 'Free',
    Responsible__c: undefined as never,
    Status__c: 'info',
    Expires_At__c: inDays(30),
  }),
];
const shown = (filter: CertificateFilter): string[] => filterRows(rows, filter, at).map(({ Id }) => Id);

describe('filter of the list of certificates', () => {
  it('shows what is in the org, the soonest end first, and unknown ends last', () => {
    expect(shown({})).toEqual(['2', '5', '1', '3']);
  });

  it('keeps unknown ends last when the order is turned', () => {
    expect(shown({ descending: true })).toEqual(['1', '5', '2', '3']);
  });

  it('sorts names as people count, whatever their case', () => {
    expect(shown({ sort: 'name', text: 'partner', responsible: 'Integration team', status: 'critical' })).toEqual([
      '2',
    ]);
    expect(shown({ sort: 'name' })).toEqual(['5', '2', '1', '3']);
  });

  it('sorts by status, the most urgent first', () => {
    expect(shown({ sort: 'status' })).toEqual(['2', '1', '3', '5']);
  });

  it.each([
    ['status', { status: 'critical' }, ['2']],
    ['status, one of several', { status: 'critical;warning' }, ['2', '1']],
    ['use', { use: 'inbound-sso' }, ['2']],
    ['one of several uses', { use: 'outbound-sso;inbound-sso' }, ['2']],
    ['a use or none', { use: `inbound-sso;${NONE}` }, ['2', '3']],
    ['no use at all', { use: NONE }, ['3']],
    ['nobody responsible', { responsible: NONE }, ['5']],
    ['place', { source: 'org.saml-sso-configs', gone: true }, ['4']],
    ['days left, ended ones included', { within: 60 }, ['2', '5']],
    ['gone ones too', { gone: true, sort: 'name' }, ['5', '4', '2', '1', '3']],
  ] as const)('narrows by %s', (_, filter, ids) => {
    expect(shown(filter)).toEqual(ids);
  });

  it('searches all words in all that people know a certificate by', () => {
    expect(shown({ text: 'PARTNER.example  issuing' })).toHaveLength(4);
    expect(shown({ text: 'abababab' })).toHaveLength(4);
    expect(shown({ text: 'partner nonsense' })).toEqual([]);
  });

  it.each([
    'd8:ae:35:4a:00',
    'D8 AE 35 4A',
    '0xd8ae35',
    'd8-ae-35-4a',
    '00:d8:ae:35:4a:00:12',
    // The same serial number as other tools print it.
    String(BigInt('0xd8ae354a0012')),
  ])('finds a fingerprint or serial number as people write it: %s', (text) => {
    const wanted = certificateRow({ Id: 's', Serial_Number__c: '00d8ae354a0012', Fingerprint__c: 'cd'.repeat(32) });
    const printed = certificateRow({ Id: 'f', Fingerprint__c: `d8ae354a00${'12'.repeat(27)}`, Serial_Number__c: '1' });
    const found = filterRows([...rows, wanted, printed], { text }, at).map(({ Id }) => Id);
    expect(found.sort()).toEqual(['f', 's']);
  });

  it('takes few digits for a word', () => {
    expect(shown({ text: 'abab' })).toHaveLength(4);
    expect(shown({ text: 'ab:ab' })).toEqual([]);
  });

  it('searches the uses, and who uses it once that is known', () => {
    expect(shown({ text: 'inbound sso' })).toEqual(['2']);
    const consumers = consumersOf([
      useRow({ Certificate__c: '1', Name: 'PartnerGateway', Referrer__c: 'PartnerGateway' }),
      useRow({ Certificate__c: '1', Name: 'Okta login', Referrer__c: 'Okta_SSO' }),
      useRow({ Certificate__c: '2', Name: 'PartnerGateway', Is_Gone__c: true }),
      useRow({ Name: 'Nowhere' }),
    ]);
    expect([...consumers].map(([id, { names }]) => [id, names])).toEqual([['1', ['PartnerGateway', 'Okta login']]]);
    expect(shown({ text: 'partnergateway' })).toEqual([]);
    expect(filterRows(rows, { text: 'okta' }, at, consumers).map(({ Id }) => Id)).toEqual(['1']);
    expect(filterRows(rows, { text: 'partnergateway mtls' }, at, consumers).map(({ Id }) => Id)).toEqual(['1']);
  });

  it('sorts by every column without an error', () => {
    for (const sort of ['name', 'life', 'ends', 'uses', 'responsible', 'status'] as const)
      expect(shown({ sort })).toHaveLength(4);
  });

  it('is the same after it stood in an address', () => {
    const filter = {
      text: 'a b&c',
      status: 'critical',
      within: 60,
      gone: true,
      sort: 'name',
      descending: true,
    } as const;
    expect(filterIn(stateOfFilter(filter))).toEqual(filter);
    expect(stateOfFilter({ text: '', gone: false })).toEqual({});
    expect(filterIn(undefined)).toEqual({});
  });

  it('leaves out what somebody typed into an address by mistake', () => {
    expect(filterIn({ within: '-3', sort: 'Robert', gone: 'maybe', other: 'x' })).toEqual({});
  });

  it('tells whether two filters ask the same', () => {
    expect(isSameFilter({ status: 'critical', text: '' }, { gone: false, status: 'critical' })).toBe(true);
    expect(isSameFilter({ status: 'critical' }, { status: 'warning' })).toBe(false);
  });
});
