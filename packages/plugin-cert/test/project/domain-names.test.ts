import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { certificateFiles, judgedFolder } from './judged-folder.ts';

const address = (certificate: string, domain: string): string =>
  `<customWebAddresses>${certificate ? `<certificate>${certificate}</certificate>` : ''}${domain ? `<domainName>${domain}</domainName>` : ''}<primary>true</primary></customWebAddresses>`;
const site = (...addresses: readonly string[]): string =>
  `<?xml version="1.0"?>\n<CustomSite xmlns="x"><active>true</active>${addresses.join('')}<masterLabel>S</masterLabel></CustomSite>`;

describe('domains of sites in a project', () => {
  let certificates: Record<string, string> = {};
  before(async () => {
    certificates = {
      ...(await certificateFiles(['Shop_Wild'], ['*.shop.example'])),
      ...(await certificateFiles(['Two_Names'], ['a.example', 'xn--mller-kva.example'])),
      ...(await certificateFiles(['Name_Less'])),
    };
  });

  const told = async (t: Pick<TestContext, 'after'>, files: Record<string, string>) => {
    const { findings, notChecked } = await judgedFolder(t, { ...certificates, ...files });
    return {
      missed: findings.filter(({ check }) => check === 'custom-domain-names').map(({ title }) => title),
      notChecked: notChecked.filter(({ check }) => check === 'custom-domain-names').map(({ subject }) => subject),
    };
  };

  for (const [domain, covered] of [
    ['www.shop.example', true],
    ['WWW.SHOP.EXAMPLE', true],
    ['www.shop.example.', true],
    ['https://www.shop.example:443/', true],
    ['shop.example', false],
    ['a.b.shop.example', false],
    ['www.shop.example.evil.example', false],
    ['xshop.example', false],
  ] as const) {
    test(`${domain} is ${covered ? '' : 'not '}covered by *.shop.example`, async (t) => {
      const { missed, notChecked } = await told(t, { 'sites/S.site-meta.xml': site(address('Shop_Wild', domain)) });
      assert.deepEqual([missed.length, notChecked], [covered ? 0 : 1, []]);
    });
  }

  test('are each compared with the certificate that stands beside them', async (t) => {
    const { missed } = await told(t, {
      'sites/S.site-meta.xml': site(
        address('Shop_Wild', 'www.shop.example'),
        address('Two_Names', 'a.example'),
        address('Two_Names', 'www.shop.example'),
        address('', 'cdn.example'),
      ),
    });
    assert.deepEqual(missed, ['Visitors of www.shop.example see a security warning: Two_Names is not for that name']);
  });

  test('in other scripts are compared in the form that certificates have', async (t) => {
    const { missed } = await told(t, {
      'sites/A.site': site(address('Two_Names', 'müller.example')),
      'sites/B.site': site(address('Two_Names', 'möller.example')),
    });
    assert.deepEqual(missed.length, 1);
    assert.match(missed[0] ?? '', /xn--mller-jua\.example/);
  });

  test('are missed by a certificate that has a common name alone', async (t) => {
    assert.equal((await told(t, { 'sites/S.site': site(address('Name_Less', 'Name_Less')) })).missed.length, 1);
  });

  for (const [what, certificate, domain, subject] of [
    ['whose certificate the project does not hold', 'Gone_2024', 'www.shop.example', 'www.shop.example'],
    ['whose certificate is filled in at deployment', '${CERT}', 'www.shop.example', 'www.shop.example'],
    ['that are filled in at deployment', 'Shop_Wild', '${DOMAIN}', 'S'],
    ['that are not told', 'Shop_Wild', '', 'S'],
  ] as const) {
    test(`${what} are told as not compared`, async (t) => {
      const { missed, notChecked } = await told(t, { 'sites/S.site-meta.xml': site(address(certificate, domain)) });
      assert.deepEqual([missed, notChecked], [[], [subject]]);
    });
  }

  test('whose certificate cannot be read are told as not compared', async (t) => {
    const { notChecked } = await told(t, {
      'certs/Shop_Wild.crt': '',
      'sites/S.site-meta.xml': site(address('Shop_Wild', 'www.shop.example')),
    });
    assert.deepEqual(notChecked, ['Shop_Wild']);
  });
});
