import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeGivenChain, judgeSignedChain } from '@cert-health/core';
import type { Certificate, ChainQuestion, GivenChainQuestion } from '@cert-health/core';
import { madeAuthority, madeRequest, signed } from './made-request.ts';

const at = new Date('2026-06-01T00:00:00Z');
const root = await madeAuthority('Root');
const intermediate = await madeAuthority('Intermediate', root);
const namesake = await madeAuthority('Intermediate', root);
const own = await madeRequest('CN=www.example.com');
const other = await madeRequest('CN=www.example.com');

const leafFor = ({ keys }: typeof own, wanted: Partial<Parameters<typeof signed>[0]> = {}): Promise<Certificate> =>
  signed({
    subject: 'CN=www.example.com',
    publicKey: keys.publicKey,
    issuer: intermediate,
    dnsNames: ['www.example.com'],
    purposes: ['serverAuth', 'clientAuth'],
    notBefore: '2026-05-31T00:00:00Z',
    ...wanted,
  });

const leaf = await leafFor(own);

function judged(given: readonly Certificate[], question: Partial<ChainQuestion> = {}) {
  return judgeSignedChain({
    request: own.request,
    given,
    intermediates: [],
    names: [],
    purposes: ['server'],
    at,
    ...question,
  });
}

async function chainOf(given: readonly Certificate[], question: Partial<ChainQuestion> = {}) {
  const judgment = await judged(given, question);
  assert.ok('chain' in judgment, 'message' in judgment ? judgment.message : '');
  return judgment;
}

async function faultOf(given: readonly Certificate[], question: Partial<ChainQuestion> = {}) {
  const judgment = await judged(given, question);
  assert.ok('fault' in judgment);
  assert.match(judgment.message, /^\S.*\.$/s);
  return judgment;
}

describe('a chain belongs to the request', () => {
  it('when its leaf has the key of the request', async () => {
    const { chain, notes } = await chainOf([leaf, intermediate.certificate]);
    assert.deepEqual(chain, [leaf, intermediate.certificate]);
    assert.deepEqual(notes, []);
  });

  it('in whatever order it comes, with strangers and copies beside it, which are left out', async () => {
    const stranger = await leafFor(other);
    const { chain } = await chainOf([
      root.certificate,
      stranger,
      intermediate.certificate,
      leaf,
      intermediate.certificate,
    ]);
    assert.deepEqual(chain, [leaf, intermediate.certificate, root.certificate]);
  });

  it('by its newest certificate where somebody appended to an old file', async () => {
    const old = await leafFor(own, { notBefore: '2026-02-01T00:00:00Z' });
    const { chain } = await chainOf([old, leaf, intermediate.certificate]);
    assert.equal(chain[0], leaf);
  });

  it('and not when it has the key of another one', async () => {
    const { fault, message } = await faultOf([await leafFor(other), intermediate.certificate]);
    assert.equal(fault, 'other-key');
    assert.match(message, /"www\.example\.com" has another key than the request/);
  });

  it('and not when there is nothing in it', async () => {
    assert.equal((await faultOf([])).fault, 'empty');
  });
});

describe('a leaf that came alone', () => {
  it('is completed from what is at hand, without a root that nobody sent', async () => {
    const { chain, notes } = await chainOf([leaf], {
      intermediates: [namesake.certificate, root.certificate, intermediate.certificate],
    });
    assert.deepEqual(chain, [leaf, intermediate.certificate]);
    assert.match(notes.join(), /"Intermediate" did not come along and was taken from what is at hand/);
  });

  it('is refused when its issuer is not at hand', async () => {
    const { fault, message } = await faultOf([leaf], { intermediates: [root.certificate] });
    assert.equal(fault, 'incomplete');
    assert.match(message, /came alone, and the certificate of "Intermediate", which signed it, is not at hand/);
  });

  it('is refused when only a namesake of its issuer is at hand', async () => {
    const { fault, message } = await faultOf([leaf], { intermediates: [namesake.certificate] });
    assert.equal(fault, 'incomplete');
    assert.match(message, /did not sign "www\.example\.com"/);
  });

  it('is whole when a root signed it', async () => {
    const direct = await leafFor(own, { issuer: root });
    assert.deepEqual((await chainOf([direct], { intermediates: [root.certificate] })).chain, [direct]);
  });
});

describe('a chain that belongs to the request is refused', () => {
  it('when it is over, or has not begun', async () => {
    const expired = await leafFor(own, { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-03-01T00:00:00Z' });
    assert.equal((await faultOf([expired, intermediate.certificate])).fault, 'not-valid');
    const early = await leafFor(own, { notBefore: '2026-06-02T00:00:00Z' });
    assert.equal((await faultOf([early, intermediate.certificate])).fault, 'not-valid');
  });

  it('unless clocks differ by less than an hour', async () => {
    const early = await leafFor(own, { notBefore: '2026-06-01T00:50:00Z' });
    assert.match((await chainOf([early, intermediate.certificate])).notes.join(), /clocks differ/);
  });

  it('when it is not for clients, and for clients it is wanted', async () => {
    const server = await leafFor(own, { purposes: ['serverAuth'] });
    const given = [server, intermediate.certificate];
    assert.equal((await faultOf(given, { purposes: ['client'] })).fault, 'purpose');
    assert.equal((await faultOf(given, { purposes: ['server', 'client'] })).fault, 'purpose');
    await chainOf(given, { purposes: ['server'] });
    await chainOf(given, { purposes: [] });
  });

  it('when a name is missing that a server is called by', async () => {
    const given = [leaf, intermediate.certificate];
    const { fault, message } = await faultOf(given, { names: ['www.example.com', 'api.example.com'] });
    assert.equal(fault, 'names');
    assert.match(message, /is not for "api\.example\.com"/);
    await chainOf(given, { names: ['api.example.com'], purposes: ['client'] });
    const wild = await leafFor(own, { dnsNames: ['*.example.com'] });
    await chainOf([wild, intermediate.certificate], { names: ['api.example.com', '*.example.com'] });
  });

  it('when it is the certificate that is to be replaced, or an older one of the same key', async () => {
    const old = await leafFor(own, { notBefore: '2026-02-01T00:00:00Z' });
    const given = [leaf, intermediate.certificate];
    assert.equal((await faultOf(given, { replaced: leaf })).fault, 'same-certificate');
    assert.equal((await faultOf([old, intermediate.certificate], { replaced: leaf })).fault, 'older');
    await chainOf(given, { replaced: old });
  });
});

describe('a chain that ends no later than the one it replaces', () => {
  it('is taken, and that is told: lifetimes become shorter', async () => {
    const long = await leafFor(own, { notBefore: '2026-02-01T00:00:00Z', notAfter: '2027-02-01T00:00:00Z' });
    const { notes } = await chainOf([leaf, intermediate.certificate], { replaced: long });
    assert.match(notes.join(), /ends no later than the one it replaces \(until Mon 1 Feb 2027\)/);
  });
});

describe('a chain that somebody else brings', async () => {
  const old = await leafFor(other, { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-06-20T00:00:00Z' });
  const given = (certificates: readonly Certificate[], question: Partial<GivenChainQuestion> = {}) =>
    judgeGivenChain({
      given: certificates,
      intermediates: [],
      names: [],
      purposes: ['client'],
      replaced: old,
      at,
      ...question,
    });

  it('is taken, leaf first, whatever key it has and in whatever order it comes', async () => {
    for (const certificates of [
      [leaf, intermediate.certificate],
      [intermediate.certificate, leaf],
    ]) {
      const judgment = await given(certificates);
      assert.deepEqual('chain' in judgment && judgment.chain, [leaf, intermediate.certificate]);
    }
    const completed = await given([leaf], { intermediates: [intermediate.certificate] });
    assert.deepEqual('chain' in completed && completed.chain, [leaf, intermediate.certificate]);
  });

  it('is not taken where it takes the place of nothing', async () => {
    const brief = await leafFor(own, { notAfter: '2026-06-20T00:00:00Z' });
    const ended = await leafFor(own, { notBefore: '2025-01-01T00:00:00Z', notAfter: '2026-05-30T00:00:00Z' });
    const server = await leafFor(own, { purposes: ['serverAuth'] });
    for (const [certificates, fault, question] of [
      [[], 'empty', {}],
      [[old, intermediate.certificate], 'same-certificate', {}],
      [[brief, intermediate.certificate], 'older', {}],
      [[leaf], 'incomplete', {}],
      [[leaf, namesake.certificate], 'incomplete', {}],
      [[server, intermediate.certificate], 'purpose', {}],
      [[leaf, intermediate.certificate], 'names', { purposes: ['server'], names: ['other.example.com'] }],
    ] as const) {
      const judgment = await given(certificates, question);
      assert.equal('fault' in judgment && judgment.fault, fault);
    }
    const judgment = await judgeGivenChain({
      given: [ended, intermediate.certificate],
      intermediates: [],
      names: [],
      purposes: ['client'],
      at,
    });
    assert.equal('fault' in judgment && judgment.fault, 'not-valid');
  });
});
