import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { ConditionTree } from '../../src/soql/condition-tree.ts';
import { conditionTree } from '../../src/soql/condition-tree.ts';

/** A tree as text: fields as themselves, operators before what they join. */
function written(tree: ConditionTree): string {
  if (tree.kind === 'test') return 'field' in tree.test ? tree.test.field : '?';
  if (tree.kind === 'not') return `not(${written(tree.of)})`;
  return `${tree.kind}(${tree.of.map(written).join(' ')})`;
}

function treeOf(where: string): string {
  const query = parseQuery(`SELECT Id FROM X WHERE ${where}`);
  assert.ok(query.where !== undefined);
  return written(conditionTree(query.where));
}

describe('the tree of a WHERE clause', () => {
  const trees: readonly (readonly [string, string])[] = [
    ['A = 1', 'A'],
    ['A = 1 AND B = 2 AND C = 3', 'and(A B C)'],
    ['A = 1 OR B = 2', 'or(A B)'],
    ['(A = 1 OR B = 2) AND C = 3', 'and(or(A B) C)'],
    ['A = 1 AND (B = 2 OR (C = 3 AND D = 4))', 'and(A or(B and(C D)))'],
    ['((A = 1))', 'A'],
    ['NOT A = 1', 'not(A)'],
    ['NOT (A = 1)', 'not(A)'],
    ['(NOT A = 1)', 'not(A)'],
    ['NOT (A = 1 OR B = 2)', 'not(or(A B))'],
    ['NOT A = 1 AND B = 2', 'and(not(A) B)'],
    ['A = 1 AND NOT B = 2', 'and(A not(B))'],
    ['(NOT (A = 1 OR B = 2)) AND C = 3', 'and(not(or(A B)) C)'],
    ['A = 1 AND (NOT B = 2)', 'and(A not(B))'],
  ];
  for (const [where, tree] of trees) {
    it(`"${where}" is ${tree}`, () => assert.equal(treeOf(where), tree));
  }

  it('does not exist for AND beside OR', () => {
    for (const where of ['A = 1 AND B = 2 OR C = 3', 'A = 1 OR B = 2 AND C = 3', '(A = 1 OR B = 2 AND C = 3)']) {
      assert.throws(() => treeOf(where), { errorCode: 'MALFORMED_QUERY' }, where);
    }
  });
});
