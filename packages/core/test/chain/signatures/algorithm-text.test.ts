import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { algorithmText, parseCertificate, parseCertificationRequest, parseCrl, unverifiable } from '@cert-health/core';
import { certificateDer, SHA256_WITH_RSA } from '../../x509/certificate-writer.ts';
import { crlDer } from '../../x509/crl-writer.ts';
import { explicit, integer, nothing, oid, sequence, type Bytes } from '../../x509/der-writer.ts';
import { requestDer } from '../../x509/request-writer.ts';

const HASHES = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
} as const;
const PSS = oid('1.2.840.113549.1.1.10');
const hash = (name: keyof typeof HASHES): Bytes => sequence(oid(HASHES[name]), nothing);
const pss = (name: keyof typeof HASHES, mask = name): Bytes =>
  sequence(
    PSS,
    sequence(
      explicit(0, hash(name)),
      explicit(1, sequence(oid('1.2.840.113549.1.1.8'), hash(mask))),
      explicit(2, integer(32)),
    ),
  );

/** The same algorithm in a certificate, a list and a request. */
const texts = (algorithm: Bytes): string[] =>
  [
    parseCertificate(certificateDer({ innerAlgorithm: algorithm })),
    parseCrl(crlDer({ algorithm })),
    parseCertificationRequest(requestDer({ algorithm })),
  ].map(({ signatureAlgorithm }) => algorithmText(signatureAlgorithm));
const thrice = (text: string): string[] => Array.from({ length: 3 }, () => text);

describe('The text of a signature algorithm', () => {
  it('names the hash of RSASSA-PSS, in certificates, lists and requests', () => {
    for (const name of Object.keys(HASHES) as (keyof typeof HASHES)[])
      assert.deepEqual(texts(pss(name)), thrice(`RSASSA-PSS with ${name}`));
    assert.deepEqual(texts(sequence(PSS, sequence())), thrice('RSASSA-PSS with SHA-1'), 'the default');
    assert.deepEqual(texts(pss('SHA-384', 'SHA-256')), thrice('RSASSA-PSS with SHA-384, mask with SHA-256'));
  });

  it('says when the parameters of RSASSA-PSS say nothing', () => {
    for (const odd of [sequence(PSS), sequence(PSS, nothing), sequence(PSS, sequence(explicit(0, nothing)))])
      assert.deepEqual(texts(odd), thrice('RSASSA-PSS, with parameters that are missing or malformed'));
  });

  it('is the name of every other', () => {
    assert.deepEqual(texts(SHA256_WITH_RSA), thrice('sha256WithRSAEncryption'));
    assert.deepEqual(texts(sequence(oid('1.2.3.4'))), thrice('1.2.3.4'));
  });
});

describe('Why a signature cannot be verified', () => {
  const key = (publicKey: Bytes) => parseCertificate(certificateDer({ publicKey })).publicKey;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' });
  const why = (algorithm: Bytes, publicKey: Bytes): string =>
    unverifiable({
      algorithm: parseCertificate(certificateDer({ innerAlgorithm: algorithm })).signatureAlgorithm,
      publicKey: key(publicKey),
    });

  it('is said as it is: the parameters, the key or the algorithm', () => {
    assert.match(why(sequence(PSS), rsa), /^the parameters of RSASSA-PSS are missing or malformed$/);
    assert.match(
      why(SHA256_WITH_RSA, sequence(sequence(oid('1.2.3')), Uint8Array.of(3, 2, 0, 1))),
      /^the public key is of a kind that is not known here/,
    );
    assert.match(
      why(sequence(oid('1.2.840.113549.1.1.2'), nothing), rsa),
      /^md2WithRSAEncryption with a key of this kind \(RSA\) is not supported$/,
    );
  });
});
