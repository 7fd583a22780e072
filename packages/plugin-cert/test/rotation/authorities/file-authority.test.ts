import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { parseCertificate, parseCertificates } from '@cert-health/core';
import type { Outcome, SigningRequest } from '../../../src/rotation/authorities/authority.ts';
import { openAuthority } from '../../../src/rotation/authorities/open-authority.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { wordsOf } from './attempt.ts';
import { csrFor, TestCa } from './test-ca.ts';
import { TestClock, TestMemory } from './world.ts';

const ca = await TestCa.make();
const csr = await csrFor('CN=partner.example.com');
const clock = new TestClock();

async function made(test: TestContext) {
  const settingsFolder = folderWith(test, {});
  const folder = join(settingsFolder, 'requests');
  const ports = {
    ...ownPorts({ settingsFolder, rotationFolder: settingsFolder }),
    clock,
  };
  const authority = await openAuthority('tickets', { type: 'file', folder: 'requests/' }, ports);
  const sign = (asked: Partial<SigningRequest> = {}): Promise<Outcome> =>
    authority.sign(
      { csr, certificate: 'Partner_Orders', names: [], purposes: ['client'], intermediates: [], ...asked },
      new TestMemory(),
    );
  return {
    folder,
    sign,
    put: (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content),
  };
}

describe('somebody who carries request and chain by hand', () => {
  it('finds the request under the name of the certificate, and is told where the chain goes', async (test) => {
    const { sign, folder } = await made(test);
    const outcome = await sign();
    assert.deepEqual(outcome, {
      outcome: 'waits',
      what: 'Have requests/Partner_Orders.csr signed, and put the chain (PEM) there as Partner_Orders.pem.',
      notes: [],
    });
    assert.deepEqual(readdirSync(folder), ['Partner_Orders.csr']);
    assert.equal(readFileSync(join(folder, 'Partner_Orders.csr'), 'utf8'), csr);
  });

  it('puts the chain there, and it goes on', async (test) => {
    const { sign, put } = await made(test);
    await sign();
    put('Partner_Orders.pem', await ca.chain(csr, clock.now()));
    const outcome = await sign();
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    assert.equal(parseCertificates(wordsOf(outcome)).length, 2);
  });

  for (const name of ['Partner_Orders.crt', 'Partner_Orders.cer']) {
    it(`may call it ${name}, in DER too`, async (test) => {
      const { sign, put } = await made(test);
      await sign();
      put(name, parseCertificate(await ca.leaf(csr, clock.now())).der);
      assert.equal((await sign({ intermediates: [ca.atHand] })).outcome, 'chain');
    });
  }

  it('does not find the request written anew as long as it is the same', async (test) => {
    const { sign, folder } = await made(test);
    await sign();
    const before = statSync(join(folder, 'Partner_Orders.csr'));
    await sign();
    const again = statSync(join(folder, 'Partner_Orders.csr'));
    assert.deepEqual([again.ino, again.mtimeMs], [before.ino, before.mtimeMs]);
    rmSync(join(folder, 'Partner_Orders.csr'));
    await sign();
    assert.ok(existsSync(join(folder, 'Partner_Orders.csr')));
  });
});

describe('whether a chain belongs to the request is said before anything else', () => {
  it('of one with another key', async (test) => {
    const { sign, put } = await made(test);
    await sign();
    put('Partner_Orders.pem', await ca.chain(csr, clock.now(), { otherKey: true }));
    const outcome = await sign();
    assert.equal(outcome.outcome, 'waits');
    assert.match(
      wordsOf(outcome),
      /^Partner_Orders\.pem is not the chain that is waited for\. "partner\.example\.com" has another key than the request/,
    );
    assert.match(wordsOf(outcome), /Have requests\/Partner_Orders\.csr signed/);
  });

  it('of the chain of last year, which has the same key', async (test) => {
    const { sign, put } = await made(test);
    const old = await ca.chain(csr, clock.now(), { notBefore: new Date('2026-01-01T00:00:00Z') });
    await sign();
    put('Partner_Orders.pem', old);
    const replaced = parseCertificates(old)[0]!;
    assert.match(wordsOf(await sign({ replaced })), /is the certificate that is to be replaced/);
    put('Partner_Orders.pem', await ca.chain(csr, clock.now()));
    assert.equal((await sign({ replaced })).outcome, 'chain');
  });

  it('of a file that is being written at the moment', async (test) => {
    const { sign, put } = await made(test);
    await sign();
    const chain = await ca.chain(csr, clock.now());
    for (const length of [0, 10, 300, chain.length / 2]) {
      put('Partner_Orders.pem', chain.slice(0, length));
      assert.equal((await sign()).outcome, 'waits', String(length));
    }
    put('Partner_Orders.pem', chain);
    assert.equal((await sign()).outcome, 'chain');
  });

  it('of the wrong file beside the right one', async (test) => {
    const { sign, put } = await made(test);
    await sign();
    put('Partner_Orders.pem', 'Please find the chain attached.');
    put('Partner_Orders.crt', await ca.chain(csr, clock.now()));
    assert.equal((await sign()).outcome, 'chain');
  });
});

describe('files', () => {
  it('stay in their folder, whatever a certificate is called', async (test) => {
    const { sign, folder } = await made(test);
    for (const certificate of ['../../evil', 'a/b', '', '.', 'Ümlaut', 'x'.repeat(500)]) {
      const outcome = await sign({ certificate });
      assert.equal(outcome.outcome, 'waits', wordsOf(outcome));
    }
    assert.equal(readdirSync(folder).length, 6);
    assert.deepEqual(readdirSync(dirname(folder)), ['requests']);
  });

  it('that cannot be written or read are told', async (test) => {
    const { sign, folder, put } = await made(test);
    writeFileSync(folder, '');
    assert.match(wordsOf(await sign()), /request could not be written as Partner_Orders\.csr \((?:EEXIST|ENOTDIR)\)/);
    rmSync(folder);
    await sign();
    put('Partner_Orders.pem', new Uint8Array(17 * 1024 * 1024));
    assert.match(wordsOf(await sign()), /too large to hold a chain/);
  });
});
