import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeholderIn, readBody, readOutsideText, shownPlaceholder } from '@cert-health/core';
import { issue, request } from '../fixtures/certificates.ts';
import { leaksIn, planted, plantedSecrets, publicKeyPem } from '../fixtures/planted-secrets.ts';

const certificate = await issue({ subject: 'CN=client' });
const csr = await request('CN=client');
const { pem } = certificate;
const base64 = pem.replaceAll(/-----[^-]+-----|\s/g, '');
const hex = Buffer.from(base64, 'base64').toString('hex');

describe('a text where the name of a certificate belongs', () => {
  for (const [kind, texts] of [
    [
      'name',
      [
        'Partner_API_Client',
        ' Partner ',
        'a',
        'acme__Client',
        'SelfSignedCert_09Jan2025_123456',
        'KestrelTradingPartnerClientCertificate2026',
        'X'.repeat(80),
      ],
    ],
    ['id', ['0P1000000000001', '0P1000000000001AAA']],
    [
      'placeholder',
      ['${CERT}', '{{ partner.cert }}', '%CERT%', '@CERT@', '<your certificate>', 'Cert_${ENV}', '{!$Label.Cert}'],
    ],
  ] as const) {
    for (const text of texts) {
      it(`is a ${kind}: "${text}"`, () => {
        assert.deepEqual(readOutsideText(text), { kind, text: text.trim(), keys: [] });
      });
    }
  }

  for (const [what, text] of [
    ['words', 'Partner API Client'],
    ['a hyphen', 'Partner-Client'],
    ['a digit in front', '1Partner'],
    ['more characters than a name with its namespace has', 'X'.repeat(98)],
    ['chance', 'q7Zk2Vd9Xw4Lm8Rt3Bn6Yc1Hs5'],
    ['a hash', '5d41402abc4b2a76b9719d911017c592ab12cd34'.slice(0, 40).replace(/^\d/, 'a')],
    ['markup', '</b>Partner &lt;'],
    ['a mark with something else in it', `\${CERT:-${planted('base64 of DER').text.slice(120, 180)}}`],
    ['nothing', ''],
  ] as const) {
    it(`is none of these with ${what}`, () => assert.deepEqual(readOutsideText(text), { kind: 'other', keys: [] }));
  }

  for (const { face, text, protection } of plantedSecrets) {
    it(`is a key, and nothing else, as ${face}`, () => {
      const read = readOutsideText(text);
      assert.equal(read.kind, 'other');
      assert.deepEqual(
        read.keys.map((key) => key.protection),
        [protection],
      );
    });
  }

  it('of which only letters and digits happen to be there is a key all the same', () => {
    const letters = /^[A-Za-z0-9]+/.exec(planted('base64 of DER').text)?.[0] ?? '';
    assert.ok(letters.length >= 24);
    assert.equal(readOutsideText(letters).kind, 'other');
  });

  for (const [how, text] of [
    ['PEM', pem],
    ['PEM with its line ends as \\n', pem.replaceAll('\n', '\\n')],
    ['PEM on one line', pem.replaceAll('\n', ' ')],
    ['base64', base64],
    ['base64 for addresses', base64.replaceAll('+', '-').replaceAll('/', '_')],
    ['base64 of PEM', Buffer.from(pem).toString('base64')],
    ['hex', hex],
    ['hex with colons', hex.replace(/..(?=.)/g, '$&:')],
    ['a data: address', `data:application/x-x509-ca-cert;base64,${base64}`],
  ] as const) {
    it(`is a certificate in ${how}`, () => {
      const read = readOutsideText(text);
      assert.ok(read.kind === 'body' && read.keys.length === 0);
      assert.equal(readBody(read.body).certificates[0]?.fingerprint, certificate.certificate.fingerprint);
    });
  }

  it('is a body that is no certificate, or a damaged one, and whoever reads it says so', () => {
    for (const text of [csr, publicKeyPem, pem.replace(/\n.{30}/, '\n'), base64.slice(0, 300)]) {
      const read = readOutsideText(text);
      assert.ok(read.kind === 'body');
      assert.ok(readBody(read.body).problem);
    }
  });

  it('is a certificate and a key where both stand', () => {
    const read = readOutsideText(pem + planted('SEC 1 in PEM').text);
    assert.deepEqual([read.kind, read.keys.length], ['body', 1]);
  });
});

describe('a mark that is filled in at deployment', () => {
  it('is shown as it is written where it has the name of a variable', () => {
    assert.equal(shownPlaceholder(placeholderIn('https://${HOST}/v1') ?? ''), '${HOST}');
    assert.equal(placeholderIn('Partner'), undefined);
  });

  it('is shown without what is in it where that is anything else', () => {
    const secret = planted('base64 of DER');
    for (const [open, close] of [
      ['${', '}'],
      ['{{', '}}'],
      ['$(', ')'],
      ['<', '>'],
    ] as const) {
      const shown = shownPlaceholder(placeholderIn(`${open}${secret.text}${close}`) ?? '');
      assert.equal(shown, `${open}…${close}`);
      assert.deepEqual(leaksIn(shown, secret), []);
    }
  });
});
