import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Connection } from '@salesforce/core';
import { OrgApiError } from '../../src/org/api.ts';
import { retrieveFiles } from '../../src/org/retrieve.ts';
import { storedZip } from '../../src/org/stored-zip.ts';

/** A connection whose org answers as told. */
function connectionWith(answers: readonly object[], started: object = { id: '09S1' }) {
  const asked: unknown[] = [];
  const left = [...answers];
  const metadata = {
    retrieve: (request: unknown) => {
      asked.push(request);
      return Promise.resolve(started);
    },
    checkRetrieveStatus: (id: string) => {
      asked.push(id);
      return Promise.resolve(left.length > 1 ? left.shift() : left[0]);
    },
  };
  const connection = { metadata, getApiVersion: () => '67.0', accessToken: '00D!x' } as unknown as Connection;
  return { connection, asked };
}

const pauses: number[] = [];
const waiting = {
  firstPause: 250,
  longestPause: 1000,
  atMost: 5000,
  sleep: (time: number) => Promise.resolve(void pauses.push(time)),
};
const manifest = new Map([['NamedCredential', ['A']]]);
const zipFile = Buffer.from(
  storedZip({ 'unpackaged/namedCredentials/A.namedCredential': '<x/>', 'unpackaged/package.xml': '<y/>' }),
).toString('base64');
const code = (wanted: string) => (error: unknown) => error instanceof OrgApiError && error.code === wanted;

describe('a retrieve', () => {
  test('gives the files by their paths in the package, and what the org says of the rest', async () => {
    const done = { done: 'true', success: true, zipFile, messages: { problem: 'B cannot be found' } };
    const { connection, asked } = connectionWith([{ done: false }, { done: 'false' }, done]);
    pauses.length = 0;
    const { files, problems } = await retrieveFiles(connection, manifest, waiting);
    assert.deepEqual([...files.keys()].sort(), ['namedCredentials/A.namedCredential', 'package.xml']);
    assert.deepEqual(problems, ['B cannot be found']);
    assert.equal(asked.length, 4);
    assert.deepEqual(pauses, [250, 375, 562.5]);
  });

  test('of nothing asks nothing', async () => {
    const { connection, asked } = connectionWith([]);
    assert.equal((await retrieveFiles(connection, new Map(), waiting)).files.size, 0);
    assert.deepEqual(asked, []);
  });

  test('whose package comes with a later answer is asked for it, and not for ever', async () => {
    const late = { done: true, success: true, status: 'Succeeded' };
    const { connection, asked } = connectionWith([late, { ...late, zipFile: '' }, { ...late, zipFile }]);
    assert.equal((await retrieveFiles(connection, manifest, waiting)).files.size, 2);
    assert.equal(asked.length, 4);
    const never = connectionWith([late]);
    await assert.rejects(
      retrieveFiles(never.connection, manifest, waiting),
      (error: unknown) => code('RETRIEVE_FAILED')(error) && /gave no package/.test((error as Error).message),
    );
    assert.equal(never.asked.length, 7);
  });

  test('that never ends is given up', async () => {
    await assert.rejects(
      retrieveFiles(connectionWith([{ done: false }]).connection, manifest, waiting),
      code('TIMEOUT'),
    );
  });

  test('that fails, or gives no package, is an error with what the org says', async () => {
    const failed = { done: true, success: false, errorMessage: 'No access.' };
    await assert.rejects(retrieveFiles(connectionWith([failed]).connection, manifest, waiting), /No access\./);
    await assert.rejects(
      retrieveFiles(connectionWith([{ done: true, success: true }]).connection, manifest, waiting),
      code('RETRIEVE_FAILED'),
    );
    const broken = { done: true, success: true, zipFile: 'AAAA' };
    await assert.rejects(
      retrieveFiles(connectionWith([broken]).connection, manifest, waiting),
      code('UNEXPECTED_ANSWER'),
    );
    await assert.rejects(
      retrieveFiles(connectionWith([], {}).connection, manifest, waiting),
      code('UNEXPECTED_ANSWER'),
    );
  });
});
