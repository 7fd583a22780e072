import { momentIn } from 'c/wording';
import type { RotationRow, Waiter } from './rows';

/** Rotations by whose move it is, in the order of the page. */
export interface RotationGroups {
  /** The longest waiting first. */
  readonly waiting: readonly RotationRow[];
  readonly failed: readonly RotationRow[];
  /** Runs, waits for a moment, or was approved and goes on with the next run. */
  readonly underWay: readonly RotationRow[];
  /** The soonest due first. */
  readonly planned: readonly RotationRow[];
  /** Done or undone, the newest first. */
  readonly over: readonly RotationRow[];
}

const people: readonly (Waiter | undefined)[] = ['approver', 'partner', 'authority'];

/** Whether somebody has to act before it goes on. */
export function isSomebodysMove({ State__c: state, Waits_For__c: who }: RotationRow): boolean {
  return state === 'waiting' && people.includes(who);
}

export function groupsOf(rows: readonly RotationRow[]): RotationGroups {
  const of = (...states: readonly RotationRow['State__c'][]): RotationRow[] =>
    rows.filter(({ State__c: state }) => states.includes(state));
  return {
    waiting: by(rows.filter(isSomebodysMove), ({ Waits_Since__c: since }) => since),
    failed: by(of('failed'), ({ Due_On__c: due }) => due),
    underWay: by(
      of('running', 'waiting').filter((row) => !isSomebodysMove(row)),
      ({ Begun_At__c: begun }) => begun,
    ),
    planned: by(of('planned'), ({ Due_On__c: due }) => due),
    over: by(of('done', 'undone'), ({ Ended_At__c: ended }) => ended).reverse(),
  };
}

/** A certificate, by its record or by the place that holds it. */
export interface OfCertificate {
  readonly id?: string;
  readonly source?: string;
  readonly name?: string;
}

/** The rotation of a certificate that is not over, else its newest; undefined: there is none. */
export function rotationOf(rows: readonly RotationRow[], certificate: OfCertificate): RotationRow | undefined {
  const { waiting, failed, underWay, planned, over } = groupsOf(rows.filter((row) => isOf(row, certificate)));
  return [...waiting, ...failed, ...underWay, ...planned, ...over][0];
}

/** By its record, or, where no scan had seen it when the rotation began, by place and name. */
function isOf(
  { Certificate__c: id, Source__c: source, Certificate_Name__c: name }: RotationRow,
  certificate: OfCertificate,
): boolean {
  if (id && certificate.id) return id === certificate.id;
  return source === certificate.source && name?.toLowerCase() === certificate.name?.toLowerCase();
}

/** Rows without a value come last. */
function by(rows: RotationRow[], value: (row: RotationRow) => string | undefined): RotationRow[] {
  const key = (row: RotationRow): number => momentIn(value(row))?.getTime() ?? Infinity;
  return rows.sort((one, other) => compare(key(one), key(other)) || compare(one.Id, other.Id));
}

function compare<Value extends number | string>(one: Value, other: Value): number {
  return one < other ? -1 : Number(one > other);
}
