import { listOf } from '../../findings/wording.ts';
import type { RotationEntry } from '../settings.ts';
import type { Change, StepPlan } from '../model.ts';
import type { StepId } from '../step-id.ts';

type Words = Omit<StepPlan, 'id' | 'changes'> & { readonly changes?: readonly Change[] };

export const step = (id: StepId, { changes = [], ...words }: Words): StepPlan => ({ id, ...words, changes });

/** The first step of every kind. */
export function preflight(certificate: string, changes: string, also?: string): StepPlan {
  return step('preflight', {
    title: `Look whether everything is as planned for ${certificate}`,
    precondition: 'There is a log-in to the org.',
    effect: `Nothing is changed; ${changes} is compared with the plan.`,
    verification: [
      'The session sees the certificates by two ways that do not depend on each other, may change metadata, and finds what the plan has seen.',
      ...(also === undefined ? [] : [also]),
    ].join(' '),
  });
}

/** A chain is judged before it is put anywhere. */
export function judge(what: string, uses: string): StepPlan {
  return step('judge', {
    title: `Judge ${what} for everything that it is used for`,
    precondition: `${what[0]?.toUpperCase()}${what.slice(1)} is at hand.`,
    effect: 'Nothing is changed in the org; what would break a use is refused here.',
    verification: `The chain is complete, valid today, belongs to the right key, fits ${uses}, and leads to a known root where a list of roots decides.`,
  });
}

/** A record of Certificate and Key Management that takes the place of another. */
export function switchStep({
  name,
  successor,
  count,
  undo,
  waits,
  changes,
}: {
  readonly name: string;
  readonly successor: string;
  readonly count: number;
  readonly undo?: string;
  readonly waits?: StepPlan['waits'] | undefined;
  readonly changes?: readonly Change[];
}): StepPlan {
  const places = `${count} ${count === 1 ? 'place' : 'places'}`;
  return step('switch', {
    title:
      count === 0
        ? `Nothing that a deployment can move names ${name}: what is left is done by hand`
        : `Re-point ${places} from ${name} to ${successor}`,
    precondition:
      count === 0 ? `${successor} is usable.` : `${successor} is usable, and each place still names ${name}.`,
    effect:
      count === 0
        ? 'Nothing that a deployment can change names it.'
        : `One deployment that succeeds or changes nothing: ${places} ${count === 1 ? 'names' : 'name'} ${successor}.`,
    verification:
      count === 0
        ? `${successor} is read once more and is usable.`
        : `The places are read back, and each names ${successor}, which is still usable.`,
    undo: undo ?? 'Each file is deployed again as it was, byte for byte.',
    ...(waits ? { waits } : {}),
    ...(changes ? { changes } : {}),
  });
}

export function confirm(what: string): StepPlan {
  return step('confirm', {
    title: `Confirm that ${what}`,
    precondition: 'The switch was read back.',
    effect: 'Nothing is changed in the org.',
    verification:
      'Each domain that it serves shows the new certificate from here; of calls, log-ins and signatures a person says that they work.',
  });
}

export function retireRecord(name: string): StepPlan {
  return step('retire', {
    title: `Delete ${name}`,
    precondition:
      'The new one is confirmed, nothing names the old one any more, and what is changed by hand is changed.',
    effect: `${name} and its key are deleted from Certificate and Key Management. This cannot be undone.`,
    verification: 'It is on no list any more; Salesforce refuses to delete one that its configuration names.',
  });
}

/** Before an authority is asked. */
export function requestLooked({ names = [] }: Pick<RotationEntry, 'names'>): string {
  const asked = names.length === 0 ? '' : ` The certificate is asked for ${listOf(names)}.`;
  return `The request was looked at: subject, names, key; the authority gives what its uses need.${asked}`;
}
