import { useById } from '../../uses/index.ts';
import type { Kind } from './kind.ts';
import { incoming } from './incoming.ts';
import { breaksOf } from './others.ts';
import { confirm, judge, preflight, step } from './steps.ts';

/** An entry of the mutual authentication list: the new one stands beside the old one until the client has moved. */
export const mutualAuthentication: Kind = {
  id: 'mutual-authentication',
  label: 'a second entry of the mutual authentication list, until the client has moved',
  plan({ subject, entry, successor }) {
    const { name } = subject.holding;
    const arrival = incoming(entry, 'the owner of the client', successor);
    return {
      successor,
      repointed: [],
      byHand: [],
      breaks: breaksOf(subject),
      warnings: [],
      ...(arrival.missing === undefined ? {} : { missing: arrival.missing }),
      steps: [
        preflight(name, 'the entry of the list', 'The org has the feature, and the list was read.'),
        ...arrival.steps,
        judge('the new certificate', useById('inbound-api-mtls').label),
        step('install', {
          title: `Add ${successor} to the list`,
          precondition: `There is no entry called ${successor}.`,
          effect: 'One deployment: the list has both. Nobody is locked out.',
          verification: 'The deployment says that it succeeded.',
          undo: `${successor} is taken off the list.`,
          changes: [
            {
              component: `InboundCertificate:${successor}`,
              field: 'InboundCertificate.content',
              from: '',
              to: '{the new certificate}',
            },
          ],
        }),
        step('verify', {
          title: `Read ${successor} back`,
          precondition: 'The deployment is over.',
          effect: 'Nothing is changed.',
          verification:
            'The entry carries the new certificate byte for byte, the old one is there too, and no step of "sf cert simulate inbound" that can be told refuses the new chain.',
        }),
        step('switch', {
          title: 'The client moves to the new certificate',
          precondition: 'Both certificates are on the list.',
          effect: 'Nothing is changed in the org: the client shows another certificate.',
          verification: 'Its owner says so; a call with the new certificate has worked.',
          undo: 'The client goes back to the old certificate, which is still on the list: first the client, then the undoing.',
          waits: {
            who: 'partner',
            what:
              entry.authority === undefined
                ? `The owner of the client must have put the new certificate in place of ${name}.`
                : `Give ${successor}.crt, which is in the folder of the rotation, to the owner of the client, who must put it in place of ${name}.`,
          },
        }),
        confirm('the client calls with the new certificate'),
        step('retire', {
          title: `Take ${name} off the list`,
          precondition: 'Nobody comes with the old certificate any more.',
          effect: `One deployment: ${name} is off the list. Its file stays in the folder of the rotation, by which it can be put back by hand.`,
          verification: 'It is on the list no more, and the new one still is.',
        }),
      ],
    };
  },
};
