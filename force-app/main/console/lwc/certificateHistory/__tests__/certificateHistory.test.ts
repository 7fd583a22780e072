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

  it('leaves out entries that say nothing', async () => {
    expect(linesOf(await show(CertificateHistory, { row, history: [change('created', null, null)] }))).toHaveLength(2);
  });

  it('says when nothing is recorded', async () => {
    const shown = await show(CertificateHistory, { row: { Id: '1', Name: 'x' }, history: [] });
    expect(textOf(shown)).toBe('Nothing is recorded yet.');
    await expect(shown).toBeAccessible();
  });
});
