import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageColumns } from '../../src/terminal/columns.ts';
import { columnWidths } from '../../src/terminal/column-widths.ts';

test('a terminal knows how wide it is, whatever COLUMNS says', () => {
  assert.equal(pageColumns({ columns: 133 }, { COLUMNS: '60' }), 133);
});

test('where the output goes into a pipe, COLUMNS tells', () => {
  const piped = { columns: undefined as unknown as number };
  assert.equal(pageColumns(piped, { COLUMNS: '60' }), 60);
  assert.equal(pageColumns(piped, {}), 80);
  for (const wrong of ['', '0', '-5', 'wide', '1e9', '60.5']) assert.equal(pageColumns(piped, { COLUMNS: wrong }), 80);
});

const columns = [{ title: 'a' }, { title: 'b', wraps: true }, { title: 'c', wraps: true }] as const;

test('a table that fits is as wide as its cells', () => {
  assert.deepEqual(columnWidths(columns, [['x', 'two words', 'z']], 40), [1, 9, 1]);
});

test('a table that is too wide is narrowed where that costs the fewest lines', () => {
  const rows = [
    ['x', 'short', 'one long text of many words'],
    ['x', 'a little more', 'y'],
  ];
  const widths = columnWidths(columns, rows, 36);
  assert.deepEqual(widths, [1, 13, 18]);
});

test('columns give each other room where that saves lines', () => {
  const four = [...columns, { title: 'd', wraps: true }] as const;
  const many = Array.from({ length: 4 }, () => ['x', 'y', 'sevenss letters', 'z']);
  const rows = [...many, ['x', 'unbrokenword bb', 'y', 'z'], ['x', 'y', 'z', 'unbrokenword bb']];
  // The two long words alone are cheap to narrow and do not suffice; once the four rows are, they need not be.
  assert.deepEqual(columnWidths(four, rows, 45), [1, 15, 8, 15]);
});

test('where words would have to be broken there is no room for a table', () => {
  assert.equal(columnWidths(columns, [['x', 'unbreakable', 'unbreakable']], 20), undefined);
});
