import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storedNameFinder } from '@cert-health/core';

const nameIn = storedNameFinder(['Partner_Client', 'Partner', 'PORTAL', 'EdiClient', 'Okta2025', 'сертификат']);

describe('a text in data', () => {
  it('means a certificate when it is the name of one, in any case and with blanks around it', () => {
    for (const text of ['Partner_Client', 'PARTNER_client', ' Partner_Client\n']) {
      assert.equal(nameIn(text, 'Url__c'), text.trim(), text);
    }
    assert.equal(nameIn('ediclient', 'Anything'), 'ediclient');
    assert.equal(nameIn('Okta2025', 'Anything'), 'Okta2025');
    assert.equal(nameIn('сертификат', 'Anything'), 'сертификат');
  });

  it('does not when it merely contains a name, or is none', () => {
    for (const text of ['uses Partner_Client', 'Partner_Client_2019', 'Other', '', undefined, null, 7]) {
      assert.equal(nameIn(text, 'Certificate__c'), undefined, String(text));
    }
  });

  it('that is a mere word means a certificate only where one is spoken of', () => {
    for (const text of ['Partner', 'partner', 'Portal', 'PORTAL']) {
      assert.equal(nameIn(text, 'Greeting'), undefined, text);
      assert.equal(nameIn(text, 'Name__c'), undefined, text);
      for (const about of ['Client_Cert__c', 'Certificate_Name', 'mTLS_Alias__c', 'Zertifikat__c', 'Signing__c']) {
        assert.equal(nameIn(text, about), text, `${text} in ${about}`);
      }
    }
  });

  it('that is the record Id of a certificate means it, and that of another record does not', () => {
    assert.equal(nameIn('0P1xx0000004C92', 'Value__c'), '0P1xx0000004C92');
    assert.equal(nameIn('0P1xx0000004C92CAE', 'Value__c'), '0P1xx0000004C92CAE');
    for (const text of ['0P1', '001xx0000004C92', '0P1xx0000004C92CA'])
      assert.equal(nameIn(text, 'Cert__c'), undefined, text);
  });

  it('that is filled in at deployment means one only where one is spoken of', () => {
    assert.equal(nameIn('${PARTNER_CERT}', 'Certificate__c'), '${PARTNER_CERT}');
    assert.equal(nameIn('${BASE_URL}', 'Url__c'), undefined);
    assert.equal(nameIn('Dear {!Contact.Name}, hello', 'Certificate__c'), undefined);
  });
});
