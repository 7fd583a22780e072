import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { rootCertificates } from 'node:tls';
import { parseCertificate, parseCrl, toHex, type Certificate, type GeneralName } from '@cert-health/core';
import { absence, conformanceFolder, readCases, type ConformanceCase } from '../conformance/suite.ts';
import { x509 } from '../fixtures/x509-library.ts';

const withoutZeros = (hex: string): string => hex.toLowerCase().replace(/^0+(?=.)/, '');

/** PEM of certificates that we read; the others are the subject of other tests. */
function readable(pems: readonly string[]): { pem: string; ours: Certificate }[] {
  return [...new Set(pems)].flatMap((pem) => {
    try {
      return [{ pem, ours: parseCertificate(pem) }];
    } catch {
      return [];
    }
  });
}

const pathCertificates = (path: string): string[] =>
  readCases<ConformanceCase>(path).flatMap(({ leaf, intermediates, trusted }) => [leaf, ...intermediates, ...trusted]);

const zlintCertificates = (): string[] =>
  readFileSync(`${conformanceFolder}/zlint/certs.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { pem: string }).pem);

const CORPORA = [
  { name: 'the roots of Node', path: '', cases: 0, pems: () => [...rootCertificates] },
  {
    name: 'x509-limbo',
    path: 'x509-limbo/cases.jsonl',
    cases: 208,
    pems: () => pathCertificates('x509-limbo/cases.jsonl'),
  },
  { name: 'PKITS', path: 'pkits/cases.jsonl', cases: 247, pems: () => pathCertificates('pkits/cases.jsonl') },
  { name: 'zlint', path: 'zlint/certs.jsonl', cases: 1319, pems: zlintCertificates },
];

/** What node:crypto can tell; undefined where its decoder refuses. */
function nodeFields(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function compareWithNode(pem: string, ours: Certificate): boolean {
  const theirs = nodeFields(pem);
  if (theirs === undefined) return false;
  assert.equal(ours.fingerprint, theirs.fingerprint256.replaceAll(':', '').toLowerCase());
  const sign = theirs.serialNumber.startsWith('-') ? '-' : '';
  assert.equal(
    ours.serialNumber.replace(/^(-?)0+(?=.)/, '$1'),
    sign + withoutZeros(theirs.serialNumber.replace('-', '')),
  );
  assert.equal(ours.notBefore.getTime(), theirs.validFromDate.getTime());
  assert.equal(ours.notAfter.getTime(), theirs.validToDate.getTime());
  // OpenSSL also takes a certificate without basic constraints for a CA in some cases, so only an explicit yes is compared.
  if (ours.extensions.basicConstraints?.ca === true)
    assert.equal(theirs.ca, ours.extensions.keyUsage?.includes('keyCertSign') ?? true);
  assert.deepEqual([...(ours.extensions.extendedKeyUsage ?? [])], theirs.keyUsage ?? []);
  compareNames(ours, theirs);
  compareKeys(ours, theirs);
  return true;
}

/** Names as node prints them: one line a part, with RFC 2253 escapes. Compared for plain values only. */
function compareNames(ours: Certificate, theirs: X509Certificate): void {
  for (const field of ['subject', 'issuer'] as const) {
    const text = theirs[field];
    if (text === undefined || !/^[\w=\n .-]*$/.test(text)) continue;
    const values = text.split(/\n| \+ /).map((line) => line.slice(line.indexOf('=') + 1));
    assert.deepEqual(
      ours[field].rdns.flat().map((a) => a.value),
      values,
    );
  }
}

function compareKeys(ours: Certificate, theirs: X509Certificate): void {
  let details: { modulusLength?: number; namedCurve?: string; publicExponent?: bigint } | undefined;
  try {
    details = theirs.publicKey.asymmetricKeyDetails;
  } catch {
    return;
  }
  if (details?.modulusLength !== undefined) assert.equal(ours.publicKey.size, details.modulusLength);
  if (details?.publicExponent !== undefined) assert.equal(ours.publicKey.exponent, details.publicExponent);
  const curve = {
    prime256v1: 'P-256',
    secp384r1: 'P-384',
    secp521r1: 'P-521',
    secp224r1: 'P-224',
    prime192v1: 'P-192',
  }[details?.namedCurve ?? ''];
  // Explicit parameters that describe a named curve go by its name there.
  if (curve !== undefined && ours.publicKey.curve !== 'explicit') assert.equal(ours.publicKey.curve, curve);
}

/** It takes octets that are not ASCII for Latin-1. */
const byLatin1 = ({ undecoded, value, bytes }: GeneralName): string =>
  undecoded ? Buffer.from(bytes).toString('latin1') : value;

function compareWithPeculiar(pem: string, ours: Certificate): boolean {
  let theirs: InstanceType<typeof x509.X509Certificate>;
  let key: ArrayBuffer;
  try {
    theirs = new x509.X509Certificate(pem);
    key = theirs.publicKey.rawData;
  } catch {
    return false;
  }
  assert.deepEqual(Buffer.from(ours.tbs), Buffer.from((theirs as unknown as { tbs: ArrayBuffer }).tbs));
  assert.deepEqual(Buffer.from(ours.signature), Buffer.from(theirs.signature));
  assert.deepEqual(Buffer.from(ours.publicKey.spki), Buffer.from(key));
  assert.deepEqual(
    ours.extensionList.map((e) => [e.oid, e.critical, toHex(e.value)]),
    [...theirs.extensions].map((e) => [e.type, e.critical, toHex(new Uint8Array(e.value))]),
  );
  // It takes the years 0 to 99 for the last century's.
  if (ours.notAfter.getUTCFullYear() > 99) assert.equal(ours.notAfter.getTime(), theirs.notAfter.getTime());
  const alternatives = theirs.getExtension(x509.SubjectAlternativeNameExtension);
  if (alternatives !== null) {
    const plain = (type: string): boolean => type === 'dns' || type === 'email' || type === 'url';
    assert.deepEqual(
      (ours.extensions.subjectAltName ?? []).filter((n) => plain(n.type) || n.type === 'uri').map(byLatin1),
      alternatives.names.items.filter((n) => plain(n.type)).map((n) => n.value),
    );
  }
  return true;
}

describe('What we read agrees', () => {
  for (const { name, path, cases, pems } of CORPORA) {
    const skip = path === '' ? false : absence(path, cases);

    it(`with node:crypto on ${name}`, { skip }, () => {
      const certificates = readable(pems());
      const compared = certificates.filter(({ pem, ours }) => compareWithNode(pem, ours)).length;
      assert.ok(compared >= certificates.length * 0.97, `${compared} of ${certificates.length} could be compared`);
    });

    it(`with @peculiar/x509 on ${name}`, { skip }, () => {
      const certificates = readable(pems());
      const sample = certificates.filter((_, i) => i % Math.ceil(certificates.length / 150) === 0);
      const compared = sample.filter(({ pem, ours }) => compareWithPeculiar(pem, ours)).length;
      assert.ok(compared >= sample.length * 0.9, `${compared} of ${sample.length} could be compared`);
    });
  }

  it('with @peculiar/x509 on the CRLs of a public CA', { skip: absence('amazon-crl', 20) }, () => {
    for (const file of readdirSync(`${conformanceFolder}/amazon-crl`).filter((f) => f.endsWith('.crl'))) {
      const der = readFileSync(`${conformanceFolder}/amazon-crl/${file}`);
      if (der.length > 100_000) continue;
      const [ours, theirs] = [parseCrl(der), new x509.X509Crl(der)];
      assert.equal(ours.entryCount, theirs.entries.length);
      assert.equal(ours.nextUpdate!.getTime(), theirs.nextUpdate!.getTime());
      for (const entry of theirs.entries) {
        const [found] = ours.find(Buffer.from(entry.serialNumber, 'hex'));
        assert.equal(found!.revocationDate.getTime(), entry.revocationDate.getTime());
        assert.equal(found!.reason, entry.reason);
      }
    }
  });
});
