/** zlint's own expectations for the lints whose rules our checks apply; "NE" and "NA" (not in force, not applicable) say nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { judgeKey, judgeSignature, judgeValidity, parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { absence, conformanceFolder } from './suite.ts';

interface Expectation {
  readonly file: string;
  readonly lint: string;
  readonly expected: string;
}

/** What a lint faults, as our judgments see it. The moment of issue is taken to be notBefore, as zlint takes it. */
type Faulted = (certificate: Certificate) => boolean;

const validity =
  (days: number): Faulted =>
  ({ notBefore, notAfter }) => {
    const { verdict, limitDays } = judgeValidity(notBefore, notAfter, notBefore);
    return verdict === 'exceeds' && limitDays === days;
  };
const key: Faulted = ({ publicKey }) => judgeKey(publicKey, 'public-tls').verdict === 'not-allowed';
const signature: Faulted = (certificate) =>
  judgeSignature(certificate.signatureAlgorithm, 'public-tls').verdict === 'not-allowed';

const implemented = new Map<string, Faulted>([
  ['e_sub_cert_valid_time_longer_than_825_days', validity(825)],
  ['e_tls_server_cert_valid_time_longer_than_398_days', validity(398)],
  ['e_server_cert_valid_time_longer_than_200_days', validity(200)],
  ['e_server_cert_valid_time_longer_than_100_days', validity(100)],
  ['e_server_cert_valid_time_longer_than_47_days', validity(47)],
  ['e_rsa_mod_less_than_2048_bits', key],
  ['e_mp_modulus_must_be_2048_bits_or_more', key],
  ['e_mp_modulus_must_be_divisible_by_8', key],
  ['e_rsa_public_exponent_not_odd', key],
  ['e_rsa_public_exponent_too_small', key],
  ['e_mp_exponent_cannot_be_one', key],
  ['e_ec_improper_curves', key],
  ['e_br_prohibit_dsa_usage', key],
  ['e_prohibit_dsa_usage', key],
  ['e_sub_cert_or_sub_ca_using_sha1', signature],
]);

const lines = <Row>(name: string): Row[] =>
  readFileSync(`${conformanceFolder}/zlint/${name}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const deviations = JSON.parse(readFileSync(new URL('deviations/zlint.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

it('agrees with zlint on every lint that a check applies', { skip: absence('zlint/expectations.jsonl', 1614) }, (t) => {
  const pems = new Map(lines<{ file: string; pem: string }>('certs.jsonl').map(({ file, pem }) => [file, pem]));
  let compared = 0;
  const differing: string[] = [];
  for (const { file, lint, expected } of lines<Expectation>('expectations.jsonl')) {
    const faulted = implemented.get(lint);
    if (!faulted || (expected !== 'Error' && expected !== 'Pass')) continue;
    compared++;
    let found: string;
    try {
      found = faulted(parseCertificate(pems.get(file) ?? '')) ? 'Error' : 'Pass';
    } catch {
      // Refused at parsing: no check ever says it is fine.
      found = 'Error';
    }
    if (found !== expected) differing.push(`${lint} ${file}`);
  }
  t.diagnostic(`${compared} expectations of ${implemented.size} lints compared`);
  assert.ok(compared > 30, 'the suite was read');
  assert.deepEqual(
    differing.sort(),
    Object.keys(deviations).sort(),
    'deviations are listed with reasons, and only those',
  );
});
