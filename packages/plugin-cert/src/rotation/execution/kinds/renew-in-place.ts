import { dayOf, isSameKey, readSigningRequest } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { certificateNamed, certificatePath } from '../certificate-package.ts';
import { certificatesIn, isSameChain } from '../certificates-in.ts';
import { preflight, sign } from '../get-signed.ts';
import { judgeChain } from '../judge-chain.ts';
import { installedChain, readBack } from '../read-back.ts';
import { keptFiles } from '../rotation-folder.ts';
import { StepProblem } from '../step-problem.ts';
import type { StepEnd, Work } from '../work.ts';
import type { KindExecution } from './kind-execution.ts';
import { isApproved } from './kind-execution.ts';

/** A byte order mark stays. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The same record and key with a new chain: the request of its key is signed once more, and nothing is re-pointed. */
export const renewInPlace: KindExecution = {
  // A plan without a request waits for one, and is not started.
  onlyPlanned: () => undefined,
  async take(work, step, _again, standing) {
    const { successor } = work;
    switch (step) {
      case 'preflight':
        return keepReplaced(work);
      case 'request':
        return takeRequest(work);
      case 'sign':
        return sign(work);
      case 'judge': {
        const chain = await installedChain(work);
        if (!isSameKey(leafOf(chain).publicKey, leafOf(await replacedChain(work)).publicKey)) {
          throw new StepProblem(
            `The new chain is for another key than that of ${successor}, and was not used: it belongs to another request.`,
          );
        }
        return judgeChain(work, standing, chain);
      }
      case 'install':
        return install(work);
      case 'verify':
        return { done: { proof: (await readBack(work, { withFiles: false })).proof } };
      case 'confirm':
        return isApproved(standing, 'confirm')
          ? { done: { proof: (await readBack(work, { withFiles: false })).proof, pointsAt: {}, by: 'person' } }
          : { waits: { who: 'approver', what: `See that what uses ${successor} works, and say so.` } };
      case 'switch':
      case 'retire':
        throw new StepProblem(`A renewal in place has no step ${step}.`);
    }
  },
  async undo(work, step) {
    if (step === 'install') await putBack(work);
  },
};

/** Keeps the files of the record as the org has them: undoing deploys them byte for byte. */
async function keepReplaced(work: Work): Promise<StepEnd> {
  const { successor, folder, stored } = work;
  const done = await preflight(work);
  const { content, properties } = await filesOf(work);
  if (content === undefined || properties === undefined) throw gone(successor);
  const [leaf] = certificatesIn(await folder.read(keptFiles.replaced));
  if (leaf?.fingerprint !== stored.seen.certificate.fingerprint || !isSameChainInAnyOrder(content, leaf)) {
    throw new StepProblem(
      `${successor} holds another certificate than when the plan was made. Make the plan again.`,
      true,
    );
  }
  await folder.write(keptFiles.replacedFile, content);
  await folder.write(keptFiles.replacedProperties, properties);
  return done;
}

/** Takes the request from where the plan says, and keeps it here, so that the next renewal finds it too. */
async function takeRequest(work: Work): Promise<StepEnd> {
  const { successor, stored, given, folder } = work;
  const { entry, request: kept } = stored.plan;
  const path = entry.csr ?? kept ?? '';
  const content = entry.csr === undefined ? await given.request(path) : await given.read(path);
  const setup = `Setup > Certificate and Key Management > ${successor} > Download Certificate Signing Request`;
  if (content === undefined) {
    const what =
      entry.csr === undefined
        ? `${path} with the request that the key of ${successor} made is neither in the folder of rotations nor in the org's records: download it in ${setup}, and put it there as ${given.inbox(`../${path}`)}.`
        : `${path} with the request that the key of ${successor} made is not there: download it in ${setup}, and put it there.`;
    return { waits: { who: 'approver', what, again: work.now().toISOString() } };
  }
  const read = readSigningRequest(content);
  if ('problem' in read) throw new StepProblem(`${path} is no request that can be used. ${read.problem}`);
  if (!isSameKey(read.request.publicKey, leafOf(await replacedChain(work)).publicKey)) {
    throw new StepProblem(
      `The request in ${path} was made by another key than that of ${successor}, so that what is signed for it could not be installed: download the right one in ${setup}, or use method: replace.`,
    );
  }
  await folder.write(keptFiles.request, decoder.decode(content));
  return { done: undefined };
}

/** Deploys the new chain over the one that was seen, and over nothing else. unverified: that an org takes it by deployment. */
async function install(work: Work): Promise<StepEnd> {
  const { successor, folder } = work;
  const chain = await installedChain(work);
  const now = await filesOf(work);
  if (now.content === undefined) throw gone(successor);
  if (isSameChain(certificatesIn(now.content), chain)) return { done: undefined };
  if (now.content !== (await keptFile(work, keptFiles.replacedFile))) {
    throw new StepProblem(
      `${successor} holds another chain than when this began; somebody changed it, and nothing was deployed. Undo the rotation and plan it again.`,
      true,
    );
  }
  await deploy(work, (await folder.read(keptFiles.chain)) ?? '');
  return { done: undefined };
}

/** Deploys the chain that was there, unless it cannot be used any more or somebody else has put another one there. */
async function putBack(work: Work): Promise<void> {
  const { successor, now } = work;
  const old = await keptFile(work, keptFiles.replacedFile);
  const { content } = await filesOf(work);
  if (content === undefined) throw gone(successor);
  const isOld = (text: string | undefined): boolean => isSameChain(certificatesIn(text), certificatesIn(old));
  if (isOld(content)) return;
  const chain = await installedChain(work);
  if (!isSameChain(certificatesIn(content), chain)) {
    throw new StepProblem(
      `${successor} holds a chain that this rotation has not put there; somebody changed it, and it was left alone.`,
    );
  }
  const { notAfter } = leafOf(await replacedChain(work));
  if (notAfter <= now()) {
    throw new StepProblem(
      `The old certificate of ${successor} has ended (${dayOf(notAfter)}): what uses it would stop, so that the new one was left there.`,
    );
  }
  await deploy(work, old);
  // Written anew by the org, it may differ in line ends or in what stands around it.
  if (!isOld((await filesOf(work)).content)) {
    throw new StepProblem(`${successor} does not hold the old chain again after its deployment; undo again.`);
  }
}

/** With the properties as they were, but for the end, which the org takes from the chain. */
async function deploy(work: Work, content: string): Promise<void> {
  const { successor, org } = work;
  const properties = await keptFile(work, keptFiles.replacedProperties);
  await org.deploy({
    members: certificateNamed(successor),
    files: new Map([
      [certificatePath(successor), content],
      [
        `${certificatePath(successor)}-meta.xml`,
        properties.replace(/[ \t]*<expirationDate>[^<]*<\/expirationDate>\r?\n?/, ''),
      ],
    ]),
  });
}

async function filesOf({ org, successor }: Work) {
  const { files } = await org.retrieve(certificateNamed(successor));
  const text = (path: string): string | undefined => {
    const bytes = files.get(path);
    return bytes && decoder.decode(bytes);
  };
  const path = certificatePath(successor);
  return { content: text(path), properties: text(`${path}-meta.xml`) };
}

async function replacedChain(work: Work): Promise<readonly Certificate[]> {
  return certificatesIn(await keptFile(work, keptFiles.replaced));
}

async function keptFile({ folder }: Work, name: string): Promise<string> {
  const text = await folder.read(name);
  if (text !== undefined) return text;
  throw new StepProblem(`${name} is not in the folder of the rotation any more; look at the org, and go on by hand.`);
}

function isSameChainInAnyOrder(content: string, leaf: Certificate): boolean {
  return certificatesIn(content).some(({ fingerprint }) => fingerprint === leaf.fingerprint);
}

function leafOf(chain: readonly Certificate[]): Certificate {
  const [leaf] = chain;
  if (leaf) return leaf;
  throw new StepProblem('What is kept of the certificate that is replaced cannot be read; plan again.');
}

function gone(name: string): StepProblem {
  return new StepProblem(
    `${name} is not there any more, or cannot be read; look in Setup, Certificate and Key Management.`,
    true,
  );
}
