/** Small faults that are put into Apex classes, one at a time, to see whether a test notices. */
import { childrenOf, lineOf, nodes, parsedApex, ruleOf } from '../verify/apex-source.ts';
import type { Tree } from '../verify/apex-source.ts';

export interface Mutation {
  readonly line: number;
  readonly kind: 'comparison turned' | 'condition negated' | 'constant changed' | 'line left out' | 'and for or';
  /** What stands there, and what is put in its place. */
  readonly before: string;
  readonly after: string;
  /** The source with the fault. */
  readonly source: string;
}

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

/** Every fault that can be put into a class, in the order of the text. */
export function mutationsOf(source: string): readonly Mutation[] {
  const tree = parsedApex(source);
  const characters = [...source];
  const text = (from: number, to: number): string => characters.slice(from, to).join('');
  const found: Mutation[] = [];
  const add = (at: Tree, kind: Mutation['kind'], [from, to]: readonly [number, number], after: string): void => {
    found.push({
      line: lineOf(at),
      kind,
      before: text(from, to),
      after,
      source: text(0, from) + after + text(to, characters.length),
    });
  };
  for (const rule of ['EqualityExpression', 'CmpExpression', 'LogAndExpression', 'LogOrExpression'])
    for (const node of nodes(tree, rule)) {
      const [left, ...rest] = childrenOf(node);
      const right = rest.at(-1);
      if (!left || !right) continue;
      const gap: [number, number] = [spanOf(left)[1], spanOf(right)[0]];
      const operator = text(...gap).trim();
      const other = turned[operator];
      const kind = operator === '&&' || operator === '||' ? 'and for or' : 'comparison turned';
      if (other !== undefined) add(right, kind, gap, ` ${other} `);
    }
  for (const rule of ['IfStatement', 'WhileStatement'])
    for (const node of nodes(tree, rule)) {
      const condition = childrenOf(node).find((child) => ruleOf(child) === 'ParExpression');
      if (condition) add(condition, 'condition negated', spanOf(condition), `(!${text(...spanOf(condition))})`);
    }
  const told = new Set([...nodes(tree, 'Annotation')].flatMap((annotation) => [...nodes(annotation, 'Literal')]));
  for (const node of nodes(tree, 'Literal')) {
    if (told.has(node)) continue;
    const span = spanOf(node);
    const literal = text(...span);
    if (/^\d+$/.test(literal)) add(node, 'constant changed', span, String(Number(literal) + 1));
    else if (/^(true|false)$/i.test(literal))
      add(node, 'constant changed', span, literal.toLowerCase() === 'true' ? 'false' : 'true');
    else if (/^'.+'$/s.test(literal)) add(node, 'constant changed', span, "'x'");
  }
  for (const node of nodes(tree, 'ExpressionStatement')) add(node, 'line left out', spanOf(node), ';');
  return found.sort((left, right) => left.line - right.line);
}

/** From the first character of a node to behind its last. */
function spanOf(tree: Tree): readonly [number, number] {
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
