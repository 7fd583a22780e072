/** A rotation on a practice org that can be ended at any effect and gone on with in a process that knows nothing. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acmeFreight, quietHarbor, startPracticeOrg } from '@cert-health/practice-org';
import type { Company, PracticeOrg, PracticeOrgOptions } from '@cert-health/practice-org';
import { readJournal } from '@cert-health/core';
import type { Inventory, NewEvent, RotationEntry, RotationStanding } from '@cert-health/core';
import { orgApi } from '../../../src/org/connection.ts';
import { OwnPermissions } from '../../../src/org/own-permissions.ts';
import { retrieveFiles } from '../../../src/org/retrieve.ts';
import { usualWaiting } from '../../../src/org/until-done.ts';
import { elsewhereFrom } from '../../../src/rotation/arrivals/elsewhere.ts';
import { openAuthority } from '../../../src/rotation/authorities/open-authority.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import type { CarriedOut } from '../../../src/rotation/execution/carry-out.ts';
import { carryOut } from '../../../src/rotation/execution/carry-out.ts';
import type { Journal } from '../../../src/rotation/execution/journal-file.ts';
import { clientKeys } from '../../../src/rotation/execution/client-keys.ts';
import { givenFiles } from '../../../src/rotation/execution/given-files.ts';
import { journalName, openJournal } from '../../../src/rotation/execution/journal-file.ts';
import { lookAgain } from '../../../src/rotation/execution/look-again.ts';
import { rotationFolder } from '../../../src/rotation/execution/rotation-folder.ts';
import type { RotationOrg } from '../../../src/rotation/execution/rotation-org.ts';
import { rotationOrg } from '../../../src/rotation/execution/rotation-org.ts';
import { userCertificates } from '../../../src/rotation/execution/user-certificates.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import { componentsOf } from '../../../src/rotation/execution/switched-files.ts';
import { makePlans } from '../../../src/rotation/make-plans.ts';
import { readRootLists } from '../../../src/rotation/root-lists.ts';
import { readPlans, storePlan } from '../../../src/rotation/plan-store.ts';
import { readInventory } from '../../../src/scan/read-inventory.ts';
import { connect } from '../../fixtures/log-in.ts';

/** The small company with an authority, and so many named credentials that show one certificate. */
export async function companyWith(count: number, now = new Date()): Promise<Company> {
  const [company, { sign, trustedRoots }] = await Promise.all([quietHarbor(now), acmeFreight(now)]);
  const [first] = company.components;
  if (first?.type !== 'NamedCredential' || !sign) throw new Error('the companies are not what they were');
  const more = Array.from({ length: count - 1 }, (_, n) => ({
    ...first,
    fullName: `Supplier_${n}`,
    id: `${first.id.slice(0, 10)}${String(n + 100).padStart(5, '0')}${first.id.slice(15)}`,
    values: { ...first.values, label: `Supplier ${n}` },
  }));
  // Its authority belongs to the other company, and the org knows the roots of both.
  return {
    ...company,
    sign,
    trustedRoots: [...company.trustedRoots, ...trustedRoots],
    components: [...company.components, ...more],
  };
}

/** Of every keystore that a test makes. */
export const keystorePassword = 'open sesame';

/** Thrown where the process ends. */
export class Killed extends Error {}

/** Counts effects, and ends the process at one of them. */
export class Killer {
  effects = 0;
  readonly #at: number;
  readonly #moment: 'before' | 'after';
  #isDead = false;

  constructor(at: number, moment: 'before' | 'after') {
    this.#at = at;
    this.#moment = moment;
  }

  async around<Result>(effect: () => Promise<Result> | Result): Promise<Result> {
    const isLast = this.#isLast();
    const result = await effect();
    if (isLast) this.#die();
    return result;
  }

  at(effect: () => RotationStanding): RotationStanding {
    const isLast = this.#isLast();
    const result = effect();
    if (isLast) this.#die();
    return result;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** What is no effect: done as long as the process lives. */
  async alive<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isDead) throw new Killed();
    return work();
  }

  #isLast(): boolean {
    if (this.#isDead) throw new Killed();
    const isLast = ++this.effects === this.#at;
    if (isLast && this.#moment === 'before') this.#die();
    return isLast;
  }

  #die(): never {
    this.#isDead = true;
    throw new Killed();
  }
}

export const never = (): Killer => new Killer(Number.POSITIVE_INFINITY, 'before');

export type Rotating = Awaited<ReturnType<typeof startRotating>>;

/** What is there before. */
export interface Known {
  /** Read before, of the same company. */
  readonly inventory?: Inventory;
  /** What lies beside the settings, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Another rotation on the same org and machine, which ends both. */
  readonly on?: { readonly practice: PracticeOrg; readonly base: string };
}

/** Starts an org with a company, and plans one certificate of it. */
export async function startRotating(
  company: Company,
  entry: RotationEntry,
  known?: Known,
  options: PracticeOrgOptions = {},
) {
  const practice: PracticeOrg =
    known?.on?.practice ?? (await startPracticeOrg({ seed: () => Promise.resolve(company), ...options }));
  const folder = known?.on?.base ?? mkdtempSync(join(tmpdir(), 'cert-health-'));
  for (const [name, content] of Object.entries(known?.files ?? {})) writeFileSync(join(folder, name), content);
  const connection = await connect(practice);
  const api = orgApi(connection);
  const waiting = { ...usualWaiting, sleep: () => Promise.resolve() };
  const port = rotationOrg(api, connection, waiting);
  let lists: ReturnType<typeof readRootLists> | undefined;
  const readLists = (): ReturnType<typeof readRootLists> =>
    readRootLists({ instanceUrl: practice.url, network: 'all', trust: entry.trust, base: folder });
  const logins = userCertificates(api, connection);
  const keys = clientKeys(folder);
  const settings = { certificates: [entry], production: true, folder };
  const read = () => readInventory({ connection, sourceDirs: [], files: [] }, () => undefined);
  const inventory = known?.inventory ?? (await read());
  const certificate = entry.certificate;
  const [made] = (await makePlans({ inventory, settings, at: new Date(), certificate, connection, folder })).plans;
  if (!made) throw new Error('nothing was planned');
  storePlan(folder, made, new Date());
  const kept = readPlans(folder).get(made.plan.id);
  if (!kept || !('stored' in kept)) throw new Error('the plan was not kept');
  const { stored } = kept;
  const own = join(folder, stored.plan.id);
  const told: string[] = [];
  const ports = ownPorts({ settingsFolder: folder, rotationFolder: folder });

  const workWith = (killer: Killer, watch: () => Promise<void>, quick: boolean): Work => {
    const org: RotationOrg = {
      retrieve: (manifest) => killer.around(() => port.retrieve(manifest)),
      deploy: (deployed) =>
        killer.around(async () => {
          const result = await port.deploy(deployed);
          await watch();
          return result;
        }),
      certificate: (name) => killer.around(() => port.certificate(name)),
      atRest: () => killer.alive(() => port.atRest()),
    };
    const disk = rotationFolder(own);
    return {
      stored,
      successor: stored.plan.successor ?? stored.plan.certificate,
      org,
      userCertificates: {
        find: (names) => killer.around(() => logins.find(names)),
        user: (id) => logins.user(id),
        add: (added) => killer.around(async () => logins.add(added).then(watch)),
        remove: (id) => killer.around(async () => logins.remove(id).then(watch)),
      },
      given: givenFiles({ base: folder, folder, own }),
      clientKeys: { at: (path, bits) => killer.around(() => keys.at(path, bits)) },
      folder: { ...disk, write: (name, text) => killer.around(() => disk.write(name, text)) },
      now: () => new Date(),
      lookAgain: async () =>
        quick
          ? { differences: [], replaced: made.planned.subject.holding.certificates }
          : lookAgain({
              inventory: await read(),
              apiVersion: connection.getApiVersion(),
              retrieve: (manifest) => retrieveFiles(connection, manifest),
              settings,
              folder,
              stored,
              api,
              permissions: new OwnPermissions(api),
              at: new Date(),
            }),
      inventory: () => (quick ? Promise.resolve(inventory) : read()),
      authority: async (name) => {
        const opened = await openAuthority(name, { type: 'practice', address: practice.url }, ports);
        return { ...opened, sign: (asked, memory) => killer.around(() => opened.sign(asked, memory)) };
      },
      // Lists are asked for once where a test runs many times.
      rootLists: () => (quick ? (lists ??= readLists()) : readLists()),
      // Where a test has servers, it says so.
      served: undefined,
      elsewhere: elsewhereFrom({ allowPrivate: true, passwords: () => ({ given: keystorePassword }) }),
      tell: (sentence) => void told.push(sentence),
    };
  };

  return {
    practice,
    stored,
    connection,
    workWith,
    inventory,
    told,
    port,
    logins,
    folder: own,
    /** Where the settings are, and what people put beside them. */
    base: folder,
    /** One run of a process: what it is told to record first, and then as far as it comes. */
    async run(
      first: readonly NewEvent[] = [],
      { killer = never(), watch = () => Promise.resolve(), quick = false, change = (work: Work): Work => work } = {},
    ): Promise<CarriedOut> {
      const file = openJournal(join(own, journalName), () => new Date());
      const journal: Journal = {
        get standing() {
          return file.standing;
        },
        record: (event) => killer.at(() => file.record(event)),
      };
      try {
        for (const event of first) await journal.record(event);
        return await carryOut(change(workWith(killer, watch, quick)), journal);
      } finally {
        file.close();
      }
    },
    /** Whether an event like this one is in the journal. */
    hasRecorded: ({ type, ...said }: NewEvent): boolean =>
      readJournal(readFileSync(join(own, journalName), 'utf8'), journalName).some(
        (event) => event.type === type && (!('step' in said) || ('step' in event && event.step === said.step)),
      ),
    async end() {
      if (known?.on) return;
      await practice.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every file that the switch changes, as text. */
export async function filesOf({ port, stored }: Pick<Rotating, 'port' | 'stored'>): Promise<Record<string, string>> {
  const { files } = await port.retrieve(componentsOf(stored));
  const own = [...files].filter(([path]) => path !== 'package.xml');
  return Object.fromEntries(own.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}

/** Everything that the org holds of certificates and of what names them: what two ends are compared by. */
export async function standsIn({ port, stored }: Pick<Rotating, 'port' | 'stored'>) {
  const { files } = await port.retrieve(new Map([['Certificate', ['*']], ...componentsOf(stored)]));
  const certificates: Record<string, 'usable' | 'waits'> = {};
  const named: Record<string, string | undefined> = {};
  for (const [path, bytes] of files) {
    const text = Buffer.from(bytes).toString();
    const [, name] = /^certs\/(.+)\.crt$/.exec(path) ?? [];
    if (name !== undefined) certificates[name] = text.includes('BEGIN CERTIFICATE-----') ? 'usable' : 'waits';
    else if (path.startsWith('namedCredentials/')) named[path] = /<certificate>(.*)<\/certificate>/.exec(text)?.[1];
  }
  return { certificates, named };
}

/** No reference names what cannot be used. */
export async function namesOnlyUsable(one: Pick<Rotating, 'port' | 'stored'>): Promise<void> {
  const { certificates, named } = await standsIn(one);
  for (const [path, name = ''] of Object.entries(named)) {
    assert.equal(certificates[name], 'usable', `${path} names ${name}`);
  }
}
