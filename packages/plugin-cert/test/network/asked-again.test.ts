import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { createHash } from 'node:crypto';
import { daysFromToday, makeRoot, TODAY } from '../../../core/test/chain/made/certificate.ts';
import type { Made } from '../../../core/test/chain/made/certificate.ts';
import { makeCrl } from '../../../core/test/chain/made/crl.ts';
import { makeOcsp } from '../../../core/test/chain/made/ocsp.ts';
import { folderWith } from '../fixtures/folder.ts';
import { ask, holding, leafNaming, listening, statusOf } from './published.ts';

const ca = makeRoot();
const hours = (count: number): Date => new Date(TODAY.getTime() + count * 3_600_000);

interface Published {
  /** What is served next. */
  crl: Uint8Array;
  ocsp: Uint8Array;
  headers: Record<string, string>;
  status: number;
}

/** A certificate with a list and a responder, asked at moments of one's choice with one folder for all runs. */
async function publishedFor(t: TestContext) {
  const seen: IncomingHttpHeaders[] = [];
  const { url, asked } = await listening(t, (request, response) => {
    seen.push(request.headers);
    const isCurrent = request.headers['if-none-match'] === next.headers['etag'] && 'etag' in next.headers;
    const isUnchanged = 'if-modified-since' in request.headers && 'last-modified' in next.headers;
    response.writeHead(next.status !== 200 ? next.status : isCurrent || isUnchanged ? 304 : 200, next.headers);
    response.end(request.url === '/a.crl' ? next.crl : next.ocsp);
  });
  const byList: Made = leafNaming(ca, { crl: `${url}/a.crl` });
  const byResponder: Made = leafNaming(ca, { ocsp: url });
  const next: Published = {
    crl: makeCrl(ca, { nextUpdate: hours(10) }),
    ocsp: makeOcsp(ca, [[byResponder, { nextUpdate: hours(10) }]]),
    headers: {},
    status: 200,
  };
  const folder = join(folderWith(t, {}), 'answers');
  const at = async (made: Made, now: Date, keepIn: string | undefined = folder) =>
    statusOf(await ask([holding(made, ca)], { now, keepIn }), made);
  return { next, seen, asked, byList, byResponder, at, folder };
}

describe('what was fetched is kept', () => {
  test('until the next is due: a second run asks nobody', async (t) => {
    for (const which of ['byList', 'byResponder'] as const) {
      const { asked, at, ...made } = await publishedFor(t);
      for (const hour of [0, 1, 9]) assert.equal((await at(made[which], hours(hour)))?.status, 'good');
      assert.equal(asked.length, 1, which);
      await at(made[which], hours(11));
      assert.equal(asked.length > 1, true, which);
    }
  });

  test('nowhere where no folder is given', async (t) => {
    const { asked, at, byList, folder } = await publishedFor(t);
    for (const hour of [0, 1]) {
      const result = await ask([holding(byList, ca)], { now: hours(hour) });
      assert.equal(statusOf(result, byList)?.status, 'good');
    }
    assert.equal(asked.length, 2);
    assert.throws(() => readdirSync(folder), { code: 'ENOENT' });
    await at(byList, hours(0));
    assert.equal(readdirSync(folder).length, 1);
  });

  test('and asked about with conditions after that, by tag or by date', async (t) => {
    for (const [headers, expected] of [
      [{ etag: '"one"' }, { 'if-none-match': '"one"' }],
      [{ 'last-modified': 'Sat, 21 Nov 2026 12:00:00 GMT' }, { 'if-modified-since': 'Sat, 21 Nov 2026 12:00:00 GMT' }],
    ] as const) {
      const { next, seen, at, byList } = await publishedFor(t);
      next.headers = { ...headers, 'cache-control': 'max-age=3600' };
      await at(byList, hours(0));
      assert.equal((await at(byList, hours(2)))?.status, 'good', 'nothing new, and what there is still holds');
      await at(byList, hours(2.5));
      assert.equal(seen.length, 2, 'it was confirmed, so that it is fresh again');
      assert.ok(!('if-none-match' in seen[0]!) && !('if-modified-since' in seen[0]!));
      for (const [name, value] of Object.entries(expected)) assert.equal(seen[1]![name], value);
      next.headers = {};
      next.crl = makeCrl(ca, { thisUpdate: hours(9), nextUpdate: hours(20), number: 8, revoked: [byList] });
      assert.equal((await at(byList, hours(11)))?.status, 'revoked');
      for (const [name, value] of Object.entries(expected)) assert.equal(seen[2]![name], value);
    }
  });

  test('for a day at most without a word of its server, as authorities publish ahead of time', async (t) => {
    const { next, asked, at, byList } = await publishedFor(t);
    next.crl = makeCrl(ca, { nextUpdate: daysFromToday(7) });
    for (const hour of [0, 23]) await at(byList, hours(hour));
    assert.equal(asked.length, 1);
    await at(byList, hours(25));
    assert.equal(asked.length, 2);
  });

  test('as its server says: not, or not without asking', async (t) => {
    for (const [control, requests, files] of [
      ['no-store', 2, 0],
      ['no-cache', 2, 1],
      ['max-age=0', 2, 1],
      ['public, max-age=60', 2, 1],
      ['max-age=7200', 1, 1],
    ] as const) {
      const { next, asked, at, byList, folder } = await publishedFor(t);
      next.headers = { 'cache-control': control };
      for (const hour of [0, 1]) await at(byList, hours(hour));
      assert.equal(asked.length, requests, control);
      assert.equal(existing(folder).length, files, control);
    }
  });

  test('and used while it holds when its server is down', async (t) => {
    const { next, at, byList } = await publishedFor(t);
    next.headers = { 'cache-control': 'max-age=60' };
    await at(byList, hours(0));
    next.status = 503;
    assert.equal((await at(byList, hours(2)))?.status, 'good');
    assert.match((await at(byList, hours(11)))?.reason ?? '', /HTTP status 503/);
  });
});

const existing = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

describe('nothing is believed for being kept', () => {
  /** Puts other octets into the only file, as somebody who knows how it is made. */
  const replace = (folder: string, octets: Uint8Array, facts: Record<string, unknown> = {}): void => {
    const [name] = readdirSync(folder);
    const path = join(folder, name as string);
    const [header] = readFileSync(path, 'latin1').split('\n');
    const sha256 = createHash('sha256').update(octets).digest('hex');
    const changed = JSON.stringify({ ...(JSON.parse(header as string) as object), sha256, ...facts });
    writeFileSync(path, Buffer.concat([Buffer.from(`${changed}\n`), octets]));
  };
  const impostor = makeRoot();

  test('a list or an answer that another key signed is dropped, and fetched again', async (t) => {
    const { asked, at, byList, byResponder, folder } = await publishedFor(t);
    await at(byList, hours(0));
    replace(folder, makeCrl(impostor, { revoked: [byList] }));
    assert.equal((await at(byList, hours(1)))?.status, 'good');
    assert.equal(asked.length, 2);
    assert.equal((await at(byList, hours(2)))?.status, 'good');
    assert.equal(asked.length, 2, 'the good one is kept in its place');

    const other = await publishedFor(t);
    await other.at(other.byResponder, hours(0));
    replace(other.folder, makeOcsp(impostor, [[byResponder]]));
    assert.equal((await other.at(other.byResponder, hours(1)))?.status, 'good');
    assert.equal(other.asked.length, 2);
  });

  test('an old answer does not get younger by what stands beside it', async (t) => {
    const { next, asked, at, byResponder, folder } = await publishedFor(t);
    await at(byResponder, hours(0));
    const far = { until: hours(1000).getTime(), freshUntil: hours(1000).getTime() };
    replace(
      folder,
      makeOcsp(ca, [[byResponder, { thisUpdate: daysFromToday(-5), nextUpdate: daysFromToday(-3) }]]),
      far,
    );
    next.ocsp = makeOcsp(ca, [[byResponder, { status: 'revoked' }]]);
    assert.equal((await at(byResponder, hours(1)))?.status, 'revoked');
    assert.equal(asked.length, 2);
  });

  test('what is dated later than now is neither kept nor used', async (t) => {
    const { next, at, byList, folder, asked } = await publishedFor(t);
    next.crl = makeCrl(ca, { thisUpdate: hours(5), nextUpdate: hours(30) });
    assert.match((await at(byList, hours(0)))?.reason ?? '', /dated later/);
    assert.deepEqual(existing(folder), []);
    await at(byList, hours(6));
    // The clock was set back.
    next.crl = makeCrl(ca, { nextUpdate: hours(10) });
    assert.equal((await at(byList, hours(1)))?.status, 'good');
    assert.equal(asked.length, 3);
  });

  test('what is not proven is not kept: nobody on the way can spoil other runs', async (t) => {
    const { next, at, byList, byResponder, folder } = await publishedFor(t);
    next.crl = makeCrl(impostor);
    next.ocsp = makeOcsp(impostor, [[byResponder]]);
    for (const made of [byList, byResponder]) assert.equal((await at(made, hours(0)))?.status, 'unknown');
    assert.deepEqual(existing(folder), []);
  });

  test('a folder that cannot be used is told once and changes no verdict', async (t) => {
    const { byList } = await publishedFor(t);
    const keepIn = join(folderWith(t, { file: '' }), 'file', 'answers');
    const { source, statuses } = await ask([holding(byList, ca)], { now: hours(0), keepIn });
    assert.equal(statuses.get(byList.parsed.fingerprint)?.status, 'good');
    assert.equal(source.status, 'read');
    assert.equal(source.detail.match(/could not be kept in \S+ \(ENOTDIR\)\./g)?.length, 1);
  });
});
