import { momentOf, plural } from '@cert-health/core';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import type { ComparedAnchor, ComparedPair, TrustStoreComparison } from '../trust/comparison.ts';
import { constraintText } from '../trust/store-facts.ts';
import type { StoreFacts } from '../trust/store-facts.ts';
import { addStoreFacts, shortPrint } from './trust-store-lines.ts';

const indent = 10;

/** Two trust stores side by side, for a terminal. */
export function trustDiffPage(
  comparison: TrustStoreComparison,
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const page = new Page(options.columns, options.paint);
  const { first, second, inBoth } = comparison;
  const at = new Date(comparison.asOf);
  const [a, b] = shortLabels(first, second);
  page.spread('Two lists of trusted roots', `as of ${momentOf(at)}`);
  for (const [sign, store] of [['A', first] as const, ['B', second] as const]) {
    page.blank();
    page.hanging(`${sign}  `, `${store.label}: ${plural(store.anchors, 'anchor')}`, page.paint.strong);
    addStoreFacts(page, store, at);
  }
  page.blank();
  page.text(`In both: ${inBoth.sha256 + inBoth.sha1 + inBoth.md5}${basisOf(comparison)}`, page.paint.strong);
  addOnly(page, `Only in ${a}`, comparison.onlyInFirst, second);
  addOnly(page, `Only in ${b}`, comparison.onlyInSecond, first);
  addPairs(page, 'In both, trusted differently', comparison.constraintsDiffer, (pair) => [
    `${a}: ${trustOf(pair.first)}`,
    `${b}: ${trustOf(pair.second)}`,
  ]);
  addPairs(page, 'Same name in both, not proven to be the same root', comparison.byNameOnly, () => []);
  return page.toString();
}

/** "A" and "B" with what people call them, where that fits a heading. */
function shortLabels(...stores: readonly [StoreFacts, StoreFacts]): [string, string] {
  const [first, second] = stores.map(({ id }) =>
    id === 'salesforce:cacerts'
      ? "Salesforce's list"
      : id === 'mozilla'
        ? 'Mozilla'
        : id === 'chrome'
          ? 'Chrome'
          : 'the file',
  );
  return [`A (${first})`, `B (${second})`];
}

function basisOf({ inBoth }: TrustStoreComparison): string {
  const words = { sha256: 'SHA-256', sha1: 'SHA-1 only', md5: 'MD5 only' };
  const parts = (['sha256', 'sha1', 'md5'] as const).filter((hash) => inBoth[hash] > 0);
  return parts.length === 0 ? '' : ` (${parts.map((hash) => `${inBoth[hash]} by ${words[hash]}`).join(', ')})`;
}

function addOnly(page: Page, title: string, anchors: readonly ComparedAnchor[], other: StoreFacts): void {
  page.blank();
  page.text(`${title}: ${anchors.length}`, page.paint.strong);
  if (anchors.length > 0 && other.partial) {
    page.text('Not certain: the other list was not understood in full, and may have them.', page.paint.unknown);
  }
  // A list for TLS never has a root that is for email: such a one is no difference worth a line.
  const forWebsites = anchors.filter(({ constraints }) => constraints.websites !== false);
  for (const anchor of forWebsites) {
    page.hanging(`${shortPrint(hashOf(anchor))}  `, anchor.name);
    const limit = constraintText(anchor.constraints);
    if (limit !== undefined) page.indented(limit, indent, page.paint.dim);
  }
  const rest = anchors.length - forWebsites.length;
  if (rest > 0) page.text(`${rest} of them not for websites (--json has them)`, page.paint.dim);
}

function addPairs(
  page: Page,
  title: string,
  pairs: readonly ComparedPair[],
  lines: (pair: ComparedPair) => readonly string[],
): void {
  if (pairs.length === 0) return;
  page.blank();
  page.text(`${title}: ${pairs.length}`, page.paint.strong);
  for (const pair of pairs) {
    page.hanging(`${shortPrint(hashOf(pair.first) ?? hashOf(pair.second))}  `, pair.first.name);
    for (const line of lines(pair)) page.indented(line, indent);
  }
}

function hashOf({ fingerprints }: ComparedAnchor): string | null {
  return fingerprints.sha256 ?? fingerprints.sha1 ?? fingerprints.md5;
}

function trustOf({ constraints }: ComparedAnchor): string {
  return constraintText(constraints) ?? 'no limit stated';
}
