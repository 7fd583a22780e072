import '../../../../../test/console/lwc/realWords';
import { certificate, check, finding, place, today, use } from '../../../../../test/console/lwc/rows';
import { standingsOf } from '../useStandings';
import type { Known } from '../useStandings';
import type * as Engine from '../../../../../test/console/lwc/engineStub';

jest.mock('c/certificateEngine', () => jest.requireActual<typeof Engine>('../../../../../test/console/lwc/engineStub'));

const whole = [
  place(),
  place({ Name: 'Apex code', Source__c: 'org.apex' }),
  place({ Name: 'SAML single sign-on settings', Source__c: 'org.saml-sso-configs' }),
  place({ Name: 'Certificate pins of the mobile app', Source__c: 'org.mobile-pins' }),
];
const standing = (id: string, given: Partial<Known>): ReturnType<typeof standingsOf>[number] | undefined =>
  standingsOf({ certificates: [], uses: [], findings: [], coverage: whole, staleAfterDays: 7, ...given }).find(
    (one) => one.id === id,
  );

describe('how a use stands', () => {
  beforeEach(() => jest.useFakeTimers({ now: today }));
  afterEach(() => jest.useRealTimers());

  const held = certificate({ Id: 'a1' });
  const used = use({ Certificate__c: 'a1' });

  it('is in order when all of it was looked at and nothing was found', () => {
    expect(standing('outbound-apex-mtls', { certificates: [held], uses: [used] })).toMatchObject({
      name: 'Outbound Apex mTLS',
      rotator: 'you',
      worst: 'healthy',
      certificates: 1,
      notJudged: 0,
      unread: [],
    });
  });

  it('is absent when all of it was looked at and there is none', () => {
    expect(standing('inbound-sso', {})).toMatchObject({ worst: 'absent', certificates: 0 });
  });

  it('is the worst of the findings on its certificates and on itself', () => {
    const findings = [
      finding({ Certificate__c: 'a1', Severity__c: 'warning' }),
      finding({ Use__c: 'outbound-apex-mtls', Status__c: 'acknowledged' }),
      finding({ Certificate__c: 'other' }),
      finding({ Certificate__c: 'a1', Status__c: 'waived' }),
    ];
    expect(standing('outbound-apex-mtls', { certificates: [held], uses: [used], findings })).toMatchObject({
      worst: 'critical',
      findings: 2,
    });
  });

  it('is not checked when a place that could tell of it was not read', () => {
    const coverage = [place(), place({ Name: 'Apex code', Source__c: 'org.apex', Status__c: 'failed' })];
    expect(standing('outbound-apex-mtls', { certificates: [held], uses: [used], coverage })).toMatchObject({
      worst: 'unknown',
      unread: ['Apex code'],
    });
  });

  it('is not checked when that place was read too long ago', () => {
    const coverage = [place({ Last_Read_At__c: '2026-11-01T00:00:00.000Z' })];
    expect(standing('outbound-apex-mtls', { coverage })).toMatchObject({ worst: 'unknown' });
  });

  it('is not checked when no place that could tell of it is known at all', () => {
    expect(standing('outbound-apex-mtls', { coverage: [] })).toMatchObject({ worst: 'unknown' });
  });

  it('does not suffer from a place that tells of other uses', () => {
    const coverage = [
      ...whole.filter((row) => row.Source__c !== 'org.mobile-pins'),
      place({ Name: 'Certificate pins of the mobile app', Source__c: 'org.mobile-pins', Status__c: 'failed' }),
    ];
    expect(standing('outbound-apex-mtls', { certificates: [held], uses: [used], coverage })).toMatchObject({
      worst: 'healthy',
    });
    expect(standing('inbound-one-way-tls', { coverage })).toMatchObject({ worst: 'unknown' });
  });

  it.each([
    ['whose content was not read', [certificate({ Id: 'a1', Status__c: 'unknown' })], used],
    ['that only the other side has', [], use()],
    ['that is not in the org any more', [], used],
  ])('counts a certificate %s as not judged', (_, certificates, row) => {
    expect(standing('outbound-apex-mtls', { certificates, uses: [row] })).toMatchObject({
      worst: 'unknown',
      certificates: 1,
      notJudged: 1,
    });
  });

  it('counts a certificate that a check could not decide on as not judged, until it is settled', () => {
    const given = { certificates: [held], uses: [used] };
    const question = { Check__c: 'revoked', Subject__c: 'Partner_API_Client' };
    expect(standing('outbound-apex-mtls', { ...given, coverage: [...whole, check(question)] })).toMatchObject({
      worst: 'unknown',
      notJudged: 1,
    });
    const coverage = [...whole, check({ ...question, Status__c: 'settled' })];
    expect(standing('outbound-apex-mtls', { ...given, coverage })).toMatchObject({ worst: 'healthy', notJudged: 0 });
  });

  it('counts a certificate once, however many things refer to it', () => {
    const uses = [used, use({ Certificate__c: 'a1', Name: 'Another' })];
    expect(standing('outbound-apex-mtls', { certificates: [held], uses })?.certificates).toBe(1);
  });

  it('is waived where somebody lives with what was found, and nothing graver is open', () => {
    const waived = finding({ Certificate__c: 'a1', Status__c: 'waived' });
    const given = { certificates: [held], uses: [used] };
    expect(standing('outbound-apex-mtls', { ...given, findings: [waived] })).toMatchObject({
      worst: 'waived',
      findings: 0,
    });
    const open = finding({ Certificate__c: 'a1', Severity__c: 'warning' });
    expect(standing('outbound-apex-mtls', { ...given, findings: [waived, open] })).toMatchObject({ worst: 'warning' });
    expect(standing('outbound-apex-mtls', { ...given, findings: [waived], coverage: [] })).toMatchObject({
      worst: 'unknown',
    });
  });

  it('never calls a note worse than what nobody looked at', () => {
    const findings = [finding({ Use__c: 'inbound-sso', Severity__c: 'info' })];
    expect(standing('inbound-sso', { findings })).toMatchObject({ worst: 'info' });
    expect(standing('inbound-sso', { findings, coverage: [] })).toMatchObject({ worst: 'unknown' });
  });
});
