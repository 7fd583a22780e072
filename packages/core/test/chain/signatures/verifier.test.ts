import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, sign, webcrypto } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  defaultSignatures,
  nodeCrypto,
  nodeSignatures,
  parseCertificate,
  type SignatureVerifier,
  webSignatures,
} from '@cert-health/core';
import { bitString, context, integer, nullValue, oid, sequence, time } from '../made/der.ts';
import { daysFromToday, makeIntermediate, makeLeaf, makeRoot, TODAY } from '../made/certificate.ts';
import { makeKey } from '../made/key.ts';
import { nameDer } from '../made/names.ts';
import { codes, verify } from '../verify.ts';

const node = nodeSignatures(nodeCrypto()!);
const web = webSignatures(webcrypto.subtle as SubtleCrypto);

const verdict = (verifier: SignatureVerifier, child: Uint8Array, issuer: Uint8Array) => {
  const { signatureAlgorithm, tbs, signature } = parseCertificate(child);
  return verifier.verify({
    algorithm: signatureAlgorithm,
    publicKey: parseCertificate(issuer).publicKey,
    data: tbs,
    signature,
  });
};

describe('verifying signatures', () => {
  for (const verifier of [node, web]) {
    for (const keyKind of ['P-256', 'P-384', 'RSA', 'Ed25519'] as const) {
      test(`${verifier.name} tells a good signature from a bad one: ${keyKind}`, async () => {
        const root = makeRoot({ keyKind });
        assert.equal(await verdict(verifier, makeLeaf(root).der, root.der), 'valid');
        assert.equal(await verdict(verifier, makeLeaf(root, { forged: true }).der, root.der), 'invalid');
        assert.equal(await verdict(verifier, makeLeaf(root).der, makeRoot({ keyKind }).der), 'invalid');
      });
    }

    test(`${verifier.name} says "unsupported" to an algorithm that it does not know`, async () => {
      const root = makeRoot();
      const { tbs, signature } = makeLeaf(root).parsed;
      const algorithm = { oid: '1.2.3', name: '1.2.3', der: new Uint8Array() };
      assert.equal(
        await verifier.verify({ algorithm, publicKey: root.parsed.publicKey, data: tbs, signature }),
        'unsupported',
      );
    });

    test(`${verifier.name} says "unsupported" to a key that cannot be read, and throws nothing`, async () => {
      const { publicKey, ...certificate } = makeRoot().parsed;
      const broken = { ...publicKey, spki: Uint8Array.of(0x30, 0) };
      assert.equal(
        await verifier.verify({
          algorithm: certificate.signatureAlgorithm,
          publicKey: broken,
          data: certificate.tbs,
          signature: certificate.signature,
        }),
        'unsupported',
      );
    });

    test(`${verifier.name} says "invalid" when algorithm and key are of different kinds`, async () => {
      assert.equal(await verdict(verifier, makeRoot({ keyKind: 'RSA' }).der, makeRoot().der), 'invalid');
    });
  }

  test('RSA-PSS verifies with a plain RSA key, and with an RSA-PSS key', async () => {
    const salt = 32;
    const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue);
    const algorithm = sequence(
      oid('1.2.840.113549.1.1.10'),
      sequence(
        context(0, true, sha256),
        context(1, true, sequence(oid('1.2.840.113549.1.1.8'), sha256)),
        context(2, true, integer(salt)),
      ),
    );
    for (const type of ['rsa', 'rsa-pss'] as const) {
      const { privateKey, publicKey } = generateKeyPairSync(type as 'rsa', { modulusLength: 2048 });
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      const validity = sequence(time(daysFromToday(-1)), time(daysFromToday(1)));
      const tbs = sequence(
        context(0, true, integer(2)),
        integer(1),
        algorithm,
        nameDer('A'),
        validity,
        nameDer('A'),
        spki,
      );
      const signature = sign('sha256', tbs, {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: salt,
      });
      const der = sequence(tbs, algorithm, bitString(signature));
      for (const verifier of [node, web])
        assert.equal(await verdict(verifier, der, der), 'valid', `${verifier.name} ${type}`);
    }
  });

  test('node:crypto is what this runtime verifies with', () => {
    assert.equal(defaultSignatures().name, 'node:crypto');
  });
});

describe('the port', () => {
  const root = makeRoot();
  const ca = makeIntermediate(root);
  const leaf = makeLeaf(ca);

  test('takes the caller’s verifier, at once or later', async () => {
    const calls: string[] = [];
    const count = (verify: SignatureVerifier['verify']): SignatureVerifier => ({
      name: 'counting',
      verify: (request) => (calls.push(request.algorithm.name), verify(request)),
    });
    assert.equal((await verify(leaf, [ca], [root], { signatures: count(node.verify) })).trusted, true);
    assert.equal((await verify(leaf, [ca], [root], { signatures: count(web.verify) })).trusted, true);
    assert.equal(calls.length, 4);
  });

  test('WebCrypto gives the same verdicts as node:crypto', async () => {
    const forged = makeLeaf(ca, { forged: true });
    for (const signatures of [node, web]) {
      assert.deepEqual(codes(await verify(leaf, [ca], [root], { signatures })), []);
      assert.deepEqual(codes(await verify(forged, [ca], [root], { signatures })), ['signature-invalid']);
    }
  });

  test('what cannot be verified is told as that, not as invalid', async () => {
    const signatures: SignatureVerifier = { name: 'none', verify: () => 'unsupported' };
    const result = await verify(leaf, [ca], [root], { signatures });
    assert.equal(result.trusted, false);
    assert.deepEqual(codes(result), ['signature-unverifiable', 'signature-unverifiable']);
    assert.match(
      result.problems[0]?.message ?? '',
      /cannot be verified here: ecdsa-with-SHA256 with a key of this kind \(EC P-256\) is not supported/,
    );
  });

  test('each pair of certificate and key is verified once, whatever leads to it', async () => {
    const twin = makeIntermediate(root, {
      key: ca.key,
      notAfter: daysFromToday(100),
      permitted: ['dns:other.example'],
    });
    const result = await verify(leaf, [ca, twin], [root]);
    assert.equal(result.trusted, true);
    assert.ok(result.cost.signatures <= 3);
  });
});

test('DSA keys take parameters from the certificate above (RFC 3279 section 2.3.2)', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 });
  const rootKey = { privateKey, spki: publicKey.export({ type: 'spki', format: 'der' }), id: makeKey().id };
  const algorithm = sequence(oid('2.16.840.1.101.3.4.3.2'));
  const certificate = (subject: string, issuer: string, spki: Uint8Array, ca: boolean): Uint8Array => {
    const constraints = sequence(oid('2.5.29.19'), Uint8Array.of(1, 1, 255), Uint8Array.of(4, 5, 0x30, 3, 1, 1, 255));
    const tbs = sequence(
      context(0, true, integer(2)),
      integer(1),
      algorithm,
      nameDer(issuer),
      sequence(time(daysFromToday(-1)), time(daysFromToday(1))),
      nameDer(subject),
      spki,
      ...(ca ? [context(3, true, sequence(constraints))] : []),
    );
    return sequence(tbs, algorithm, bitString(sign('sha256', tbs, privateKey)));
  };
  // The same key again, without its parameters.
  const bits = parseCertificate(certificate('Root', 'Root', rootKey.spki, true)).publicKey.bits;
  const bare = sequence(sequence(oid('1.2.840.10040.4.1')), bitString(bits));
  const made = (subject: string, issuer: string, spki: Uint8Array, ca: boolean) =>
    ({ der: certificate(subject, issuer, spki, ca) }) as ReturnType<typeof makeRoot>;
  const result = await verify(
    made('Leaf', 'Intermediate', bare, false),
    [made('Intermediate', 'Root', bare, true)],
    [made('Root', 'Root', rootKey.spki, true)],
    { purpose: 'any', at: TODAY },
  );
  assert.deepEqual(codes(result), []);
});
