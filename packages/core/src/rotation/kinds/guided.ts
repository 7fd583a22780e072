import { keyPairList, placeById, referenceUseOf } from '../../uses/index.ts';
import { isRepointed } from '../subject.ts';
import { byHandOf } from './by-hand.ts';
import { changesOf } from './changes.ts';
import type { Kind, KindPlan, KindRequest } from './kind.ts';
import { breaksOf, partnerBefore, siteWarnings, usesInWords } from './others.ts';
import { confirm, judge, preflight, retireRecord, step, switchStep } from './steps.ts';

/** What no API does: a person clicks as told, and what came of it is read. */
export const guided: Kind = {
  id: 'guided',
  label: 'clicks in Setup that no API does, each told and read back',
  plan(request) {
    return request.subject.holding.kind === 'keyPair' ? importing(request) : bringing(request);
  },
};

/** A keystore made elsewhere (Salesforce Help, "Export and Import Certificates with a Keystore"). */
function importing({ subject, entry, successor: called }: KindRequest): KindPlan {
  const { name } = subject.holding;
  // Java writes aliases in lower case, and the alias becomes the name.
  const successor = called.toLowerCase();
  const { keystore } = entry;
  const repointed = subject.references.filter(isRepointed);
  return {
    successor,
    repointed,
    byHand: byHandOf(subject.references, name, successor),
    breaks: breaksOf(subject),
    warnings: [
      'The key is made outside of Salesforce and travels in a file: keep it only as long as the import takes.',
      ...siteWarnings(repointed),
    ],
    ...(keystore === undefined
      ? {
          missing: `The settings do not say where the keystore for ${name} lies: name the file under keystore in its entry. It need not be there yet.`,
        }
      : {}),
    steps: [
      preflight(name, 'each place that names the certificate'),
      step('request', {
        title: 'Take the keystore',
        precondition: `A keystore (JKS) lies at ${keystore ?? 'the place that the settings name'}, with one key under the alias ${successor}: the alias becomes the name of the certificate.`,
        effect: 'Nothing is changed in the org; the file is read and left where it is.',
        verification: 'It opens with its password, and holds that key with its chain.',
      }),
      judge('the keystore', `Setup's own rules (format, key, alias, chain) and ${usesInWords(subject)}`),
      step('install', {
        title: 'Import the keystore in Setup',
        precondition: 'The keystore was judged, and Identity Provider is on.',
        effect: `${successor} is in Certificate and Key Management. Nothing uses it yet.`,
        verification: 'It is on the list.',
        undo: `${successor} is deleted.`,
        waits: {
          who: 'approver',
          what: `Open ${keyPairList.setup}, click Import from Keystore, choose ${keystore ?? 'the file'}, enter its password, click Save; then approve. Where there is no such button, switch on Identity Provider in Setup first.`,
        },
        changes: [
          { component: `Certificate:${successor}`, field: 'Certificate', from: '', to: '{the key of the keystore}' },
        ],
      }),
      step('verify', {
        title: `Read ${successor} back`,
        precondition: 'It was imported.',
        effect: 'Nothing is changed.',
        verification: 'The record is usable, and its chain is that of the keystore.',
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
}

/** A key or certificate of somebody else in a form that only its own page takes. */
function bringing({ subject }: KindRequest): KindPlan {
  const { name } = subject.holding;
  const [first] = subject.references;
  const place = first && referenceUseOf(first.reference.field)?.place;
  const setup = place ? placeById(place).setup : 'Setup';
  return {
    repointed: [],
    byHand: byHandOf(subject.references, name, 'the new one').filter(({ blocks }) => blocks),
    breaks: breaksOf(subject),
    warnings: [],
    steps: [
      preflight(name, 'what is held there today'),
      step('request', {
        title: 'Get the new one from its owner',
        precondition: 'Its owner is known.',
        effect: 'Nothing is changed in the org.',
        verification: 'It lasts longer than the one in use.',
        waits: { who: 'partner', what: `Its owner must give what takes the place of ${name}.` },
      }),
      step('switch', {
        title: `Put it in place of ${name} in ${setup}`,
        precondition: 'Both sides have agreed on the moment.',
        effect: 'The new one is used from then on.',
        verification: 'What is held there is read back and is the new one.',
        undo: 'You put the old one back in the same place, as long as its owner accepts that; that it is there is read.',
        waits: { who: 'approver', what: `Open ${setup}, choose ${name}, put in the new one, Save; then approve.` },
      }),
      confirm('it is accepted'),
    ],
  };
}
