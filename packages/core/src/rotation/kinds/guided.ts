import { keyPairList, placeById, referenceUseOf } from '../../uses/index.ts';
import { isRepointed } from '../subject.ts';
import { byHandOf } from './by-hand.ts';
import { changesOf } from './changes.ts';
import type { Kind, KindPlan, KindRequest } from './kind.ts';
import { breaksOf, partnerBefore, usesInWords } from './others.ts';
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
function importing({ subject, successor }: KindRequest): KindPlan {
  const { name } = subject.holding;
  const repointed = subject.references.filter(isRepointed);
  return {
    successor,
    repointed,
    byHand: byHandOf(subject.references, name, successor),
    breaks: breaksOf(subject),
    warnings: [
      'The key is made outside of Salesforce and travels in a file: keep it only as long as the import takes.',
    ],
    steps: [
      preflight(name, 'each place that names the certificate'),
      step('request', {
        title: 'Make the keystore',
        precondition: 'Whoever makes keys has the new certificate with its chain.',
        effect: `A keystore (JKS) lies in the folder of the rotation, with one key under the alias ${successor.toLowerCase()}.`,
        verification: `"sf cert inspect" opens it and says what Setup would make of it.`,
        waits: {
          who: 'approver',
          what: `Put the keystore into the folder of the rotation; its alias becomes the name of the certificate, so take ${successor.toLowerCase()}.`,
        },
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
          what: `Click ${keyPairList.setup} > Import from Keystore, choose the file, enter its password, Save; then approve.`,
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
        undo: 'The old one is put back in the same place, as long as its owner accepts that.',
        waits: { who: 'approver', what: `Open ${setup}, choose ${name}, put in the new one, Save; then approve.` },
      }),
      confirm('it is accepted'),
    ],
  };
}
