import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCertificates } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { httpTo } from '../../../src/rotation/authorities/http.ts';
import type { RenewalAdvice } from '../../../src/rotation/authorities/authority.ts';
import type { ServerWishes } from './acme-server.ts';
import { attempt, wordsOf } from './attempt.ts';
import { TestMemory } from './world.ts';

const hour = 3_600_000;
const start = '2026-12-20T00:00:00Z';
const end = '2026-12-22T00:00:00Z';
const document = { suggestedWindow: { start, end }, explanationURL: 'https://ca.example/why' };

type Answer = ReturnType<NonNullable<ServerWishes['renewalInfo']>>;

/** A certificate of a server that answers as told when it is asked about renewal. */
async function asking(test: Parameters<typeof attempt>[0], first: Answer = { document, retryAfter: '21600' }) {
  let answer = first;
  const ids: string[] = [];
  const made = await attempt(test, { server: { renewalInfo: (id) => (ids.push(id), answer) } });
  const certificate = parseCertificates(wordsOf(await made.sign()))[0] as Certificate;
  const memory = new TestMemory();
  return {
    ...made,
    certificate,
    ids,
    kept: memory,
    says: (next: Answer) => (answer = next),
    ask: async (): Promise<RenewalAdvice> => {
      const advice = await made.authority().renewalWindow?.(certificate, memory);
      assert.ok(advice);
      return advice;
    },
  };
}

const iso = (date: Date | undefined): string | undefined => date?.toISOString().replace('.000Z', 'Z');

describe('when an authority wants a certificate renewed', () => {
  it('is asked by the identifier of the certificate, at the directory that issued it', async (test) => {
    const { ask, ids, server } = await asking(test);
    const { window, nextCheck, note } = await ask();
    const { idOf } = await import('./acme-server.ts');
    assert.deepEqual(ids, [idOf(server.issued[0] ?? '')]);
    assert.deepEqual([iso(window?.start), iso(window?.end)], [start, end]);
    assert.equal(window?.explanationUrl, 'https://ca.example/why');
    assert.equal(iso(nextCheck), '2026-11-30T06:00:00Z');
    assert.equal(note, undefined);
  });

  it('is one moment within the window, the same at every look until the window changes', async (test) => {
    const { ask, clock, authority, certificate, kept, says } = await asking(test);
    assert.equal(iso((await ask()).window?.chosen), '2026-12-21T00:00:00Z');
    clock.pass(7 * hour);
    const again = await authority({ random: () => 0.9 }).renewalWindow?.(certificate, kept);
    assert.equal(iso(again?.window?.chosen), '2026-12-21T00:00:00Z');
    says({ document: { suggestedWindow: { start: '2026-11-30T00:00:00Z', end: '2026-11-30T10:00:00Z' } } });
    clock.pass(7 * hour);
    const early = await authority({ random: () => 0.9 }).renewalWindow?.(certificate, kept);
    assert.equal(iso(early?.window?.chosen), '2026-11-30T09:00:00Z');
  });

  it('is not asked again before the time that the server said (lego 2517), by another process neither', async (test) => {
    const { ask, ids, clock } = await asking(test);
    await ask();
    clock.pass(5 * hour);
    assert.equal(iso((await ask()).window?.start), start);
    assert.equal(ids.length, 1);
    clock.pass(2 * hour);
    await ask();
    assert.equal(ids.length, 2);
  });

  for (const [retryAfter, next] of [
    ['0', '2026-11-30T00:01:00Z'],
    ['5', '2026-11-30T00:01:00Z'],
    ['31536000', '2026-12-01T00:00:00Z'],
    ['x', '2026-11-30T06:00:00Z'],
    [undefined, '2026-11-30T06:00:00Z'],
  ] as const) {
    it(`is asked again between a minute and a day later, whatever is said: ${retryAfter}`, async (test) => {
      const { ask } = await asking(test, { document, ...(retryAfter === undefined ? {} : { retryAfter }) });
      assert.equal(iso((await ask()).nextCheck), next);
    });
  }

  it('and a clock that was ahead silences nobody', async (test) => {
    const { ask, clock, ids } = await asking(test);
    clock.pass(72 * hour);
    await ask();
    clock.pass(-72 * hour);
    await ask();
    assert.equal(ids.length, 2);
  });
});

describe('no window is no failure', () => {
  for (const [what, answer] of [
    ['the server knows nothing of it (certbot 10320)', { status: 404, detail: 'not found' }],
    ['it says that the issuer is another', { status: 400, detail: 'AKI did not match a known issuer' }],
  ] as const) {
    it(`when ${what}`, async (test) => {
      const { ask, ids } = await asking(test, answer);
      const { window, note, unanswered } = await ask();
      assert.deepEqual([window, unanswered], [undefined, undefined]);
      assert.match(note ?? '', /says nothing about this certificate/);
      await ask();
      assert.equal(ids.length, 1);
    });
  }

  for (const [why, odd] of [
    ['there is no window in it', {}],
    ['there is no window in it', { suggestedWindow: null }],
    ['its window has no dates', { suggestedWindow: { start: 'soon', end } }],
    ['its window has no dates', { suggestedWindow: { start: '2026', end: '2027' } }],
    ['its window ends before it starts', { suggestedWindow: { start: end, end: start } }],
    ['its window ends before it starts', { suggestedWindow: { start, end: start } }],
    [
      'its window begins on 2126-12-20, when the certificate is over',
      { suggestedWindow: { start: '2126-12-20T00:00:00Z', end: '2126-12-22T00:00:00Z' } },
    ],
    [
      'its window is wider than the life of the certificate',
      { suggestedWindow: { start: '1926-12-20T00:00:00Z', end: '2026-12-22T00:00:00Z' } },
    ],
  ] as const) {
    it(`when the answer is ${JSON.stringify(odd)}: it counts as none, and is asked for again when the server says`, async (test) => {
      const { ask } = await asking(test, { document: odd, retryAfter: '7200' });
      const { window, note, unanswered, nextCheck } = await ask();
      assert.equal(window, undefined);
      assert.match(note ?? '', /a time for renewal that cannot be meant/);
      assert.ok(note?.includes(why), note);
      assert.deepEqual([unanswered, iso(nextCheck)], [true, '2026-11-30T02:00:00Z']);
      // It is kept as what it is.
      assert.equal((await ask()).unanswered, true);
    });
  }

  it('when the certificate came from another directory: it is not asked', async (test) => {
    const { ask, ids, shared, certificate } = await asking(test);
    const { certificateId } = await import('@cert-health/core');
    const directory = 'https://other.example/directory';
    await shared.write({
      certificates: { [certificateId(certificate) ?? '']: { directory, at: '2026-11-30T00:00:00Z' } },
    });
    assert.match((await ask()).note ?? '', /came from other\.example/);
    assert.deepEqual(ids, []);
  });

  it('when it is over already: nobody is asked (certbot 10317)', async (test) => {
    const { ask, ids, clock } = await asking(test);
    clock.pass(60 * 24 * hour);
    assert.match((await ask()).note ?? '', /is over/);
    assert.deepEqual(ids, []);
  });

  it('when renewal information is not offered', async (test) => {
    const { authority, sign } = await attempt(test);
    const certificate = parseCertificates(wordsOf(await sign()))[0] as Certificate;
    assert.match((await authority().renewalWindow?.(certificate, new TestMemory()))?.note ?? '', /does not say when/);
  });

  it('when an explanation is no page that could be opened', async (test) => {
    for (const explanationURL of ['javascript:alert(1)', 'http://ca.example/', 5, 'x'.repeat(1000)]) {
      const { ask } = await asking(test, { document: { ...document, explanationURL } });
      const { window } = await ask();
      assert.ok(window);
      assert.equal(window.explanationUrl, undefined);
    }
  });
});

describe('a server that cannot answer now', () => {
  it('leaves what it said before, and is asked again when it says', async (test) => {
    const { ask, clock, says } = await asking(test);
    await ask();
    clock.pass(7 * hour);
    says({ status: 503, headers: { 'retry-after': '600' } });
    const { window, nextCheck, note } = await ask();
    assert.equal(iso(window?.start), start);
    assert.equal(iso(nextCheck), '2026-11-30T07:10:00Z');
    assert.match(note ?? '', /cannot answer now/);
  });

  it('is not asked about one certificate after the other: the next run asks', async (test) => {
    const { authority, sign, ids, says, clock, server } = await asking(test);
    const certificates: Certificate[] = [];
    for (let n = 0; n < 3; n++) {
      clock.pass(2 * hour);
      certificates.push(parseCertificates(wordsOf(await sign({}, new TestMemory())))[0] as Certificate);
    }
    says({ status: 503, headers: { 'retry-after': '31536000' } });
    const memory = new TestMemory();
    const one = authority();
    const advices = [];
    for (const certificate of certificates) advices.push(await one.renewalWindow?.(certificate, memory));
    assert.deepEqual([ids.length, server.asked(/^\/renewal\//)], [1, 1]);
    const tomorrow = new Date(clock.now().getTime() + 24 * hour);
    for (const advice of advices) {
      assert.deepEqual([advice?.unanswered, advice?.window], [true, undefined]);
      assert.equal(iso(advice?.nextCheck), iso(tomorrow));
    }
    says({ document });
    clock.pass(25 * hour);
    for (const certificate of certificates) {
      assert.equal(iso((await authority().renewalWindow?.(certificate, memory))?.window?.start), start);
    }
  });

  it('and takes its time is asked for two minutes in one run, however many certificates there are', async (test) => {
    const { authority, sign, ids, says, clock } = await asking(test);
    const certificates: Certificate[] = [];
    for (let n = 0; n < 8; n++) {
      clock.pass(2 * hour);
      certificates.push(parseCertificates(wordsOf(await sign({}, new TestMemory())))[0] as Certificate);
    }
    says({ document });
    const one = authority({
      http: (server) => {
        const real = httpTo(server);
        return { send: (request) => (clock.pass(29_000), real.send(request)), close: () => real.close() };
      },
    });
    const memory = new TestMemory();
    const began = clock.now().getTime();
    const advices = [];
    for (const certificate of certificates) advices.push(await one.renewalWindow?.(certificate, memory));
    assert.ok(clock.now().getTime() - began < 3 * 60_000);
    assert.ok(ids.length >= 3 && ids.length < 8, `${ids.length} were asked about`);
    const last = advices.at(-1);
    assert.equal(last?.unanswered, true);
    assert.match(last?.note ?? '', /answers slowly, and was asked for two minutes/);
  });

  it('when it is gone, what it said before is left, and nobody takes that for its word of today', async (test) => {
    const { ask, clock, server } = await asking(test);
    await ask();
    clock.pass(7 * hour);
    await server.close();
    const { window, note, unanswered } = await ask();
    assert.equal(iso(window?.start), start);
    assert.equal(unanswered, true);
    assert.match(note ?? '', /does not answer at 127\.0\.0\.1/);
  });
});

describe('what is kept', () => {
  it('is kept by certificate: a new one starts with nothing (cert-manager 8993)', async (test) => {
    const { ask, sign, authority, clock, kept, says, ids } = await asking(test);
    says({ document: { suggestedWindow: { start: '2026-11-29T00:00:00Z', end: '2026-11-29T12:00:00Z' } } });
    await ask();
    clock.pass(2 * hour);
    const renewed = parseCertificates(wordsOf(await sign({}, new TestMemory())))[0] as Certificate;
    says({ document });
    const advice = await authority().renewalWindow?.(renewed, kept);
    assert.equal(iso(advice?.window?.start), start);
    assert.equal(new Set(ids).size, 2);
  });

  it('is forgotten when its certificate is over', async (test) => {
    const { ask, sign, authority, clock, kept } = await asking(test);
    await ask();
    clock.pass(46 * 24 * hour);
    const renewed = parseCertificates(wordsOf(await sign({}, new TestMemory())))[0] as Certificate;
    await authority().renewalWindow?.(renewed, kept);
    assert.equal(Object.keys(kept.value['renewal'] as object).length, 1);
  });
});
