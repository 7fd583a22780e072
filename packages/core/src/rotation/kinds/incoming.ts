import type { StepPlan } from '../model.ts';
import type { RotationEntry } from '../settings.ts';
import { requestLooked, step } from './steps.ts';

/**
 * How a new certificate comes about whose key is not in the org: an authority of ours signs the request of its owner,
 * or a request of a key that is made for the owner where the settings say so; or its owner brings it.
 *
 * @param owner Who has the key, with the article.
 * @param successor Name of the new record.
 */
export function incoming(
  entry: RotationEntry,
  owner: string,
  successor: string,
): { readonly steps: readonly StepPlan[]; readonly missing?: string } {
  const { authority, csr, from, keyFolder } = entry;
  const Owner = `${owner[0]?.toUpperCase()}${owner.slice(1)}`;
  if (authority === undefined) {
    const place = from ?? `${successor}.pem in the folder of the rotation`;
    const steps = [
      step('request', {
        title: `Take the new certificate of ${owner} from ${place}`,
        precondition: `${Owner} has put it there; until then the rotation waits, and looks at each run.`,
        effect: 'Nothing is changed in the org.',
        verification:
          'A chain is there, without a private key, that is another than the one in use, lasts longer and is for clients.',
      }),
    ];
    if (from === undefined || !/^https:/i.test(from)) return { steps };
    const missing = `The new certificate of ${owner} is taken from a file; an address under from: is for identity providers.`;
    return { steps, missing };
  }
  const sign = step('sign', {
    title: `Have ${authority} sign it`,
    precondition: requestLooked(entry),
    effect: 'A certificate is issued. Nothing is changed in the org.',
    verification: "The chain that comes back belongs to the request's key.",
  });
  if (csr === undefined && keyFolder !== undefined) {
    const request = step('request', {
      title: `Make a key for ${owner}, and its request`,
      precondition: `The settings want it (key-folder: ${keyFolder}), and no file ${successor}.key is there yet.`,
      effect: `A new key is written to ${keyFolder}/${successor}.key, readable by nobody else (mode 0600). Nothing is changed in the org.`,
      verification: `The request is signed by that key. Give the key to ${owner} in a way that nobody else can read, then delete the file.`,
    });
    return { steps: [request, sign] };
  }
  const request = step('request', {
    title: `Take the request of ${owner}`,
    precondition:
      csr === undefined
        ? 'The file that csr: names is there.'
        : `${Owner} has put it into ${csr}; until then the rotation waits, and looks at each run.`,
    effect: 'Nothing is changed.',
    verification: 'The request is signed by its own key.',
  });
  if (csr !== undefined) return { steps: [request, sign] };
  const missing = `${authority} signs a request of ${owner}, and no file of one is named: put it under csr: in the entry, have a key made under key-folder:, or leave authority: out if ${owner} brings the certificate.`;
  return { steps: [request, sign], missing };
}
