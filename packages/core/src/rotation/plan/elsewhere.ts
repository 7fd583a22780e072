import { listOf } from '../../findings/wording.ts';
import type { RotationPlan } from '../model.ts';
import type { Seen, SeenReference } from './seen.ts';

/** A plan with what it was made from. */
export interface SeenPlan {
  readonly plan: Pick<RotationPlan, 'certificate' | 'kind' | 'authority' | 'references' | 'byHand'>;
  readonly seen: Seen;
}

/**
 * What another org does otherwise than the one that a plan is for, one sentence each; empty: the same plan there tries
 * everything that it does here. Ids of records always differ, and so may addresses: a file that differs is named.
 *
 * @param there The plan for the certificate of the same name in the other org.
 */
export function differencesElsewhere(here: SeenPlan, there: SeenPlan): string[] {
  const { certificate } = here.plan;
  const [ours, theirs] = [here, there].map(
    ({ seen }) => new Map(seen.references.map((one) => [placeOf(one), one])),
  ) as [Map<string, SeenReference>, Map<string, SeenReference>];
  const names = (some: Map<string, SeenReference>, others: ReadonlyMap<string, SeenReference>): string[] =>
    [...some].filter(([key]) => !others.has(key)).map(([, { name, field }]) => `${name} (${field})`);
  const [missing, more] = [names(ours, theirs), names(theirs, ours)];
  const files = here.seen.files.flatMap(({ path, sha256 }) => {
    const other = there.seen.files.find((file) => file.path === path);
    return other && other.sha256 !== sha256 ? [path] : [];
  });
  return [
    ...(here.plan.kind === there.plan.kind
      ? []
      : [`It is a rotation of another kind there: ${there.plan.kind} and not ${here.plan.kind}.`]),
    ...(here.seen.certificate.fingerprint === there.seen.certificate.fingerprint
      ? []
      : [`${certificate} holds another certificate there.`]),
    ...(missing.length === 0
      ? []
      : [
          `${listOf(missing)} ${missing.length === 1 ? 'does' : 'do'} not name ${certificate} there, so that moving ${missing.length === 1 ? 'it' : 'them'} was not tried.`,
        ]),
    ...(more.length === 0
      ? []
      : [`${listOf(more)} ${more.length === 1 ? 'names' : 'name'} ${certificate} there and not here.`]),
    ...(files.length === 0 ? [] : [`${listOf(files)} ${files.length === 1 ? 'has' : 'have'} other values there.`]),
  ];
}

/** What a reference is, whatever record it points at. */
function placeOf({ source, name, field, serverName = '' }: SeenReference): string {
  return [source, name, field, serverName].join('\0');
}
