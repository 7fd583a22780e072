import type { Finding } from '../findings/index.ts';

/**
 * Lets no two findings have the same title: lists, tickets and mails show titles alone. Names of holdings differ already; this
 * is for several findings about one of them, and for configuration of one name in several places.
 */
export function withDistinctTitles(findings: readonly Finding[]): Finding[] {
  const byTitle = Map.groupBy(findings, ({ title }) => title);
  return findings.map((finding) => {
    const same = byTitle.get(finding.title) ?? [];
    if (same.length < 2) return finding;
    const differs = tellings.find((telling) => new Set(same.map(telling)).size === same.length && telling(finding));
    return { ...finding, title: `${finding.title} (${differs?.(finding) ?? finding.id})` };
  });
}

/** What may tell findings of one title apart, shortest first. */
const tellings: readonly ((finding: Finding) => string | undefined)[] = [
  ({ holding, reference }) => holding?.name ?? reference?.name,
  ({ reference }) => reference?.path,
  ({ holding, reference }) => sourceAndName(holding ?? reference),
  ({ reference }) => reference && `${reference.name}, ${reference.field}`,
  ({ certificate }) => certificate?.slice(0, 16),
];

function sourceAndName(place: { readonly source: string; readonly name: string } | undefined): string | undefined {
  return place && `${place.name}, ${place.source}`;
}
