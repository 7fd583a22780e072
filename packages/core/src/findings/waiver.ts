import { fingerprintIn, meansCertificate, subjectOfFinding } from './certificate-pattern.ts';
import type { DecisionSubject } from './certificate-pattern.ts';
import type { DecidedCheck, Finding } from './model.ts';
import type { Waiver } from './waiver-model.ts';
import { expiredWaiver, unusedWaiver } from './waiver-findings.ts';

/** What a scan saw, to tell a waiver that is no longer needed from one whose certificate was not looked at. */
export interface LookedAt {
  readonly subjects: readonly DecisionSubject[];
  /** Checks whose silence means something. */
  readonly decided: readonly DecidedCheck[];
  /** A place could not be read, so that what was not seen may be there all the same. */
  readonly gaps: boolean;
}

const DAY = 86_400_000;

/** Whether a waiver still holds at a moment: to the end of its last day. */
export function isInForce({ until }: Pick<Waiver, 'until'>, at: Date): boolean {
  return at.getTime() < Date.parse(until) + DAY;
}

/**
 * Marks findings that somebody decided to live with. One whose waiver has ended stays open, and the ended waiver is a
 * warning of its own; a waiver that covers nothing is a hint. A waiver is about one check, so what gets worse in a way
 * that another check reports (`expiring` to `expired`) is not covered.
 *
 * @param lookedAt Undefined: everything is taken to have been looked at.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  at: Date,
  lookedAt?: LookedAt,
): Finding[] {
  const decisions = lastOfEach(waivers);
  const inForce = decisions.filter((waiver) => isInForce(waiver, at));
  const judged = findings.map((finding) => {
    const waiver = inForce.find((one) => covers(one, finding));
    if (!waiver || finding.status === 'waived') return finding;
    const { reason, owner, until } = waiver;
    return { ...finding, status: 'waived' as const, waiver: { reason, owner, until } };
  });
  const said = decisions.flatMap((waiver): Finding[] => {
    const covered = judged.filter((finding) => covers(waiver, finding));
    const open = covered.filter(({ status }) => status === 'open');
    if (open.length > 0) return [expiredWaiver(waiver, open, at)];
    // An ended waiver whose findings another one covers is as superfluous as one that covers nothing.
    const superfluous = covered.length > 0 ? !isInForce(waiver, at) : canTell(waiver, lookedAt);
    return superfluous ? [unusedWaiver(waiver, seen(waiver, lookedAt))] : [];
  });
  return [...judged, ...said];
}

/** Whether silence about the waivers themselves means something: what each covers was found, or would have been. */
export function canJudgeWaivers(findings: readonly Finding[], waivers: readonly Waiver[], lookedAt: LookedAt): boolean {
  return waivers.every((waiver) => findings.some((finding) => covers(waiver, finding)) || canTell(waiver, lookedAt));
}

function covers(waiver: Waiver, finding: Finding): boolean {
  return waiver.check === finding.check && meansCertificate(waiver.certificate, subjectOfFinding(finding));
}

/** Of several for the same check and the same pattern, the one that lasts longest. Latest end first. */
function lastOfEach(waivers: readonly Waiver[]): Waiver[] {
  const sorted = waivers.toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
  const groups = Map.groupBy(sorted, ({ certificate, check }) =>
    JSON.stringify([check, fingerprintIn(certificate) ?? certificate.toLowerCase()]),
  );
  return [...groups.values()].flatMap(([last]) => last ?? []);
}

function seen({ certificate }: Waiver, lookedAt: LookedAt | undefined): boolean {
  return lookedAt === undefined || lookedAt.subjects.some((subject) => meansCertificate(certificate, subject));
}

/** Whether the scan would have found what is waived; if not, nothing can be said about the waiver. */
function canTell(waiver: Waiver, lookedAt: LookedAt | undefined): boolean {
  if (!lookedAt) return true;
  const decided = lookedAt.decided.find(({ check }) => check === waiver.check);
  if (!decided) return false;
  if (!seen(waiver, lookedAt)) return !lookedAt.gaps;
  const { except = [], ownOnly = [] } = decided;
  const undecided = new Set([...except, ...ownOnly]);
  return !lookedAt.subjects.some(
    (one) => meansCertificate(waiver.certificate, one) && one.name !== undefined && undecided.has(one.name),
  );
}
