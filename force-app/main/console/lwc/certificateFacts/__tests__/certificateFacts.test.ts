import '../../../../../test/console/lwc/realWords';
import CertificateFacts from 'c/certificateFacts';
import { all, certificateRow, inDays, one, settled, show, tell, textOf } from '../../../../../test/console/lwc/pieces';

const certificate = {
  fingerprint: 'ab'.repeat(32),
  subject: 'CN=partner.example',
  issuer: 'CN=Issuing CA',
  serialNumber: '1a2b',
  notBefore: inDays(-10),
  notAfter: inDays(40),
  lifetimeDays: 50,
  lifetimeUsed: 0.2,
  key: { algorithm: 'EC', curve: 'P-256' },
  signatureAlgorithm: 'sha256WithRSAEncryption',
  keyUsage: ['digitalSignature', 'unheardOf'],
  extendedKeyUsage: ['clientAuth', '1.2.3.4'],
  subjectAltNames: ['partner.example', 'www.partner.example'],
  isCa: false,
  selfSigned: false,
  chain: [],
  holdings: [],
};

describe('what a certificate says', () => {
  afterEach(() => document.body.replaceChildren());

  it('says it in plain words', async () => {
    const facts = await show(CertificateFacts, { certificate });
    const text = textOf(facts);
    for (const part of [
      'Subject (who it names) CN=partner.example',
      'Issuer (who vouches for it) CN=Issuing CA',
      'in 40 days',
      '50 days in all',
      'www.partner.example',
      'to prove who a caller is (client authentication)',
      'for the purpose 1.2.3.4',
      'sign data',
      'unheardOf',
      'EC P-256',
      '1a2b',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('extendedKeyUsage');
    const [from] = all(facts, '[data-id="validity"] dd');
    expect(from?.title).toMatch(/^\w{3}, \w{3} \d+, \d{4}, 12:00 PM UTC$/);
    await expect(facts).toBeAccessible();
  });

  it('shows the names and values of the fields on demand', async () => {
    const facts = await show(CertificateFacts, { certificate });
    tell(one(facts, '[data-id="raw"]'), 'change', { checked: true });
    await settled();
    const text = textOf(one(facts, '[data-id="purposes"]'));
    expect(text).toContain('extendedKeyUsage');
    expect(text).toContain('clientAuth');
    expect(textOf(one(facts, '[data-id="validity"]'))).toContain(certificate.notAfter);
    await expect(facts).toBeAccessible();
  });

  it('says that a certificate restricts nothing, vouches for itself and for others', async () => {
    const root = {
      ...certificate,
      extendedKeyUsage: [],
      selfSigned: true,
      isCa: true,
      key: { algorithm: 'RSA', size: 4096 },
    };
    const text = textOf(await show(CertificateFacts, { certificate: root }));
    for (const part of [
      'it does not restrict itself',
      '(itself: self-signed)',
      'Certificate authority (CA) yes, it may vouch for others',
      'RSA 4096',
    ])
      expect(text).toContain(part);
  });

  it('copies the fingerprint, and says so', async () => {
    const writeText = jest.fn().mockResolvedValue(undefined);
    Object.assign(navigator, { clipboard: { writeText } });
    const facts = await show(CertificateFacts, { certificate });
    one(facts, '[data-id="copy"]').click();
    await settled();
    expect(writeText).toHaveBeenCalledWith('ab'.repeat(32));
    expect(one(facts, '[data-id="said"]').textContent).toBe('Copied.');
  });

  it('says how to help oneself where the browser does not allow copying', async () => {
    Object.assign(navigator, { clipboard: { writeText: jest.fn().mockRejectedValue(new Error('no')) } });
    const facts = await show(CertificateFacts, { certificate });
    one(facts, '[data-id="copy"]').click();
    await settled();
    expect(one(facts, '[data-id="said"]').textContent).toContain('select the text');
  });

  it('says what the record knows where the certificate could not be read', async () => {
    const row = certificateRow({ Key__c: 'RSA 2048', Alternative_Names__c: 'a.example\nb.example' });
    const facts = await show(CertificateFacts, { certificate: null, row });
    const text = textOf(facts);
    for (const part of ['CN=partner.example,O=Acme', 'RSA 2048', 'a.example b.example', 'ab:ab'])
      expect(text).toContain(part);
    expect(all(facts, '[data-id="purposes"]')).toHaveLength(0);
  });

  it('is empty rather than wrong when nothing is known', async () => {
    const facts = await show(CertificateFacts, { row: { Id: '1', Name: 'x' } });
    expect(all(facts, 'dt')).toHaveLength(0);
    await expect(facts).toBeAccessible();
  });
});
