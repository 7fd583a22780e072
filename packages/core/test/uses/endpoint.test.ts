import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointOf } from '@cert-health/core';

describe('an address in configuration', () => {
  it('leads to a host and port', () => {
    assert.deepEqual(endpointOf('https://api.partner.example/v1?x=1#y'), {
      host: 'api.partner.example',
      port: 443,
      tls: true,
    });
    assert.deepEqual(endpointOf(' https://API.Partner.Example:8443 '), {
      host: 'api.partner.example',
      port: 8443,
      tls: true,
    });
  });

  it('without a scheme is taken as https', () => {
    assert.deepEqual(endpointOf('acme.my.salesforce.com'), { host: 'acme.my.salesforce.com', port: 443, tls: true });
    assert.deepEqual(endpointOf('partner.example:9443'), { host: 'partner.example', port: 9443, tls: true });
  });

  it('in another script is written as the network writes it', () => {
    assert.equal(endpointOf('https://bücher.example')?.host, 'xn--bcher-kva.example');
    assert.equal(endpointOf('https://例え.テスト/路')?.host, 'xn--r8jz45g.xn--zckzah');
  });

  it('over http shows no certificate', () => {
    assert.deepEqual(endpointOf('http://old.partner.example/'), { host: 'old.partner.example', port: 80, tls: false });
  });

  it('that is a named credential, a merge field or nothing leads nowhere', () => {
    for (const text of [
      'callout:Partner_API/orders',
      '{!$Credential.Endpoint}',
      'https://',
      '',
      '   ',
      'ftp://files.example',
    ]) {
      assert.equal(endpointOf(text), undefined, text);
    }
  });
});
