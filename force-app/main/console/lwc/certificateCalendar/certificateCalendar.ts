import endsLabel from '@salesforce/label/c.CertHealth_Calendar_Ends';
import endsOnLabel from '@salesforce/label/c.CertHealth_Calendar_EndsOn';
import heldLabel from '@salesforce/label/c.CertHealth_Calendar_Held';
import nameLabel from '@salesforce/label/c.CertHealth_Calendar_Name';
import serverHeldLabel from '@salesforce/label/c.CertHealth_Server_Held';
import unusedLabel from '@salesforce/label/c.CertHealth_Calendar_Unused';
import { calendarText } from 'c/certificateEngine';
import type { CalendarEvent } from 'c/certificateEngine';
import { isOnServer } from 'c/healthRecords';
import type { CertificateRow, OrgFacts } from 'c/healthRecords';
import { fill, momentIn, utc } from 'c/wording';

/** "No well-defined expiration date" (RFC 5280 section 4.1.2.5): it never ends. */
const NEVER = '9999-12-31';

/** Those whose end lies ahead of `at`, so that a calendar can hold it; what is gone from the org ends for nobody. */
export function endingRows(rows: readonly CertificateRow[], at: Date): CertificateRow[] {
  return rows.filter(({ Expires_At__c: end, Is_Gone__c: isGone }) => {
    const date = momentIn(end);
    return date !== undefined && date >= at && !isGone && !end?.startsWith(NEVER);
  });
}

/**
 * iCalendar (RFC 5545) with one all-day event for the end of each certificate, however many places hold it. The same
 * certificate in the same org has the same UID, here and in the calendar of `sf cert health`, so that a later file moves its
 * event instead of doubling it; reminders are the same, too. What nothing is known to use says so, where every place was
 * read. It is not left out, as the records do not tell whether code may choose it at run time. All days are UTC.
 *
 * @param rows      Certificates with an end, as `endingRows` gives them
 * @param org       Whose they are
 * @param usesKnown Whether every place that may use a certificate was read
 * @param at        Now
 */
export function calendarOf(rows: readonly CertificateRow[], org: OrgFacts, usesKnown: boolean, at: Date): string {
  const terms = Map.groupBy(rows, (row) => row.Fingerprint__c ?? `${row.Source__c}/${row.Api_Name__c ?? row.Name}`);
  const events = [...terms].map(([id, places]) => eventOf(id, places, org, usesKnown));
  return calendarText({ name: fill(nameLabel, org.name) }, events, at);
}

function eventOf(id: string, places: readonly CertificateRow[], org: OrgFacts, usesKnown: boolean): CalendarEvent {
  const [{ Id, Name, Expires_At__c: end }] = places as [CertificateRow];
  const isUnused = usesKnown && places.every((place) => !place.Uses__c && !isOnServer(place));
  return {
    kind: 'end',
    id,
    org: org.id,
    day: (momentIn(end)?.toISOString() ?? '').slice(0, 10),
    summary: fill(endsLabel, Name),
    description: [fill(endsOnLabel, utc(end) ?? ''), ...places.map(placeWords), ...(isUnused ? [unusedLabel] : [])],
    url: `${org.myDomainUrl}/lightning/r/${Id}/view`,
  };
}

function placeWords(place: CertificateRow): string {
  if (isOnServer(place)) return fill(serverHeldLabel, place.Name);
  return fill(heldLabel, place.Name, place.Source_Label__c ?? place.Source__c ?? '');
}
