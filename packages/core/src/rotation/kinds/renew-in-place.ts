import type { Kind } from './kind.ts';
import { carriedNow } from './changes.ts';
import { judge, preflight, requestLooked, step } from './steps.ts';
import { breaksOf, usesInWords } from './others.ts';

/**
 * A chain by an authority under the same record and key. Only where the request that the key made is at hand:
 * Salesforce gives it once, by the API before a chain was uploaded (Metadata API Developer Guide, Certificate).
 */
export const renewInPlace: Kind = {
  id: 'renew-in-place',
  label: 'the same record and key, with a new chain',
  plan({ subject, entry, keptRequest }) {
    const { holding } = subject;
    const { name } = holding;
    const authority = entry.authority ?? 'the authority';
    const kept = entry.csr === undefined ? keptRequest : undefined;
    const from = entry.csr ?? kept;
    return {
      ...(kept === undefined ? {} : { request: kept }),
      repointed: [],
      byHand: [],
      breaks: breaksOf(subject),
      warnings: [
        'The key stays the same: when it must change, because it may be known to somebody or an authority demands it, use method: replace.',
        ...(subject.references.some((one) => 'use' in one && one.use === 'custom-domain')
          ? [
              'Salesforce advises to make a new certificate for a custom domain rather than to update the one in use: method: replace.',
            ]
          : []),
      ],
      ...(from !== undefined
        ? {}
        : {
            missing: `The request that the key of ${name} made is not at hand, and no API gives it any more: download it in Setup > Certificate and Key Management > ${name} > Download Certificate Signing Request and name the file under csr, or use method: replace.`,
          }),
      steps: [
        preflight(name, 'the certificate that the record holds today'),
        step('request', {
          title: `Take the request that the key of ${name} made`,
          precondition:
            kept === undefined
              ? `The request is in ${entry.csr ?? 'the file that csr: names'}.`
              : `The request is in ${kept}, where it is kept since the key was made (in the folder of rotations, or in the org's records).`,
          effect: 'Nothing is changed.',
          verification:
            "The request is signed by the record's own key: its public key is that of the certificate in use.",
        }),
        step('sign', {
          title: `Have ${authority} sign it`,
          precondition: requestLooked(entry),
          effect: 'A certificate is issued. Nothing is changed in the org.',
          verification: "The chain that comes back belongs to the request's key.",
        }),
        judge('the new chain', usesInWords(subject)),
        step('install', {
          title: `Deploy the new chain under ${name}`,
          precondition:
            'The chain in the org is still the one that the plan has seen; its file is kept in the folder of the rotation.',
          effect: `One deployment: ${name} shows the new chain from then on. Nothing is re-pointed.`,
          verification: 'The deployment says that it succeeded.',
          undo: 'The old chain, which belongs to the same key, is deployed again byte for byte, as long as it is valid.',
          changes: [
            {
              component: `Certificate:${name}`,
              field: 'Certificate.content',
              from: carriedNow(subject.leaf?.fingerprint),
              to: '{the chain that the authority signs}',
            },
          ],
        }),
        step('verify', {
          title: `Read ${name} back`,
          precondition: 'The deployment is over.',
          effect: 'Nothing is changed.',
          verification:
            'The record is usable, its end is that of the new certificate, and its chain is the deployed one byte for byte.',
        }),
        step('confirm', {
          title: `Confirm that what uses ${name} works`,
          precondition: 'It was read back.',
          effect: 'Nothing is changed in the org; the old chain is kept until then.',
          verification: 'A call or log-in with the new certificate has worked, or a person says so.',
        }),
      ],
    };
  },
};
