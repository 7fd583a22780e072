import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateId } from '@cert-health/core';
import { madeAuthority, madeRequest, signed } from './made-request.ts';

const issuer = await madeAuthority('CA');
const { keys } = await madeRequest('CN=example.com');
const made = { subject: 'CN=example.com', publicKey: keys.publicKey, issuer };

test('the identifier is that of the example of RFC 9773 section 4.1, the leading zero of the serial number included', async () => {
  const certificate = await signed({
    ...made,
    serial: '0087654321',
    issuerKeyId: '69885b6b87464041e1b37b847ba0ae2cde01c8d4',
  });
  assert.equal(certificateId(certificate), 'aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE');
});

test('it is base64url: no plus, no slash, no padding', async () => {
  const certificate = await signed({ ...made, serial: '7bffbffe', issuerKeyId: 'fbeffeff' });
  assert.equal(certificateId(certificate), '--_-_w.e_-__g');
});

test('a certificate that does not say by which key it was signed has none', async () => {
  const certificate = await signed(made);
  assert.equal(certificateId({ ...certificate, serialBytes: certificate.serialBytes, extensions: {} }), undefined);
});
