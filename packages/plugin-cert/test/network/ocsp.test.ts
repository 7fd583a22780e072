import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ocspRequest } from '@cert-health/core';
import { daysFromToday, makeIntermediate, makeRoot, TODAY } from '../../../core/test/chain/made/certificate.ts';
import type { Made } from '../../../core/test/chain/made/certificate.ts';
import { distributionPoint, makeCrl } from '../../../core/test/chain/made/crl.ts';
import { makeOcsp, makeRefusal } from '../../../core/test/chain/made/ocsp.ts';
import type { OcspRecipe } from '../../../core/test/chain/made/ocsp.ts';
import { folderWith } from '../fixtures/folder.ts';
import { nobody } from './authority.ts';
import { ask, holding, leafNaming, listening, responderOf, statusOf } from './published.ts';

const ca = makeRoot({ subject: 'Issuing' });
const now = TODAY;

/** The DER of the question that a request carries. */
const questionIn = (url: string | undefined, body: Buffer): Buffer =>
  body.length > 0 ? body : Buffer.from(decodeURIComponent((url ?? '').slice(1)), 'base64');

describe('an OCSP responder that a certificate names', () => {
  test('is asked with all, and not with crl', async (t) => {
    const responder = await listening(t, (_, response) => response.end(makeOcsp(ca, [[leaf]])));
    const leaf: Made = leafNaming(ca, { ocsp: responder.url });
    const lists = await ask([holding(leaf, ca)], { now, ocsp: false });
    assert.deepEqual([lists.statuses.size, responder.asked.length], [0, 0]);
    assert.equal(lists.responders, undefined);
    const all = await ask([holding(leaf, ca)], { now });
    assert.equal(statusOf(all, leaf)?.status, 'good');
    assert.deepEqual(all.responders, {
      id: 'network.ocsp',
      label: 'OCSP responders',
      status: 'read',
      items: 1,
      detail: '1 of 1 question answered. 1 certificate looked up: 1 good, 0 revoked, 0 not known.',
    });
  });

  test('is asked in its address where that is short, and else with POST, for the same question', async (t) => {
    const seen: [string | undefined, string | undefined, string][] = [];
    const responder = await listening(t, (request, response, body) => {
      const path = request.url?.startsWith('/long') ? '' : request.url;
      seen.push([request.method, request.headers['content-type'], questionIn(path, body).toString('hex')]);
      response.end(makeOcsp(ca, [[request.method === 'GET' ? short : long]]));
    });
    const short: Made = leafNaming(ca, { ocsp: responder.url });
    const long: Made = leafNaming(ca, { ocsp: `${responder.url}/long/${'x'.repeat(200)}` });
    const result = await ask([holding(short, ca), holding(long, ca)], { now });
    assert.equal(statusOf(result, short)?.status, 'good');
    assert.equal(statusOf(result, long)?.status, 'good');
    const hex = (made: Made): string => Buffer.from(ocspRequest(made.der, ca.der)).toString('hex');
    assert.deepEqual(seen.sort(), [
      ['GET', undefined, hex(short)],
      ['POST', 'application/ocsp-request', hex(long)],
    ]);
  });

  test('of OpenSSL is understood', { skip: existsSync('/usr/bin/openssl') ? false : 'no openssl here' }, async (t) => {
    const real = new Date();
    const day = (count: number): Date => new Date(real.getTime() + count * 86_400_000);
    const dates = { notBefore: day(-10), notAfter: day(10) };
    const own = makeRoot({ ...dates, subject: 'Own' });
    const folder = folderWith(t, { 'ca.pem': own.pem });
    writeFileSync(join(folder, 'ca.key'), own.key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const serial = (made: Made): string => Buffer.from(made.serialContent).toString('hex').toUpperCase();
    const responder = await listening(t, (request, response, body) => {
      const question = join(folder, 'question.der');
      writeFileSync(question, questionIn(request.url, body));
      const files = ['-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key'];
      const more = ['-reqin', question, '-respout', 'answer.der', '-nmin', '5'];
      spawnSync('/usr/bin/openssl', ['ocsp', ...files, ...more], { cwd: folder, timeout: 10_000 });
      response.end(readFileSync(join(folder, 'answer.der')));
    });
    const good = leafNaming(own, { ocsp: responder.url }, dates);
    const revoked = leafNaming(own, { ocsp: responder.url }, dates);
    const stranger = leafNaming(own, { ocsp: responder.url }, dates);
    writeFileSync(
      join(folder, 'index.txt'),
      `V\t360101000000Z\t\t${serial(good)}\tunknown\t/CN=g\nR\t360101000000Z\t261101000000Z,superseded\t${serial(revoked)}\tunknown\t/CN=r\n`,
    );
    const result = await ask(
      [good, revoked, stranger].map((made) => holding(made, own)),
      // The responder dates its answers while it is asked.
      { now: new Date(real.getTime() + 60_000), limits: { atOnce: 1, timeout: 20_000 } },
    );
    assert.deepEqual(statusOf(result, good), { status: 'good' });
    assert.deepEqual(statusOf(result, revoked), {
      status: 'revoked',
      reason: 'Revoked on 2026-11-01: it was replaced by another (superseded).',
      by: 'ocsp',
    });
    assert.equal(statusOf(result, stranger)?.status, 'unknown');
    assert.match(statusOf(result, stranger)?.reason ?? '', /does not know the certificate/);
  });
});

describe('a list and a responder together', () => {
  const both = async (
    t: Parameters<typeof listening>[0],
    list: 'good' | 'revoked' | 'old' | 'old, revoked' | 'none',
    answer: OcspRecipe | 'none',
  ) => {
    const { url } = await listening(t, (request, response) => {
      if (!request.url?.startsWith('/a.crl')) {
        if (answer === 'none') return response.writeHead(503).end();
        return response.end(makeOcsp(ca, [[leaf, answer]]));
      }
      if (list === 'none') return response.writeHead(404).end();
      const nextUpdate = daysFromToday(list.startsWith('old') ? -1 : 7);
      const dates = { thisUpdate: daysFromToday(-2), nextUpdate };
      return response.end(makeCrl(ca, { ...dates, revoked: list.endsWith('revoked') ? [leaf] : [] }));
    });
    const leaf: Made = leafNaming(ca, { crl: `${url}/a.crl`, ocsp: url });
    return statusOf(await ask([holding(leaf, ca)], { now }), leaf);
  };

  test('revoked by either is revoked, whatever the other says', async (t) => {
    assert.equal((await both(t, 'revoked', { status: 'good' }))?.status, 'revoked');
    const byResponder = await both(t, 'good', { status: 'revoked', reason: 1 });
    assert.deepEqual([byResponder?.status, byResponder?.by], ['revoked', 'ocsp']);
    assert.equal((await both(t, 'none', { status: 'revoked' }))?.status, 'revoked');
    assert.equal((await both(t, 'revoked', 'none'))?.status, 'revoked');
  });

  test('one good answer suffices', async (t) => {
    assert.deepEqual(await both(t, 'good', 'none'), { status: 'good' });
    assert.deepEqual(await both(t, 'none', { status: 'good' }), { status: 'good' });
    assert.deepEqual(await both(t, 'old', { status: 'good' }), { status: 'good' });
    assert.deepEqual(await both(t, 'good', { status: 'unknown' }), { status: 'good' });
  });

  test('without one nothing is known, and both say why', async (t) => {
    const { status, reason = '' } = (await both(t, 'none', 'none')) ?? {};
    assert.equal(status, 'unknown');
    assert.match(
      reason,
      /Its list at \S+ could not be fetched \(HTTP status 404\)\. Its OCSP responder at \S+ could not/,
    );
    assert.match(reason, /could not be asked \(HTTP status 503\)\.$/);
  });

  test('a list that may not be used and names the certificate outweighs a good answer', async (t) => {
    const { status, listed, reason = '' } = (await both(t, 'old, revoked', { status: 'good' })) ?? {};
    assert.deepEqual([status, listed], ['unknown', true]);
    assert.match(reason, /names the certificate all the same.*Another answer says that it is good/);
  });
});

describe('an answer that must not be believed', () => {
  const told = async (
    t: Parameters<typeof listening>[0],
    answer: (leaf: Made) => Uint8Array | string,
    type?: string,
  ) => {
    const { url } = await listening(t, (_, response) => {
      if (type !== undefined) response.setHeader('content-type', type);
      response.end(answer(leaf));
    });
    const leaf: Made = leafNaming(ca, { ocsp: url });
    const { status, reason = '', listed } = statusOf(await ask([holding(leaf, ca)], { now }), leaf) ?? {};
    assert.deepEqual([status, listed], ['unknown', undefined]);
    assert.match(
      reason,
      /^(?:What its OCSP responder at http:\S+ says can't be used|Its OCSP responder at \S+ could not)/,
    );
    return reason;
  };
  const sibling = makeRoot({ subject: 'Issuing' });
  const other = leafNaming(ca, {});

  test('is told in one sentence for each way in which it fails', async (t) => {
    assert.match(await told(t, () => makeRefusal(3)), /it was busy \(tryLater\)/);
    assert.match(await told(t, () => makeRefusal(6)), /does not answer about this certificate \(unauthorized\)/);
    assert.match(await told(t, () => makeOcsp(ca, [[other]])), /No OCSP response about/);
    assert.match(await told(t, (leaf) => makeOcsp(sibling, [[leaf]])), /No OCSP response about/);
    assert.match(
      await told(t, (leaf) => makeOcsp(ca, [[leaf]], { signedWith: sibling.key })),
      /signature was not made/,
    );
    assert.match(await told(t, (leaf) => makeOcsp(ca, [[leaf]], { responder: responderOf(sibling) })), /not made by/);
    const old = { thisUpdate: daysFromToday(-9), nextUpdate: daysFromToday(-2) };
    assert.match(await told(t, (leaf) => makeOcsp(ca, [[leaf]], old)), /out of date/);
    assert.match(await told(t, (leaf) => makeOcsp(ca, [[leaf]], { thisUpdate: daysFromToday(1) })), /dated later/);
    const open = { thisUpdate: daysFromToday(-2), nextUpdate: null };
    assert.match(await told(t, (leaf) => makeOcsp(ca, [[leaf]], open)), /older than allowed/);
    assert.match(await told(t, () => Buffer.alloc(500, 0x30)), /cannot be read/);
    assert.match(await told(t, () => ''), /cannot be read/);
    assert.match(await told(t, () => '<html>Log in</html>', 'text/html; charset=utf-8'), /answered with a web page/);
    assert.match(await told(t, () => Buffer.alloc(10 * 1024 * 1024)), /more than 256 kB/);
  });

  test('is no matter of the type that its server states', async (t) => {
    const { url } = await listening(t, (_, response) =>
      response.setHeader('content-type', 'text/plain').end(makeOcsp(ca, [[leaf]])),
    );
    const leaf: Made = leafNaming(ca, { ocsp: url });
    assert.equal(statusOf(await ask([holding(leaf, ca)], { now }), leaf)?.status, 'good');
  });

  test('is that of a responder which a list of the issuer names as revoked', async (t) => {
    const { url } = await listening(t, (request, response) =>
      response.end(
        request.url?.endsWith('.crl')
          ? makeCrl(ca, { revoked: [delegate] })
          : makeOcsp(ca, [[leaf]], { responder: delegate }),
      ),
    );
    const delegate: Made = responderOf(ca, {
      distributionPoints: [distributionPoint({ names: [`uri:${url}/r.crl`] })],
    });
    const leaf: Made = leafNaming(ca, { ocsp: url });
    assert.match(statusOf(await ask([holding(leaf, ca)], { now }), leaf)?.reason ?? '', /was itself revoked/);
  });

  test('is one whose issuer only has the name: the certificate must be signed with its key', async (t) => {
    const namesake = makeRoot({ subject: 'Issuing', keyIds: false });
    const { url, asked } = await listening(t, (_, response) => response.end(makeOcsp(namesake, [[leaf]])));
    const leaf: Made = leafNaming(ca, { ocsp: url }, { keyIds: false });
    const { status, reason } = statusOf(await ask([holding(leaf, namesake)], { now }), leaf) ?? {};
    assert.equal(status, 'unknown');
    assert.match(reason ?? '', /certificate of its issuer .* is not held/);
    assert.deepEqual(asked, []);
  });
});

test('a responder that nobody reaches delays no other, and fails its source only where none answers', async (t) => {
  const { url } = await listening(t, (_, response) => response.end(makeOcsp(ca, [[leaf]])));
  const leaf: Made = leafNaming(ca, { ocsp: url });
  const lost = leafNaming(ca, { ocsp: await nobody() });
  const result = await ask([holding(lost, ca), holding(leaf, ca)], { now });
  assert.equal(statusOf(result, leaf)?.status, 'good');
  assert.match(statusOf(result, lost)?.reason ?? '', /could not be asked \(ECONNREFUSED\)/);
  assert.equal(result.responders?.status, 'read');
  assert.equal((await ask([holding(lost, ca)], { now })).responders?.status, 'failed');
});

test('intermediates are asked about by their own addresses', async (t) => {
  const { url } = await listening(t, (_, response) => response.end(makeOcsp(ca, [[sub, { status: 'revoked' }]])));
  const sub: Made = makeIntermediate(ca, {
    ...leafNaming(ca, { ocsp: url }).recipe,
    subject: 'Sub',
    ca: true,
    names: [],
    purposes: ['any'],
  });
  const leaf = leafNaming(sub, {});
  const result = await ask([holding(leaf, sub, ca)], { now });
  assert.equal(statusOf(result, sub)?.status, 'revoked');
  assert.equal(statusOf(result, leaf), undefined);
});
