import { join } from 'node:path';
import type { Connection } from '@salesforce/core';
import type { Inventory } from '@cert-health/core';
import { orgApi } from '../../org/connection.ts';
import { OwnPermissions } from '../../org/own-permissions.ts';
import { retrieveFiles } from '../../org/retrieve.ts';
import { readInventory } from '../../scan/read-inventory.ts';
import type { Elsewhere } from '../arrivals/elsewhere.ts';
import { openAuthority } from '../authorities/open-authority.ts';
import { ownPorts } from '../authorities/own-ports.ts';
import { lookAtHost } from '../confirmation/look-at-host.ts';
import type { HeldRotation, RotationHome } from '../home/rotation-home.ts';
import type { StoredPlan } from '../plan-store.ts';
import { readRootLists } from '../root-lists.ts';
import type { RootLists, RotationNetwork } from '../root-lists.ts';
import type { RotationOfFile } from '../rotation-settings.ts';
import { clientKeys } from './client-keys.ts';
import { givenFiles } from './given-files.ts';
import { lookAgain } from './look-again.ts';
import { rotationOrg } from './rotation-org.ts';
import type { RotationOrg } from './rotation-org.ts';
import { StepProblem } from './step-problem.ts';
import { userCertificates } from './user-certificates.ts';
import type { UserCertificates } from './user-certificates.ts';
import type { Work } from './work.ts';

/** What carrying a rotation out stands on. */
export interface Surroundings {
  readonly connection: Connection;
  /** Folders of a project that the plan was made with too. */
  readonly sourceDirs: readonly string[];
  readonly settings: RotationOfFile;
  /** What may be asked beside the org and the authority that signs. */
  readonly network: RotationNetwork;
  readonly elsewhere: Elsewhere;
  readonly tell: (sentence: string) => void;
}

/** One rotation that is held, and everything around it. */
export function workOf(
  { connection, settings, sourceDirs, network, elsewhere, tell, home }: Surroundings & { readonly home: RotationHome },
  stored: StoredPlan,
  held: HeldRotation,
): Work {
  const api = orgApi(connection);
  const { authorities } = settings;
  let read: Promise<Inventory> | undefined;
  let lists: Promise<RootLists> | undefined;
  const requests = (): ReturnType<RotationHome['requests']> => home.requests();
  const inventory = (): Promise<Inventory> =>
    (read ??= readInventory({ connection, sourceDirs, files: [] }, () => undefined));
  return {
    stored,
    successor: stored.plan.successor ?? stored.plan.certificate,
    org: whileHeld(rotationOrg(api, connection), held),
    userCertificates: recordsWhileHeld(userCertificates(api, connection), held),
    folder: held.folder,
    given: givenFiles({
      base: settings.base,
      folder: settings.folder,
      own: join(settings.folder, stored.plan.id),
      requests,
    }),
    clientKeys: clientKeys(settings.base),
    now: held.now,
    inventory,
    lookAgain: async () => {
      read = undefined;
      return lookAgain({
        inventory: await inventory(),
        apiVersion: connection.getApiVersion(),
        retrieve: (manifest) => retrieveFiles(connection, manifest),
        settings: settings.rotation,
        folder: settings.folder,
        requests,
        stored,
        api,
        permissions: new OwnPermissions(api),
        at: held.now(),
      });
    },
    authority: async (name) => {
      const own = authorities.get(name);
      if (!own) throw new StepProblem(`The settings have no authority "${name}" under rotation.authorities any more.`);
      return openAuthority(name, own, ownPorts({ settingsFolder: settings.base, rotationFolder: settings.folder }));
    },
    rootLists: () =>
      (lists ??= readRootLists({
        instanceUrl: connection.instanceUrl,
        network,
        trust: stored.plan.entry.trust,
        base: settings.base,
      })),
    served: network === 'none' ? undefined : lookAtHost,
    elsewhere,
    tell,
  };
}

/** Nothing is changed in an org by a run whose rotation was taken over. */
export function whileHeld(org: RotationOrg, held: Pick<HeldRotation, 'stillHeld'>): RotationOrg {
  return {
    ...org,
    async deploy(deployed) {
      await held.stillHeld();
      return org.deploy(deployed);
    },
  };
}

/** The same for certificates of users, which are records. */
export function recordsWhileHeld(records: UserCertificates, held: Pick<HeldRotation, 'stillHeld'>): UserCertificates {
  return {
    ...records,
    async add(added) {
      await held.stillHeld();
      return records.add(added);
    },
    async remove(id) {
      await held.stillHeld();
      return records.remove(id);
    },
  };
}
