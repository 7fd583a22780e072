import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { couldHaveIssued, heldChain, isPending, isSelfSigned } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held } from '../fixtures/inventories.ts';

const root = await issue({ subject: 'CN=Root', ca: true });
const upper = await issue({ subject: 'CN=Upper', issuer: root, ca: true });
const lower = await issue({ subject: 'CN=Lower', issuer: upper, ca: true });
const leaf = await issue({ subject: 'CN=leaf', issuer: lower });
const stray = await issue({ subject: 'CN=Stray', ca: true });

const certificates = (...issued: Issued[]): Certificate[] => issued.map(({ certificate }) => certificate);
const names = (list: readonly Certificate[] = []): string[] => list.map(({ subject }) => subject.get('CN') ?? '');

function* permutations<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length < 2) yield [...items];
  for (const [position, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(position, 1))) yield [item, ...rest];
  }
}

describe('heldChain', () => {
  it('gives the same path for every order of what is held', () => {
    for (const order of permutations([leaf, lower, upper, root, stray])) {
      const chain = heldChain(certificates(...order));
      // The stray issued nothing either, and is an authority: it is not the one for whose sake the others are there.
      assert.deepEqual(names(chain?.path), ['leaf', 'Lower', 'Upper', 'Root']);
      assert.deepEqual(names(chain?.strangers), ['Stray']);
    }
    for (const order of permutations([leaf, lower, upper, root])) {
      const chain = heldChain(certificates(...order));
      assert.deepEqual(names(chain?.path), ['leaf', 'Lower', 'Upper', 'Root']);
      assert.equal(chain?.complete, true);
      assert.deepEqual(chain.strays, []);
      assert.equal(chain.inOrder, order[0] === leaf && order[1] === lower && order[2] === upper);
    }
  });

  it('stops where the issuer is not held', () => {
    const chain = heldChain(certificates(leaf, upper));
    assert.deepEqual(names(chain?.path), ['leaf']);
    assert.deepEqual(names(chain?.strays), ['Upper']);
    assert.equal(chain?.complete, false);
  });

  it('is undefined when nothing is held', () => {
    assert.equal(heldChain([]), undefined);
  });

  it('takes the longest-lived of several certificates of the issuer', async () => {
    const renewed = {
      subject: 'CN=Lower',
      issuer: upper,
      ca: true,
      keyName: 'CN=Lower',
      notAfter: '2030-01-01T00:00:00Z',
    };
    const longer = await issue(renewed);
    for (const order of permutations([leaf, lower, longer])) {
      const chain = heldChain(certificates(...order));
      assert.equal(chain?.path[1], longer.certificate);
      assert.deepEqual(chain.strays, [lower.certificate]);
    }
  });

  it('ends for two CAs that vouch for each other', async () => {
    const a = await issue({ subject: 'CN=A', issuer: stray, ca: true });
    const aByB = await issue({
      subject: 'CN=A',
      issuer: await issue({ subject: 'CN=B', issuer: a, ca: true }),
      ca: true,
    });
    const bByA = await issue({ subject: 'CN=B', issuer: a, ca: true });
    const end = await issue({ subject: 'CN=end', issuer: a });
    const chain = heldChain(certificates(end, aByB, bByA));
    assert.deepEqual(names(chain?.path), ['end', 'A', 'B']);
    assert.equal(chain?.complete, false);
  });

  it('looks at each certificate a few times, for a chain of a thousand too', async () => {
    let issuer = root;
    const long = [issuer];
    for (let number = 0; number < 1000; number += 1) {
      issuer = await issue({ subject: `CN=Link ${number}`, issuer, ca: true, keyName: 'links' });
      long.unshift(issuer);
    }
    let looks = 0;
    const counted = certificates(...long).map(
      (one) =>
        new Proxy(one, {
          get: (target, field) => {
            looks += 1;
            return Reflect.get(target, field, target) as unknown;
          },
        }),
    );
    assert.equal(heldChain(counted)?.path.length, 1001);
    assert.ok(looks < 20 * counted.length, `${looks} looks`);
  });

  it('falls back to the first one when every one issued another', async () => {
    const b = await issue({ subject: 'CN=B', issuer: stray, ca: true });
    const a = await issue({ subject: 'CN=A', issuer: b, ca: true });
    const bByA = await issue({ subject: 'CN=B', issuer: a, ca: true });
    assert.equal(heldChain(certificates(a, bByA))?.leaf, a.certificate);
  });

  it('prefers the leaf to its issuer even when the issuer comes first', () => {
    assert.deepEqual(names(heldChain(certificates(lower, leaf))?.path), ['leaf', 'Lower']);
    assert.equal(heldChain(certificates(lower, leaf))?.inOrder, false);
  });
});

describe('couldHaveIssued', () => {
  it('needs the name and, where both state it, the key identifier', async () => {
    const namesake = await issue({ subject: 'CN=Lower', ca: true, keyName: 'another key' });
    const silent = await issue({ subject: 'CN=Lower', ca: true, withoutKeyIds: true });
    assert.equal(couldHaveIssued(lower.certificate, leaf.certificate), true);
    assert.equal(couldHaveIssued(upper.certificate, leaf.certificate), false);
    assert.equal(couldHaveIssued(namesake.certificate, leaf.certificate), false);
    assert.equal(couldHaveIssued(silent.certificate, leaf.certificate), true);
  });
});

describe('isSelfSigned', () => {
  it('is true of roots and of what Salesforce makes, with or without key identifiers', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    const bare = await issue({ subject: 'CN=bare', withoutKeyIds: true });
    assert.deepEqual(
      [root, own, bare].map(({ certificate }) => isSelfSigned(certificate)),
      [true, true, true],
    );
    assert.equal(isSelfSigned(leaf.certificate), false);
  });

  it('is false of a key roll-over certificate, which has the same name and another key', async () => {
    const rollover = await issue({ subject: 'CN=Root', issuer: root, ca: true, keyName: 'new key of the root' });
    assert.equal(rollover.certificate.selfIssued, true);
    assert.equal(isSelfSigned(rollover.certificate), false);
    assert.deepEqual(heldChain(certificates(rollover, root))?.complete, true);
  });
});

describe('isPending', () => {
  it('is what Salesforce says, or a request that is held alone', () => {
    const request = {} as never;
    assert.equal(isPending(held([], { pendingSignature: true })), true);
    assert.equal(isPending(held([], { request })), true);
    assert.equal(isPending(held([leaf], { request })), false);
    assert.equal(isPending(held([])), false);
  });
});
