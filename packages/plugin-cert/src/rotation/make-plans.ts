import type { Connection } from '@salesforce/core';
import {
  buildUseMap,
  byHandFor,
  coversCertificate,
  isGap,
  isRepointed,
  mayHoldCertificates,
  planRotations,
  seenOf,
} from '@cert-health/core';
import type {
  ByHand,
  FileChange,
  FileChangeProblem,
  Holding,
  Inventory,
  KnownOfCertificate,
  NotPlanned,
  Planned,
  RotationPlan,
  RotationSettings,
  Seen,
  SigningFacts,
  SubjectReference,
} from '@cert-health/core';
import { orgApi } from '../org/connection.ts';
import { requestsAgain } from '../org/requests-left.ts';
import { retrieveFiles } from '../org/retrieve.ts';
import { byHandPatch } from './by-hand-patch.ts';
import { keptRequestIn, wantsKeptRequests } from './kept-requests.ts';
import type { KeptRequest } from './kept-requests.ts';
import type { NotDueRotation } from './rotation-result.ts';
import { readSwitchFiles } from './switch-files.ts';
import type { RetrieveFiles } from './switch-files.ts';

/** One plan with everything that is kept of it. */
export interface MadePlan {
  readonly plan: RotationPlan;
  readonly planned: Planned;
  readonly files: readonly FileChange[];
  readonly seen: Seen;
  /** For the repository; empty: nothing can be patched. */
  readonly patch: string;
}

export interface MadePlans {
  readonly plans: readonly MadePlan[];
  readonly notDue: readonly NotDueRotation[];
  readonly notPlanned: readonly NotPlanned[];
  readonly warnings: readonly string[];
}

export interface PlansRequest {
  readonly inventory: Inventory;
  readonly settings: RotationSettings;
  readonly at: Date;
  readonly certificate?: string | undefined;
  readonly connection?: Connection | undefined;
  /** How files of the org are read, where that is not by the connection. */
  readonly retrieve?: RetrieveFiles | undefined;
  /** Absolute: where rotations are kept, with the requests of keys that they made. */
  readonly folder: string;
  /** Requests that are kept where other machines see them too; asked for where the settings want any. Left out: none. */
  readonly requests?: (() => Promise<readonly KeptRequest[]>) | undefined;
  /** What is known beside the inventory; left out: nothing. */
  readonly known?: ((holding: Holding) => KnownOfCertificate) | undefined;
  /** What is known of who signs; left out, or undefined for one: nothing. */
  readonly signing?: ((planned: Planned) => Promise<SigningFacts | undefined>) | undefined;
}

/** Name of the patch beside a plan. */
export const patchName = 'by-hand.patch';

/** Plans what is due, and looks at every file that would change. Nothing is written. */
export async function makePlans({
  inventory,
  settings,
  at,
  certificate,
  connection,
  known,
  signing,
  retrieve = connection && ((manifest) => retrieveFiles(connection, manifest)),
  folder,
  requests,
}: PlansRequest): Promise<MadePlans> {
  const uses = buildUseMap(inventory);
  const others = wantsKeptRequests(settings) ? await requests?.() : undefined;
  const isCut = inventory.sources.some(({ status }) => status === 'failed');
  const readAgain = connection && isCut ? await requestsAgain(orgApi(connection), at) : undefined;
  const { planned, notDue, notPlanned } = planRotations({
    inventory,
    uses,
    settings,
    at,
    keptRequest: keptRequestIn(folder, others),
    ...(certificate === undefined ? {} : { certificate }),
    ...(known ? { known } : {}),
    ...(readAgain ? { readAgain } : {}),
  });
  const { of, problem } = await readSwitchFiles(planned, retrieve);
  const org = inventory.org?.id ?? null;
  return {
    plans: await Promise.all(
      planned.map(async (one) =>
        madePlan(one, of.get(one.plan.id) ?? [], { org, problem, at, signing: await signing?.(one) }),
      ),
    ),
    notDue: notDue.map(({ dueOn, certificate: name, source, reason }) => ({
      certificate: name,
      source,
      reason,
      dueOn: dueOn?.toISOString() ?? null,
    })),
    // What was named and found is on none of the lists that were not read.
    notPlanned: [...notPlanned, ...(certificate !== undefined && planned.length > 0 ? [] : unreadLists(inventory))],
    warnings: certificate === undefined ? idleEntries(inventory, settings) : [],
  };
}

/** Entries that mean no certificate: misspelt, or of one that is gone. */
function idleEntries({ holdings }: Inventory, { certificates }: RotationSettings): string[] {
  return certificates
    .filter(({ certificate }) => !holdings.some(({ name }) => coversCertificate(certificate, name)))
    .map(
      ({ certificate }) =>
        `The entry "${certificate}" under rotation.certificates means no certificate that was found.`,
    );
}

/** A list that was not read may hold what is due. */
function unreadLists({ sources }: Inventory): NotPlanned[] {
  return sources
    .filter((source) => isGap(source) && mayHoldCertificates(source.id))
    .map(({ id, label, detail }) => ({
      certificate: label,
      source: id,
      problem: `${label} was not read, so that what is due there is not known. ${detail}`,
    }));
}

interface About {
  readonly org: string | null;
  readonly problem: string | undefined;
  readonly at: Date;
  readonly signing: SigningFacts | undefined;
}

function madePlan(
  planned: Planned,
  changes: readonly (FileChange | FileChangeProblem)[],
  { org, problem, at, signing }: About,
): MadePlan {
  const { plan, subject } = planned;
  const files = changes.filter((one): one is FileChange => 'diff' in one);
  const failed = changes.filter((one): one is FileChangeProblem => 'problem' in one);
  const left = new Set(failed.flatMap(({ references }) => references.map(({ reference }) => reference)));
  const byHandReferences = subject.references.filter((one) => !isRepointed(one));
  const patch = byHandPatch(planned, byHandReferences);
  const unseen =
    planned.repointed.length > 0 && problem !== undefined
      ? { who: 'approver' as const, what: problem, since: at.toISOString() }
      : undefined;
  const waitsFor = plan.waitsFor ?? unseen;
  const whole: RotationPlan = {
    ...plan,
    ...(waitsFor ? { waitsFor } : {}),
    ...(signing ? { signing } : {}),
    steps: plan.steps.map((step) =>
      step.id === 'switch' ? { ...step, changes: changesOf(step.changes, files, failed) } : step,
    ),
    references: plan.references.filter((reference) => !left.has(reference)),
    byHand: [...plan.byHand.map((one) => withPatch(one, patch.paths, byHandReferences)), ...failed.flatMap(byHandFor)],
  };
  return {
    plan: whole,
    planned,
    files,
    seen: seenOf(
      subject,
      org,
      files.map(({ path, before }) => ({ path, text: before })),
    ),
    patch: patch.text,
  };
}

/** As files have them, where a file was read; a body that is known only later stays as planned. */
function changesOf(
  planned: RotationPlan['steps'][number]['changes'],
  files: readonly FileChange[],
  failed: readonly FileChangeProblem[],
): RotationPlan['steps'][number]['changes'] {
  const read = new Set(files.filter(({ changes }) => changes.length > 0).map(({ component }) => component));
  const lost = new Set(failed.map(({ component }) => component));
  return [
    ...files.flatMap(({ changes }) => changes),
    ...planned.filter(({ component }) => !read.has(component) && !lost.has(component)),
  ];
}

function withPatch(one: ByHand, paths: ReadonlySet<string>, references: readonly SubjectReference[]): ByHand {
  const { path, name } = one.reference;
  if (path !== undefined && paths.has(path)) return { ...one, patch: patchName };
  // What the org holds may be patched in the repository that it is deployed from.
  const inRepository = references.some(
    ({ reference, ofRepository }) =>
      ofRepository &&
      reference.name === name &&
      reference.field === one.reference.field &&
      reference.path !== undefined &&
      paths.has(reference.path),
  );
  return inRepository ? { ...one, patch: patchName } : one;
}
