import endsLabel from '@salesforce/label/c.CertHealth_Calendar_Ends';
import endsOnLabel from '@salesforce/label/c.CertHealth_Calendar_EndsOn';
import heldLabel from '@salesforce/label/c.CertHealth_Calendar_Held';
import nameLabel from '@salesforce/label/c.CertHealth_Calendar_Name';
import serverHeldLabel from '@salesforce/label/c.CertHealth_Server_Held';
import { visible } from 'c/certificateExport';
import { isOnServer } from 'c/healthRecords';
import type { CertificateRow, OrgFacts } from 'c/healthRecords';
import { fill, momentIn, utc } from 'c/wording';

/** "No well-defined expiration date" (RFC 5280 section 4.1.2.5): it never ends. */
const NEVER = '9999-12-31';
const LONGEST_LINE = 75;

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
 * event instead of doubling it. All days are UTC.
 *
 * @param rows Certificates with an end, as `endingRows` gives them
 * @param org  Whose they are
 * @param at   Now
 */
export function calendarOf(rows: readonly CertificateRow[], org: OrgFacts, at: Date): string {
  const terms = Map.groupBy(rows, (row) => row.Fingerprint__c ?? `${row.Source__c}/${row.Api_Name__c ?? row.Name}`);
  const name = escapeText(fill(nameLabel, org.name));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certificate Health for Salesforce//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    ...[...terms].flatMap(([id, places]) => eventOf(id, places, org, at)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventOf(id: string, places: readonly CertificateRow[], org: OrgFacts, at: Date): string[] {
  const [{ Id, Name, Expires_At__c: end }] = places as [CertificateRow];
  const day = (momentIn(end)?.toISOString() ?? '').slice(0, 10);
  const held = places.map(placeWords);
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`end-${id}@${org.id}`)}`,
    `DTSTAMP:${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    // Must grow when an event moves, and no file knows of the one before it: minutes since 1970.
    `SEQUENCE:${Math.floor(at.getTime() / 60_000)}`,
    // Without an end an event with a date lasts that day (RFC 5545 section 3.6.1).
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `SUMMARY:${escapeText(fill(endsLabel, Name))}`,
    `DESCRIPTION:${[fill(endsOnLabel, utc(end) ?? ''), ...held].map(escapeText).join('\\n')}`,
    `URL:${org.myDomainUrl}/lightning/r/${Id}/view`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function placeWords(place: CertificateRow): string {
  if (isOnServer(place)) return fill(serverHeldLabel, place.Name);
  return fill(heldLabel, place.Name, place.Source_Label__c ?? place.Source__c ?? '');
}

/** A value of type TEXT (RFC 5545 section 3.3.11); line feeds are among what is made visible. */
function escapeText(text: string): string {
  return visible(text).replace(/[\\;,]/g, '\\$&');
}

/** Lines of at most 75 octets of UTF-8, no character torn apart (RFC 5545 section 3.1). */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const point = character.codePointAt(0) ?? 0;
    const size = [0x80, 0x800, 0x10000].filter((limit) => point >= limit).length + 1;
    if (octets + size > LONGEST_LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
