import '../../../../../test/console/lwc/realWords';
import FitForUses from 'c/fitForUses';
import { all, one, show, textOf } from '../../../../../test/console/lwc/pieces';

const fits = [
  {
    use: 'outbound-apex-mtls',
    fit: 'yes',
    onlyIf: ['Its private key is in the org.'],
    reasons: ['It may be used as a client.'],
    rule: 'RFC 5280, section 4.2.1.12',
  },
  {
    use: 'custom-domain',
    fit: 'no',
    onlyIf: [],
    reasons: ['It is not for servers.', 'It is self-signed.'],
    rule: 'Salesforce Help',
  },
  { use: 'inbound-sso', fit: 'yes', onlyIf: [], reasons: ['Any will do.'], rule: 'Salesforce Help' },
  {
    use: 'inbound-api-mtls',
    fit: 'unknown',
    onlyIf: [],
    reasons: ['The list was not looked at.'],
    rule: 'Salesforce Help',
  },
];

describe('what a certificate is fit for', () => {
  afterEach(() => document.body.replaceChildren());

  it('says yes, no or not known in words, with what decides', async () => {
    const shown = await show(FitForUses, { fits });
    const words = (use: string): string => textOf(one(shown, `[data-id="${use}"]`));
    expect(words('outbound-apex-mtls')).toMatch(
      /Outbound Apex mTLS Yes, if Its private key is in the org\. It may be used as a client\./,
    );
    expect(words('inbound-sso')).toMatch(/Yes Any will do\./);
    expect(words('custom-domain')).toMatch(/No It is not for servers\./);
    expect(words('inbound-api-mtls')).toMatch(/Cannot be told from here The list was not looked at\./);
    await expect(shown).toBeAccessible();
  });

  it('keeps the other reasons and the rule behind a press', async () => {
    const shown = await show(FitForUses, { fits });
    expect(textOf(all(shown, 'details')[1])).toContain('It is self-signed.');
    expect(textOf(all(shown, 'details')[1])).not.toContain('It is not for servers.');
    expect(textOf(all(shown, '[data-id="rule"]')[0])).toBe('Rule: RFC 5280, section 4.2.1.12');
  });

  it('is empty when there is nothing to judge', async () => {
    const shown = await show(FitForUses, { fits: [] });
    expect(all(shown, 'li')).toHaveLength(0);
    await expect(shown).toBeAccessible();
  });
});
