import { check, place, today } from '../../../../../test/console/lwc/rows';
import { gapsIn, isFailing } from 'c/healthRecords';

describe('what counts as not checked', () => {
  it('is nothing when every place was read lately', () => {
    expect(gapsIn([place()], 7, today)).toEqual([]);
  });

  it('is a place that was denied or failed, with the permission that opens it', () => {
    const rows = [
      place({ Name: 'SAML', Status__c: 'denied', Detail__c: 'May not.', Permission__c: 'View Setup' }),
      place({ Name: 'Apex code', Status__c: 'failed' }),
    ];
    expect(gapsIn(rows, 7, today)).toMatchObject([
      { kind: 'denied', what: 'SAML', reason: 'May not.', permission: 'View Setup' },
      { kind: 'failed', what: 'Apex code', reason: '' },
    ]);
  });

  it('is not a place that the org does not have', () => {
    expect(gapsIn([place({ Status__c: 'unavailable' })], 7, today)).toEqual([]);
  });

  it.each([
    ['2026-11-15T12:00:00.000Z', []],
    ['2026-11-15T11:59:59.000Z', ['stale']],
    ['2026-11-15T11:59:59.000+0000', ['stale']],
    [undefined, ['stale']],
  ])('is a place read longer ago than the settings allow: %s', (readAt, kinds) => {
    expect(gapsIn([place({ Last_Read_At__c: readAt })], 7, today).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('takes a week where the settings say nothing', () => {
    const row = place({ Last_Read_At__c: '2026-11-14T00:00:00.000Z' });
    expect(gapsIn([row], null, today)).toHaveLength(1);
    expect(gapsIn([row], 30, today)).toEqual([]);
  });

  it('is a check that lacked something, until it is settled', () => {
    expect(gapsIn([check(), check({ Status__c: 'settled' })], 7, today)).toMatchObject([
      { kind: 'undecided', what: 'root-not-in-org-list', checks: ['root-not-in-org-list'] },
    ]);
  });

  it('is what nobody asked for too, but no scan failed in it', () => {
    const rows = [check(), check({ Check__c: 'revoked', Status__c: 'not-asked' })];
    const gaps = gapsIn(rows, 7, today);
    expect(gaps.map(({ kind, checks }) => [kind, ...checks])).toEqual([
      ['undecided', 'root-not-in-org-list'],
      ['unasked', 'revoked'],
    ]);
    expect(gaps.map(isFailing)).toEqual([true, false]);
  });

  it('counts checks that lack the same of the same certificate once', () => {
    const same = { Subject__c: 'Okta', Detail__c: 'Its body could not be read.' };
    const rows = [check({ ...same, Check__c: 'weak-key' }), check({ ...same, Check__c: 'expired' })];
    expect(gapsIn(rows, 7, today)).toMatchObject([{ what: 'Okta', checks: ['weak-key', 'expired'] }]);
  });
});
