import { certificateToPem, keystoreIn, keystoreNames, listOf, plural } from '@cert-health/core';
import type { Certificate, ImportStep, RotationStanding } from '@cert-health/core';
import { judgedImport } from '../../inspect/inspect-keystore.ts';
import { shownAlias } from '../../keystore/entry-name.ts';
import { KeystoreError } from '../../keystore/keystore-error.ts';
import { openKeystore } from '../../keystore/open-keystore.ts';
import type { OpenedKeystore } from '../../keystore/open-keystore.ts';
import { judgeChain } from '../execution/judge-chain.ts';
import { certificatesIn } from '../execution/certificates-in.ts';
import { installedChain } from '../execution/read-back.ts';
import { keptFiles } from '../execution/rotation-folder.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { StepEnd, Work } from '../execution/work.ts';

/**
 * Takes the chain of the keystore that a person will import, and waits as long as there is none. Nothing of the key is kept.
 *
 * @throws {StepProblem} for a file that is no keystore, does not open, or holds something else.
 */
export async function takeKeystore(work: Work): Promise<StepEnd> {
  const opened = await openedFor(work);
  if (opened === undefined) {
    const what = `${pathIn(work)} is not there yet: put the keystore there, with one key under the alias ${work.successor}.`;
    return { waits: { who: 'approver', what, again: work.now().toISOString() } };
  }
  const chain = chainIn(opened, work);
  const [inUse] = certificatesIn(await work.folder.read(keptFiles.replaced));
  if (chain[0]?.fingerprint === inUse?.fingerprint) {
    throw new StepProblem(`${pathIn(work)} holds the certificate that is in use; put the new one there.`);
  }
  await work.folder.write(keptFiles.chain, chain.map(certificateToPem).join(''));
  return { done: undefined };
}

/**
 * Judges the keystore by the rules of its import, and its chain by what it is used for.
 *
 * @throws {StepProblem} with everything that is wrong.
 */
export async function judgeKeystore(work: Work, standing: RotationStanding): Promise<StepEnd> {
  const opened = await openedFor(work);
  const path = pathIn(work);
  if (opened === undefined) throw new StepProblem(`${path} is not there any more; put the keystore back.`);
  const [leaf] = await installedChain(work);
  const chain = chainIn(opened, work);
  if (chain[0]?.fingerprint !== leaf?.fingerprint) {
    throw new StepProblem(
      `${path} holds another certificate than when it was taken: undo the rotation and plan it again.`,
    );
  }
  const { verdict, steps } = judgedImport(path, opened, work.now());
  if (verdict !== 'accepted') {
    const wrong = steps.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown').map(inWords);
    const said = verdict === 'refused' ? 'Setup would refuse' : 'It cannot be told whether Setup takes';
    throw new StepProblem(`${said} ${path}. ${wrong.join(' ')}`);
  }
  // Its chain may have been made whole since.
  await work.folder.write(keptFiles.chain, chain.map(certificateToPem).join(''));
  return judgeChain(work, standing, chain);
}

function inWords({ detail, remedy }: ImportStep): string {
  return remedy === undefined ? detail : `${detail} ${remedy}`;
}

function pathIn({ stored }: Work): string {
  const { keystore } = stored.plan.entry;
  if (keystore === undefined) throw new StepProblem('The plan names no keystore; make the plan again.');
  return keystore;
}

/** Undefined: there is no file. */
async function openedFor(work: Work): Promise<OpenedKeystore | undefined> {
  const path = pathIn(work);
  const bytes = await work.given.read(path);
  if (bytes === undefined) return undefined;
  const found = keystoreIn(bytes);
  if (!found)
    throw new StepProblem(`${path} is no keystore: put a Java keystore (JKS) with the key and its chain there.`);
  try {
    return await openKeystore(found.bytes, found.kind, work.elsewhere.passwords(path));
  } catch (error) {
    if (!(error instanceof KeystoreError)) throw error;
    throw new StepProblem(`${path}: ${error.message}`);
  }
}

/** The chain of the one key, which is to have the successor's name. */
function chainIn({ keystore }: OpenedKeystore, work: Work): readonly Certificate[] {
  const path = pathIn(work);
  const keys = keystore.entries.filter(({ kind }) => kind === 'key');
  const [key, ...more] = keys;
  if (!key || more.length > 0) {
    throw new StepProblem(
      `${path} (${keystoreNames[keystore.kind]}) holds ${plural(keys.length, 'private key')}, and one is needed: each becomes a certificate.`,
    );
  }
  const alias = shownAlias(key) ?? '';
  if (alias !== work.successor) {
    throw new StepProblem(
      `The alias of the key in ${path} is ${alias === '' ? 'not one that can be shown' : `"${alias}"`}, and becomes the name of the certificate: rename it to ${work.successor} (keytool -changealias).`,
    );
  }
  const problems = key.certificates.flatMap(({ problem }) => problem ?? []);
  const chain = key.certificates.flatMap(({ certificate }) => certificate ?? []);
  if (problems.length > 0 || chain.length === 0) {
    throw new StepProblem(`The chain of the key in ${path} cannot be read. ${listOf(problems)}`.trim());
  }
  return chain;
}
