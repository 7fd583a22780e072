import type { Check } from '../checks/index.ts';
import { eachFinding, isUnasked } from '../findings/index.ts';
import type { Finding } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { isGap } from '../inventory/index.ts';
import { placeOfReport } from './headline.ts';
import { heldIn } from './held.ts';
import { keyOfHolding } from '../findings/holding-key.ts';

/** Checks that judge an org as a whole: one test, not one for each holding. */
const ABOUT_THE_ORG: readonly string[] = ['expiry-notification-unassigned'];

/** What a test is about. */
export interface Subject {
  readonly name: string;
  /** Absent for an org as a whole. */
  readonly source?: string;
  readonly path?: string;
}

/** One test: a holding seen by one check, or a place that was looked at. */
export interface Case {
  readonly subject: Subject;
  readonly findings: readonly Finding[];
  /** Why it was not judged; empty when it was. */
  readonly unknown: readonly string[];
  /** The same, where nobody asked for it. */
  readonly unasked: readonly string[];
  /** Said when there is nothing else to say. */
  readonly remark?: string;
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** The places that were looked at, then the checks in their order; what has no test is left out. */
export function suitesOf(report: HealthReport, checks: readonly Check[]): Suite[] {
  const ids = new Set([
    ...checks.map(({ id }) => id),
    ...report.findings.map(({ check }) => check),
    ...report.notChecked.map(({ check }) => check),
  ]);
  const suites = [
    { name: 'sources', cases: casesOfSources(report) },
    ...[...ids].map((id) => {
      const needs = checks.find((check) => check.id === id)?.needs;
      return { name: id, cases: casesOfCheck(id, needs, report) };
    }),
  ];
  return suites.filter(({ cases }) => cases.length > 0);
}

function casesOfSources({ sources }: HealthReport): Case[] {
  return sources.map((source) => ({
    subject: { name: source.label, source: source.id },
    findings: [],
    unknown: isGap(source) ? [reasonOf(source.detail, source.permission)] : [],
    unasked: [],
    remark: source.detail,
  }));
}

interface OpenCase {
  readonly subject: Subject;
  readonly findings: Finding[];
  readonly unknown: string[];
  readonly unasked: string[];
}

/**
 * What a check said, by holding. One without a certificate to judge has not passed just because nothing was said, nor has
 * any where the check as a whole could not decide.
 */
function casesOfCheck(check: string, needs: string | undefined, report: HealthReport): Case[] {
  const org: Subject = { name: placeOfReport(report) };
  const aboutOrg = ABOUT_THE_ORG.includes(check);
  const subjects = aboutOrg ? (report.org ? [org] : []) : holdingsIn(report);
  const cases = new Map<string, OpenCase>();
  const caseOf = (subject: Subject): OpenCase => {
    const key = keyOfHolding({ source: '', ...subject });
    const found = cases.get(key) ?? { subject, findings: [], unknown: [], unasked: [] };
    cases.set(key, found);
    return found;
  };
  for (const subject of subjects) caseOf(subject);
  for (const finding of eachFinding(report.findings).filter((one) => one.check === check)) {
    caseOf(finding.holding ?? finding.reference ?? org).findings.push(finding);
  }
  const named = Map.groupBy(subjects, ({ name }) => name);
  const told = report.notChecked.filter((one) => one.check === check);
  for (const entry of told) {
    const { subject, reason, permission } = entry;
    // Only the name is told: every holding of that name counts as not checked.
    const meant = subject === undefined ? [org, ...subjects] : (named.get(subject) ?? [{ name: subject }]);
    for (const one of meant) caseOf(one)[isUnasked(entry) ? 'unasked' : 'unknown'].push(reasonOf(reason, permission));
  }
  if (isUndecided(check, report) && told.every(({ subject }) => subject !== undefined)) {
    for (const one of subjects)
      caseOf(one).unknown.push(`It could not be decided without ${needs ?? 'what the check goes by'}.`);
  }
  for (const subject of subjects.filter((one): one is HoldingSubject => 'reason' in one)) {
    const { findings, unknown, unasked } = caseOf(subject);
    if (findings.length + unknown.length + unasked.length === 0) unknown.push(subject.reason);
  }
  return [...cases.values()];
}

/** It lacked something as a whole. A report of an earlier version does not say. */
function isUndecided(check: string, { decided }: HealthReport): boolean {
  return decided !== undefined && !decided.some((one) => one.check === check);
}

/** Why there is no certificate to judge. */
type HoldingSubject = Subject & { readonly reason: string };

/** Every name once; a source may list it twice (deleted records), and then what could not be read decides. */
function holdingsIn(report: HealthReport): Subject[] {
  const all = [...heldIn(report).map(({ holding }) => holding), ...report.pending];
  return [...Map.groupBy(all, keyOfHolding).values()].flatMap((same) => same.at(-1) ?? []);
}

function reasonOf(reason: string, permission: string | undefined): string {
  return permission === undefined ? reason : `${reason} Needs the permission "${permission}".`;
}
