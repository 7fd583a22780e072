import { listOf } from '../findings/wording.ts';
import type { Finding, UseId } from '../findings/index.ts';
import type { HealthReport, ReportUse } from './report.ts';
import { SERVERS } from '../inventory/index.ts';
import { placeById, referenceUseOf, referrerOf, useCatalog } from '../uses/index.ts';
import { keyOfHolding } from '../findings/holding-key.ts';

/** Things named in one line before "and N more". */
const MOST_NAMED = 3;

/** Tells of each finding what its certificate is used for, as far as the configuration that was read says. */
export function usesByFinding({
  certificates,
  uses,
}: Pick<HealthReport, 'certificates' | 'uses'>): (finding: Finding) => readonly ReportUse[] {
  // A finding on a member of a chain is about the holding that it was found in, and so about the uses of that.
  const leaves = Map.groupBy(
    certificates.flatMap(({ fingerprint, holdings }) =>
      holdings
        .filter(({ chainMember }) => !chainMember)
        .map((holding) => ({ fingerprint, key: keyOfHolding(holding) })),
    ),
    ({ key }) => key,
  );
  const byCertificate = Map.groupBy(uses, ({ certificate }) => certificate);
  return (finding) => {
    const { certificate, holding } = finding;
    const here = holding ? (leaves.get(keyOfHolding(holding)) ?? []).map(({ fingerprint }) => fingerprint) : [];
    const concerned = new Set(certificate === undefined ? here : [certificate, ...here]);
    const unread = (byCertificate.get(null) ?? []).filter(({ name }) => name === holding?.name);
    const read = [...concerned].flatMap((fingerprint) => byCertificate.get(fingerprint) ?? []);
    return [...read.filter((use) => concerns(finding, use)), ...unread];
  };
}

/** Several servers may show one certificate: what one of them does wrong is nothing to those who call another. */
export function concerns({ holding }: Pick<Finding, 'holding'>, { name }: Pick<ReportUse, 'name'>): boolean {
  return holding?.source !== SERVERS || name === holding.name;
}

/**
 * `Outbound Apex mTLS: Partner_API (Named credentials) and PartnerGateway (Apex code)`, one line for each use; what names the
 * certificate without a use that is known stands in a line of its own.
 */
export function usedBy(uses: readonly ReportUse[]): string[] {
  const lines = [...Map.groupBy(uses.filter(hasUse), ({ use }) => use)].map(
    ([use, entries]) => `${labelOfUse(use)}: ${some(entries.map(whereOf))}`,
  );
  const others = uses.filter((entry) => !hasUse(entry));
  if (others.length === 0) return lines;
  return [...lines, `${lines.length > 0 ? 'Also named' : 'Named'} in ${some(others.map(whereOf))}`];
}

/** Whether it is known which of the eight uses an entry is. */
export function hasUse(entry: ReportUse): entry is ReportUse & { readonly use: UseId } {
  return entry.use !== null;
}

/** `Partner_API (Named credentials)`. */
export function whereOf(use: ReportUse): string {
  return `${userOf(use)} (${placeLabel(use)})`;
}

/** What people call the component that uses a certificate. */
export function userOf({ reference }: ReportUse): string {
  return referrerOf(reference);
}

/** `Named credentials`, or the field where that is not one of the known places. */
export function placeLabel({ reference }: ReportUse): string {
  const row = referenceUseOf(reference.field);
  return row ? placeById(row.place).label : reference.field;
}

/** What stops when the certificate does, in clauses; those that a text says already are left out. */
export function whatBreaks(uses: readonly ReportUse[], said: string): string {
  // A title begins with a capital letter.
  const isSaid = (clause: string): boolean => said.toLowerCase().includes(clause.toLowerCase());
  return some(uses.flatMap(({ breaks }) => (breaks === undefined || isSaid(breaks) ? [] : [breaks])));
}

/** The name of a use, or its id where a later version knows more than these eight. */
export function labelOfUse(id: UseId): string {
  return useCatalog.find((use) => use.id === id)?.label ?? id;
}

function some(items: readonly string[]): string {
  const different = [...new Set(items)];
  const more = different.length - MOST_NAMED;
  return listOf(more > 0 ? [...different.slice(0, MOST_NAMED), `${more} more`] : different);
}
