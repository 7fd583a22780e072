import { withoutSubject } from '../checks/index.ts';
import type { Check } from '../checks/index.ts';
import { asSentence } from '../checks/check.ts';
import type { Severity } from '../findings/index.ts';
import { heldChain, isPending, isSentByServer } from '../inventory/index.ts';
import type { Holding, Inventory } from '../inventory/index.ts';
import type { MadeCheck } from './make-check.ts';

/**
 * How a check ended for a subject. `passed`: it looked and found nothing. `undecided`: it could not tell. `not-applicable`: it
 * says nothing of such a subject. `off`: the settings turn it off. Only `passed` says that something is in order.
 */
export type CheckOutcome = 'passed' | 'failed' | 'undecided' | 'not-applicable' | 'off';

/** One check on one subject: the evidence behind a report, what passed included. */
export interface CheckResultRow {
  readonly check: string;
  /** Id of the source that the certificate is held in; null: the row is about the check as a whole. */
  readonly source: string | null;
  readonly name: string | null;
  /** SHA-256 fingerprint; null: no certificate is there, or the row is about the check as a whole. */
  readonly certificate: string | null;
  readonly result: CheckOutcome;
  /** The worst that was found. */
  readonly severity?: Severity;
  /** What was found, or why it is not known; one sentence or more. */
  readonly detail?: string;
}

/** A check as it was made, with the holdings that it was given. */
export interface GivenCheck extends MadeCheck {
  readonly given: ReadonlySet<Holding>;
}

/**
 * Every check on every certificate, and on the org or project as a whole. What two checks say of the same is told once in a
 * report and stands here under both.
 *
 * @param catalog All checks, those that were not made included.
 */
export function checkResults(
  catalog: readonly Pick<Check, 'id'>[],
  made: readonly GivenCheck[],
  inventory: Inventory,
): CheckResultRow[] {
  const byId = new Map(made.map((one) => [one.check.id, one]));
  return catalog.flatMap(({ id }) => {
    const one = byId.get(id);
    if (!one) return [{ check: id, source: null, name: null, certificate: null, result: 'off' as const }];
    const said = bySubject(one);
    const nobody = withoutSubject(one.check, inventory);
    return [asWhole(one), ...inventory.holdings.map((holding) => onHolding(one, holding, said))].map((row) =>
      nobody !== undefined && row.result !== 'failed' ? { ...row, result: 'not-applicable', detail: nobody } : row,
    );
  });
}

function asWhole({ check, observations, notChecked, decided }: GivenCheck): CheckResultRow {
  const about = { check: check.id, source: null, name: null, certificate: null };
  const found = observations.filter(({ holding }) => !holding);
  if (found.length > 0) return { ...about, ...failed(found) };
  if (decided) return { ...about, result: 'passed' };
  const reasons = notChecked.filter(({ subject }) => subject === undefined).map(({ reason }) => reason);
  return { ...about, result: 'undecided', detail: reasons.join(' ') || withoutInput(check) };
}

/** What a check said of single holdings, by which it is found quickly among thousands. */
interface Said {
  readonly found: ReadonlyMap<string, MadeCheck['observations']>;
  readonly reasons: ReadonlyMap<string | undefined, MadeCheck['notChecked']>;
  readonly except: ReadonlySet<string>;
}

function bySubject({ observations, notChecked, decided }: GivenCheck): Said {
  return {
    found: Map.groupBy(observations, ({ holding }) => (holding ? keyOf(holding) : '')),
    reasons: Map.groupBy(notChecked, ({ subject }) => subject),
    except: new Set(decided?.except),
  };
}

function keyOf({ source, name }: { readonly source: string; readonly name: string }): string {
  return JSON.stringify([source, name]);
}

function onHolding({ check, decided, given }: GivenCheck, holding: Holding, said: Said): CheckResultRow {
  const { source, name } = holding;
  const leaf = heldChain(holding.certificates)?.leaf;
  const about = { check: check.id, source, name, certificate: leaf?.fingerprint ?? null };
  const found = said.found.get(keyOf(holding));
  if (found) return { ...about, ...failed(found) };
  if (!given.has(holding)) {
    const detail = isSentByServer(holding)
      ? 'The check is about what is held on this side, and this was sent by a server.'
      : 'Nothing known uses it, and one note says so for all checks.';
    return { ...about, result: 'not-applicable', detail };
  }
  const reasons = said.reasons.get(name);
  if (reasons) return { ...about, result: 'undecided', detail: reasons.map(({ reason }) => reason).join(' ') };
  if (!leaf) return { ...about, ...withoutCertificate(holding) };
  if (!decided) return { ...about, result: 'undecided', detail: withoutInput(check) };
  if (said.except.has(name)) {
    return { ...about, result: 'undecided', detail: 'Another check or place says why this could not be told.' };
  }
  return { ...about, result: 'passed' };
}

const RANK: readonly Severity[] = ['critical', 'warning', 'info'];

function failed(
  found: readonly { readonly severity: Severity; readonly title: string }[],
): Pick<CheckResultRow, 'result' | 'severity' | 'detail'> {
  const severity = RANK.find((level) => found.some((one) => one.severity === level)) ?? 'info';
  return { result: 'failed', severity, detail: found.map(({ title }) => asSentence(title)).join(' ') };
}

function withoutCertificate(holding: Holding): Pick<CheckResultRow, 'result' | 'detail'> {
  if (isPending(holding))
    return { result: 'not-applicable', detail: 'No certificate is there yet: it waits for its signed chain.' };
  if (holding.kind === 'pinned') return { result: 'not-applicable', detail: 'Only a hash or a name is held.' };
  return { result: 'undecided', detail: asSentence(holding.unreadable ?? 'its certificate was not read') };
}

function withoutInput({ needs }: Pick<Check, 'needs'>): string {
  return `It could not be decided without ${needs}.`;
}
