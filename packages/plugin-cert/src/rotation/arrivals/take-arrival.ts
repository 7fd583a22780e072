import { broughtFile, certificateToPem } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { certificatesIn } from '../execution/certificates-in.ts';
import { keptFiles } from '../execution/rotation-folder.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { StepEnd, Work } from '../execution/work.ts';
import { chooseNew } from './choose-new.ts';
import type { Chosen } from './choose-new.ts';
import { readArrival } from './read-arrival.ts';

/**
 * Takes the new certificate of somebody else from where the settings say, or from the folder of the rotation, and keeps it. As long as
 * there is none the rotation waits for its owner.
 *
 * @throws {StepProblem}
 */
export async function takeArrival(work: Work): Promise<StepEnd> {
  const looked = await look(work);
  const { now, folder, tell } = work;
  looked.notes.forEach(tell);
  if ('waits' in looked) {
    const { waits: what, until } = looked;
    return {
      waits: { who: until ? 'date' : 'partner', what, again: (until ?? now()).toISOString() },
    };
  }
  await folder.write(keptFiles.chain, looked.chain.map(certificateToPem).join(''));
  return { done: undefined };
}

/**
 * Looks once more, right before the switch, whether the certificate that was taken is still given. Only an address can have changed; one that does
 * not answer holds nothing up, as the moment was agreed.
 *
 * @throws {StepProblem} when it gives another one now.
 */
export async function stillGiven(work: Work, taken: Certificate): Promise<void> {
  const { from } = work.stored.plan.entry;
  if (from === undefined || !isAddress(from)) return;
  let bytes: Uint8Array;
  try {
    bytes = await work.elsewhere.fetch(from);
  } catch (error) {
    if (!(error instanceof StepProblem)) throw error;
    work.tell(`${error.message} What it gave before is used.`);
    return;
  }
  const { chains } = readArrival(bytes, await expectedBy(work, from));
  if (chains.some(([leaf]) => leaf.fingerprint === taken.fingerprint)) return;
  throw new StepProblem(
    `${from} does not announce the certificate any more that was taken from it, and nothing was switched. Undo the rotation and plan it again.`,
    true,
  );
}

async function look(work: Work): Promise<Chosen & { readonly notes: readonly string[] }> {
  const { given, elsewhere, stored, now } = work;
  const name = stored.plan.entry.from ?? given.inbox(broughtFile);
  const bytes = await (isAddress(name) ? elsewhere.fetch(name) : given.read(name));
  if (bytes === undefined) {
    return {
      waits: `${name} is not there yet: its owner must give the new certificate, which you put there.`,
      notes: [],
    };
  }
  const expected = await expectedBy(work, name);
  const arrival = readArrival(bytes, expected);
  return { ...chooseNew(arrival, expected.inUse, { from: name, at: now() }), notes: arrival.notes };
}

async function expectedBy({ inventory, stored, folder }: Work, from: string) {
  const { certificate, source } = stored.plan;
  const holding = (await inventory()).holdings.find((one) => one.name === certificate && one.source === source);
  const [inUse] = certificatesIn(await folder.read(keptFiles.replaced));
  return { from, inUse, issuer: holding?.partner };
}

function isAddress(from: string): boolean {
  return /^https:\/\//i.test(from);
}
