import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import { certificateToPem, parseCertificates, readJournal, toldState } from '@cert-health/core';
import type { Certificate, RotationEntry } from '@cert-health/core';
import type { Authority, Outcome } from '../../../src/rotation/authorities/authority.ts';
import { journalName } from '../../../src/rotation/execution/journal-file.ts';
import { judgeChain } from '../../../src/rotation/execution/judge-chain.ts';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import { readRootLists } from '../../../src/rotation/root-lists.ts';
import { issue, signedAnew } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import type { Rotating } from './rotating.ts';
import { companyWith, startRotating } from './rotating.ts';

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
let company: Company;
let stranger: Issued;
before(async () => {
  [company, stranger] = await Promise.all([
    companyWith(2),
    issue({ name: 'Stranger Root', from: '2020-01-01', days: 9000, ca: true }),
  ]);
});

async function rotating(t: TestContext, entry = signed): Promise<Rotating> {
  const one = await startRotating(company, entry);
  t.after(() => one.end());
  return one;
}

const stepOf = ({ standing }: Awaited<ReturnType<Rotating['run']>>, id: string) =>
  standing.steps.find((step) => step.id === id);

/** The same issuer as another root vouches for it. */
const crossSigned = (issuer: Certificate): Promise<string> => signedAnew(certificateToPem(issuer), stranger);

/** The chains that the practice authority would give, arranged by a test: its own, and the one by the stranger's root. */
const offering =
  (arranged: (own: string, strange: string) => { readonly chain: string; readonly alternates: readonly string[] }) =>
  (work: Work): Work => ({
    ...work,
    authority: async (name): Promise<Authority> => {
      const opened = await work.authority(name);
      return {
        ...opened,
        sign: async (asked, memory): Promise<Outcome> => {
          const outcome = await opened.sign(asked, memory);
          if (outcome.outcome !== 'chain') return outcome;
          const [leaf, issuer] = parseCertificates(outcome.chain);
          assert.ok(leaf && issuer);
          return { ...outcome, ...arranged(outcome.chain, certificateToPem(leaf) + (await crossSigned(issuer))) };
        },
      };
    },
  });

const chainIn = ({ folder }: Rotating): readonly Certificate[] =>
  parseCertificates(readFileSync(join(folder, 'chain.pem'), 'utf8'));

describe('the roots above a new chain', () => {
  test('decide which of the chains is taken that the authority offers: the one that the org knows', async (t) => {
    const one = await rotating(t);
    const change = offering((own, strange) => ({ chain: strange, alternates: [own] }));
    const end = await one.run([], { change });
    assert.equal(stepOf(end, 'switch')?.state, 'done');
    assert.equal(chainIn(one)[1]?.issuer.get('CN'), 'Meridian Device Root CA');
    const told = one.told.find((sentence) => sentence.startsWith('Of 2 chains')) ?? '';
    assert.match(
      told,
      /^Of 2 chains that the authority offers the one up to "Meridian Device Root CA" was taken, whose root your org trusts; the other one leads to "Stranger Root"\.$/,
    );
    const events = readJournal(readFileSync(join(one.folder, journalName), 'utf8'), journalName);
    const over = events.find((event) => event.type === 'step-done' && event.step === 'sign');
    assert.deepEqual(over?.type === 'step-done' && over.evidence?.notes, [told]);
  });

  test('are told where the org knows none of them, of one chain or of several', async (t) => {
    for (const alternates of [false, true]) {
      const one = await rotating(t);
      const change = offering((_, strange) => ({
        chain: strange,
        alternates: alternates ? [strange + stranger.pem] : [],
      }));
      // Nothing by which the org goes shows this certificate: callouts show it to others.
      assert.equal(stepOf(await one.run([], { change }), 'switch')?.state, 'done');
      assert.ok(
        one.told.some((sentence) => /Stranger Root/.test(sentence)),
        one.told.join('\n'),
      );
    }
  });

  test('are those that the other side trusts, before the ones of the org, where the settings name them', async (t) => {
    const one = await rotating(t, { ...signed, trust: 'partner.pem' });
    writeFileSync(join(dirname(one.folder), 'partner.pem'), stranger.pem);
    const change = offering((own, strange) => ({ chain: own, alternates: [strange] }));
    assert.equal(stepOf(await one.run([], { change }), 'switch')?.state, 'done');
    assert.equal(chainIn(one)[1]?.issuer.get('CN'), 'Stranger Root');
    assert.match(one.told.join(' '), /"Stranger Root" was taken, whose root the other side trusts/);
  });

  test('refuse a chain that the other side would refuse, before anything is installed', async (t) => {
    const one = await rotating(t, { ...signed, trust: 'partner.pem' });
    const roots = await Promise.all(
      ['A', 'B'].map((name) => issue({ name, from: '2020-01-01', days: 9000, ca: true })),
    );
    writeFileSync(join(dirname(one.folder), 'partner.pem'), roots.map(({ pem }) => pem).join(''));
    const change = offering((_, strange) => ({ chain: strange + stranger.pem, alternates: [] }));
    const end = await one.run([], { change });
    assert.equal(stepOf(end, 'judge')?.state, 'failed');
    assert.match(
      stepOf(end, 'judge')?.problem ?? '',
      /The other side would refuse it: "CN=Stranger Root" is not on the list that the other side goes by\./,
    );
    assert.equal(stepOf(end, 'install')?.state, 'open');
  });

  test('that cannot be read where they decide wait for a person, and are tried again at every run', async (t) => {
    const one = await rotating(t, { ...signed, trust: 'partner.pem' });
    const end = await one.run();
    const { state, waitsFor } = toldState(end.standing, new Date());
    assert.deepEqual([state, waitsFor?.who, stepOf(end, 'judge')?.state], ['waiting', 'approver', 'running']);
    assert.match(
      waitsFor?.what ?? '',
      /^Whether the other side trusts the root above the new certificate could not be looked up\. The roots that the other side trusts could not be read: .* approve judge when it is trusted/,
    );
    const path = join(dirname(one.folder), 'partner.pem');
    mkdirSync(dirname(path), { recursive: true });
    const roots = await fetch(`${one.practice.url}/cacerts.jsp`).then((answer) => answer.text());
    writeFileSync(path, roots);
    assert.equal(stepOf(await one.run(), 'switch')?.state, 'done');
  });

  test('that cannot be read may be vouched for by a person', async (t) => {
    const one = await rotating(t, { ...signed, trust: 'partner.pem' });
    await one.run();
    const end = await one.run([{ type: 'approved', step: 'judge', by: 'a test' }]);
    assert.equal(stepOf(end, 'switch')?.state, 'done');
    const events = readJournal(readFileSync(join(one.folder, journalName), 'utf8'), journalName);
    const over = events.find((event) => event.type === 'step-done' && event.step === 'judge');
    assert.match(String(over?.type === 'step-done' && over.evidence?.notes), /could not be looked up/);
  });

  test('are told to be unlisted, and the list of the org to be unread, of the practice org too', async (t) => {
    for (const [fault, wanted] of [
      [
        { unlistedRoot: true },
        /Whether "Acme Freight Private Root CA" is on the list that your org goes by cannot be told/,
      ],
      [
        { noRootList: true },
        /The list of roots could not be fetched from http:\/\/127\.0\.0\.1:\d+\/cacerts\.jsp \(HTTP status 503\)/,
      ],
    ] as const) {
      const one = await rotating(t);
      one.practice.setFaults(fault);
      const end = await one.run();
      assert.equal(stepOf(end, 'switch')?.state, 'done');
      assert.match(one.told.join('\n'), wanted);
    }
  });

  test("are judged by the org's list where clients come to the org, and without it nobody says that it is fine", async (t) => {
    const one = await rotating(t);
    const end = await one.run();
    const chain = chainIn(one);
    const { inventory } = one;
    const source = 'org.inbound-certificates';
    const inbound = {
      ...inventory,
      holdings: [
        ...inventory.holdings,
        { source, name: 'Partner', label: 'Partner', kind: 'trusted' as const, certificates: chain },
      ],
      references: [...inventory.references, { source, name: 'Partner', field: 'InboundCertificate.content' }],
    };
    const strange = [
      ...chain.slice(0, 1),
      ...parseCertificates((await crossSigned(chain[1] as Certificate)) + stranger.pem),
    ];
    const instanceUrl = one.practice.url;
    const lists = await readRootLists({ instanceUrl, network: 'all', trust: undefined, base: '.' });
    const unread = await readRootLists({ instanceUrl, network: 'none', trust: undefined, base: '.' });
    const work = (rootLists: typeof lists) =>
      ({
        stored: { ...one.stored, plan: { ...one.stored.plan, certificate: 'Partner', source } },
        inventory: () => Promise.resolve(inbound),
        rootLists: () => Promise.resolve(rootLists),
        now: () => new Date(),
        tell: () => undefined,
      }) as unknown as Work;
    const judged = (rootLists: typeof lists, certificates: readonly Certificate[]) =>
      judgeChain(work(rootLists), end.standing, certificates);
    assert.deepEqual(await judged(lists, chain), { done: { refused: [] } });
    await assert.rejects(
      judged(lists, strange),
      (error: unknown) => error instanceof StepProblem && /is not on the list that your org trusts/.test(error.message),
    );
    const open = await judged(unread, chain);
    assert.ok('waits' in open);
    assert.match(
      open.waits.what,
      /Whether your org trusts the root above the new certificate could not be looked up\./,
    );
    assert.match(open.waits.what, /was not read \(--network none\)/);
    // Below a root that is neither held nor listed nobody can tell.
    const dangling = await judged(lists, strange.slice(0, 2));
    assert.ok('waits' in dangling);
    assert.match(dangling.waits.what, /Whether "Stranger Root" is on the list that your org goes by cannot be told/);
  });
});
