import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import { nextOf, parseCertificates, readJournal, toldState } from '@cert-health/core';
import type { RotationEntry, SeenServer } from '@cert-health/core';
import type { LookAtHost } from '../../../src/rotation/confirmation/served.ts';
import { journalName } from '../../../src/rotation/execution/journal-file.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import type { Rotating } from '../execution/rotating.ts';
import { startRotating } from '../execution/rotating.ts';
import { domain, notShowing, servedCompany, showing } from './served-company.ts';

const entry: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice', names: [domain] };
const approved = { type: 'approved', step: 'confirm', by: 'a test' } as const;
let [alone, mixed]: Company[] = [];
before(async () => {
  [alone, mixed] = await Promise.all([servedCompany(false), servedCompany(true)]);
});

async function rotating(t: TestContext, company = alone, own = entry) {
  assert.ok(company);
  const one = await startRotating(company, own);
  t.after(() => one.end());
  let ahead = 0;
  const looked: string[] = [];
  const der = async (name: string): Promise<Uint8Array> => {
    const { files } = await one.port.retrieve(new Map([['Certificate', [name]]]));
    const [leaf] = parseCertificates(files.get(`certs/${name}.crt`) ?? '');
    assert.ok(leaf);
    return leaf.der;
  };
  return {
    ...one,
    looked,
    /** The certificates as a server sends them. */
    old: () => der('Supplier_Client'),
    fresh: () => der(one.stored.plan.successor ?? ''),
    pass: (minutes: number) => (ahead += minutes * 60_000),
    /** A run in which the domain is seen like this; undefined: nobody may look. */
    go: (
      seen: ((host: string) => Promise<SeenServer> | SeenServer) | undefined,
      first: Parameters<Rotating['run']>[0] = [],
    ) => {
      const served: LookAtHost | undefined = seen && (async (host) => (looked.push(host), seen(host)));
      return one.run(first, { change: (work): Work => ({ ...work, now: () => new Date(Date.now() + ahead), served }) });
    },
    get now() {
      return new Date(Date.now() + ahead);
    },
  };
}

const stepOf = ({ standing }: Awaited<ReturnType<Rotating['run']>>, id: string) =>
  standing.steps.find((step) => step.id === id);

describe('that a new certificate works', () => {
  test('is seen at the domain that it serves, and a person only looks where no API does before the old one goes', async (t) => {
    const one = await rotating(t);
    assert.deepEqual(
      one.stored.plan.references.map(({ name }) => name),
      ['Portal'],
    );
    const end = await one.go(async (host) => showing(host, [await one.fresh()]));
    assert.equal(stepOf(end, 'confirm')?.state, 'done');
    assert.deepEqual(one.looked, [domain]);
    const { waitsFor } = toldState(end.standing, one.now);
    assert.equal(waitsFor?.who, 'approver');
    assert.match(
      waitsFor.what,
      /^The new certificate works\. Nothing that can be read names Supplier_Client any more; no API shows "Custom domains of Experience Cloud sites"/,
    );
    await one.old();
    // Until then there is a way back.
    assert.equal(stepOf(end, 'retire')?.state, 'open');
    const over = await one.go(undefined, [{ type: 'approved', step: 'retire', by: 'a test' }]);
    assert.equal(stepOf(over, 'retire')?.state, 'done');
    const events = readJournal(readFileSync(join(one.folder, journalName), 'utf8'), journalName);
    const confirmed = events.find((event) => event.type === 'step-done' && event.step === 'confirm');
    assert.ok(confirmed?.type === 'step-done');
    assert.equal(confirmed.evidence?.by, 'probe');
    assert.match(confirmed.evidence?.notes?.[0] ?? '', /^www\.quietharbor\.example showed the new certificate at /);
    assert.ok(one.told.some((sentence) => sentence.includes('showed the new certificate')));
  });

  test('is looked at again while the domain shows the old one, ever later, and then a person is asked', async (t) => {
    const one = await rotating(t);
    const old = await one.old();
    const pauses: number[] = [];
    let end = await one.go((host) => showing(host, [old]));
    for (let looks = 1; ; looks++) {
      const { waitsFor } = toldState(end.standing, one.now);
      assert.equal(one.looked.length, looks);
      if (waitsFor?.who !== 'date') {
        assert.equal(waitsFor?.who, 'approver');
        assert.match(
          waitsFor.what,
          /still showed the old certificate at .* It was looked at 7 times\. First, as no API shows these places: .* See that what uses/,
        );
        break;
      }
      assert.match(waitsFor.what, /still showed the old certificate at .* It is looked at again from /);
      pauses.push(Math.round((Date.parse(waitsFor.since) - one.now.getTime()) / 60_000));
      // A run before that does not look.
      await one.go((host) => showing(host, [old]));
      assert.equal(one.looked.length, looks);
      one.pass((pauses.at(-1) ?? 0) + 1);
      end = await one.go((host) => showing(host, [old]));
    }
    assert.deepEqual(pauses, [5, 15, 60, 240, 720, 1440]);
    one.pass(100_000);
    await one.go((host) => showing(host, [old]));
    assert.equal(one.looked.length, 7);
    // The old one is still there, whatever happens.
    await one.old();
    const last = await one.go(undefined, [approved]);
    assert.equal(stepOf(last, 'confirm')?.state, 'done');
  });

  test('is found at a later look', async (t) => {
    const one = await rotating(t);
    await one.go((host) => notShowing(host, 'timeout', 'It sent no certificates within 10 s.'));
    one.pass(6);
    const end = await one.go(async (host) => showing(host, [await one.fresh()]));
    assert.equal(stepOf(end, 'confirm')?.state, 'done');
  });

  test('is taken from a person while it would be looked at again', async (t) => {
    const one = await rotating(t);
    const old = await one.old();
    await one.go((host) => showing(host, [old]));
    const end = await one.go((host) => showing(host, [old]), [approved]);
    assert.equal(stepOf(end, 'confirm')?.state, 'done');
    assert.equal(one.looked.length, 1);
  });

  const another = async (host: string, { port }: Rotating): Promise<SeenServer> => {
    const { files } = await port.retrieve(new Map([['Certificate', ['Webhook_Signing']]]));
    return showing(
      host,
      parseCertificates(files.get('certs/Webhook_Signing.crt') ?? '').map(({ der }) => der),
    );
  };
  for (const [what, look, wanted] of [
    [
      'another certificate stands there',
      another,
      /showed another certificate at .*, which is not for www\.quietharbor\.example\./,
    ],
    [
      'it has an address of a private network',
      (host: string) =>
        notShowing(host, 'skipped', 'It has an address that is not a public one, so it was not called.'),
      /was not looked at: it has an address that is not a public one/,
    ],
    [
      'the connection fails behind the certificate',
      async (host: string, { port, stored }: Rotating) => {
        const { files } = await port.retrieve(new Map([['Certificate', [stored.plan.successor ?? '']]]));
        const [leaf] = parseCertificates(files.get(`certs/${stored.plan.successor}.crt`) ?? '');
        const problem = 'It fell silent after it had sent its certificates.';
        return showing(host, leaf ? [leaf.der] : [], { problem });
      },
      /showed the new certificate at .*, and then the connection failed: it fell silent/,
    ],
    ['nobody may look', undefined, /was not looked at \(--network none\)/],
  ] as const) {
    test(`is asked of a person where ${what}`, async (t) => {
      const one = await rotating(t);
      const end = await one.go(look && ((host) => look(host, one)));
      const { waitsFor } = toldState(end.standing, one.now);
      assert.equal(waitsFor?.who, 'approver');
      assert.match(waitsFor.what, wanted);
      // It does not ask itself again, and waits for the word of a person.
      one.pass(100_000);
      assert.equal(nextOf(end.standing, one.now).kind, 'wait');
      assert.equal(stepOf(await one.go(undefined, [approved]), 'retire')?.state, 'done');
    });
  }

  test('is asked of a person where no look tells, though the domain shows it', async (t) => {
    const one = await rotating(t, mixed);
    const end = await one.go(async (host) => showing(host, [await one.fresh()]));
    const { waitsFor } = toldState(end.standing, one.now);
    assert.equal(waitsFor?.who, 'approver');
    assert.match(
      waitsFor.what,
      /showed the new certificate at .*\. No look from here tells whether it works for Supplier\. First, as no API shows these places: .* See that what uses/,
    );
  });

  test('is asked of a person first where the settings hold confirm back', async (t) => {
    const one = await rotating(t, alone, { ...entry, holdBefore: ['confirm'] });
    const fresh = async (host: string) => showing(host, [await one.fresh()]);
    const end = await one.go(fresh);
    assert.equal(toldState(end.standing, one.now).waitsFor?.who, 'approver');
    assert.deepEqual(one.looked, []);
    assert.equal(stepOf(await one.go(fresh, [approved]), 'retire')?.state, 'done');
    assert.deepEqual(one.looked, []);
  });

  test('needs every domain of the certificate', async (t) => {
    const domains = [domain, 'shop.quietharbor.example'];
    const one = await rotating(t, await servedCompany(false, domains), { ...entry, names: domains });
    const old = await one.old();
    const end = await one.go(async (host) => showing(host, [host === domain ? await one.fresh() : old]));
    assert.deepEqual(one.looked.sort(), ['shop.quietharbor.example', domain]);
    const { waitsFor } = toldState(end.standing, one.now);
    assert.equal(waitsFor?.who, 'date');
    assert.match(waitsFor.what, /^shop\.quietharbor\.example still showed/);
  });
});
