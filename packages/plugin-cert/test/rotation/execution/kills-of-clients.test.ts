import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import type { NewEvent } from '@cert-health/core';
import { contentIn, entriesOf, loginsOf } from './arrivals.ts';
import { companyOfClients, keyIn } from './company-of-clients.ts';
import type { Course } from './kill-courses.ts';
import { tryKills } from './kill-courses.ts';
import type { Rotating } from './rotating.ts';

const approve = (step: 'switch' | 'confirm') => [{ type: 'approved', step, by: 'a test' }] as const;
const undo: readonly NewEvent[] = [{ type: 'undo-started', why: 'a test' }];
const forward = [[], approve('switch'), approve('confirm')] as const;
const back = [[], approve('switch'), undo] as const;

describe('a rotation of each of these kinds, whose process is killed', async () => {
  const world = await companyOfClients();
  const { company, request } = world;
  const old = company.keyPairs.find(({ developerName }) => developerName === 'Supplier_Client')?.body ?? '';
  const chain = await world.chainFor('client');
  const leaf = parseCertificate(chain.slice(0, chain.indexOf('-----END') + 25)).fingerprint;

  const contentOf = async ({ port }: Rotating): Promise<string> => {
    const { files } = await port.retrieve(new Map([['Certificate', ['Supplier_Client']]]));
    return Buffer.from(files.get('certs/Supplier_Client.crt') ?? []).toString();
  };
  /** Usable at each moment, and of the same key. Each authority signs with a number of its own, so ends are told by what stands. */
  const inPlace = {
    stands: async (one: Rotating) => [
      (await contentOf(one)) === old,
      (await one.port.certificate('Supplier_Client'))?.usable,
    ],
    watch: (one: Rotating) => async () => assert.equal(keyIn(await contentOf(one)), keyIn(old)),
  };
  /** The client is let in at each moment: by the old certificate until it has moved. */
  const onList = (moved: (run: number) => boolean) => ({
    stands: entriesOf,
    watch: (one: Rotating, run: number) => async () => {
      const name = moved(run) ? (one.stored.plan.successor ?? '') : 'Billing_Client';
      assert.match(contentIn(await entriesOf(one), name) ?? '', /BEGIN CERTIFICATE/, name);
    },
  });
  const ofUser = (moved: (run: number) => boolean) => ({
    stands: loginsOf,
    watch: (one: Rotating, run: number) => async () => {
      const name = moved(run) ? (one.stored.plan.successor ?? '') : 'Dispatcher_Login';
      assert.ok((await loginsOf(one))[name], name);
    },
  });
  const afterSwitch = (run: number): boolean => run > 0;
  const untilUndone = (run: number): boolean => run === 1;

  const courses: readonly Course[] = [
    {
      name: 'renew-in-place',
      entry: { certificate: 'Supplier_Client', authority: 'practice', csr: 'supplier.csr' },
      files: { 'supplier.csr': request },
      runs: [[], approve('confirm')],
      ...inPlace,
      ends: async (one) => assert.notEqual(await contentOf(one), old),
    },
    {
      name: 'renew-in-place that is undone',
      entry: { certificate: 'Supplier_Client', authority: 'practice', csr: 'supplier.csr' },
      files: { 'supplier.csr': request },
      runs: [[], undo],
      ...inPlace,
      ends: async (one) => assert.equal(await contentOf(one), old),
    },
    {
      name: 'mutual-authentication with a key that is made',
      entry: { certificate: 'Billing_Client', authority: 'practice', keyFolder: 'keys' },
      runs: forward,
      ...onList(afterSwitch),
      // Each key is another one.
      stands: async (one) => Object.keys(await entriesOf(one)).sort(),
      async ends(one) {
        const entries = await entriesOf(one);
        assert.equal(contentIn(entries, 'Billing_Client'), undefined);
        assert.match(contentIn(entries, one.stored.plan.successor ?? '') ?? '', /BEGIN CERTIFICATE/);
      },
    },
    {
      name: 'mutual-authentication that is undone',
      entry: { certificate: 'Billing_Client', from: 'new.pem' },
      files: { 'new.pem': chain },
      runs: back,
      ...onList(untilUndone),
      ends: async (one) =>
        assert.equal(
          contentIn(await entriesOf(one), 'Billing_Client'),
          company.components.find(({ fullName }) => fullName === 'Billing_Client')?.content,
        ),
    },
    {
      name: 'user-certificate',
      entry: { certificate: 'Dispatcher_Login', from: 'new.pem' },
      files: { 'new.pem': chain },
      runs: forward,
      ...ofUser(afterSwitch),
      async ends(one) {
        const logins = await loginsOf(one);
        assert.deepEqual(Object.keys(logins), [one.stored.plan.successor]);
        assert.equal(logins[one.stored.plan.successor ?? '']?.chain[0], leaf);
      },
    },
    {
      name: 'user-certificate that is undone',
      entry: { certificate: 'Dispatcher_Login', from: 'new.pem' },
      files: { 'new.pem': chain },
      runs: back,
      ...ofUser(untilUndone),
      ends: async (one) => assert.deepEqual(Object.keys(await loginsOf(one)), ['Dispatcher_Login']),
    },
  ];
  for (const course of courses) {
    test(`ends like one that is not, wherever that is: ${course.name}`, (t) => tryKills(t, company, course));
  }
});
