import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { rootCertificates } from 'node:tls';
import {
  CertificateParseError,
  parseCertificate,
  parseCertificates,
  parseCertificationRequest,
  parseCrl,
  readCryptographicFile,
  type Certificate,
  type CertificateRevocationList,
} from '@cert-health/core';
import { certificateDer, commonName, extension, extensions, pem } from './certificate-writer.ts';
import { largeCrl } from './crl-writer.ts';
import { explicit, hex, implicit, oid, sequence, text, utf8, type Bytes } from './der-writer.ts';
import { pkcs7 } from './pkcs7-writer.ts';
import { askingFor, requestDer, sanOf } from './request-writer.ts';

/** Mutated inputs in all; the default takes a few seconds. */
const COUNT = Number(process.env['CERT_FUZZ_COUNT'] ?? 20_000);

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be run again from its seed. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof generator>;

/** Octets that matter to a DER reader: tags, lengths at their limits, signs. */
const TELLING = [
  0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x0c, 0x13, 0x17, 0x18, 0x1f, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0,
  0xa3, 0xff,
];

const MUTATIONS: readonly ((bytes: Bytes, random: Random) => Bytes)[] = [
  (bytes, random) => bytes.with(random(bytes.length), random(256)),
  (bytes, random) => bytes.with(random(bytes.length), TELLING[random(TELLING.length)]!),
  (bytes, random) => bytes.with(random(Math.min(bytes.length, 300)), TELLING[random(TELLING.length)]!),
  (bytes, random) => {
    const at = random(bytes.length);
    return bytes.with(at, bytes[at]! ^ (1 << random(8)));
  },
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => splice(bytes, random(bytes.length), random(8), new Uint8Array(0)),
  (bytes, random) =>
    splice(
      bytes,
      random(bytes.length),
      0,
      Uint8Array.from({ length: 1 + random(6) }, () => random(256)),
    ),
  (bytes, random) => {
    const from = random(bytes.length);
    return splice(bytes, random(bytes.length), random(4), bytes.subarray(from, from + random(64)));
  },
];

function splice(bytes: Bytes, at: number, remove: number, insert: Bytes): Bytes {
  return Uint8Array.from([...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + remove)]);
}

/** Everything lazy is read too, and must not fail once parsing has passed. */
function readAll(c: Certificate): void {
  void [
    c.subject.text,
    c.issuer.canonical,
    c.subject.canonicalRdns,
    c.serialNumber,
    c.fingerprint,
    c.selfIssued,
    c.subject.get('CN'),
  ];
  assert.ok(!Number.isNaN(c.notBefore.getTime()) && !Number.isNaN(c.notAfter.getTime()));
}

function readAllOf(list: CertificateRevocationList): void {
  assert.ok(list.entryCount >= 0 && list.issuer.text.length >= 0);
  for (const entry of list.find(hex('7b2f9a4155d0c3e81122334400000000')))
    assert.ok(!Number.isNaN(entry.revocationDate.getTime()));
}

interface Subject {
  readonly name: string;
  readonly seeds: readonly Bytes[];
  readonly parse: (bytes: Bytes) => void;
}

const rich = certificateDer({
  extensions: extensions(
    extension(
      '2.5.29.17',
      sequence(
        implicit(2, text('a.example')),
        explicit(4, commonName('x')),
        implicit(7, hex('c0000201')),
        explicit(0, oid('1.2.3'), explicit(0, utf8('u'))),
      ),
    ),
    extension(
      '2.5.29.30',
      sequence(
        explicit(0, sequence(implicit(2, text('example')))),
        explicit(1, sequence(implicit(7, hex('0a000000ff000000')))),
      ),
    ),
    extension(
      '2.5.29.31',
      sequence(
        sequence(
          explicit(0, explicit(0, implicit(6, text('http://c')))),
          implicit(1, hex('0560')),
          explicit(2, explicit(4, commonName('i'))),
        ),
      ),
    ),
    extension('2.5.29.32', sequence(sequence(oid('1.2.3'), sequence(sequence(oid('1.3.6.1.5.5.7.2.1'), utf8('x')))))),
    extension(
      '2.5.29.35',
      sequence(implicit(0, hex('aa')), explicit(1, explicit(4, commonName('r'))), implicit(2, hex('05'))),
    ),
    extension('1.3.6.1.5.5.7.1.24', sequence(hex('020105'))),
  ),
});
const roots = rootCertificates.slice(0, 12).map((block) => parseCertificate(block).der);
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'sec1', format: 'pem' })
  .toString();
const request = requestDer({ attributes: [askingFor(sanOf('a.example'))] });
const crls = [largeCrl(3), largeCrl(40)];
const mixed = text(
  [
    key,
    pem('CERTIFICATE', rich),
    pem('CERTIFICATE REQUEST', request),
    pem('X509 CRL', crls[0]!),
    pem('PKCS7', pkcs7([rich])),
  ].join('text\n'),
);

const SUBJECTS: readonly Subject[] = [
  { name: 'certificates', seeds: [rich, ...roots], parse: (bytes) => readAll(parseCertificate(bytes)) },
  { name: 'CRLs', seeds: crls, parse: (bytes) => readAllOf(parseCrl(bytes)) },
  { name: 'requests', seeds: [request], parse: (bytes) => void parseCertificationRequest(bytes) },
  {
    name: 'bundles',
    seeds: [pkcs7([rich, roots[0]!], [crls[0]!]), text(pem('CERTIFICATE', rich))],
    parse: (bytes) => parseCertificates(bytes).forEach(readAll),
  },
  {
    name: 'mixed files',
    seeds: [mixed],
    parse: (bytes) => {
      const file = readCryptographicFile(bytes);
      file.certificates.forEach(readAll);
      file.crls.forEach(readAllOf);
      for (const { message, offset } of file.problems)
        assert.ok(message.endsWith('.') && offset >= 0 && offset <= bytes.length);
    },
  },
];

/** Certificates are the most; mixed files are the largest. */
const SHARE: Readonly<Record<string, number>> = {
  certificates: 0.6,
  CRLs: 0.12,
  requests: 0.12,
  bundles: 0.1,
  'mixed files': 0.06,
};

function mutate(seed: Bytes, random: Random): Bytes {
  let bytes = seed;
  for (let rounds = 1 + random(3); rounds > 0 && bytes.length > 0; rounds--)
    bytes = MUTATIONS[random(MUTATIONS.length)]!(bytes, random);
  return bytes;
}

describe('Mutated input', () => {
  for (const { name, seeds, parse } of SUBJECTS) {
    const count = Math.ceil(COUNT * SHARE[name]!);

    it(`is read or refused as it should be: ${count.toLocaleString('en-US')} ${name}`, () => {
      let refused = 0;
      for (let seed = 0; seed < count; seed++) {
        const random = generator(seed);
        const bytes = mutate(seeds[random(seeds.length)]!, random);
        try {
          parse(bytes);
        } catch (error) {
          assert.ok(
            error instanceof CertificateParseError,
            `seed ${seed}: ${String(error instanceof Error ? error.stack : error)}`,
          );
          refused++;
        }
      }
      if (name !== 'mixed files') assert.ok(refused > count * 0.3, `only ${refused} of ${count} were refused`);
      assert.ok(refused < count, 'nothing was read');
      if (COUNT > 20_000) {
        const memory = Math.round(process.memoryUsage().rss / 1e6);
        console.log(`# ${name}: ${count} inputs, ${refused} refused, ${memory} MB resident`);
      }
    });
  }
});
