import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CertificateParseError, parseCertificate, parseCrl } from '@cert-health/core';
import { absence, conformanceFolder, readCases, type ConformanceCase } from '../conformance/suite.ts';

/** Counts of parse failures by code and of irregularities by code. */
function tallyOf(
  inputs: Iterable<string | Uint8Array>,
  parse: (input: string | Uint8Array) => { irregularities: readonly { code: string }[] },
) {
  const refused: Record<string, number> = {};
  const irregular: Record<string, number> = {};
  let read = 0;
  for (const input of inputs) {
    try {
      const { irregularities } = parse(input);
      read++;
      for (const { code } of irregularities) irregular[code] = (irregular[code] ?? 0) + 1;
    } catch (error) {
      assert.ok(error instanceof CertificateParseError, String(error));
      refused[error.code] = (refused[error.code] ?? 0) + 1;
    }
  }
  return { read, refused, irregular };
}

const SUITES = [
  { path: 'x509-limbo/cases.jsonl', cases: 208 },
  { path: 'bettertls/cases.jsonl.gz', cases: 9572 },
  { path: 'pkits/cases.jsonl', cases: 247 },
];

describe('Every certificate of a path that must be valid is read', () => {
  for (const { path, cases } of SUITES) {
    it(`in ${path}`, { skip: absence(path, cases) }, () => {
      const valid = readCases<ConformanceCase>(path).filter(({ expected }) => expected === 'SUCCESS');
      const inputs = valid.flatMap(({ leaf, intermediates, trusted }) => [leaf, ...intermediates, ...trusted]);
      const { read, refused } = tallyOf(inputs, parseCertificate);
      assert.deepEqual(refused, {});
      assert.ok(read >= valid.length);
    });

    it(`in ${path}, and every CRL that goes with it`, { skip: absence(path, cases) }, () => {
      const crls = readCases<ConformanceCase>(path)
        .filter(({ expected }) => expected === 'SUCCESS')
        .flatMap((c) => c.crls ?? []);
      assert.deepEqual(tallyOf(crls, parseCrl).refused, {});
    });
  }
});

/**
 * The certificates of zlint's tests, most of them made to break a rule. What is refused, and by which code; the classes are
 * explained in the decision record on irregularities.
 */
const ZLINT_REFUSED = {
  // Name constraints whose mask has gaps.
  'x509.ip-address': 26,
  // An INTEGER that is cut off within its extension.
  'der.overrun': 21,
  // Times without seconds or Z, or with a fraction.
  'der.time': 7,
  'x509.duplicate-extension': 6,
  'x509.duplicate-policy': 6,
  // Version 4, and fields that a version does not have.
  'x509.version': 5,
  'der.trailing-data': 4,
  'x509.signature-algorithm-mismatch': 4,
  // Name constraints and purposes (EKU) without content: OpenSSL, Java and Go do not agree on what these mean.
  'der.empty': 3,
  'x509.key-usage': 3,
  // Negative path lengths.
  'der.integer-range': 2,
  'der.missing': 2,
  'x509.general-name': 2,
};

describe('The certificates of zlint', () => {
  it('are read, but for those that some software in use refuses', { skip: absence('zlint/certs.jsonl', 1319) }, () => {
    const lines = readFileSync(`${conformanceFolder}/zlint/certs.jsonl`, 'utf8').trim().split('\n');
    const pems = lines.map((line) => (JSON.parse(line) as { pem: string }).pem);
    const { read, refused, irregular } = tallyOf(pems, parseCertificate);
    assert.deepEqual(refused, ZLINT_REFUSED);
    assert.equal(read, 1228);
    assert.deepEqual(irregular, {
      'attribute-empty': 14,
      'authority-key-identifier-half': 13,
      'cert-sign-without-ca': 44,
      'default-encoded': 2,
      'email-in-subject': 17,
      'extension-empty': 36,
      'extension-unreadable': 1,
      'issuer-empty': 187,
      'key-usage-unknown-bit': 1,
      'not-critical-encoded': 1,
      'parameters-not-absent': 5,
      'path-length-without-ca': 1,
      'printable-string-alphabet': 1,
      'relative-name-empty': 337,
      'rsa-parameters-missing': 131,
      'serial-negative': 2,
      'serial-too-long': 14,
      'serial-zero': 1,
      'set-order': 3,
      'text-not-decoded': 3,
      'time-generalized-before-2050': 5,
      'trailing-zero-bits': 199,
      'unique-identifier': 3,
      'version-1-encoded': 1,
    });
  });
});

describe('The CRLs and certificates of a public CA', () => {
  it(
    'are read without irregularity, but for the serial number zero of one old root',
    { skip: absence('amazon-crl', 52) },
    () => {
      const files = (ending: string): Uint8Array[] =>
        readdirSync(`${conformanceFolder}/amazon-crl`)
          .filter((file) => file.endsWith(ending))
          .map((file) => readFileSync(`${conformanceFolder}/amazon-crl/${file}`));
      assert.deepEqual(tallyOf(files('.crl'), parseCrl), { read: 20, refused: {}, irregular: {} });
      assert.deepEqual(tallyOf(files('.cer'), parseCertificate), {
        read: 37,
        refused: {},
        irregular: { 'serial-zero': 1 },
      });
    },
  );
});
