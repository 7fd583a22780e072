import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { makeRoot } from '../../../core/test/chain/made/certificate.ts';
import type { Made, Recipe } from '../../../core/test/chain/made/certificate.ts';
import { makeCrl } from '../../../core/test/chain/made/crl.ts';
import { makeOcsp } from '../../../core/test/chain/made/ocsp.ts';
import type { OcspRecipe } from '../../../core/test/chain/made/ocsp.ts';
import type { CertVerifyResult } from '../../src/commands/cert/verify.ts';
import { folderWith } from '../fixtures/folder.ts';
import { leafNaming, listening } from '../network/published.ts';
import { jsonOf, runCommand } from './run-command.ts';

const now = Date.now();
const days = (count: number): Date => new Date(now + count * 86_400_000);
const dates: Recipe = { notBefore: days(-10), notAfter: days(10) };
const current = { thisUpdate: days(-1), nextUpdate: days(1) };
const ca = makeRoot({ ...dates, subject: 'Own' });

async function verifying(t: TestContext, list: 'good' | 'revoked' | 'none', answer: OcspRecipe['status'] | 'none') {
  const { url, asked } = await listening(t, (request, response) => {
    const isList = request.url === '/a.crl';
    if ((isList ? list : answer) === 'none') return response.writeHead(503).end();
    if (isList) return response.end(makeCrl(ca, { ...current, revoked: list === 'revoked' ? [leaf] : [] }));
    return response.end(makeOcsp(ca, [[leaf, { ...current, status: answer as 'good' }]]));
  });
  const leaf: Made = leafNaming(ca, { crl: `${url}/a.crl`, ocsp: url }, dates);
  const folder = folderWith(t, { 'leaf.pem': leaf.pem, 'ca.pem': ca.pem });
  const env = { CERT_ALLOW_PRIVATE_CRL: '1', XDG_CACHE_HOME: `${folder}/cache` };
  const verify = async (...args: string[]) => {
    const outcome = await runCommand(['verify', 'leaf.pem', '--anchors', 'ca.pem', '--json', ...args], {
      cwd: folder,
      env,
    });
    return { ...jsonOf<CertVerifyResult>(outcome).result, exitCode: outcome.exitCode };
  };
  return { verify, asked };
}

describe('sf cert verify --network', () => {
  test('asks the lists with crl, responders too with all, and nobody without or with --revocation off', async (t) => {
    const { verify, asked } = await verifying(t, 'good', 'good');
    const quiet = await verify();
    assert.deepEqual([quiet.revocation, quiet.sources, asked], [[], undefined, []]);
    await verify('--network', 'all', '--revocation', 'off');
    assert.deepEqual(asked, []);
    const crl = await verify('--network', 'crl', '--revocation', 'require');
    assert.deepEqual([crl.exitCode, crl.revocation[0]?.status, asked], [0, 'good', ['/a.crl']]);
    await verify('--network', 'all');
    assert.equal(asked.length, 2, 'the list was kept');
    assert.equal((await verify('--network', 'all')).exitCode, 0);
    assert.equal(asked.length, 2, 'and so was the answer');
  });

  test('refuses what either proves to be revoked', async (t) => {
    for (const [list, answer] of [
      ['revoked', 'good'],
      ['good', 'revoked'],
    ] as const) {
      const { verify } = await verifying(t, list, answer);
      const { exitCode, problems } = await verify('--network', 'all');
      assert.deepEqual([exitCode, problems[0]?.code], [4, 'revoked'], list);
    }
  });

  test('says why nothing is known, which fails only where it is required', async (t) => {
    const { verify } = await verifying(t, 'none', 'none');
    const checked = await verify('--network', 'all');
    assert.equal(checked.exitCode, 0);
    assert.match(checked.revocation[0]?.reason ?? '', /HTTP status 503.*HTTP status 503/);
    assert.equal((await verify('--network', 'all', '--revocation', 'require')).exitCode, 4);
  });
});
