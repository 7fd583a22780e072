import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { parseCertificate, parseCrl } from '@cert-health/core';
import { largeCrl } from '../test/x509/crl-writer.ts';

/** How long each side of a comparison runs, after as long a warm-up. */
const RUN_MS = 700;
const CONFORMANCE = process.env['CERT_CONFORMANCE_DIR'] ?? join(import.meta.dirname, '../../../../shared/conformance');

export interface ParseBench extends Record<string, number> {
  /** Certificates a second, with the fields read that both sides have (details of the key cost node:crypto ten times as much as all others). */
  readonly oursPerSecond: number;
  readonly nodeCryptoPerSecond: number;
  /** Ours by node:crypto, measured in the same run. */
  readonly ratio: number;
  readonly crlEntries: number;
  /** First parse and one look-up in a fresh state of the engine, and the median of the following. */
  readonly crlFirstMs: number;
  readonly crlMs: number;
  /** 1 when the CRL was Amazon's real one, 0 when it was generated. */
  readonly crlIsReal: number;
}

/** Parses node's own root certificates, and a CRL of 14,102 entries: Amazon's where the conformance data is, else a generated one. */
export function benchParse(): Promise<ParseBench> {
  const real = join(CONFORMANCE, 'amazon-crl/r2m02.crl');
  const crl = existsSync(real) ? readFileSync(real) : largeCrl(14_102);
  const crlTimes = Array.from({ length: 9 }, () => timeOf(() => lookUp(crl)));
  const ders = rootCertificates.map((pem) => new X509Certificate(pem).raw);
  const ours = perSecond(ders, readOurs);
  const theirs = perSecond(ders, readTheirs);
  return Promise.resolve({
    oursPerSecond: Math.round(ours),
    nodeCryptoPerSecond: Math.round(theirs),
    ratio: Number((ours / theirs).toFixed(1)),
    crlEntries: parseCrl(crl).entryCount,
    crlFirstMs: Number(crlTimes[0]!.toFixed(1)),
    crlMs: Number(
      crlTimes
        .slice(1)
        .sort((a, b) => a - b)[4]!
        .toFixed(1),
    ),
    crlIsReal: Number(existsSync(real)),
  });
}

function readOurs(der: Uint8Array): number {
  const c = parseCertificate(der);
  return (
    c.subject.text.length +
    c.issuer.text.length +
    c.serialNumber.length +
    c.notBefore.getTime() +
    c.notAfter.getTime() +
    c.fingerprint.length +
    (c.extensions.subjectAltName?.length ?? 0) +
    (c.extensions.extendedKeyUsage?.length ?? 0) +
    (c.extensions.authorityInfoAccess?.length ?? 0) +
    Number(c.extensions.basicConstraints?.ca ?? false)
  );
}

function readTheirs(der: Uint8Array): number {
  const c = new X509Certificate(der);
  return (
    c.subject.length +
    c.issuer.length +
    c.serialNumber.length +
    c.validFromDate.getTime() +
    c.validToDate.getTime() +
    c.fingerprint256.length +
    (c.subjectAltName?.length ?? 0) +
    (c.keyUsage?.length ?? 0) +
    (c.infoAccess?.length ?? 0) +
    Number(c.ca)
  );
}

function lookUp(crl: Uint8Array): number {
  return parseCrl(crl).find(Uint8Array.of(1)).length;
}

function perSecond(inputs: readonly Uint8Array[], read: (der: Uint8Array) => number): number {
  run(inputs, read);
  const { count, ms } = run(inputs, read);
  return (count * 1000) / ms;
}

function run(inputs: readonly Uint8Array[], read: (der: Uint8Array) => number): { count: number; ms: number } {
  const start = performance.now();
  let count = 0;
  let checksum = 0;
  let ms = 0;
  while (ms < RUN_MS) {
    for (const input of inputs) checksum += read(input);
    count += inputs.length;
    ms = performance.now() - start;
  }
  if (Number.isNaN(checksum)) throw new Error('A field that should be a number is none.');
  return { count, ms };
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The same as figures for the list of all benchmarks. */
export async function measure() {
  const result = await benchParse();
  const crl = result.crlIsReal === 1 ? 'Amazon CRL' : 'generated CRL';
  return [
    {
      name: 'certificates parsed, the fields read that both have',
      value: result.oursPerSecond,
      unit: 'certificates/s',
      baseline: { name: 'node:crypto X509Certificate', value: result.nodeCryptoPerSecond },
      target: 'at least 1.5 times the baseline',
      reached: result.ratio >= 1.5,
    },
    {
      name: `${crl} of ${result.crlEntries.toLocaleString('en-US')} entries parsed and one serial number looked up, first time`,
      value: result.crlFirstMs,
      unit: 'ms',
      target: 'under 100 ms',
      reached: result.crlFirstMs < 100,
    },
    {
      name: 'the same, median of the following times',
      value: result.crlMs,
      unit: 'ms',
      target: 'under 20 ms',
      reached: result.crlMs < 20,
    },
  ];
}

if (import.meta.main) console.log(await benchParse());
