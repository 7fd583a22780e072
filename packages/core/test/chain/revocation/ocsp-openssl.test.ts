import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { checkOcspResponse, ocspRequest } from '@cert-health/core';
import { makeIntermediate, makeLeaf, makeRoot, type Made, type Recipe } from '../made/certificate.ts';
import { makeOcsp, type OcspRecipe } from '../made/ocsp.ts';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' });
const skip = version.status === 0 ? false : 'no openssl on this machine';
const folder = mkdtempSync(join(tmpdir(), 'ocsp-openssl-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const DAY = 86_400_000;
// OpenSSL judges by the clock of the machine.
const now = new Date();
const days = (count: number): Date => new Date(now.getTime() + count * DAY);
const dates = { notBefore: days(-100), notAfter: days(100) };
const current: OcspRecipe = { thisUpdate: days(-1), nextUpdate: days(3) };

const ca = makeRoot({ ...dates, subject: 'Issuing' });
const sibling = makeRoot({ ...dates, subject: 'Issuing' });
const leaf = makeLeaf(ca, { ...dates, serial: 0xabcdn });
const other = makeLeaf(ca, dates);
const responder = (recipe: Recipe = {}, issuer = ca): Made =>
  makeIntermediate(issuer, {
    ...dates,
    subject: 'Responder',
    ca: false,
    keyUsage: ['digitalSignature'],
    purposes: ['OCSPSigning'],
    ...recipe,
  });

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const privateKeyOf = ({ key }: Made): string => key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const openssl = (...args: readonly string[]) =>
  spawnSync('openssl', ['ocsp', ...args], { cwd: folder, encoding: 'utf8', timeout: 20_000 });

const common = () => ['-issuer', file('ca.pem', ca.pem), '-cert', file('leaf.pem', leaf.pem)];

describe('a question to an OCSP responder', { skip }, () => {
  test('is the one that OpenSSL asks, octet for octet', () => {
    const path = join(folder, 'request.der');
    const { status, stderr } = openssl(...common(), '-no_nonce', '-reqout', path);
    assert.equal(status, 0, stderr);
    assert.deepEqual(Buffer.from(ocspRequest(leaf.der, ca.der)), readFileSync(path));
  });

  test('is answered by OpenSSL as a responder, and the answer is believed', async () => {
    const expiry = '360101000000Z';
    const revoked = '261120000000Z,keyCompromise';
    for (const [row, expected] of [
      [`V\t${expiry}\t\tABCD\tunknown\t/CN=x`, 'good'],
      [`R\t${expiry}\t${revoked}\tABCD\tunknown\t/CN=x`, 'revoked'],
      [`V\t${expiry}\t\tABCE\tunknown\t/CN=x`, 'unknown'],
    ] as const) {
      for (const signer of [ca, responder()]) {
        const answer = join(folder, 'answer.der');
        const { status, stderr } = openssl(
          ...['-index', file('index.txt', `${row}\n`), '-CA', file('ca.pem', ca.pem), '-ndays', '1'],
          ...['-rsigner', file('signer.pem', signer.pem), '-rkey', file('signer.key', privateKeyOf(signer))],
          ...['-reqin', file('request.der', ocspRequest(leaf.der, ca.der)), '-respout', answer],
        );
        assert.equal(status, 0, stderr);
        const response = readFileSync(answer);
        const at = new Date(Date.now() + 1000);
        const told = await checkOcspResponse({ certificate: leaf.der, issuer: ca.der, response, at });
        assert.equal(told.status, expected, told.reason);
        if (expected === 'revoked') {
          assert.equal(told.reason, 'Revoked on 2026-11-20: its key was compromised (keyCompromise).');
        }
      }
    }
  });
});

const good: OcspRecipe = current;
const bad: OcspRecipe = { ...current, status: 'revoked', reason: 1 };

/** Answers, and whether they may be believed. */
const answers: readonly (readonly [name: string, response: Uint8Array])[] = [
  ['good by the issuer', makeOcsp(ca, [[leaf]], good)],
  ['revoked by the issuer', makeOcsp(ca, [[leaf]], bad)],
  ['unknown by the issuer', makeOcsp(ca, [[leaf]], { ...current, status: 'unknown' })],
  ['named by key', makeOcsp(ca, [[leaf]], { ...good, byKey: true })],
  ['among others', makeOcsp(ca, [[other, bad], [leaf]], good)],
  ['about another', makeOcsp(ca, [[other]], good)],
  ['forged', makeOcsp(ca, [[leaf]], { ...good, forged: true })],
  ['by a sibling of the same name', makeOcsp(sibling, [[leaf]], good)],
  ['about ours, signed by a sibling', makeOcsp(ca, [[leaf]], { ...good, signedWith: sibling.key })],
  ['by a delegate', makeOcsp(ca, [[leaf]], { ...good, responder: responder() })],
  ['revoked by a delegate', makeOcsp(ca, [[leaf]], { ...bad, responder: responder() })],
  [
    'by a delegate without the purpose',
    makeOcsp(ca, [[leaf]], { ...good, responder: responder({ purposes: ['serverAuth'] }) }),
  ],
  ['by a delegate that is over', makeOcsp(ca, [[leaf]], { ...good, responder: responder({ notAfter: days(-1) }) })],
  ['by a delegate of the sibling', makeOcsp(ca, [[leaf]], { ...good, responder: responder({}, sibling) })],
  ['without its delegate', makeOcsp(ca, [[leaf]], { ...good, responder: responder(), certificates: [other] })],
  ['of the day before yesterday', makeOcsp(ca, [[leaf]], { ...good, thisUpdate: days(-3), nextUpdate: days(-2) })],
  ['of tomorrow', makeOcsp(ca, [[leaf]], { ...good, thisUpdate: days(1) })],
];

test('what may be believed of an answer is what OpenSSL believes', { skip }, async () => {
  for (const [name, response] of answers) {
    const args = ['-no_nonce', '-respin', file('response.der', response), '-CAfile', file('ca.pem', ca.pem)];
    const { stdout, stderr } = openssl(...common(), ...args);
    const said = /leaf\.pem: (good|revoked|unknown)/.exec(stdout)?.[1];
    const believed = /Response verify OK/.test(stderr) && !/WARNING: Status times invalid/.test(stdout + stderr);
    const theirs = believed && said !== undefined ? said : 'unknown';
    const ours = await checkOcspResponse({ certificate: leaf.der, issuer: ca.der, response, at: new Date() });
    assert.equal(ours.status, theirs, `${name}: ${ours.reason} / ${stdout} ${stderr}`);
  }
});
