import '../../../../../test/console/lwc/realWords';
import certificateOf from '@salesforce/apex/HealthRecords.certificate';
import overviewOf from '@salesforce/apex/HealthRecords.overview';
import CertificatePage from 'c/certificatePage';
import type { CertificateRecord } from 'c/healthRecords';
import { reload } from 'c/healthRecords';
import {
  all,
  certificateRecord,
  certificateRow,
  findingRow,
  heard,
  inDays,
  one,
  overview,
  serverRow,
  settled,
  show,
  tell,
  textOf,
} from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/HealthRecords.certificate', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/HealthRecords.overview', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('c/findingDecision', () => ({ __esModule: true, default: { ask: jest.fn() } }));
const certificateMock = certificateOf as unknown as jest.Mock;
const overviewMock = overviewOf as unknown as jest.Mock;
const recordId = 'a01000000000001AAA';

const details = JSON.stringify({
  certificate: {
    fingerprint: 'ab'.repeat(32),
    subject: 'CN=partner.example',
    issuer: 'CN=Issuing CA',
    notBefore: inDays(-300),
    notAfter: inDays(65),
    path: {
      steps: [
        { fingerprint: 'ab', subject: 'CN=partner.example', notAfter: inDays(65), signature: 'valid', ends: 'ok' },
      ],
    },
  },
  chain: [],
});

async function page(record: CertificateRecord = certificateRecord()): Promise<HTMLElement> {
  certificateMock.mockResolvedValue(record);
  return show(CertificatePage, { recordId });
}

describe('page of a certificate', () => {
  beforeEach(() => {
    certificateMock.mockReset();
    overviewMock.mockReset().mockResolvedValue(overview());
    reload();
  });
  afterEach(() => document.body.replaceChildren());

  it('shows what needs somebody, what it is for, who vouches for it, what it says, people and history', async () => {
    const shown = await page(certificateRecord({ certificate: certificateRow({ Details__c: details }) }));
    const text = textOf(shown);
    for (const part of [
      'Partner API Client',
      'Certificate and Key Management',
      'in 2 months',
      'Calls to the partner fail',
      'Every call to api.partner.example',
      'Signed with its own key',
      'Subject (who it names)',
      'Integration team',
      'What became of it',
    ])
      expect(text).toContain(part);
    expect(certificateMock).toHaveBeenCalledWith({ recordId });
    await expect(shown).toBeAccessible();
  });

  it('says that it is loading', async () => {
    certificateMock.mockReturnValue(new Promise(() => {}));
    const shown = await show(CertificatePage, { recordId });
    expect(all(shown, 'lightning-spinner')).toHaveLength(1);
  });

  it('says what went wrong, and tries again when asked', async () => {
    certificateMock.mockRejectedValue({ body: { message: 'It is not there any more.' } });
    const shown = await show(CertificatePage, { recordId });
    expect(textOf(shown)).toContain('It is not there any more.');
    await expect(shown).toBeAccessible();
    certificateMock.mockResolvedValue(certificateRecord());
    tell(one(shown, 'c-error-panel'), 'retry', {});
    await settled();
    expect(textOf(shown)).toContain('What needs you');
  });

  it('leads back to the list when no certificate is chosen', async () => {
    const shown = await show(CertificatePage);
    const told = heard(shown, 'navigate');
    one(shown, '[data-id="back"]').click();
    expect(told).toEqual([{ page: 'certificates' }]);
    expect(certificateMock).not.toHaveBeenCalled();
    await expect(shown).toBeAccessible();
  });

  it('puts what is open before what was decided, and what was put right behind a press', async () => {
    const findings = [
      findingRow({ Id: '1', Status__c: 'waived' }),
      findingRow({ Id: '2', Status__c: 'open', Severity__c: 'info' }),
      findingRow({ Id: '3', Status__c: 'resolved' }),
      findingRow({ Id: '4', Status__c: 'open', Severity__c: 'critical' }),
      findingRow({ Id: '5', Status__c: 'acknowledged' }),
    ];
    const shown = await page(certificateRecord({ findings }));
    const ids = all<HTMLElement & { finding: { Id: string } }>(shown, 'c-finding-card').map(
      ({ finding }) => finding.Id,
    );
    expect(ids).toEqual(['4', '2', '5', '1', '3']);
    expect(one(shown, 'details summary').textContent).toBe('1 put right earlier');
  });

  it('gives the cards the rights of the person', async () => {
    overviewMock.mockResolvedValue(overview({ canWaive: false }));
    const card = one<HTMLElement & { canDecide: boolean; canWaive: boolean }>(await page(), 'c-finding-card');
    expect([card.canDecide, card.canWaive]).toEqual([true, false]);
  });

  it('calls nothing in order that could not be read', async () => {
    const certificate = certificateRow({
      Status__c: 'unknown',
      Pending__c: 'waiting for its signed chain',
      Expires_At__c: undefined as never,
    });
    const shown = await page(certificateRecord({ certificate, findings: [] }));
    expect(one(shown, '[data-id="nothing-wrong"]').textContent).toContain('could not be read');
    expect(one(shown, '[data-id="unread"]').textContent).toContain('waiting for its signed chain');
    expect(one(shown, '[data-id="no-chain"]').textContent).toContain('not known');
    expect(one(shown, '[data-id="ends"]').textContent).toBe('When it ends is not known.');
    await expect(shown).toBeAccessible();
  });

  it('says of one on a called server where it is, whose work it is and when somebody looked', async () => {
    const shown = await page(certificateRecord({ certificate: serverRow({ Details__c: details }), findings: [] }));
    const said = one(shown, '[data-id="on-server"]').textContent;
    expect(said).toContain('on the server, not in your org: whoever runs the server renews it there');
    expect(said).toMatch(/Last looked at Fri, Nov 20(, 2026)?, 8:06 AM\./);
    expect(said).toContain('sf cert health --network all');
    const text = textOf(shown);
    expect(text).toContain('Servers that are called · Certificate on a server');
    expect(text).not.toContain('Trusted certificate');
    expect(text.split('api.partner.example:443')).toHaveLength(2);
    expect(text).toContain("The renewal itself is the operator's");
    await expect(shown).toBeAccessible();
  });

  it.each([
    ['nothing was ever sent', undefined, 'It could not be looked at. It said nothing for 10 s.'],
    [
      'something was sent before',
      'ab'.repeat(32),
      'It could not be looked at. It said nothing for 10 s. What stands here is what it sent before.',
    ],
  ])('never calls a server in order that was not reached: %s', async (_, fingerprint, words) => {
    const certificate = serverRow({
      Status__c: 'unknown',
      Pending__c: 'It said nothing for 10 s.',
      Fingerprint__c: fingerprint as never,
    });
    const shown = await page(certificateRecord({ certificate, findings: [] }));
    expect(one(shown, '[data-id="unread"]').textContent).toBe(words);
    expect(one<HTMLElement & { status: string }>(shown, 'c-status-badge').status).toBe('unknown');
    expect(one(shown, '[data-id="nothing-wrong"]').textContent).toContain('could not be read');
    await expect(shown).toBeAccessible();
  });

  it('ends a reason with one full stop, and says nothing of a server where there is none', async () => {
    const shown = await page(certificateRecord({ certificate: certificateRow({ Pending__c: 'It is empty.' }) }));
    expect(one(shown, '[data-id="unread"]').textContent).toBe('There is no content to judge: It is empty.');
    expect(all(shown, '[data-id="on-server"]')).toHaveLength(0);
    expect(textOf(shown)).not.toContain('operator');
  });

  it('says of a waived one until when, never "No finding", and leaves its bar the color of its dates', async () => {
    const waived = {
      Status__c: 'waived',
      Waived_Until__c: inDays(30),
      Valid_From__c: inDays(-97),
      Expires_At__c: inDays(3),
    } as const;
    const element = await page(
      certificateRecord({ certificate: certificateRow(waived), findings: [findingRow({ Status__c: 'waived' })] }),
    );
    const badge = one<HTMLElement & { status: string; label: string }>(element, 'header c-status-badge');
    expect(badge.status).toBe('waived');
    expect(badge.label).toMatch(/^Waived until \w+, \w+ \d+/);
    expect(one<HTMLElement & { status: string }>(element, 'c-life-bar').status).toBe('critical');
    expect(textOf(element)).not.toContain('No finding');
  });

  it('says of a healthy one that nothing needs anybody', async () => {
    const shown = await page(
      certificateRecord({ certificate: certificateRow({ Status__c: 'healthy' }), findings: [] }),
    );
    expect(one(shown, '[data-id="nothing-wrong"]').textContent).toBe('Nothing was found that needs you.');
  });

  it('says that it has ended, or is gone', async () => {
    const shown = await page(
      certificateRecord({
        certificate: certificateRow({ Expires_At__c: inDays(-5), Is_Gone__c: true, Last_Seen_At__c: inDays(-1) }),
      }),
    );
    expect(one(shown, '[data-id="ends"]').textContent).toMatch(/^Ended 5 days ago/);
    expect(one(shown, '[data-id="gone"]').textContent).toContain('no longer in the org');
  });

  it('loads again after a decision, and keeps what is shown meanwhile', async () => {
    const shown = await page();
    let answer: (record: CertificateRecord) => void = () => {};
    certificateMock.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    reload();
    await settled();
    expect(textOf(shown)).toContain('Calls to the partner fail');
    answer(certificateRecord({ findings: [] }));
    await settled();
    expect(textOf(shown)).not.toContain('Calls to the partner fail');
  });

  it('shows the certificate that was asked for last', async () => {
    let late: (record: CertificateRecord) => void = () => {};
    certificateMock.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const shown = await show<HTMLElement & { recordId: string }>(CertificatePage, { recordId });
    certificateMock.mockResolvedValue(certificateRecord({ certificate: certificateRow({ Name: 'Second' }) }));
    shown.recordId = 'a01000000000002AAA';
    await settled();
    late(certificateRecord({ certificate: certificateRow({ Name: 'First' }) }));
    await settled();
    expect(one(shown, '.name').textContent).toBe('Second');
  });

  it('says how much more is stored than it lists, and nothing where it lists all', async () => {
    const cut = await page({ ...certificateRecord(), more: 1234 });
    expect(textOf(one(cut, '[data-id="not-shown"]'))).toContain('1,234 more uses, findings or changes');
    document.body.replaceChildren();
    reload();
    const whole = await page({ ...certificateRecord(), more: 0 });
    expect(whole.shadowRoot?.querySelector('[data-id="not-shown"]')).toBeNull();
  });

  it('does without details that were cut', async () => {
    const shown = await page(certificateRecord({ certificate: certificateRow({ Details__c: '{"certificate":' }) }));
    expect(textOf(shown)).toContain('CN=partner.example,O=Acme');
  });
});
