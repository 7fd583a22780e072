import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Connection } from '@salesforce/core';
import { zipEntries } from '../../src/keys/zip-entries.ts';
import { OrgApiError } from '../../src/org/api.ts';
import { deployFiles, DeployRefusedError } from '../../src/org/deploy.ts';

/** A connection whose org answers as told. */
function connectionWith(answers: readonly object[], started: object = { id: '0Af1' }) {
  const asked: { zip?: Buffer; options?: object; id?: string; details?: boolean }[] = [];
  const left = [...answers];
  const metadata = {
    deploy: (zip: Buffer, options: object) => (asked.push({ zip, options }), Promise.resolve(started)),
    checkDeployStatus: (id: string, details: boolean) => {
      asked.push({ id, details });
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
const deployed = {
  members: new Map([['NamedCredential', ['A & B']]]),
  files: new Map<string, string | Uint8Array>([['namedCredentials/A %26 B.namedCredential', '<x/>']]),
};
const done = (more: object) => ({ done: true, success: true, status: 'Succeeded', ...more });
const success = { componentType: 'NamedCredential', fullName: 'A & B' };
const failure = { componentType: 'NamedCredential', fullName: 'A & B', problem: 'no Certificate named X found' };
const code = (wanted: string) => (error: unknown) => error instanceof OrgApiError && error.code === wanted;

describe('a deployment', () => {
  test('holds files, their manifest and what is deleted, and tells what became of each', async () => {
    const details = { componentSuccesses: success };
    const { connection, asked } = connectionWith([{ done: 'false' }, { done: false }, done({ details })]);
    pauses.length = 0;
    const given = { ...deployed, deletions: new Map([['Certificate', ['Old']]]) };
    const components = await deployFiles(connection, given, waiting);
    assert.deepEqual(components, [{ type: 'NamedCredential', fullName: 'A & B' }]);
    assert.deepEqual(pauses, [250, 375, 562.5]);
    const [first, second] = asked;
    assert.deepEqual(first?.options, { checkOnly: false, rollbackOnError: true, singlePackage: true });
    assert.deepEqual(second, { id: '0Af1', details: true });
    const { entries } = zipEntries(new Uint8Array(first?.zip ?? []));
    const texts = new Map(entries.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));
    assert.deepEqual([...texts.keys()].sort(), [
      'destructiveChanges.xml',
      'namedCredentials/A %26 B.namedCredential',
      'package.xml',
    ]);
    assert.match(
      texts.get('package.xml') ?? '',
      /<members>A &amp; B<\/members>\s*<name>NamedCredential<.*<version>67\.0</s,
    );
    assert.match(texts.get('destructiveChanges.xml') ?? '', /<members>Old<\/members>\s*<name>Certificate</);
    assert.doesNotMatch(texts.get('destructiveChanges.xml') ?? '', /version>/);
  });

  test('without deletions has no list of them', async () => {
    const { connection, asked } = connectionWith([done({})]);
    await deployFiles(connection, deployed, waiting);
    const { entries } = zipEntries(new Uint8Array(asked[0]?.zip ?? []));
    assert.deepEqual(entries.map(({ name }) => name).includes('destructiveChanges.xml'), false);
  });

  test('that only warns has succeeded', async () => {
    const componentFailures = { ...failure, problemType: 'Warning' };
    const { connection } = connectionWith([done({ details: { componentSuccesses: [success], componentFailures } })]);
    assert.equal((await deployFiles(connection, deployed, waiting)).length, 1);
  });

  for (const [what, status, wanted] of [
    [
      'failed for a warning',
      { success: false, status: 'Failed', details: { componentFailures: { ...failure, problemType: 'Warning' } } },
      /named X found\./,
    ],
    ['failed', { success: false, status: 'Failed', details: { componentFailures: failure } }, /named X found\./],
    ['succeeded in part', { status: 'SucceededPartial', details: { componentFailures: [failure] } }, /named X found\./],
    ['has failures and says nothing of them', { details: { componentFailures: [failure] } }, /A & B: no Certificate/],
    ['was canceled', { success: false, status: 'Canceled' }, /It ended as Canceled\./],
    [
      'could not be read',
      { success: false, status: 'Failed', errorMessage: 'No package.xml found' },
      /No package\.xml found\./,
    ],
    [
      'failed without a reason',
      { success: false, details: { componentFailures: { fullName: 'A' } } },
      /no reason was given/,
    ],
  ] as const) {
    test(`that ${what} is refused`, async () => {
      await assert.rejects(
        deployFiles(connectionWith([done(status)]).connection, deployed, waiting),
        (error: unknown) => error instanceof DeployRefusedError && wanted.test(error.message),
      );
    });
  }

  test('that never ends, or does not begin, is an error of which nobody knows what became of it', async () => {
    await assert.rejects(deployFiles(connectionWith([{ done: false }]).connection, deployed, waiting), code('TIMEOUT'));
    await assert.rejects(deployFiles(connectionWith([], {}).connection, deployed, waiting), code('UNEXPECTED_ANSWER'));
  });
});
