import type { StepPlan } from '../model.ts';
import type { RotationEntry } from '../settings.ts';
import { requestLooked, step } from './steps.ts';

/**
 * How a new certificate comes about whose key is not in the org: an authority of ours signs the request of its owner,
 * or its owner brings it.
 */
export function incoming(
  entry: RotationEntry,
  owner: string,
): { readonly steps: readonly StepPlan[]; readonly missing?: string } {
  if (entry.authority === undefined) {
    const steps = [
      step('request', {
        title: `Ask ${owner} for the new certificate`,
        precondition:
          entry.from === undefined
            ? 'It can be put into the folder of the rotation.'
            : `It can be put where from: says (${entry.from}).`,
        effect: 'Nothing is changed in the org.',
        verification: 'A certificate is there that is another than the one in use and lasts longer.',
        waits: { who: 'partner', what: `${owner[0]?.toUpperCase()}${owner.slice(1)} must give the new certificate.` },
      }),
    ];
    return { steps };
  }
  const steps = [
    step('request', {
      title: `Take the request of ${owner}`,
      precondition: 'The file that csr: names is there.',
      effect: 'Nothing is changed.',
      verification: 'The request is signed by its own key.',
    }),
    step('sign', {
      title: `Have ${entry.authority} sign it`,
      precondition: requestLooked(entry),
      effect: 'A certificate is issued. Nothing is changed in the org.',
      verification: "The chain that comes back belongs to the request's key.",
    }),
  ];
  if (entry.csr !== undefined) return { steps };
  const missing = `${entry.authority} signs a request of ${owner}, and no file of one is named: put it under csr: in the entry, or leave authority: out if ${owner} brings the certificate.`;
  return { steps, missing };
}
