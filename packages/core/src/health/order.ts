import type { Finding, Severity } from '../findings/index.ts';
import type { Holding, Inventory, Reference } from '../inventory/index.ts';
import type { Certificate } from '../x509/index.ts';

const RANK: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };
/** Later than any date: what has no due date comes after what has. */
const NO_DATE = '9999';

/** Code point order: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Soonest trouble first: open before waived, then severity, due date, name. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.status, b.status) ||
    RANK[a.severity] - RANK[b.severity] ||
    compareText(a.dueOn ?? NO_DATE, b.dueOn ?? NO_DATE) ||
    compareText(a.holding?.name ?? '', b.holding?.name ?? '') ||
    compareText(a.id, b.id)
  );
}

/**
 * The inventory sorted by what it holds, so that the order of reading does not show in the report. A certificate that was
 * read in many places (an intermediate, nearly always) becomes one object, so that it is decoded once.
 */
export function inOrder(inventory: Inventory): Inventory {
  const first = new Map<string, Certificate>();
  const holdings = inventory.holdings.map((holding) => ({
    ...holding,
    certificates: holding.certificates.map((one) => {
      const known = first.get(one.fingerprint) ?? one;
      first.set(one.fingerprint, known);
      return known;
    }),
  }));
  return {
    ...inventory,
    sources: sorted(inventory.sources, (source) => [source.id, source.status, source.detail]),
    holdings: sorted(holdings, keyOfHolding),
    references: sorted(inventory.references, keyOfReference),
  };
}

function keyOfHolding(holding: Holding): readonly string[] {
  const leaf = holding.certificates[0]?.fingerprint ?? '';
  return [holding.source, holding.name, holding.path ?? '', holding.id ?? '', holding.kind, leaf];
}

function keyOfReference(reference: Reference): readonly string[] {
  const line = String(reference.line ?? 0).padStart(9, '0');
  return [reference.source, reference.name, reference.field, reference.target ?? '', reference.path ?? '', line];
}

function sorted<Item>(items: readonly Item[], keyOf: (item: Item) => readonly string[]): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item).join('\0') }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ item }) => item);
}
