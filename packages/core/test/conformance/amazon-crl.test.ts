import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkRevocation, parseCertificate, parseCrl, verifyCertificatePath } from '@cert-health/core';
import { absence, conformanceFolder } from './suite.ts';

const FOLDER = 'amazon-crl';
/** All lists of the set are current on this day. */
const AT = new Date('2025-02-23T12:00:00Z');

const read = (name: string): Uint8Array => readFileSync(`${conformanceFolder}/${FOLDER}/${name}`);
const files = (ending: string): string[] =>
  readdirSync(`${conformanceFolder}/${FOLDER}`)
    .filter((name) => name.endsWith(ending))
    .sort();
const certificates = () => files('.cer').map((name) => ({ name, certificate: parseCertificate(read(name)) }));
const isRoot = (name: string): boolean => name.startsWith('AmazonRootCA');
const isDemo = (name: string): boolean => name.includes('.demo.');

test(
  'Amazon: each of the eight current demonstration certificates is good or revoked as its name says',
  { skip: absence(FOLDER, 8) },
  async () => {
    const all = certificates();
    const seen: string[] = [];
    for (const { name, certificate } of all.filter(
      (entry) => isDemo(entry.name) && !entry.name.startsWith('expired'),
    )) {
      const issuer = all.find(
        (entry) => entry.certificate.subject.canonical === certificate.issuer.canonical,
      )!.certificate;
      const crl = files('.crl')
        .map(read)
        .find((der) => parseCrl(der).issuer.canonical === certificate.issuer.canonical)!;
      const { status } = await checkRevocation({ certificate, issuer, crl, at: AT });
      seen.push(`${name.split('.')[1]}: ${name.split('.')[0]} ${status}`);
    }
    assert.deepEqual(seen.sort(), [
      'rootca1: revoked revoked',
      'rootca1: valid good',
      'rootca2: revoked revoked',
      'rootca2: valid good',
      'rootca3: revoked revoked',
      'rootca3: valid good',
      'rootca4: revoked revoked',
      'rootca4: valid good',
    ]);
  },
);

test(
  'Amazon: whole paths are trusted, revoked or expired as the names say, with all lists at hand',
  { skip: absence(FOLDER, 12) },
  async () => {
    const all = certificates();
    const seen: string[] = [];
    for (const { name, certificate } of all.filter((entry) => isDemo(entry.name))) {
      const result = await verifyCertificatePath({
        leaf: certificate,
        intermediates: all
          .filter((entry) => !isDemo(entry.name) && !isRoot(entry.name))
          .map((entry) => entry.certificate),
        trustAnchors: all.filter((entry) => isRoot(entry.name)).map((entry) => entry.certificate),
        crls: files('.crl').map(read),
        revocation: 'require',
        at: AT,
        purpose: 'serverAuth',
        serverName: name.replace(/\.cer$/, ''),
      });
      seen.push(`${name.split('.')[0]}: ${result.problems[0]?.code ?? 'trusted'}`);
    }
    assert.deepEqual(seen.sort(), [
      ...new Array<string>(4).fill('expired: expired'),
      ...new Array<string>(4).fill('revoked: revoked'),
      ...new Array<string>(4).fill('valid: trusted'),
    ]);
  },
);

test('Amazon: a list of 14,102 entries is read and asked', { skip: absence(FOLDER, 1) }, async () => {
  const crl = read('r2m02.crl');
  const certificate = parseCertificate(read('revoked.rootca1.demo.amazontrust.com.cer'));
  const issuer = parseCertificate(read('r2m02.cer'));
  assert.equal(parseCrl(crl).entryCount, 14_102);
  const { status, reason } = await checkRevocation({ certificate, issuer, crl, at: AT });
  assert.equal(status, 'revoked');
  assert.match(reason ?? '', /^Revoked on \d{4}-\d\d-\d\d: /);
});

test('Amazon: a list says nothing once it is out of date', { skip: absence(FOLDER, 1) }, async () => {
  const answer = await checkRevocation({
    certificate: read('valid.rootca1.demo.amazontrust.com.cer'),
    issuer: read('r2m03.cer'),
    crl: read('r2m03.crl'),
    at: new Date('2025-04-01T00:00:00Z'),
  });
  assert.equal(answer.status, 'unknown');
  assert.match(answer.reason ?? '', /out of date; a new one was due on 1 Mar 2025/);
});
