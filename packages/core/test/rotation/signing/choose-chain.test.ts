import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseChain, rootStanding, salesforceTrustStore, certificateToPem } from '@cert-health/core';
import type { Certificate, RootList, TrustStore } from '@cert-health/core';
import { madeAuthority, madeRequest, signed } from './made-request.ts';

/** One intermediate below a root of its own, and cross-signed by an older one. */
const [young, old, unknown] = await Promise.all([
  madeAuthority('Young Root'),
  madeAuthority('Old Root'),
  madeAuthority('Unknown Root'),
]);
const issuing = await madeAuthority('Issuing CA', young);
const crossSigned = (issuer: typeof old): Promise<Certificate> =>
  signed({ subject: issuing.subject, publicKey: issuing.keys.publicKey, issuer, ca: true });
const [byOld, byUnknown] = [await crossSigned(old), await crossSigned(unknown)];
const youngByOld = await signed({ subject: young.subject, publicKey: young.keys.publicKey, issuer: old, ca: true });
const own = await madeRequest('CN=www.example.com');
const leaf = await signed({ subject: 'CN=www.example.com', publicKey: own.keys.publicKey, issuer: issuing });

const store = (...roots: readonly Certificate[]): TrustStore =>
  salesforceTrustStore(roots.map(certificateToPem).join(''), { source: 'a test' });
const org = (...roots: readonly Certificate[]): RootList => ({ store: store(...roots), whose: 'your org' });
const other = (...roots: readonly Certificate[]): RootList => ({ store: store(...roots), whose: 'the other side' });

const short = [leaf, issuing.certificate];
const long = [leaf, issuing.certificate, youngByOld];
const viaOld = [leaf, byOld];
const viaUnknown = [leaf, byUnknown];

describe('of the chains that an authority offers', () => {
  it('the one is taken whose root the org has, though the authority names another one first', async () => {
    const { chain, told } = await chooseChain([viaUnknown, viaOld], [org(old.certificate)]);
    assert.equal(chain, viaOld);
    assert.equal(
      told,
      'Of 2 chains that the authority offers the one up to "Old Root" was taken, whose root your org trusts; the other one leads to "Unknown Root".',
    );
  });

  it('the shortest of those that lead to a root that the org has', async () => {
    const { chain } = await chooseChain([long, short], [org(old.certificate, young.certificate)]);
    assert.equal(chain, short);
    // A root that came along makes no chain longer.
    const rooted = [...short, young.certificate];
    assert.equal((await chooseChain([rooted, short], [org(young.certificate)])).chain, rooted);
  });

  it("and the authority's own choice where nothing speaks for another", async () => {
    const lists = [org(old.certificate, young.certificate)];
    assert.equal((await chooseChain([short, viaOld], lists)).chain, short);
    assert.equal((await chooseChain([viaOld, short], lists)).chain, viaOld);
  });

  it('the other side comes first where its list is known: it has to accept the certificate', async () => {
    const lists = [other(young.certificate), org(old.certificate)];
    const { chain, told } = await chooseChain([viaOld, short], lists);
    assert.equal(chain, short);
    assert.match(told ?? '', /"Young Root" was taken, whose root the other side trusts; .* Whether "Young Root" is on/);
  });

  it('none is better than another without a list, which is told', async () => {
    const { chain, told, standings } = await chooseChain([viaUnknown, short], []);
    assert.deepEqual([chain, standings], [viaUnknown, []]);
    assert.match(told ?? '', /which it names first; no list of roots was at hand/);
  });

  it('one alone is no choice: it is only told that its root is not known', async () => {
    assert.equal((await chooseChain([short], [org(young.certificate)])).told, undefined);
    const { chain, told } = await chooseChain([[...viaUnknown, unknown.certificate]], [org(young.certificate)]);
    assert.equal(chain.length, 3);
    assert.equal(told, '"CN=Unknown Root" is not on the list that your org goes by.');
  });

  it('all of them below roots that nobody has: the best is taken, and both things are told', async () => {
    const { told } = await chooseChain(
      [
        [...viaUnknown, unknown.certificate],
        [...viaOld, old.certificate],
      ],
      [org(young.certificate)],
    );
    assert.match(told ?? '', /though no list is known to have its root; .* is not on the list that your org goes by\./);
  });
});

describe('a list', () => {
  it('has a root by its signature, never by its name alone', async () => {
    const impostor = await madeAuthority('Young Root');
    assert.equal((await rootStanding(short, org(young.certificate))).is, 'listed');
    assert.equal((await rootStanding(short, org(impostor.certificate))).is, 'unknown');
    const named: TrustStore = {
      ...store(old.certificate),
      anchors: [{ name: 'Young Root', fingerprints: {}, subject: 'CN=Young Root', constraints: {} }],
    };
    assert.equal((await rootStanding(short, { store: named, whose: 'your org' })).is, 'by-name');
  });

  it('that was read in part has nothing that it lacks for certain', async () => {
    const partial = { ...store(old.certificate), partial: true };
    const rooted = [...short, young.certificate];
    assert.equal((await rootStanding(rooted, { store: partial, whose: 'your org' })).is, 'unknown');
    assert.equal((await rootStanding(rooted, org(old.certificate))).is, 'absent');
  });

  it('is told of names as they may stand in a sentence', async () => {
    const odd = await madeAuthority(`Root${String.fromCharCode(7)}${'x'.repeat(300)}`);
    const { sentence } = await rootStanding([odd.certificate], org(old.certificate));
    assert.ok(!sentence.includes(String.fromCharCode(7)) && sentence.length < 250, sentence);
  });
});
