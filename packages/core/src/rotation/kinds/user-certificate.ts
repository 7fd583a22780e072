import { useById } from '../../uses/index.ts';
import { incoming } from './incoming.ts';
import type { Kind } from './kind.ts';
import { breaksOf } from './others.ts';
import { confirm, judge, preflight, step } from './steps.ts';

/** What a user logs in with: a record of its own, so that old and new stand beside each other. */
export const userCertificate: Kind = {
  id: 'user-certificate',
  label: 'a second certificate of the user, until the user has moved',
  plan({ subject, entry, successor }) {
    const { name } = subject.holding;
    const arrival = incoming(entry, 'the user', successor);
    return {
      successor,
      repointed: [],
      byHand: [],
      breaks: breaksOf(subject),
      warnings: [],
      ...(arrival.missing === undefined ? {} : { missing: arrival.missing }),
      steps: [
        preflight(name, 'the record of the user', 'The user is active, and log-ins with certificates are switched on.'),
        ...arrival.steps,
        judge('the new certificate', useById('inbound-user-mtls').label),
        step('install', {
          title: `Give the user ${successor}`,
          precondition: `The user has no certificate called ${successor}.`,
          effect: 'One new record (UserAuthCertificate): the user has both.',
          verification: 'The record was created.',
          undo: 'The new record is deleted.',
          changes: [
            {
              component: `UserAuthCertificate:${successor}`,
              field: 'UserAuthCertificate.CertificateChain',
              from: '',
              to: '{the new certificate}',
            },
          ],
        }),
        step('verify', {
          title: `Read ${successor} back`,
          precondition: 'The record was created.',
          effect: 'Nothing is changed.',
          verification:
            'The record belongs to the same user and carries the new certificate byte for byte, the old one is there too, and no step of "sf cert simulate inbound" that can be told refuses the new chain.',
        }),
        step('switch', {
          title: 'The user moves to the new certificate',
          precondition: 'The user has both.',
          effect: 'Nothing is changed in the org: the user logs in with another certificate.',
          verification: 'The user says so; a log-in with the new certificate has worked.',
          undo: 'The user goes back to the old certificate, which is still there: first the user, then the undoing.',
          waits: {
            who: 'partner',
            what:
              entry.authority === undefined
                ? `The user must have put the new certificate in place of ${name}.`
                : `Give ${successor}.crt, which is in the folder of the rotation, to the user, who must put it in place of ${name}.`,
          },
        }),
        confirm('the user logs in with the new certificate'),
        step('retire', {
          title: `Delete ${name}`,
          precondition: 'The user does not log in with the old certificate any more.',
          effect: `The record ${name} is deleted.`,
          verification: 'The user has the new one only.',
        }),
      ],
    };
  },
};
