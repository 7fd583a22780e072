import '../../../../../test/console/lwc/realWords';
import CertificateUses from 'c/certificateUses';
import { all, one, show, textOf, useRow } from '../../../../../test/console/lwc/pieces';

describe('what a certificate is for', () => {
  afterEach(() => document.body.replaceChildren());

  it('says of each use what refers, what stops, whose job it is, and leads into Setup', async () => {
    const uses = await show(CertificateUses, { uses: [useRow()] });
    const text = textOf(one(uses, '[data-id="use"]'));
    for (const part of [
      'Outbound Apex mTLS',
      'Partner_API',
      'Every call to api.partner.example.',
      'you',
      'NamedCredential.certificate',
    ])
      expect(text).toContain(part);
    expect(one(uses, '[data-id="setup"]').getAttribute('href')).toBe('/lightning/setup/NamedCredential/home');
    await expect(uses).toBeAccessible();
  });

  it('has no link for what is not in the org or has no page of its own', async () => {
    const uses = [
      useRow({ Id: '1', Source__c: 'project.apex', Path__c: 'classes/A.cls' }),
      useRow({ Id: '2', Source__c: 'org.x' }),
    ];
    const shown = await show(CertificateUses, { uses });
    expect(all(shown, '[data-id="setup"]')).toHaveLength(0);
    expect(textOf(shown)).toContain('classes/A.cls');
  });

  it('shows where else it is named, for a use that nothing tells, after the uses that are known', async () => {
    const named = {
      Id: '1',
      Use__c: undefined as never,
      Name: 'Partner.Main',
      Source__c: 'org.custom-metadata',
    };
    const uses = await show(CertificateUses, { uses: [useRow(named), useRow({ Id: '2' })] });
    const shown = all(uses, '[data-id="use"]').map((entry) => textOf(entry));
    expect(shown[0]).toContain('Outbound Apex mTLS');
    expect(shown[1]).toContain('Also named in');
    expect(shown[1]).toContain('Partner.Main');
    await expect(uses).toBeAccessible();
  });

  it('says when nobody knows what stops', async () => {
    const shown = await show(CertificateUses, { uses: [useRow({ Breaks__c: undefined as never })] });
    expect(one(shown, '[data-id="breaks"]').textContent).toContain('Not known: no source says.');
  });

  it('leaves out what is gone, and does not call it unused lightly', async () => {
    const shown = await show(CertificateUses, { uses: [useRow({ Is_Gone__c: true })] });
    expect(textOf(shown)).toContain('Look at what was not checked before you take it for unused.');
    await expect(shown).toBeAccessible();
  });
});
