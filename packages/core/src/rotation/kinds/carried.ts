import { roomOf } from '../../uses/index.ts';
import { newCertificate } from '../repoint/index.ts';
import type { Kind, KindPlan, KindRequest } from './kind.ts';
import { NotRotatedError } from './kind.ts';
import { carriedNow, componentOf } from './changes.ts';
import { breaksOf, usesInWords } from './others.ts';
import type { SubjectReference } from '../subject.ts';
import { confirm, judge, preflight, step } from './steps.ts';

/**
 * A certificate of somebody else that configuration carries, in a place that takes one: the new one drops the old one
 * at once. So there is an agreed moment, and a way back in that was looked at before. With `method: replace` a second
 * configuration is set up beside it instead.
 */
export const carried: Kind = {
  id: 'carried',
  label: 'the only place of a certificate of somebody else, at an agreed moment',
  plan(request) {
    const slot = request.subject.references.find(({ way }) => way?.by === 'deploy' && way.value === 'body');
    const room = slot && roomOf(slot.reference.field);
    if (!slot || slot.way?.by !== 'deploy' || !room) {
      throw new NotRotatedError(
        `${request.subject.holding.name} stands in a place that is not known, so nothing is planned for it.`,
      );
    }
    return request.entry.method === 'replace' ? beside(request, slot, room) : inPlace(request, slot, room);
  },
};

type Room = NonNullable<ReturnType<typeof roomOf>>;

const isSaml = ({ way }: SubjectReference): boolean => way?.field === 'SamlSsoConfig.validationCert';

function inPlace(
  { subject, entry }: KindRequest,
  slot: SubjectReference,
  { owner, second, wayBackIn }: Room,
): KindPlan {
  const { name } = subject.holding;
  const component = componentOf(slot.way?.by === 'deploy' ? slot.way.place.type : '', slot.reference.name);
  return {
    repointed: [slot],
    byHand: [],
    breaks: breaksOf(subject),
    warnings: [
      `There is room for one certificate: from the switch on the old one is refused, and before it the new one is. Between the moment at which the org changes and the one at which ${owner} does, nobody gets in by it: keep that to minutes.${second === undefined ? '' : ` Instead you can ${second}${isSaml(slot) ? ' (method: replace)' : ''}.`}`,
    ],
    steps: [
      preflight(name, `the certificate that ${component} carries`),
      fetching(entry.from, owner),
      judge('the new certificate', usesInWords(subject)),
      step('verify', {
        title: 'Look that the way back is open',
        precondition: 'The new certificate was judged.',
        effect: 'Nothing is changed; the old certificate is kept beside the plan.',
        verification:
          `${component} is as the plan has seen it, the old certificate is at hand and has not ended, and other configurations by which people log in are told. ${wayBackIn ?? ''}`.trim(),
        ...(isSaml(slot)
          ? {
              waits: {
                who: 'approver' as const,
                what: `Make sure that somebody who may change ${component} can log in without it, with a password or by another configuration: no API tells whether that works. Try it, and approve.`,
              },
            }
          : {}),
      }),
      step('switch', {
        title: `Put the new certificate into ${component} at the agreed moment`,
        precondition: `${component} still carries the certificate that the plan has seen.`,
        effect: 'One deployment: the new certificate is believed, and the old one no more.',
        verification: 'It is read back and is the new certificate byte for byte.',
        undo: 'The file is deployed again as it was, byte for byte.',
        waits: {
          who: 'partner',
          what: `Agree on the moment with ${owner}, who must use the new certificate from then on; approve with that moment (--at).`,
        },
        changes: [
          {
            component,
            field: slot.way?.field ?? slot.reference.field,
            from: carriedNow(subject.leaf?.fingerprint),
            to: newCertificate,
            ...(slot.reference.path === undefined ? {} : { path: slot.reference.path }),
          },
        ],
      }),
      confirm('it is accepted'),
    ],
  };
}

function beside({ subject, entry, successor }: KindRequest, slot: SubjectReference, { owner, second }: Room): KindPlan {
  const { name } = subject.holding;
  if (!isSaml(slot)) {
    throw new NotRotatedError(
      `A second configuration beside ${name} is set up by hand${second === undefined ? '' : `: ${second}`}; leave method: out to exchange the certificate in its place.`,
    );
  }
  return {
    successor,
    repointed: [],
    byHand: [],
    breaks: breaksOf(subject),
    warnings: [
      'Two configurations of one issuer have different log-in addresses: the identity provider must know the new one, and the log-in page of My Domain must offer it.',
    ],
    steps: [
      preflight(name, `the certificate that SamlSsoConfig:${slot.reference.name} carries`),
      fetching(entry.from, owner),
      judge('the new certificate', usesInWords(subject)),
      step('install', {
        title: `Set up ${successor} beside ${slot.reference.name}, with the new certificate`,
        precondition: `There is no configuration called ${successor}.`,
        effect: 'One deployment: both configurations are there, and logins by the old one go on.',
        verification: 'The deployment says that it succeeded.',
        undo: `${successor} is deleted.`,
        changes: [
          {
            component: `SamlSsoConfig:${successor}`,
            field: 'SamlSsoConfig.validationCert',
            from: '',
            to: newCertificate,
          },
        ],
      }),
      step('verify', {
        title: `Read ${successor} back`,
        precondition: 'The deployment is over.',
        effect: 'Nothing is changed.',
        verification: `It carries the new certificate byte for byte, and says else what ${slot.reference.name} says.`,
      }),
      step('switch', {
        title: `Logins move to ${successor}`,
        precondition: 'Both configurations are there.',
        effect: 'Nothing is changed in the org: people come by the new configuration.',
        verification: 'Somebody has logged in by the new one.',
        undo: 'Logins by the old configuration go on, as it is still there.',
        waits: {
          who: 'partner',
          what: `${owner[0]?.toUpperCase()}${owner.slice(1)} must send people to ${successor}.`,
        },
      }),
      confirm(`logins by ${successor} work`),
      step('retire', {
        title: `Delete the configuration ${slot.reference.name}`,
        precondition: 'Nobody logs in by it any more.',
        effect: `One deployment: ${slot.reference.name} is gone.`,
        verification: `${successor} is the only configuration of this issuer.`,
      }),
    ],
  };
}

/** What the owner gives, beside the plan. */
export const broughtFile = 'new.pem';

function fetching(from: string | undefined, owner: string) {
  const place = from ?? `${broughtFile} in the folder of the rotation`;
  return step('request', {
    title: `Take the new certificate of ${owner} from ${place}`,
    precondition: `It is there; until then the rotation waits, and looks at each run.`,
    effect: 'Nothing is changed in the org.',
    verification: 'There is one certificate that is another than the one in use and has not ended.',
  });
}
