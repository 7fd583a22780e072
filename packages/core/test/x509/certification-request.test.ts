import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { parseCertificationRequest } from '@cert-health/core';
import { x509 } from '../fixtures/x509-library.ts';
import { extension, pem } from './certificate-writer.ts';
import { hex, integer, join, nothing, printable, sequence, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';
import { askingFor, EXTENSION_REQUEST, requestAttribute, requestDer, sanOf } from './request-writer.ts';

describe('A certificate signing request', () => {
  it('gives subject, key and the extensions that are asked for', () => {
    const der = requestDer({
      attributes: [requestAttribute('1.2.840.113549.1.9.7', printable('secret')), askingFor(sanOf('a.example'))],
    });
    for (const input of [der, pem('CERTIFICATE REQUEST', der), pem('NEW CERTIFICATE REQUEST', der)]) {
      const request = parseCertificationRequest(input);
      assert.equal(request.subject.text, 'CN=Asker');
      assert.equal(request.publicKey.curve, 'P-256');
      assert.deepEqual(
        request.extensions.subjectAltName!.map(({ value }) => value),
        ['a.example'],
      );
      assert.deepEqual(
        request.extensionList.map(({ name }) => name),
        ['subjectAltName'],
      );
      assert.equal(request.signatureAlgorithm.name, 'ecdsa-with-SHA256');
      assert.deepEqual(request.irregularities, []);
    }
  });

  it('without wishes has no extensions', () => {
    assert.deepEqual(parseCertificationRequest(requestDer()).extensionList, []);
  });

  it('is told as irregular when it leaves out the field of attributes', () => {
    assert.deepEqual(
      parseCertificationRequest(requestDer({ attributes: null })).irregularities.map(({ code }) => code),
      ['request-attributes-missing'],
    );
  });

  it('is told as irregular with any version but 1, by the number that it states', () => {
    for (const [stated, shown] of [
      [1, '2'],
      [2, '3'],
      [-1, '0'],
    ] as const) {
      const { irregularities } = parseCertificationRequest(requestDer({ version: integer(stated) }));
      assert.deepEqual(
        irregularities.map(({ code }) => code),
        ['request-version'],
      );
      assert.match(irregularities[0]!.message, new RegExp(`of version ${shown};`));
    }
  });

  it('is told as irregular when it asks for an empty list of extensions, or its attributes are not in order', () => {
    const codesOf = (attributes: readonly Bytes[]): string[] =>
      parseCertificationRequest(requestDer({ attributes })).irregularities.map(({ code }) => code);
    const password = requestAttribute('1.2.840.113549.1.9.7', printable('secret'));
    assert.deepEqual(codesOf([askingFor()]), ['extension-empty']);
    assert.deepEqual(codesOf([askingFor(sanOf('a.example')), password]), ['set-order']);
    assert.deepEqual(codesOf([password, askingFor(sanOf('a.example'))]), []);
  });

  it('is read whatever it wishes for: a wish that cannot be read is told, and the others are read', () => {
    const odd = extension('2.5.29.15', hex('ffff'));
    const request = parseCertificationRequest(requestDer({ attributes: [askingFor(odd, sanOf('a.example'))] }));
    assert.equal(request.extensions.keyUsage, undefined);
    assert.equal(request.extensions.subjectAltName![0]!.value, 'a.example');
    assert.deepEqual(
      request.irregularities.map(({ code }) => code),
      ['extension-unreadable'],
    );
  });

  it('that asks by PKCS#9 and in the way of Windows is read by PKCS#9, and told', () => {
    const windows = requestAttribute('1.3.6.1.4.1.311.2.1.14', sequence(sanOf('w.example')));
    for (const attributes of [
      [askingFor(sanOf('a.example')), windows],
      [windows, askingFor(sanOf('a.example'))],
    ]) {
      const request = parseCertificationRequest(requestDer({ attributes }));
      assert.equal(request.extensions.subjectAltName![0]!.value, 'a.example');
      assert.ok(request.irregularities.some(({ code }) => code === 'request-extensions-twice'));
    }
  });

  it('is read with the attribute that Windows uses', () => {
    const request = parseCertificationRequest(
      requestDer({ attributes: [requestAttribute('1.3.6.1.4.1.311.2.1.14', sequence(sanOf('w.example')))] }),
    );
    assert.equal(request.extensions.subjectAltName![0]!.value, 'w.example');
  });

  it('is refused in a broken frame', () => {
    parseError('der.trailing-data', () => parseCertificationRequest(requestDer({ tail: nothing })));
    parseError('der.trailing-data', () => parseCertificationRequest(join(requestDer(), hex('00'))));
    parseError('der.empty', () =>
      parseCertificationRequest(requestDer({ attributes: [requestAttribute(EXTENSION_REQUEST)] })),
    );
    const twice = askingFor(sanOf('a'));
    parseError('x509.duplicate-attribute', () => parseCertificationRequest(requestDer({ attributes: [twice, twice] })));
    parseError('x509.duplicate-extension', () =>
      parseCertificationRequest(requestDer({ attributes: [askingFor(sanOf('a'), sanOf('a'))] })),
    );
    parseError('der.trailing-data', () =>
      parseCertificationRequest(
        requestDer({ attributes: [requestAttribute(EXTENSION_REQUEST, sequence(sanOf('a')), sequence(sanOf('b')))] }),
      ),
    );
  });

  it('made by another library is read as that library meant it', async () => {
    const keys = (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const made = await x509.Pkcs10CertificateRequestGenerator.create({
      name: 'CN=Peer, O="Müller, Söhne"',
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-384' },
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'peer.example' }]),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      ],
      attributes: [new x509.ChallengePasswordAttribute('x')],
    });
    const request = parseCertificationRequest(made.toString('pem'));
    assert.equal(request.subject.get('O'), 'Müller, Söhne');
    assert.deepEqual([request.publicKey.kind, request.publicKey.curve], ['EC', 'P-384']);
    assert.deepEqual(request.extensions.keyUsage, ['digitalSignature']);
    assert.deepEqual(request.extensions.extendedKeyUsage, ['1.3.6.1.5.5.7.3.2']);
    assert.equal(request.extensions.subjectAltName![0]!.value, 'peer.example');
    assert.equal(request.extensionList.find(({ name }) => name === 'keyUsage')!.critical, true);
    assert.deepEqual(Buffer.from(request.publicKey.spki), Buffer.from(made.publicKey.rawData));
  });
});
