import { listOf } from '../findings/wording.ts';
import type { Finding, UseId } from '../findings/index.ts';
import type { HealthReport, ReportUse } from '../health/report.ts';
import { placeById, referenceUseOf, useCatalog } from '../uses/index.ts';
import { keyOfHolding } from './held.ts';

/** Things named in one line before "and N more". */
const MOST_NAMED = 3;

/** Tells of each finding what its certificate is used for, as far as the configuration that was read says. */
export function usesByFinding({ certificates, uses }: HealthReport): (finding: Finding) => readonly ReportUse[] {
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
  return ({ certificate, holding }) => {
    const here = holding ? (leaves.get(keyOfHolding(holding)) ?? []).map(({ fingerprint }) => fingerprint) : [];
    const concerned = new Set(certificate === undefined ? here : [certificate, ...here]);
    const unread = (byCertificate.get(null) ?? []).filter(({ name }) => name === holding?.name);
    return [...[...concerned].flatMap((fingerprint) => byCertificate.get(fingerprint) ?? []), ...unread];
  };
}

/** `Outbound Apex mTLS: Partner_API (Named credentials) and PartnerGateway (Apex code)`, one line for each use. */
export function usedBy(uses: readonly ReportUse[]): string[] {
  return [...Map.groupBy(uses, ({ use }) => use)].map(
    ([use, entries]) => `${labelOfUse(use)}: ${some(entries.map(referrerOf))}`,
  );
}

/** What stops when the certificate does, in clauses; those that a text says already are left out. */
export function whatBreaks(uses: readonly ReportUse[], said: string): string {
  return some(uses.flatMap(({ breaks }) => (breaks === undefined || said.includes(breaks) ? [] : [breaks])));
}

/** The name of a use, or its id where a later version knows more than these eight. */
export function labelOfUse(id: UseId): string {
  return useCatalog.find((use) => use.id === id)?.label ?? id;
}

function referrerOf({ reference }: ReportUse): string {
  const row = referenceUseOf(reference.field);
  return `${reference.name} (${row ? placeById(row.place).label : reference.field})`;
}

function some(items: readonly string[]): string {
  const different = [...new Set(items)];
  const more = different.length - MOST_NAMED;
  return listOf(more > 0 ? [...different.slice(0, MOST_NAMED), `${more} more`] : different);
}
