/** Small faults that are put into Apex classes, one at a time, to see whether a test notices. */
import { childrenOf, lineOf, parentOf, parsedApex, ruleOf } from '../verify/apex-source.ts';
import type { Tree } from '../verify/apex-source.ts';

/** From one character to behind another. */
type Span = readonly [number, number];

export interface Mutation {
  readonly line: number;
  /** Where its statement begins. */
  readonly statement: number;
  /** First and last line of the method, field or property that it is in. */
  readonly member: readonly [number, number];
  readonly kind: 'comparison turned' | 'condition negated' | 'constant changed' | 'line left out' | 'and for or';
  /** What stands there, and what is put in its place. */
  readonly before: string;
  readonly after: string;
  /** The source with the fault. */
  readonly source: string;
}

/** Operators of Apex and of SOQL. */
const turned: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
};
const turnedInQueries: Readonly<Record<string, string>> = {
  ...turned,
  '=': '!=',
  '!=': '=',
  IN: 'NOT IN',
  'NOT IN': 'IN',
  AND: 'OR',
  OR: 'AND',
};

/** Statements that can be left out. A return is one only where it has no value. */
const statements = /^(Expression|Insert|Update|Upsert|Delete|Throw|Break|Continue)Statement$/;

/** Every fault that can be put into a class, in the order of the text. */
export function mutationsOf(source: string): readonly Mutation[] {
  const characters = [...source];
  const text = ([from, to]: Span): string => characters.slice(from, to).join('');
  const found: Mutation[] = [];
  const add = (at: Tree, kind: Mutation['kind'], span: Span, after: string): void => {
    found.push({
      line: lineOf(at),
      statement: lineOf(around(at, /Statement$|FieldDeclaration$/)),
      member: linesOf(around(at, /^(Method|Constructor|Property|Field)Declaration$/)),
      kind,
      before: text(span),
      after,
      source: text([0, span[0]]) + after + text([span[1], characters.length]),
    });
  };
  const changeValue = (node: Tree): void => {
    const value = text(spanOf(node));
    if (/^\d+$/.test(value)) add(node, 'constant changed', spanOf(node), String(Number(value) + 1));
    else if (/^true$/i.test(value)) add(node, 'constant changed', spanOf(node), 'false');
    else if (/^false$/i.test(value)) add(node, 'constant changed', spanOf(node), 'true');
    else if (/^'.+'$/s.test(value)) add(node, 'constant changed', spanOf(node), "'x'");
  };
  const turn = (node: Tree): void => {
    const [left, ...rest] = partsOf(node);
    const right = rest.at(-1);
    if (!left || !right) return;
    const gap: Span = [spanOf(left)[1], spanOf(right)[0]];
    const operator = text(gap).trim();
    const other = turned[operator];
    const kind = operator === '&&' || operator === '||' ? 'and for or' : 'comparison turned';
    if (other !== undefined) add(right, kind, gap, ` ${other} `);
  };
  /** All of a chain: SOQL does not mix AND and OR without brackets. */
  const turnChain = (node: Tree): void => {
    const parts = partsOf(node).map(spanOf);
    const [first, second] = parts;
    if (!first || !second) return;
    const other = turnedInQueries[text([first[1], second[0]]).trim().toUpperCase()];
    if (other !== undefined) add(node, 'and for or', spanOf(node), parts.map(text).join(` ${other} `));
  };
  const visit = (node: Tree): void => {
    const rule = ruleOf(node);
    // What an annotation says is no code.
    if (rule === 'Annotation') return;
    const condition = partsOf(node).find((child) => ruleOf(child) === 'ParExpression');
    if (/^(Equality|Cmp|LogAnd|LogOr)Expression$/.test(rule)) turn(node);
    else if (rule === 'WhereLogicalExpression') turnChain(node);
    else if (rule === 'ComparisonOperator') {
      const other = turnedInQueries[text(spanOf(node)).replace(/\s+/g, ' ').toUpperCase()];
      if (other !== undefined) add(node, 'comparison turned', spanOf(node), other);
    } else if (/^(If|While|DoWhile)Statement$/.test(rule) && condition)
      add(condition, 'condition negated', spanOf(condition), `(!${text(spanOf(condition))})`);
    else if (rule === 'CondExpression') {
      const [asked] = partsOf(node);
      if (asked) add(asked, 'condition negated', spanOf(asked), `!(${text(spanOf(asked))})`);
    } else if (
      rule === 'Literal' ||
      (rule === 'Value' && partsOf(node).every((child) => ruleOf(child) === 'SignedNumber'))
    )
      changeValue(node);
    else if (statements.test(rule) || (rule === 'ReturnStatement' && partsOf(node).length === 0))
      add(node, 'line left out', spanOf(node), ';');
    for (const child of partsOf(node)) visit(child);
  };
  visit(parsedApex(source));
  return found.sort((left, right) => left.line - right.line);
}

/** Children that are rules, without words and signs. */
function partsOf(tree: Tree): readonly Tree[] {
  return childrenOf(tree).filter((child) => 'start' in child);
}

/** The next node of such a rule around a node, or the class. */
function around(tree: Tree, rule: RegExp): Tree {
  if (rule.test(ruleOf(tree))) return tree;
  const parent = parentOf(tree);
  return parent ? around(parent, rule) : tree;
}

function linesOf(tree: Tree): readonly [number, number] {
  return [lineOf(tree), (tree.stop ?? tree.start).line];
}

/** From the first character of a node to behind its last. */
function spanOf(tree: Tree): Span {
  return [tree.start.start, (tree.stop ?? tree.start).stop + 1];
}

/** So many of them, spread evenly, the same ones at every run. */
export function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from(
    { length: count },
    (_, position) => items[Math.floor(((position + 0.5) * items.length) / count)] as Item,
  );
}
