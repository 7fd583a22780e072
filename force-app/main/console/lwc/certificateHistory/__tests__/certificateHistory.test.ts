import '../../../../../test/console/lwc/realWords';
import CertificateHistory from 'c/certificateHistory';
import { all, certificateRow, show, textOf } from '../../../../../test/console/lwc/pieces';

const row = certificateRow({
  First_Seen_At__c: '2026-01-05T10:00:00.000+0000',
  Last_Seen_At__c: '2026-11-20T10:00:00.000Z',
});
const change = (field: string, from: string | null, to: string | null, at = '2026-06-01T10:00:00.000Z'): object => ({
  at,
  by: 'Ada Admin',
  field,
  from,
  to,
});
const linesOf = (history: HTMLElement): string[] => all(history, 'li').map(textOf);

describe('history of a certificate', () => {
  afterEach(() => document.body.replaceChildren());

  it('tells the newest first, between the first and the last scan that saw it', async () => {
    const history = [
      change('Responsible__c', null, 'Team A', '2026-03-01T10:00:00.000Z'),
      change('Status__c', 'healthy', 'critical'),
    ];
    const lines = linesOf(await show(CertificateHistory, { row, history }));
    expect(lines[0]).toContain('Last seen by a scan');
    expect(lines[1]).toMatch(/Status: from .+ to Critical Ada Admin/);
    expect(lines[2]).toContain('Responsible: Team A');
    expect(lines[3]).toContain('First seen by a scan');
    expect(lines[3]).toMatch(/Mon, Jan 5(, 2026)?, 10:00 AM/);
  });

  it('says values as people read them', async () => {
    const history = [
      change('Fingerprint__c', 'ab'.repeat(32), 'cd'.repeat(32)),
      change('Expires_At__c', '2026-06-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z'),
      change('Is_Gone__c', 'false', 'true'),
      change('Responsible__c', 'Team A', null),
    ];
    const shown = await show(CertificateHistory, { row, history });
    const text = textOf(shown);
    for (const part of [
      'from abababababababab… to cdcdcdcdcdcdcdcd…',
      'Jun 1, 2027',
      'No longer in the org: from no to yes',
      'Responsible: taken away',
    ])
      expect(text).toContain(part);
    await expect(shown).toBeAccessible();
  });

  it('tells a renewal once, with both fingerprints and the scan that saw it', async () => {
    const [before, now] = ['ab'.repeat(32), 'cd'.repeat(32)];
    const renewals = [
      {
        Id: 'a04000000000001AAA',
        Old_Fingerprint__c: before,
        New_Fingerprint__c: now,
        New_Expires_At__c: '2027-06-01T00:00:00.000Z',
        Seen_At__c: '2026-06-01T10:00:00.000Z',
        Seen_By__c: 'ada@acme.example',
      },
    ];
    const history = [change('Fingerprint__c', before, now), change('Fingerprint__c', 'ef'.repeat(32), before)];
    const shown = await show(CertificateHistory, { row, history, renewals });
    const lines = linesOf(shown).filter((line) => line.includes('ingerprint'));
    expect(lines).toHaveLength(2);
    const [told = ''] = lines.filter((line) => line.includes(before));
    for (const part of [now, 'Jun 1, 2027', 'ada@acme.example']) expect(told).toContain(part);
    await expect(shown).toBeAccessible();
  });

  it('tells each decision with its reason and its end, also those that were overwritten since', async () => {
    const decision = (What__c: string, at: string, other: object): object => ({
      Id: at,
      What__c,
      About__c: 'Held ends soon',
      Decided_By__c: 'ada@acme.example',
      Decided_At__c: at,
      Finding__c: 'a03000000000001AAA',
      ...other,
    });
    const decisions = [
      decision('reopened', '2026-06-04T10:00:00.000Z', { Before__c: 'waived until 2026-12-31: Retired in March' }),
      decision('waived', '2026-06-03T10:00:00.000Z', { Reason__c: 'Retired in March', Until__c: '2026-12-31' }),
      decision('acknowledged', '2026-06-02T10:00:00.000Z', {}),
      decision('assigned', '2026-06-01T10:00:00.000Z', { After__c: 'Team A' }),
      decision('noted', '2026-05-03T10:00:00.000Z', { Finding__c: undefined, After__c: 'Ask Morgan' }),
      // The history of fields says who is responsible for the certificate.
      decision('assigned', '2026-05-02T10:00:00.000Z', { Finding__c: undefined, After__c: 'Team B' }),
    ];
    const shown = await show(CertificateHistory, { row, decisions });
    const lines = linesOf(shown);
    expect(lines).toHaveLength(7);
    expect(lines[1]).toContain('Reopened “Held ends soon” (before: waived until 2026-12-31: Retired in March)');
    expect(lines[2]).toMatch(/Waived “Held ends soon” until .*Dec 31.*\. Why: Retired in March.*ada@acme\.example/);
    expect(lines[3]).toContain('Acknowledged “Held ends soon”. Note: nothing');
    expect(lines[4]).toContain('Responsible for “Held ends soon”: Team A (before: nothing)');
    expect(lines[5]).toContain('Notes: Ask Morgan (before: nothing)');
    await expect(shown).toBeAccessible();
  });

  it('leaves out entries that say nothing', async () => {
    expect(linesOf(await show(CertificateHistory, { row, history: [change('created', null, null)] }))).toHaveLength(2);
  });

  it('says when nothing is recorded', async () => {
    const shown = await show(CertificateHistory, { row: { Id: '1', Name: 'x' }, history: [] });
    expect(textOf(shown)).toBe('Nothing is recorded yet.');
    await expect(shown).toBeAccessible();
  });
});
