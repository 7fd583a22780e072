import { certificateToPem, chooseChain, heldChain, readSigningRequest, referenceUseOf } from '@cert-health/core';
import type { RotationPlan, SigningPurpose } from '@cert-health/core';
import type { Outcome } from '../authorities/authority.ts';
import { listsOf } from '../root-lists.ts';
import type { RootLists } from '../root-lists.ts';
import { certificateNamed, certificatePackage, certificatePath } from './certificate-package.ts';
import { certificatesIn, isSameChain } from './certificates-in.ts';
import { installedChain } from './read-back.ts';
import { keptFiles } from './rotation-folder.ts';
import type { StepEnd, Work } from './work.ts';
import { StepProblem } from './step-problem.ts';

const decoder = new TextDecoder();

/** Compares the org with the plan, and keeps what is replaced. */
export async function preflight({ lookAgain, folder }: Work): Promise<StepEnd> {
  const { differences, replaced } = await lookAgain();
  if (differences.length > 0) throw new StepProblem(`${differences.join(' ')} Make the plan again.`, true);
  const chain = heldChain(replaced);
  const leafFirst = chain ? [chain.leaf, ...replaced.filter((one) => one !== chain.leaf)] : replaced;
  await folder.write(keptFiles.replaced, leafFirst.map(certificateToPem).join(''));
  return { done: undefined };
}

/**
 * Makes the new record and takes what the org gives for it: the signing request of its key, or the certificate with which
 * it vouches for itself.
 *
 * @param again It may be there already.
 */
export async function request(work: Work, again: boolean): Promise<StepEnd> {
  const { stored, successor, org, folder } = work;
  const caSigned = stored.plan.kind === 'new-key';
  const had = again ? await contentOf(work) : undefined;
  if (had === undefined) {
    const like = await org.certificate(stored.plan.certificate);
    if (!like) throw new StepProblem(`${stored.plan.certificate} is not there any more; plan again.`, true);
    // The subject of the new request is that of a certificate that comes along. unverified: in an org.
    const template = caSigned ? certificatesIn(await folder.read(keptFiles.replaced))[0] : undefined;
    const content = template ? certificateToPem(template) : '';
    await org.deploy(certificatePackage({ name: successor, caSigned, content, like }));
  }
  const content = had ?? (await contentOf(work));
  if (content === undefined) {
    throw new StepProblem(`${successor} was made, and the org does not give it; run the command again.`);
  }
  if (caSigned) {
    const read = readSigningRequest(content);
    if ('problem' in read) throw new StepProblem(`${successor} holds no signing request. ${read.problem}`);
    await folder.write(keptFiles.request, content);
    return { done: undefined };
  }
  const [certificate] = certificatesIn(content);
  if (!certificate) throw new StepProblem(`${successor} holds no certificate that can be read; look in Setup.`);
  await folder.write(keptFiles.chain, certificateToPem(certificate));
  // Under its own name, for whoever has to be sent it.
  await folder.write(`${successor}.crt`, certificateToPem(certificate));
  return { done: undefined };
}

/** Has the request signed; an authority that was asked goes on where it was. */
export async function sign(work: Work): Promise<StepEnd> {
  const { stored, successor, folder, authority, tell, now } = work;
  const { authority: name, entry } = stored.plan;
  const csr = await folder.read(keptFiles.request);
  if (name === null || csr === undefined) {
    throw new StepProblem(
      `${keptFiles.request} is not in the folder of the rotation any more; undo the rotation and plan it again.`,
    );
  }
  const [replaced, ...intermediates] = certificatesIn(await folder.read(keptFiles.replaced));
  const asked = await authority(name);
  try {
    const outcome = await asked.sign(
      {
        csr,
        certificate: successor,
        names: entry.names ?? [],
        purposes: purposesOf(stored.plan),
        ...(replaced ? { replaced } : {}),
        intermediates,
      },
      folder.memory,
    );
    outcome.notes.forEach(tell);
    if (outcome.outcome === 'refused') throw new StepProblem(outcome.reason, false, outcome.tryAgainAt);
    if (outcome.outcome === 'waits') {
      // Whoever has not said when is asked at the next run.
      const again = (outcome.tryAgainAt ?? now()).toISOString();
      return { waits: { who: 'authority', what: outcome.what, again } };
    }
    const { chain, told } = await chosenChain(outcome, await work.rootLists());
    if (told !== undefined) tell(told);
    await folder.write(keptFiles.chain, chain);
    return { done: told === undefined ? undefined : { notes: [told] } };
  } finally {
    await asked.close();
  }
}

/** Of the chains that an authority offers, the one whose root is known where it has to be. */
async function chosenChain(
  { chain, alternates }: Extract<Outcome, { outcome: 'chain' }>,
  lists: RootLists,
): Promise<{ readonly chain: string; readonly told: string | undefined }> {
  const offered = [chain, ...alternates].map((pem) => ({ pem, certificates: certificatesIn(pem) }));
  const chosen = await chooseChain(
    offered.map(({ certificates }) => certificates),
    listsOf(lists),
  );
  const { pem = chain } = offered.find(({ certificates }) => certificates === chosen.chain) ?? {};
  return { chain: pem, told: chosen.told };
}

/** Puts the signed chain into the record that waits for it. */
export async function install(work: Work, again: boolean): Promise<StepEnd> {
  const { successor, org, stored } = work;
  const chain = await installedChain(work);
  if (again) {
    const had = certificatesIn(await contentOf(work));
    if (isSameChain(had, chain)) return { done: undefined };
  }
  // The old one's key is like the new one's, which may not be listed yet.
  const like = (await org.certificate(successor)) ?? (await org.certificate(stored.plan.certificate));
  if (!like) throw new StepProblem(`${successor} is not there any more; undo the rotation and plan it again.`);
  const content = chain.map(certificateToPem).join('');
  await org.deploy(certificatePackage({ name: successor, caSigned: true, content, like }));
  return { done: undefined };
}

async function contentOf({ org, successor }: Work): Promise<string | undefined> {
  const { files } = await org.retrieve(certificateNamed(successor));
  const content = files.get(certificatePath(successor));
  return content && decoder.decode(content);
}

/** What the certificate is used for, by the places that name it; signing wants nothing of a certificate. */
function purposesOf({ kind, references, byHand }: RotationPlan): SigningPurpose[] {
  if (kind === 'mutual-authentication' || kind === 'user-certificate') return ['client'];
  const fields = [...references, ...byHand.map(({ reference }) => reference)].map(({ field }) => field);
  const uses = new Set(fields.map((field) => referenceUseOf(field)?.use));
  return [
    ...(uses.has('outbound-apex-mtls') ? (['client'] as const) : []),
    ...(uses.has('custom-domain') ? (['server'] as const) : []),
  ];
}
