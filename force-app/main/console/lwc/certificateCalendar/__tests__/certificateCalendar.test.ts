import '../../../../../test/console/lwc/realWords';
import { calendarOf, endingRows } from 'c/certificateCalendar';
import { certificate, overview, today } from '../../../../../test/console/lwc/rows';

const { org } = overview();
const row = (given: object = {}): ReturnType<typeof certificate> =>
  certificate({
    Id: 'a01000000000001AAA',
    Name: 'Partner API Client',
    Api_Name__c: 'Partner_API_Client',
    Source__c: 'org.certificates',
    Source_Label__c: 'Certificate and Key Management',
    Fingerprint__c: 'ab'.repeat(32),
    Expires_At__c: '2026-12-26T23:59:59.000+0000',
    ...given,
  });

/** Lines as a calendar reads them: unfolded. */
const linesOf = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');
const valuesOf = (text: string, name: string): string[] =>
  linesOf(text)
    .filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    .map((line) => line.slice(line.indexOf(':') + 1));

describe('ends as a calendar', () => {
  it('is what RFC 5545 asks of a calendar, and has a day for each end', () => {
    const text = calendarOf([row()], org, false, today);
    const lines = linesOf(text);
    expect(lines.slice(0, 3)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Certificate Health for Salesforce//EN',
    ]);
    expect(lines.slice(-3)).toEqual(['END:VEVENT', 'END:VCALENDAR', '']);
    expect(valuesOf(text, 'DTSTART')).toEqual(['20261226']);
    expect(valuesOf(text, 'DTSTAMP')).toEqual(['20261122T120000Z']);
    expect(valuesOf(text, 'SUMMARY')).toEqual(['Certificate Partner API Client ends']);
    expect(valuesOf(text, 'URL')).toEqual(['https://acme.my.salesforce.com/lightning/r/a01000000000001AAA/view']);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps the UID of a certificate from file to file and in every place that holds it', () => {
    const other = row({ Id: 'a01000000000002AAA', Name: 'Other', Source_Label__c: 'SAML' });
    const first = calendarOf([row(), other], org, false, today);
    const later = calendarOf(
      [row({ Expires_At__c: '2027-01-26T00:00:00Z' })],
      org,
      false,
      new Date('2026-11-23T12:00:00Z'),
    );
    expect(valuesOf(first, 'UID')).toEqual([`end-${'ab'.repeat(32)}@${org.id}`]);
    expect(valuesOf(later, 'UID')).toEqual(valuesOf(first, 'UID'));
    expect(Number(valuesOf(later, 'SEQUENCE')[0])).toBeGreaterThan(Number(valuesOf(first, 'SEQUENCE')[0]));
    expect(valuesOf(first, 'DESCRIPTION')[0]).toContain('Held as Other (SAML).');
  });

  it('reminds a week before and on the day, as the calendar of the command line does', () => {
    expect(valuesOf(calendarOf([row()], org, true, today), 'TRIGGER')).toEqual(['-P6DT16H', 'PT8H']);
  });

  it('says that nothing is known to use it only where every place was read', () => {
    const unused = row({ Uses__c: undefined });
    const used = row({ Uses__c: 'outbound-mtls' });
    const says = (rows: readonly ReturnType<typeof row>[], usesKnown: boolean): boolean =>
      calendarOf(rows, org, usesKnown, today).replaceAll('\r\n ', '').includes('Nothing that was read uses it');
    expect([says([unused], true), says([unused], false), says([unused, used], true)]).toEqual([true, false, false]);
  });

  it('says of what a called server sends who renews it, and where', () => {
    const text = calendarOf(
      [row({ Name: 'api.partner.example:443', Source__c: 'network.servers' })],
      org,
      false,
      today,
    );
    const [about] = valuesOf(text, 'DESCRIPTION');
    expect(about).toContain('On the server api.partner.example:443: whoever runs it renews it there.');
    expect(about).not.toContain('Held as');
  });

  it('knows a record without content by its place and name', () => {
    const text = calendarOf([row({ Fingerprint__c: undefined })], org, false, today);
    expect(valuesOf(text, 'UID')).toEqual([`end-org.certificates/Partner_API_Client@${org.id}`]);
  });

  it('folds lines at 75 octets and tears no character apart', () => {
    const name = '😀€ü'.repeat(40);
    const text = calendarOf([row({ Name: name })], org, false, today);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => Buffer.byteLength(line) > 70)).toBe(true);
    expect(valuesOf(text, 'SUMMARY')).toEqual([`Certificate ${name} ends`]);
  });

  it('lets no name add a line or a property', () => {
    const text = calendarOf([row({ Name: 'a;b,c\\d\r\nATTENDEE:mailto:x@y.example' })], org, false, today);
    expect(valuesOf(text, 'ATTENDEE')).toEqual([]);
    expect(valuesOf(text, 'SUMMARY')[0]).toContain('a\\;b\\,c\\\\d\\\\u{D}\\\\u{A}ATTENDEE:');
  });

  it('takes ends that lie ahead only, of what is in the org', () => {
    const rows = [
      row({ Id: '1' }),
      row({ Id: '2', Expires_At__c: '2026-11-21T00:00:00Z' }),
      row({ Id: '3', Expires_At__c: undefined }),
      row({ Id: '4', Expires_At__c: '9999-12-31T23:59:59Z' }),
      row({ Id: '5', Is_Gone__c: true }),
    ];
    expect(endingRows(rows, today).map(({ Id }) => Id)).toEqual(['1']);
  });
});
