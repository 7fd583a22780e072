import { judgeSnapshot, namesOfBodies, planPublication, readCertificates } from 'c/certificateEngine';
import type { OrgSnapshot } from 'c/certificateEngine';

const at = new Date('2026-11-22T02:15:00Z');
const snapshot: OrgSnapshot = {
  readAt: at.toISOString(),
  org: { id: '00D5g000000abcDEAQ', isSandbox: false, instanceUrl: 'https://acme.my.salesforce.com', username: 'a@b.c' },
  answers: {
    certificates: {
      rows: [{ Id: '0P1', DeveloperName: 'Partner', MasterLabel: 'Partner', ExpirationDate: '2026-11-26' }],
    },
  },
};

describe('c-certificate-engine', () => {
  it('judges what Apex read of the org', async () => {
    expect(namesOfBodies(snapshot)).toEqual(['Partner']);
    const { report, outOfReach } = await judgeSnapshot(snapshot, [{ name: 'Partner' }], undefined, at);
    expect(report.findings.map(({ id }) => id)).toContain('expiring/org.certificates/Partner');
    expect(outOfReach).toContain('org.apex');
  });

  it('plans what to record of it', async () => {
    const { report, outOfReach } = await judgeSnapshot(snapshot, [{ name: 'Partner' }], undefined, at);
    const { steps } = planPublication(report, {}, { origin: 'browser', scannedBy: 'Ada', outOfReach });
    expect(steps.map(({ object }) => object)).toContain('CertHealth_Finding__c');
  });

  it('reads what somebody pastes, and says what it is when it is no certificate', () => {
    expect(readCertificates('hello')).toEqual({ certificates: [], problems: [expect.stringMatching(/^[A-Z].*\.$/)] });
  });
});
