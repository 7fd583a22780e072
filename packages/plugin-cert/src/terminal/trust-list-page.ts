import { dayOf, isoDay, momentOf, plural } from '@cert-health/core';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { columnsOf } from './text.ts';
import type { ListedAnchor, TrustStoreListing } from '../trust/listing.ts';
import type { Retirement } from '../trust/retirements.ts';
import { constraintText } from '../trust/store-facts.ts';
import { addStoreFacts, shortPrint } from './trust-store-lines.ts';

/** Events that are shown; `--json` has all. */
const eventsShown = 5;
/** Where names start, behind the short fingerprint. */
const indent = 10;

const asIs = (text: string): string => text;

/** A trust store for a terminal: what it is, what ends next, and every anchor. */
export function trustListPage(
  listing: TrustStoreListing,
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const page = new Page(options.columns, options.paint);
  const at = new Date(listing.asOf);
  page.spread(listing.store.label, `as of ${momentOf(at)}`);
  page.text(countsOf(listing.anchors));
  addStoreFacts(page, listing.store, at);
  addRetirements(page, listing, at);
  page.blank();
  page.text('Anchors by name, with the start of their SHA-256, age and end', page.paint.strong);
  for (const anchor of listing.anchors) addAnchor(page, anchor);
  return page.toString();
}

function countsOf(anchors: readonly ListedAnchor[]): string {
  const count = (holds: (anchor: ListedAnchor) => boolean): number => anchors.filter(holds).length;
  const limited = count(({ constraints }) => constraints.distrustAfter !== null || constraints.sctNotAfter !== null);
  const notForWebsites = count(({ constraints }) => constraints.websites === false);
  const expired = count((anchor) => anchor.expired === true);
  return [
    plural(anchors.length, 'anchor'),
    ...(notForWebsites > 0 ? [`${anchors.length - notForWebsites} for websites`, `${notForWebsites} not`] : []),
    ...(limited > 0 ? [`${limited} only up to a date`] : []),
    ...(expired > 0 ? [`${expired} expired`] : []),
  ].join(' · ');
}

function addRetirements(page: Page, { retirements, anchors }: TrustStoreListing, at: Date): void {
  page.blank();
  page.text('Next to end', page.paint.strong);
  if (retirements.length === 0) page.text('Nothing that is known of.');
  const events = [...Map.groupBy(retirements, ({ on, reason }) => `${on.slice(0, 10)} ${reason}`).values()];
  for (const roots of events.slice(0, eventsShown)) addEvent(page, roots, at);
  const more = retirements.length - events.slice(0, eventsShown).flat().length;
  if (more > 0) page.text(`and ${plural(more, 'root')} later (--json has them)`, page.paint.dim);
  const undated = anchors.filter(({ notAfter, constraints }) => notAfter === null && constraints.websites !== false);
  if (undated.length > 0) {
    page.text(
      `When ${plural(undated.length, 'anchor')} will end is not known: the list does not tell it.`,
      page.paint.unknown,
    );
  }
}

/** What ends several roots at once is told once. */
function addEvent(page: Page, roots: readonly Retirement[], at: Date): void {
  const [{ on, reason, certain, source }] = roots as [Retirement];
  const rule = source === null ? '' : ` (${source})`;
  const basis = certain ? '' : ' Reckoned from the start of the certificate; the key may be older.';
  page.text(
    `${certain ? '' : 'about '}${dayOf(new Date(on), at)}: ${plural(roots.length, 'root')}. ${reason}${rule}${basis}`,
  );
  page.indented(roots.map(({ name }) => name).join(', '), 4, page.paint.dim);
}

function addAnchor(page: Page, anchor: ListedAnchor): void {
  const { name, fingerprints, notAfter, ageYears, expired } = anchor;
  const start = `${shortPrint(fingerprints.sha256)}  `;
  const end = notAfter === null ? 'end not known' : `${expired ? 'ended' : 'to'} ${isoDay(new Date(notAfter))}`;
  const life = ageYears === null ? end : `${ageYears} y, ${end}`;
  if (columnsOf(start + name) + columnsOf(life) + 2 <= page.columns) page.spread(start + name, life, asIs);
  else {
    page.hanging(start, name);
    page.indented(life, indent);
  }
  const limit = constraintText(anchor.constraints);
  if (limit !== undefined) page.indented(limit, indent, page.paint.warning);
}
