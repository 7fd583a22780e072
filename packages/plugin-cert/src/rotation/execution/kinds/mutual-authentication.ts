import { certificateToPem } from '@cert-health/core';
import { certificatesIn } from '../certificates-in.ts';
import { entriesNamed, entryPath, entryProperties } from '../inbound-entry.ts';
import { keptFiles } from '../rotation-folder.ts';
import { StepProblem } from '../step-problem.ts';
import type { Work } from '../work.ts';
import { besideExecution } from './beside.ts';

/** A byte order mark stays. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const setup = 'Setup, Certificate and Key Management, Mutual Authentication Certificates';

/** A second entry of the mutual authentication list, until the client has moved. */
export const mutualAuthentication = besideExecution({
  use: 'inbound-api-mtls',
  owner: 'the owner of the client',
  setup,
  async prepare(work) {
    const { org, folder, stored } = work;
    const { certificate } = stored.plan;
    const { files } = await org.retrieve(entriesNamed(certificate));
    const [content, properties] = ['', '-meta.xml'].map((ending) => files.get(`${entryPath(certificate)}${ending}`));
    if (!content || !properties) {
      throw new StepProblem(`The org does not give the entry ${certificate}; look in ${setup}.`, true);
    }
    await folder.write(keptFiles.replacedFile, decoder.decode(content));
    await folder.write(keptFiles.replacedProperties, decoder.decode(properties));
  },
  async read({ org, stored, successor }) {
    const { certificate } = stored.plan;
    const { files } = await org.retrieve(entriesNamed(certificate, successor));
    const chainOf = (name: string) => {
      const content = files.get(entryPath(name));
      return content && certificatesIn(content);
    };
    return { old: chainOf(certificate), fresh: chainOf(successor) };
  },
  async add(work, chain) {
    const { org, successor } = work;
    const [leaf] = chain;
    if (!leaf) throw new StepProblem('There is no certificate to be added.');
    await org.deploy({
      members: entriesNamed(successor),
      files: new Map([
        [entryPath(successor), chain.map(certificateToPem).join('')],
        [`${entryPath(successor)}-meta.xml`, entryProperties(successor, leaf, await keptEntry(work))],
      ]),
    });
  },
  async remove({ org, stored, successor }, which) {
    const name = which === 'old' ? stored.plan.certificate : successor;
    await org.deploy({ members: new Map(), files: new Map(), deletions: entriesNamed(name) });
  },
});

async function keptEntry({ folder }: Work) {
  const properties = await folder.read(keptFiles.replacedProperties);
  const [leaf] = certificatesIn(await folder.read(keptFiles.replaced));
  if (properties === undefined || !leaf) {
    throw new StepProblem(
      'The old entry is not in the folder of the rotation any more; undo the rotation and plan it again.',
    );
  }
  return { properties, leaf };
}
