import assert from 'node:assert/strict';
import { createHmac, createSign } from 'node:crypto';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import { folderWith } from '../../fixtures/folder.ts';
import { exportKey, issue } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import { factsOfToken } from '../../../src/simulate/jwt/read-token.ts';
import { readTokenFile, requireTokenFile } from '../../../src/simulate/jwt/token-file.ts';

const client = await issue({ name: 'client', from: '2026-01-01', days: 300, rsaBits: 2048 });
const other = await issue({ name: 'other', from: '2026-01-01', days: 300, rsaBits: 2048 });
const small = await issue({ name: 'small', from: '2026-01-01', days: 300, rsaBits: 1024 });
const elliptic = await issue({ name: 'elliptic', from: '2026-01-01', days: 300 });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: '3MVG9.key', sub: 'ines@acme.example', aud: 'https://login.salesforce.com', exp: 1_770_725_000 };

/** Written by hand and signed with Node's own cryptography: what verifies it is not what made it. */
async function tokenOf(signer: Issued, header: object = { alg: 'RS256' }, payload: unknown = claims): Promise<string> {
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${createSign('RSA-SHA256')
    .update(input)
    .sign(await exportKey(signer))
    .toString('base64url')}`;
}

const facts = (token: string, held: Issued = client) => factsOfToken(token, parseCertificate(held.der));
const madeWith = async (token: string | Promise<string>, held?: Issued) => (await facts(await token, held)).madeWith;

describe('a token', () => {
  test('tells its claims, and that the key of the certificate made it', async () => {
    assert.deepEqual(await facts(await tokenOf(client)), {
      algorithm: 'RS256',
      madeWith: 'app',
      issuer: '3MVG9.key',
      audiences: ['https://login.salesforce.com'],
      namesSubject: true,
      expires: 1_770_725_000,
      notBefore: null,
    });
  });

  test('is made with another key when a letter of it was changed', async () => {
    const [header, , signature] = (await tokenOf(client)).split('.');
    assert.equal(await madeWith(`${header}.${part({ ...claims, sub: 'admin@acme.example' })}.${signature}`), 'another');
    assert.equal(await madeWith(tokenOf(other)), 'another');
    assert.equal(await madeWith(tokenOf(client), elliptic), 'another');
  });

  test('is not verified without a signature, by a shared secret, with a small key, with demands of its own', async () => {
    assert.equal(await madeWith(`${part({ alg: 'none' })}.${part(claims)}.`), 'not-told');
    const input = `${part({ alg: 'HS256' })}.${part(claims)}`;
    const secret = createHmac('sha256', client.pem).update(input).digest('base64url');
    assert.equal(await madeWith(`${input}.${secret}`), 'not-told');
    assert.equal(await madeWith(tokenOf(small), small), 'not-told');
    assert.equal(await madeWith(tokenOf(client, { alg: 'RS256', crit: ['x'], x: 1 })), 'not-told');
    assert.equal((await factsOfToken(await tokenOf(client), undefined)).madeWith, 'not-told');
  });

  test('may name its user as before, and its end as a text, as the example of Salesforce does', async () => {
    const without = { ...claims, sub: undefined };
    const read = (payload: unknown) => tokenOf(client, undefined, payload).then((token) => facts(token));
    assert.equal((await read(without)).namesSubject, false);
    assert.equal((await read({ ...without, prn: 'ines' })).namesSubject, true);
    assert.equal((await read({ ...claims, exp: '1333685628' })).expires, 1_333_685_628);
    assert.equal((await read({ ...claims, exp: 'soon' })).expires, null);
    assert.deepEqual((await read({ ...claims, aud: ['a', 'b'] })).audiences, ['a', 'b']);
    assert.equal((await read({ ...claims, iss: 7 })).issuer, null);
  });
});

describe('a file with a token', () => {
  const read = (t: TestContext, content: string) =>
    readTokenFile(join(folderWith(t, { 'token.txt': content }), 'token.txt'));

  test('holds the token alone, or the request that carries it', async (t) => {
    const token = await tokenOf(client);
    assert.equal(await read(t, `${token}\n`), token);
    assert.equal(await read(t, `grant_type=urn%3Aietf&assertion=${token}&x=1`), token);
  });

  test('that holds something else is refused without a word of it', async (t) => {
    for (const [content, says] of [
      ['00D000000000001!SECRETSECRET', /no signed token/],
      ['SECRET.SECRET.SECRET.SECRET.SECRET', /JWE/],
      ['SECRET.SECRET', /no signed token/],
      ['', /no signed token/],
      ['SECRET'.repeat(20_000), /larger than any token/],
    ] as const) {
      await assert.rejects(read(t, content), (error: Error) => {
        assert.match(error.message, says);
        assert.doesNotMatch(error.message, /SECRET/);
        return true;
      });
    }
    for (const bad of [
      'SECRET.SECRET.SECRET',
      `${part([])}.${part(claims)}.AAAA`,
      `${part({ alg: 'RS256' })}.${part('SECRET')}.AA`,
    ])
      await assert.rejects(
        facts(bad),
        (error: Error) => error.name === 'VerifyInputError' && !error.message.includes('SECRET'),
      );
  });

  test('is not the token itself, which is refused without repeating it', async () => {
    const token = await tokenOf(client);
    assert.throws(
      () => requireTokenFile(token),
      (error: Error) => !error.message.includes(token.slice(0, 20)),
    );
    assert.throws(() => requireTokenFile('none.txt'), /none\.txt does not exist/);
  });
});
