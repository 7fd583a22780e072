import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { calendarText } from '@cert-health/core';
import type { CalendarEvent } from '@cert-health/core';

const stamp = new Date('2026-11-22T12:00:00Z');
const end: CalendarEvent = {
  kind: 'end',
  id: 'ab',
  org: '00D',
  day: '2026-12-26',
  summary: 'Certificate Partner ends',
  description: ['It ends.', 'Held here.'],
};

const eventsOf = (text: string): InstanceType<typeof ICAL.Component>[] =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');

describe('a calendar as text', () => {
  it('has a day for each event, with its own reminders', () => {
    const [first, second] = eventsOf(calendarText({ name: 'All' }, [end, { ...end, kind: 'renew' }], stamp));
    assert.equal(first?.getFirstPropertyValue('uid'), 'end-ab@00D');
    assert.equal(second?.getFirstPropertyValue('uid'), 'renew-ab@00D');
    assert.equal(String(first?.getFirstPropertyValue('dtstart')), '2026-12-26');
    assert.equal(first?.getFirstPropertyValue('description'), 'It ends.\nHeld here.');
    assert.deepEqual(
      [first, second].map((event) => event?.getAllSubcomponents('valarm').length),
      [2, 1],
    );
  });

  it('leads to a page only where there is one, and lets no address add a line', () => {
    const url = 'https://org.example/lightning/r/1/view';
    const [without, having, hostile] = eventsOf(
      calendarText(
        { name: 'All' },
        [end, { ...end, url }, { ...end, url: `${url}\r\nATTENDEE:mailto:x@y.example` }],
        stamp,
      ),
    );
    assert.equal(without?.getFirstPropertyValue('url'), null);
    assert.equal(having?.getFirstPropertyValue('url'), url);
    assert.equal(hostile?.getFirstPropertyValue('attendee'), null);
  });

  it('says what it is about only where that is given', () => {
    assert.doesNotMatch(calendarText({ name: 'All' }, [], stamp), /DESCRIPTION/);
    assert.match(calendarText({ name: 'All', description: 'May be incomplete.' }, [], stamp), /^DESCRIPTION:May be/m);
  });
});
