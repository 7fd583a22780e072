import {
  CertificateParseError,
  certificateToPem,
  judgeGivenChain,
  readCryptographicFile,
  readSigningRequest,
} from '@cert-health/core';
import { join } from 'node:path';
import { certificatesIn } from './certificates-in.ts';
import { certificationRequest } from './certification-request.ts';
import { keptFiles } from './rotation-folder.ts';
import { StepProblem } from './step-problem.ts';
import type { StepEnd, Work } from './work.ts';

/** Sizes of RSA keys that Salesforce is known to take (Salesforce Help, "Certificates and Keys"). */
const SMALLEST_KEY = 2048;
const LARGEST_KEY = 4096;

/**
 * Takes what somebody else has to give: the request of their key where an authority of ours signs it, else their new
 * certificate. Where the settings want it, a key is made for them instead. What does not fit is waited for like what is not
 * there: whoever put it there puts another one there.
 *
 * @param owner Who has the key, with the article.
 */
export async function takeGiven(work: Work, owner: string): Promise<StepEnd> {
  const { authority, entry } = work.stored.plan;
  if (authority === null) return takeChain(work, owner);
  if (entry.csr === undefined && entry.keyFolder !== undefined) return makeRequest(work, entry.keyFolder);
  return takeRequest(work, owner, entry.csr ?? '');
}

function waitsFor(work: Work, what: string): StepEnd {
  return { waits: { who: 'partner', what, again: work.now().toISOString() } };
}

async function takeRequest(work: Work, owner: string, path: string): Promise<StepEnd> {
  const content = await work.given.read(path);
  const wanted = `${upperFirst(owner)} must put the signing request of the new certificate into ${path}.`;
  if (content === undefined) return waitsFor(work, wanted);
  const read = readSigningRequest(content);
  if ('problem' in read) return waitsFor(work, `What is in ${path} cannot be used. ${read.problem} ${wanted}`);
  await work.folder.write(keptFiles.request, new TextDecoder().decode(content));
  return { done: undefined };
}

/** The key outlives whatever interrupts: the same one is taken again, and its request is made anew. */
async function makeRequest(work: Work, folder: string): Promise<StepEnd> {
  const { successor, clientKeys, tell } = work;
  const [replaced] = certificatesIn(await work.folder.read(keptFiles.replaced));
  if (!replaced) throw new StepProblem('What is kept of the certificate that is replaced cannot be read; plan again.');
  const path = join(folder, `${successor}.key`);
  const { kind, size = SMALLEST_KEY } = replaced.publicKey;
  const bits = kind === 'RSA' ? Math.min(Math.max(size, SMALLEST_KEY), LARGEST_KEY) : SMALLEST_KEY;
  const key = await clientKeys.at(path, bits);
  if (key.asymmetricKeyType !== 'rsa')
    throw new StepProblem(`${path} holds no RSA key; remove it, so that one is made.`);
  await work.folder.write(keptFiles.request, certificationRequest(key, replaced.subject.der));
  tell(
    `The key of ${successor} is in ${path}. Give it to its owner in a way that nobody else can read, and delete the file then.`,
  );
  return { done: undefined };
}

async function takeChain(work: Work, owner: string): Promise<StepEnd> {
  const { successor, given, folder, stored, now, tell } = work;
  const path = stored.plan.entry.from ?? given.inbox(`${successor}.pem`);
  const content = await given.read(path);
  const wanted = `${upperFirst(owner)} must give the new certificate: put its chain (PEM) into ${path}.`;
  if (content === undefined) return waitsFor(work, wanted);
  const read = chainIn(content);
  if ('problem' in read) return waitsFor(work, `What is in ${path} cannot be used. ${read.problem} ${wanted}`);
  const [replaced, ...intermediates] = certificatesIn(await folder.read(keptFiles.replaced));
  const judged = await judgeGivenChain({
    given: read.certificates,
    intermediates,
    names: stored.plan.entry.names ?? [],
    purposes: ['client'],
    ...(replaced ? { replaced } : {}),
    at: now(),
  });
  if ('fault' in judged) return waitsFor(work, `What is in ${path} cannot be used. ${judged.message} ${wanted}`);
  judged.notes.forEach(tell);
  await folder.write(keptFiles.chain, judged.chain.map(certificateToPem).join(''));
  return { done: undefined };
}

function chainIn(content: Uint8Array) {
  try {
    const { certificates, privateKeys, problems } = readCryptographicFile(content);
    if (privateKeys > 0) {
      return {
        problem:
          'A private key came with it: whoever has read the file has it. Have a new key made, and give the certificates alone.',
      };
    }
    if (certificates.length === 0) return { problem: problems[0]?.message ?? 'There is no certificate in it.' };
    return { certificates };
  } catch (error) {
    if (error instanceof CertificateParseError) return { problem: error.message };
    throw error;
  }
}

function upperFirst(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
