import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held, only, read, run, shownOutbound, shownToVisitors } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const named = (...dnsNames: string[]): Promise<Issued> => issue({ subject: 'CN=www.acme.example', dnsNames });
const exact = await named('www.acme.example', 'acme.example');
const wildcard = await named('*.acme.example');
const nameless = await issue({ subject: 'CN=www.acme.example' });

/** A reader that knows the address tells it beside the name of the site. */
const serving = (serverName: string, other: Partial<Reference> = {}): Reference =>
  Object.assign({ ...shownToVisitors, ...other }, { serverName });

function judge(holdings: readonly Holding[], ...references: readonly Reference[]): CheckResult {
  return run('custom-domain-names', AT, holdings, { references });
}

describe('custom-domain-names', () => {
  it('is critical when the certificate is for other names', () => {
    const finding = only(judge([held([exact])], serving('shop.acme.example')));
    assert.equal(finding.severity, 'critical');
    assert.equal(
      finding.title,
      'Visitors of shop.acme.example see a security warning: Partner API Client is not for that name',
    );
    assert.match(finding.detail, /^It is for www\.acme\.example and acme\.example\./);
    assert.match(finding.remedy, /with "shop\.acme\.example" among/);
    assert.deepEqual(finding.evidence['domains'], ['shop.acme.example']);
    assert.equal(finding.use, 'custom-domain');
  });

  it('is content with the name itself, in any case, and with a wildcard for one label', () => {
    assert.deepEqual(judge([held([exact])], serving('WWW.acme.example')), nothing);
    assert.deepEqual(judge([held([wildcard])], serving('www.acme.example')), nothing);
  });

  it('does not take a wildcard for two labels, nor for none', () => {
    for (const name of ['a.b.acme.example', 'acme.example']) {
      assert.equal(only(judge([held([wildcard])], serving(name))).severity, 'critical');
    }
  });

  it('does not count the common name, so that a certificate without DNS names covers nothing', () => {
    const finding = only(judge([held([nameless])], shownToVisitors));
    assert.match(finding.title, /^Visitors of Portal see a security warning/);
    assert.match(finding.detail, /the common name does not count/);
    assert.equal(finding.evidence['commonName'], 'www.acme.example');
  });

  it('is not checked where the name of the domain was not told, which is not silence', () => {
    const { observations, notChecked } = judge([held([wildcard])], shownToVisitors);
    assert.deepEqual(observations, []);
    assert.equal(notChecked[0]?.subject, 'Portal');
    assert.match(notChecked[0].reason, /^For which domain it uses Partner API Client is not told there/);
  });

  it('is not checked where what stands there is no name of a server, or only filled in at deployment', () => {
    for (const text of ['', 'not a name', '*.acme.example', '${DOMAIN}', 'https://{{host}}/']) {
      const { observations, notChecked } = judge([held([exact])], serving(text));
      assert.deepEqual([observations.length, notChecked.length], [0, 1], text);
    }
  });

  it('takes the name out of an address, with its port, its final dot and in any script', async () => {
    const umlaut = await named('xn--mller-kva.example', '*.xn--mller-kva.example');
    for (const text of ['https://www.acme.example:8443/shop', 'acme.example.', ' ACME.example:443']) {
      assert.deepEqual(judge([held([exact])], serving(text)), nothing, text);
    }
    for (const text of ['müller.example', 'www.MÜLLER.example', 'xn--mller-kva.example']) {
      assert.deepEqual(judge([held([umlaut])], serving(text)), nothing, text);
    }
    assert.match(only(judge([held([umlaut])], serving('a.b.müller.example'))).title, /a\.b\.xn--mller-kva\.example/);
  });

  it('compares an IP address with IP addresses only', () => {
    assert.equal(only(judge([held([exact])], serving('192.0.2.1'))).severity, 'critical');
  });

  it('finds the certificate by its record Id, and with the namespace of the site', () => {
    const id = '0P15g000000ABcdCAG';
    for (const target of [id, id.slice(0, 15)]) {
      assert.match(
        only(judge([held([exact], { id })], serving('shop.acme.example', { target }))).title,
        /^Visitors of shop/,
      );
    }
    const packaged = held([exact], { name: 'acme__Portal' });
    const site = serving('shop.acme.example', { name: 'acme__Site', target: 'Portal' });
    assert.equal(only(judge([packaged], site)).holding?.name, 'acme__Portal');
  });

  it('is not checked where the certificate was not found, waits for its signature, or is filled in', () => {
    const gone = judge([], serving('www.acme.example', { source: 'project.sites', target: 'Gone' }));
    assert.equal(gone.notChecked[0]?.subject, 'www.acme.example');
    assert.match(gone.notChecked[0].reason, /served with \(Gone\) is not in what was read/);
    const pending = judge([held([], { pendingSignature: true })], serving('www.acme.example'));
    assert.match(pending.notChecked[0]?.reason ?? '', /waits for its signed chain/);
    const filledIn = judge([held([exact])], serving('www.acme.example', { target: '${CERT}', filledIn: true }));
    assert.match(filledIn.notChecked[0]?.reason ?? '', /\$\{CERT\}/);
  });

  it('leaves a certificate that the org does not have to the check that finds it missing', () => {
    assert.deepEqual(
      run('custom-domain-names', AT, [], {
        references: [serving('www.acme.example', { target: 'Gone' })],
        inventory: { sources: [read('org.certificates')] },
      }),
      nothing,
    );
  });

  it('compares each address of a site with its own certificate', () => {
    const shop = held([wildcard], { name: 'Shop_Cert' });
    const references = [serving('www.acme.example'), serving('shop.acme.example', { target: 'SHOP_CERT' })];
    assert.deepEqual(judge([held([exact]), shop], ...references), nothing);
    const wrong = [serving('www.acme.example'), serving('x.y.acme.example', { target: 'Shop_Cert' })];
    assert.equal(only(judge([held([exact]), shop], ...wrong)).holding?.name, 'Shop_Cert');
  });

  it('is one finding for several addresses of a site that share a certificate', () => {
    const finding = only(judge([held([exact])], serving('a.acme.example'), serving('b.acme.example')));
    assert.match(finding.title, /^Visitors of a\.acme\.example and b\.acme\.example/);
  });

  it('says nothing of certificates that visitors never see', () => {
    assert.deepEqual(judge([held([nameless])], shownOutbound), nothing);
  });

  it('is not checked where the certificate could not be read', () => {
    assert.equal(judge([held([], { unreadable: 'it was empty' })], shownToVisitors).notChecked.length, 1);
  });
});
