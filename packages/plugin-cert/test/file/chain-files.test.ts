import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { evaluate } from '@cert-health/core';
import { readFile } from '../../src/file/read-files.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

const AT = new Date('2026-02-01T00:00:00Z');

describe('a chain file that was given', () => {
  let chain: { root: Issued; intermediate: Issued; leaf: Issued };
  let stranger: Issued;
  let second: Issued;
  before(async () => {
    chain = await issueChain({ dnsNames: ['api.acme.example'], purposes: ['serverAuth'] });
    stranger = await issue({
      name: 'Fernhill Issuing CA',
      from: '2022-01-01',
      days: 3650,
      ca: true,
      issuer: chain.root,
    });
    second = await issue({ name: 'second', from: '2026-01-01', days: 100, issuer: chain.intermediate });
  });

  const titlesOf = async (t: TestContext, ...issued: readonly Issued[]): Promise<string[]> => {
    const path = join(folderWith(t, { 'chain.pem': issued.map(({ pem }) => pem).join('') }), 'chain.pem');
    const { source, holdings } = readFile(path);
    const inventory = { org: null, sources: [source], holdings, references: [] };
    const { findings } = await evaluate(inventory, { at: AT, generatedAt: AT });
    return findings.map(({ severity, title }) => `${severity}: ${title}`);
  };

  test('is fine in order, with or without its root', async (t) => {
    const { root, intermediate, leaf } = chain;
    assert.deepEqual(await titlesOf(t, leaf, intermediate), []);
    assert.deepEqual(await titlesOf(t, leaf, intermediate, root), []);
  });

  test('is told to be in the wrong order before its first certificate is judged', async (t) => {
    const { root, intermediate, leaf } = chain;
    const wrong = 'warning: chain.pem may be refused for its wrong order: the certificate of the server is';
    assert.deepEqual(await titlesOf(t, intermediate, leaf), [`${wrong} second`]);
    assert.deepEqual(await titlesOf(t, root, intermediate, leaf), [`${wrong} third`]);
    assert.match(
      (await titlesOf(t, leaf, root, intermediate))[0] ?? '',
      /wrong order: "Test Root" stands before what it vouches for/,
    );
  });

  test('is told to hold an authority that did not issue it, wherever that stands', async (t) => {
    const wanted =
      'warning: chain.pem may be refused: Fernhill Issuing CA did not issue it and does not belong here; Test Intermediate is missing';
    assert.deepEqual(await titlesOf(t, chain.leaf, stranger), [wanted]);
    assert.ok(
      (await titlesOf(t, stranger, chain.leaf)).includes(wanted),
      'the authority in front is not taken for the leaf',
    );
  });

  test('with what is superfluous works, and that is a note', async (t) => {
    const { intermediate, leaf } = chain;
    for (const files of [
      [leaf, intermediate, stranger],
      [leaf, intermediate, intermediate],
    ]) {
      assert.deepEqual(await titlesOf(t, ...files), [
        'info: chain.pem holds more than its chain: peers pass over that, or stumble over it',
      ]);
    }
  });

  test('of authorities only lacks the certificate itself, which is a note', async (t) => {
    assert.deepEqual(await titlesOf(t, chain.root, chain.intermediate), [
      'info: chain.pem holds authorities only: if it is to be sent, the certificate itself is missing',
    ]);
  });

  test('with two certificates of their own is no chain, and each is judged', (t) => {
    const path = join(folderWith(t, { 'two.pem': chain.leaf.pem + second.pem + chain.intermediate.pem }), 'two.pem');
    assert.deepEqual(
      readFile(path).holdings.map(({ certificates }) => certificates.map(({ subject }) => subject.get('CN'))),
      [
        ['partner.example', 'Test Intermediate'],
        ['second', 'Test Intermediate'],
      ],
    );
  });
});
