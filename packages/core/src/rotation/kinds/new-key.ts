import { byHandOf } from './by-hand.ts';
import type { Kind } from './kind.ts';
import { breaksOf, partnerBefore, siteWarnings, usesInWords } from './others.ts';
import { isRepointed } from '../subject.ts';
import { changesOf } from './changes.ts';
import { confirm, judge, preflight, requestLooked, retireRecord, step, switchStep } from './steps.ts';

/**
 * A new record whose key Salesforce makes, signed by an authority; references move to it, and the old one stays until
 * confirmed.
 */
export const newKey: Kind = {
  id: 'new-key',
  label: 'a new record with a new key, signed by an authority',
  plan({ subject, entry, successor, isDefault }) {
    const { name } = subject.holding;
    const authority = entry.authority ?? 'the authority';
    const repointed = subject.references.filter(isRepointed);
    const byHand = byHandOf(subject.references, name, successor);
    return {
      successor,
      repointed,
      byHand,
      breaks: breaksOf(subject),
      warnings: [
        ...(subject.references.length === 0 ? [`Nothing that was read uses ${name}.`] : []),
        ...siteWarnings(repointed),
      ],
      ...(isDefault
        ? {
            missing: `The settings have no entry for ${name} under rotation.certificates: add one that names the authority that signs its successor.`,
          }
        : {}),
      steps: [
        preflight(name, 'each place that names the certificate'),
        step('request', {
          title: `Make ${successor} and take its signing request`,
          precondition: `There is no certificate called ${successor}.`,
          effect: `One deployment and one retrieve: Salesforce makes a key that never leaves the org, under ${successor}, which nothing uses yet.`,
          verification: 'The record waits for its chain, and the request is signed by its key.',
          undo: `${successor} is deleted.`,
          changes: [
            {
              component: `Certificate:${successor}`,
              field: 'Certificate',
              from: '',
              to: '{a new key, signed by an authority}',
            },
          ],
        }),
        step('sign', {
          title: `Have ${authority} sign the request`,
          precondition: requestLooked(entry),
          effect: 'A certificate is issued. Nothing is changed in the org.',
          verification: "The chain that comes back belongs to the request's key.",
        }),
        judge('the new chain', usesInWords(subject)),
        step('install', {
          title: `Deploy the chain under ${successor}`,
          precondition: `${successor} still waits for its chain.`,
          effect: `One deployment: ${successor} can be used. Nothing uses it yet.`,
          verification: 'The deployment says that it succeeded.',
          undo: `It stays unused, and is deleted with ${successor}.`,
          changes: [
            {
              component: `Certificate:${successor}`,
              field: 'Certificate.content',
              from: '{its signing request}',
              to: '{the chain that the authority signs}',
            },
          ],
        }),
        step('verify', {
          title: `Read ${successor} back`,
          precondition: 'The deployment is over.',
          effect: 'Nothing is changed.',
          verification:
            'The record is usable, its end is that of the new certificate, and its chain is the deployed one byte for byte.',
        }),
        switchStep({
          name,
          successor,
          count: repointed.length,
          waits: partnerBefore(subject, successor, false),
          changes: changesOf(repointed, successor),
        }),
        confirm(`what uses ${successor} works`),
        retireRecord(name),
      ],
    };
  },
};
