import { daysBefore, fractionOf, isInOrder, levelOfDates, percentOf } from 'c/warningLevels';

const usual = { warningFraction: 1 / 3, criticalFraction: 1 / 6, longestLifetimeDays: 1095 };

describe('what levels of warning mean', () => {
  it.each([
    [47, 15, 7],
    [90, 30, 15],
    [398, 132, 66],
    [7300, 365, 182],
  ])('counts the days before the end of a %d-day certificate', (lifetime, warning, critical) => {
    expect(daysBefore('warning', lifetime, usual)).toBe(warning);
    expect(daysBefore('critical', lifetime, usual)).toBe(critical);
  });

  it('lets days win over a share, but never warns before the beginning', () => {
    expect(daysBefore('warning', 90, { ...usual, warningDays: 45 })).toBe(45);
    expect(daysBefore('warning', 30, { ...usual, warningDays: 45 })).toBe(30);
    expect(daysBefore('warning', 90, { ...usual, warningDays: 0 })).toBe(0);
  });

  it('lets levels of a use win, and a share of theirs win over days of all', () => {
    expect(daysBefore('warning', 90, usual, { warningDays: 60 })).toBe(60);
    expect(daysBefore('warning', 90, { ...usual, warningDays: 45 }, { warningFraction: 0.5 })).toBe(45);
    expect(daysBefore('critical', 90, usual, { warningDays: 60 })).toBe(15);
  });

  it('takes a third and a sixth where nothing is set', () => {
    expect(daysBefore('warning', 90, {})).toBe(30);
    expect(daysBefore('critical', 90, { criticalFraction: null })).toBe(15);
  });

  it('tells when critical would come before the warning', () => {
    expect(isInOrder(usual)).toBe(true);
    expect(isInOrder({ ...usual, criticalFraction: 0.5 })).toBe(false);
    expect(isInOrder(usual, { criticalDays: 200 })).toBe(false);
  });

  it.each([
    ['2026-12-31T00:00:00.000Z', 'healthy'],
    ['2026-11-20T00:00:00.000Z', 'warning'],
    ['2026-10-25T00:00:00.000Z', 'critical'],
    ['2026-10-01T00:00:00.000Z', 'critical'],
    [undefined, 'unknown'],
  ])('says what the dates of a certificate say by themselves: one that ends %s is %s', (to, level) => {
    const dates = { Valid_From__c: '2026-01-01T00:00:00.000Z', ...(to ? { Expires_At__c: to } : {}) };
    expect(levelOfDates(dates, { warningDays: 60, criticalDays: 30 }, new Date('2026-10-01T00:00:00Z'))).toBe(level);
  });

  it('goes by the use that asks for the earliest day, and by a year where the beginning is not known', () => {
    const at = new Date('2026-10-01T00:00:00Z');
    const settings = { ...usual, perUse: [{ use: 'outbound-sso', warningDays: 200, criticalDays: 150 }] };
    const ends = { Valid_From__c: '2026-09-01T00:00:00.000Z', Expires_At__c: '2027-03-01T00:00:00.000Z' };
    expect(levelOfDates({ ...ends, Uses__c: 'inbound-sso' }, settings, at)).toBe('healthy');
    expect(levelOfDates({ ...ends, Uses__c: 'inbound-sso;outbound-sso' }, settings, at)).toBe('warning');
    expect(levelOfDates({ Expires_At__c: '2027-01-20T00:00:00.000Z' }, usual, at)).toBe('warning');
  });

  it('keeps a share exact that nobody touched', () => {
    expect(percentOf(1 / 3)).toBe('33.3');
    expect(fractionOf('33.3', 1 / 3)).toBe(1 / 3);
    expect(fractionOf('25', 1 / 3)).toBe(0.25);
    expect(fractionOf(' ', 1 / 3)).toBeNull();
    expect(percentOf(null)).toBe('');
  });
});
