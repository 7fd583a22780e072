import { allRows } from 'c/healthRecords';
import { inOrder, lastFirst } from '../pages';

describe('a list that comes in pages', () => {
  it('is asked for until no page follows, each after the one before', async () => {
    const pages = new Map([
      [null, { rows: ['a', 'b'], nextAfter: 'b' }],
      ['b', { rows: ['c'], nextAfter: 'c' }],
      ['c', { rows: [], nextAfter: null }],
    ]);
    const asked: (string | null)[] = [];
    const rows = await allRows(({ afterId }) => {
      asked.push(afterId);
      return Promise.resolve(pages.get(afterId) ?? { rows: ['wrong'] });
    });
    expect(rows).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([null, 'b', 'c']);
  });

  it('fails as a whole where one page fails: half a list would pass for all of it', async () => {
    const ask = jest
      .fn()
      .mockResolvedValueOnce({ rows: ['a'], nextAfter: 'a' })
      .mockRejectedValueOnce(new Error('gone'));
    await expect(allRows(ask)).rejects.toThrow('gone');
  });

  it('is put in order by fields, what is empty last either way', () => {
    const rows = [
      { name: 'b', on: '2027-01-01' },
      { name: 'a', on: '2027-01-01' },
      { name: 'c' },
      { name: 'd', on: '2026-12-01' },
    ];
    const names = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join('');
    expect(names(inOrder([...rows], 'on', 'name'))).toBe('dabc');
    expect(names(lastFirst(inOrder([...rows], 'name'), 'on'))).toBe('abdc');
  });
});
