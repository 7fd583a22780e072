import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { MAX_REVOCATION_LIST } from '@cert-health/core';
import { crlDer, revoked } from '../../../core/test/x509/crl-writer.ts';
import { readFile, tooLarge } from '../../src/file/read-files.ts';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey, issue, issueChain, issueCrl, issueRequest } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

describe('a file', () => {
  let chain: { root: Issued; intermediate: Issued; leaf: Issued };
  let other: Issued;
  before(async () => {
    chain = await issueChain();
    other = await issue({ name: 'Other', from: '2026-01-01', days: 365, ca: true });
  });

  test('with a chain is one holding, in the order of the file', (t) => {
    const path = join(folderWith(t, { 'chain.pem': chain.intermediate.pem + chain.leaf.pem }), 'chain.pem');
    const { source, holdings } = readFile(path);
    assert.deepEqual(source, {
      id: `file:${path}`,
      label: `File ${path}`,
      status: 'read',
      items: 2,
      detail: '2 read.',
    });
    assert.equal(holdings.length, 1);
    assert.equal(holdings[0]?.name, path);
    assert.deepEqual(
      holdings[0]?.certificates.map((one) => one.subject.text),
      ['CN=Test Intermediate', 'CN=partner.example'],
    );
  });

  test('in DER is read like one in PEM', (t) => {
    const path = join(folderWith(t, { 'a.cer': other.der }), 'a.cer');
    assert.equal(readFile(path).holdings[0]?.certificates[0]?.subject.text, 'CN=Other');
  });

  test('with a private key beside its certificate is a key pair', async (t) => {
    const path = join(folderWith(t, { 'a.pem': (await exportKey(other)) + other.pem }), 'a.pem');
    assert.equal(readFile(path).holdings[0]?.kind, 'keyPair');
  });

  test('with a bundle of roots holds each by itself', (t) => {
    const path = join(folderWith(t, { 'roots.pem': chain.root.pem + other.pem }), 'roots.pem');
    assert.deepEqual(
      readFile(path).holdings.map((holding) => [holding.name, holding.certificates.length]),
      [
        [`${path}#1`, 1],
        [`${path}#2`, 1],
      ],
    );
  });

  test('with several leaves gives each its own issuers', async (t) => {
    const second = await issue({ name: 'second.example', from: '2026-01-01', days: 90, issuer: chain.intermediate });
    const path = join(
      folderWith(t, { 'all.pem': chain.leaf.pem + second.pem + chain.intermediate.pem + other.pem }),
      'all.pem',
    );
    assert.deepEqual(
      readFile(path).holdings.map((holding) => holding.certificates.map((one) => one.subject.get('CN'))),
      [['partner.example', 'Test Intermediate'], ['second.example', 'Test Intermediate'], ['Other']],
    );
  });

  test('with a leaf and a certificate that does not belong to it keeps both together, as they would be sent', (t) => {
    const path = join(folderWith(t, { 'x.pem': chain.leaf.pem + other.pem }), 'x.pem');
    assert.deepEqual(
      readFile(path).holdings.map((holding) => holding.certificates.length),
      [2],
    );
  });

  test('of which a part is damaged is read as far as it goes, and the damage is said', (t) => {
    const path = join(
      folderWith(t, { 'x.pem': `${other.pem}-----BEGIN CERTIFICATE-----\nMIIB!!!!\n-----END CERTIFICATE-----\n` }),
      'x.pem',
    );
    const { source, holdings } = readFile(path);
    assert.equal(source.status, 'read');
    assert.deepEqual(
      holdings.map((holding) => [holding.name, holding.certificates.length]),
      [
        [path, 1],
        [`${path}#damaged`, 0],
      ],
    );
    assert.ok(holdings[1]?.unreadable);
  });

  describe('that holds no certificate is a failed source with one sentence:', () => {
    const failing = (name: string, content: () => Promise<string | Uint8Array> | string | Uint8Array, said: RegExp) =>
      test(name, async (t) => {
        const path = join(folderWith(t, { f: await content() }), 'f');
        const { source, holdings } = readFile(path);
        assert.equal(source.status, 'failed');
        assert.deepEqual(holdings, []);
        assert.match(source.detail, said);
        assert.match(source.detail, /^[^\n]{10,200}\.$/);
      });
    failing('empty', () => '', /is empty/);
    failing('white space only', () => ' \n\n', /is empty/);
    failing(
      'a signing request',
      () => issueRequest('x.example'),
      /signing request \(CSR\), not a certificate; give the certificate that the CA issued/,
    );
    failing('a revocation list', () => issueCrl(chain.root), /revocation list \(CRL\), not a certificate/);
    failing('a private key', () => exportKey(other), /private key, not a certificate; keep it secret/);
    failing('a web page', () => '<html><body>Error</body></html>', /web page, not a certificate/);
    failing('binary junk', () => new Uint8Array(4096).map((_, i) => (i * 7919) & 255), /./);
    failing('a truncated certificate', () => other.der.subarray(0, 100), /./);
  });

  test('that does not exist says so', () => {
    const { source } = readFile('no/such.pem');
    assert.deepEqual(source, {
      id: 'file:no/such.pem',
      label: 'File no/such.pem',
      status: 'failed',
      items: 0,
      detail: 'The file does not exist; check the path.',
    });
  });

  test('that is a folder says which flag takes folders', (t) => {
    assert.match(readFile(folderWith(t, {})).source.detail, /This is a folder; give it to --source-dir/);
  });

  test('of 50 MB is refused before it is read', (t) => {
    const path = join(folderWith(t, { big: other.pem }), 'big');
    truncateSync(path, 50 * 1024 * 1024);
    const memory = process.memoryUsage().rss;
    assert.match(
      readFile(path).source.detail,
      /The file has 50 MB, far more than certificates take; give one of at most 16 MB/,
    );
    assert.ok(process.memoryUsage().rss - memory < 40 * 1024 * 1024);
  });

  test('of 50 MB that begins as a revocation list is read as one, and refused for what it is', (t) => {
    const entries = [revoked(5), revoked(6), revoked(7)];
    const path = join(folderWith(t, { big: crlDer({ entries }) }), 'big');
    truncateSync(path, 50 * 1024 * 1024);
    assert.match(readFile(path).source.detail, /revocation list \(CRL\), not a certificate/);
    assert.equal(tooLarge(path, MAX_REVOCATION_LIST), undefined);
    assert.match(
      tooLarge(path, MAX_REVOCATION_LIST + 1) ?? '',
      /^The revocation list has 161 MB; lists \(CRL\) of up to 160 MB/,
    );
  });

  test('with several damaged parts tells each of them', (t) => {
    const damage = '-----BEGIN CERTIFICATE-----\nMIIB!!!!\n-----END CERTIFICATE-----\n';
    const path = join(folderWith(t, { 'x.pem': `${damage}${other.pem}${damage}` }), 'x.pem');
    assert.deepEqual(
      readFile(path).holdings.map(({ name, unreadable }) => [name, /^Certificate (\d)/.exec(unreadable ?? '')?.[1]]),
      [
        [path, undefined],
        [`${path}#damaged`, '1'],
        [`${path}#damaged-2`, '3'],
      ],
    );
  });

  test('with a public key, parameters or a request beside a certificate has nothing damaged', async (t) => {
    const key = '-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n';
    for (const beside of [key, await issueRequest('x.example'), await issueCrl(chain.root)]) {
      const path = join(folderWith(t, { 'x.pem': beside + other.pem }), 'x.pem');
      assert.deepEqual(
        readFile(path).holdings.map(({ unreadable }) => unreadable),
        [undefined],
      );
    }
  });

  test('that is a device is refused instead of read for ever', { skip: process.platform === 'win32' }, () => {
    assert.match(readFile('/dev/zero').source.detail, /not a regular file/);
  });
});
