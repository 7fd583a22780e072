import { referenceUses, useCatalog } from 'c/certificateEngine';
import { gapsIn, isStanding } from 'c/healthRecords';
import type { CertificateRow, CoverageRow, FindingRow, UseRow } from 'c/healthRecords';
import type { UseStanding } from 'c/useMatrix';
import { rotatorWords, useName, worstOf } from 'c/wording';

export interface Known {
  readonly certificates: readonly CertificateRow[];
  readonly uses: readonly UseRow[];
  readonly findings: readonly FindingRow[];
  readonly coverage: readonly CoverageRow[];
  readonly staleAfterDays: number | null | undefined;
}

/** How each of the eight uses stands, by the records of now. What was not looked at is never in order. */
export function standingsOf({ certificates, uses, findings, coverage, staleAfterDays }: Known): UseStanding[] {
  const statuses = new Map(certificates.map((one) => [one.Id, one.Status__c]));
  const byUse = Map.groupBy(uses, (row) => row.Use__c ?? '');
  const unreadPlaces = gapsIn(coverage, staleAfterDays).filter(({ source, checks }) => source && checks.length === 0);
  const gaps = new Map(unreadPlaces.map(({ source, what }) => [source, what]));
  const places = coverage.filter((row) => row.Kind__c === 'source');
  const known = new Set(places.map((row) => row.Source__c));
  const undecided = coverage.filter((row) => row.Kind__c === 'check' && row.Status__c === 'not-checked');
  const questioned = new Set(undecided.map((row) => row.Subject__c));
  return useCatalog.map(({ id, prover, verifier, rotates }) => {
    const rows = byUse.get(id) ?? [];
    const held = Map.groupBy(rows, certificateOf);
    const telling = placesOf(id, rows).filter((source) => known.has(source));
    const unread = telling.flatMap((source) => gaps.get(source) ?? []);
    const own = findings.filter((one) => concerns(one, id, held));
    const open = own.filter(isStanding);
    const isWaived = own.some((one) => one.Status__c === 'waived');
    // Nobody looked at it, or not with every check.
    const notJudged = [...held].filter(
      ([key, same]) =>
        (statuses.get(key) ?? 'unknown') === 'unknown' || same.some((row) => questioned.has(row.Certificate_Name__c)),
    ).length;
    const doubt = notJudged > 0 || unread.length > 0 || telling.length === 0;
    return {
      id,
      name: useName(id),
      prover,
      verifier,
      rotator: rotatorWords(rotates.who),
      certificates: held.size,
      notJudged,
      unread,
      worst: worst(open, { doubt, isWaived }, held.size),
      findings: open.length,
    };
  });
}

/** The record of a certificate, or its name where there is none: only the other side has it. */
export function certificateOf({ Certificate__c: id, Certificate_Name__c: name, Name }: UseRow): string {
  return id ?? `?${name ?? Name}`;
}

function concerns(
  { Use__c: use, Certificate__c: certificate }: FindingRow,
  id: string,
  held: ReadonlyMap<string, unknown>,
): boolean {
  return use === id || (certificate !== undefined && held.has(certificate));
}

function worst(
  findings: readonly FindingRow[],
  { doubt, isWaived }: { readonly doubt: boolean; readonly isWaived: boolean },
  certificates: number,
): string {
  const said = [
    ...findings.map((one) => one.Severity__c),
    ...(doubt ? ['unknown'] : []),
    ...(isWaived ? ['waived'] : []),
  ];
  if (said.length > 0) return worstOf(said);
  return certificates > 0 ? 'healthy' : 'absent';
}

/** The sources that can tell of a use: `org.named-credentials` reads the place `named-credentials`. */
function placesOf(id: string, rows: readonly UseRow[]): string[] {
  const places = referenceUses.filter(({ use }) => use === id).map(({ place }) => `org.${place}`);
  return [...new Set([...places, ...rows.flatMap((row) => row.Source__c ?? [])])];
}
