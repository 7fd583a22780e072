import { isRepointed, isSelfSignedSubject } from '../subject.ts';
import { byHandOf } from './by-hand.ts';
import { changesOf } from './changes.ts';
import type { Kind } from './kind.ts';
import { NotRotatedError } from './kind.ts';
import { breaksOf, partnerBefore, refusedSelfSigned, usesInWords } from './others.ts';
import { confirm, judge, preflight, retireRecord, step, switchStep } from './steps.ts';

/** A new record with a key that vouches for itself. Whoever verifies must have its public certificate first. */
export const selfSigned: Kind = {
  id: 'self-signed',
  label: 'a new record that vouches for itself, given to whoever verifies it',
  plan({ subject, successor }) {
    const { name } = subject.holding;
    const refused = refusedSelfSigned(subject);
    if (refused.length > 0) {
      throw new NotRotatedError(
        `${name} cannot get a successor that vouches for itself, as it serves ${refused.join(', ')}: name an authority for it under rotation.certificates.`,
      );
    }
    const repointed = subject.references.filter(isRepointed);
    const waits = partnerBefore(subject, successor, true);
    return {
      successor,
      repointed,
      byHand: byHandOf(subject.references, name, successor),
      breaks: breaksOf(subject),
      warnings: [
        ...(isSelfSignedSubject(subject) === false
          ? [
              `An authority has signed ${name}, and its successor will vouch for itself, because its entry names no authority: whoever checks the issuer will refuse it.`,
            ]
          : []),
        ...(subject.references.length === 0 ? [`Nothing that was read uses ${name}.`] : []),
      ],
      steps: [
        preflight(name, 'each place that names the certificate'),
        step('request', {
          title: `Make ${successor} and export its public certificate`,
          precondition: `There is no certificate called ${successor}.`,
          effect: `One deployment and one retrieve: Salesforce makes the key and the certificate under ${successor}, which nothing uses yet; its public certificate is put into the folder of the rotation.`,
          verification: 'The record is usable and its certificate is the one that was exported.',
          undo: `${successor} is deleted.`,
          changes: [
            {
              component: `Certificate:${successor}`,
              field: 'Certificate',
              from: '',
              to: '{a new key that vouches for itself}',
            },
          ],
        }),
        judge('the new certificate', usesInWords(subject)),
        step('verify', {
          title: `Read ${successor} back`,
          precondition: 'It was made.',
          effect: 'Nothing is changed.',
          verification: 'The record is usable, and its certificate is the exported one byte for byte.',
        }),
        switchStep({ name, successor, count: repointed.length, waits, changes: changesOf(repointed, successor) }),
        confirm(`what uses ${successor} works`),
        retireRecord(name),
      ],
    };
  },
};
