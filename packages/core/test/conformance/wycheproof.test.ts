import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import {
  type AlgorithmIdentifier,
  nodeCrypto,
  nodeSignatures,
  type PublicKey,
  type SignatureVerifier,
  webSignatures,
} from '@cert-health/core';
import { absence, conformanceFolder, readDeviations, report, tally, type Verdict } from './suite.ts';

interface Group {
  readonly publicKeyDer: string;
  readonly keyDer?: string;
  readonly tests: readonly {
    readonly tcId: number;
    readonly comment: string;
    readonly msg: string;
    readonly sig: string;
    readonly result: string;
  }[];
}

interface Vectors {
  readonly file: string;
  readonly cases: number;
  readonly kind: PublicKey['kind'];
  readonly curve?: string;
  readonly oid: string;
  /** DER of the parameters, hex. */
  readonly parameters?: string;
}

/** id-RSASSA-PSS with SHA-256, MGF1 with SHA-256 and 32 octets of salt (RFC 4055 section 3.1). */
const PSS_SHA256 =
  '3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120';

const SUITES: readonly Vectors[] = [
  { file: 'ecdsa_secp256r1_sha256_test.json', cases: 471, kind: 'EC', curve: 'P-256', oid: '1.2.840.10045.4.3.2' },
  { file: 'ed25519_test.json', cases: 150, kind: 'Ed25519', oid: '1.3.101.112' },
  {
    file: 'rsa_pss_2048_sha256_mgf1_32_test.json',
    cases: 108,
    kind: 'RSA',
    oid: '1.2.840.113549.1.1.10',
    parameters: PSS_SHA256,
  },
  {
    file: 'rsa_signature_2048_sha256_test.json',
    cases: 259,
    kind: 'RSA',
    oid: '1.2.840.113549.1.1.11',
    parameters: '0500',
  },
];

const VERIFIERS: readonly SignatureVerifier[] = [
  nodeSignatures(nodeCrypto()!),
  webSignatures(webcrypto.subtle as SubtleCrypto),
];

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

function algorithmOf({ oid, parameters }: Vectors): AlgorithmIdentifier {
  return {
    oid,
    name: oid,
    der: new Uint8Array(),
    ...(parameters === undefined ? {} : { parameters: bytes(parameters) }),
  };
}

function keyOf({ kind, curve }: Vectors, group: Group): PublicKey {
  const algorithm = { oid: '', name: '', der: new Uint8Array() };
  return {
    spki: bytes(group.publicKeyDer),
    algorithm,
    kind,
    bits: new Uint8Array(),
    ...(curve === undefined ? {} : { curve }),
  };
}

async function run(verifier: SignatureVerifier, vectors: Vectors): Promise<Verdict[]> {
  const { testGroups } = JSON.parse(readFileSync(`${conformanceFolder}/wycheproof/${vectors.file}`, 'utf8')) as {
    testGroups: Group[];
  };
  const verdicts: Verdict[] = [];
  for (const group of testGroups) {
    const publicKey = keyOf(vectors, group);
    for (const { tcId, comment, msg, sig, result } of group.tests) {
      const got = await verifier.verify({
        algorithm: algorithmOf(vectors),
        publicKey,
        data: bytes(msg),
        signature: bytes(sig),
      });
      const id = `${verifier.name} ${vectors.file} ${tcId}`;
      // "acceptable" leaves it to the implementation; we take what both of ours say.
      const expected = result === 'acceptable' ? got : result;
      verdicts.push({ id, expected, got, detail: comment, steps: 1 });
    }
  }
  return verdicts;
}

for (const verifier of VERIFIERS) {
  for (const vectors of SUITES) {
    test(
      `Wycheproof, ${verifier.name}: every verdict on ${vectors.file} is the expected one`,
      { skip: absence(`wycheproof/${vectors.file}`, vectors.cases) },
      async () => {
        const verdicts = await run(verifier, vectors);
        const deviations = Object.entries(readDeviations('wycheproof')).filter(([id]) =>
          id.startsWith(`${verifier.name} ${vectors.file} `),
        );
        const result = tally(verdicts, Object.fromEntries(deviations));
        report(`wycheproof ${verifier.name} ${vectors.file}`, result);
        assert.equal(result.total, vectors.cases);
        assert.deepEqual(result.unexplained, []);
        assert.deepEqual(result.outdated, []);
      },
    );
  }
}

test('Wycheproof: node:crypto and WebCrypto agree on every vector', { skip: absence('wycheproof', 988) }, async () => {
  for (const vectors of SUITES) {
    const [byNode = [], byWeb = []] = await Promise.all(VERIFIERS.map((verifier) => run(verifier, vectors)));
    const differ = byNode.filter(({ got }, i) => got !== byWeb[i]!.got).map(({ id, detail }) => `${id} ${detail}`);
    assert.deepEqual(differ, []);
  }
});
