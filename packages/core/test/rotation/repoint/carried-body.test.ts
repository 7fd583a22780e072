import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { certificateOfBody, certificateToPem, writtenBody } from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';

const [{ certificate: old }, { certificate: fresh }] = await Promise.all([
  issue({ subject: 'CN=idp' }),
  issue({ subject: 'CN=idp' }),
]);
const pem = certificateToPem(fresh).trimEnd();
const base64 = pem.split('\n').slice(1, -1).join('');
const oldPem = certificateToPem(old).trimEnd();
const oldBase64 = oldPem.split('\n').slice(1, -1).join('');
const inLines = (text: string, width: number, end: string): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);

describe('the body of a certificate takes the form of the one whose place it takes:', () => {
  for (const [what, was, wanted] of [
    ['base64 in one line', oldBase64, base64],
    ['base64 in lines', inLines(oldBase64, 76, '\n'), inLines(base64, 76, '\n')],
    ['lines as Windows ends them', inLines(oldBase64, 64, '\r\n'), inLines(base64, 64, '\r\n')],
    ['ends as Salesforce writes them', inLines(oldBase64, 64, '&#xd;\n'), inLines(base64, 64, '&#xd;\n')],
    ['ends by number', inLines(oldBase64, 64, '&#10;'), inLines(base64, 64, '&#10;')],
    ['PEM', oldPem, pem],
    ['PEM with ends of Windows', oldPem.replaceAll('\n', '&#13;\n'), pem.replaceAll('\n', '&#13;\n')],
    ['PEM in base64', btoa(`${oldPem}\n`), btoa(`${pem}\n`)],
  ] as const) {
    test(what, () => {
      const written = writtenBody(was, fresh);
      assert.equal(written, wanted);
      const decoded = written.replaceAll(/&#x?[ad\d]+;/gi, (mark) => (/(?:xa|10);$/i.test(mark) ? '\n' : '\r'));
      assert.equal(certificateOfBody(decoded)?.fingerprint, fresh.fingerprint);
      // And back.
      assert.equal(writtenBody(written, old), was);
    });
  }

  test('what is none has no certificate', () => {
    for (const text of ['', 'Partner_API', '!!', '{the new certificate}'])
      assert.equal(certificateOfBody(text), undefined);
  });
});
