/** Objects, fields and relationships that queries in Apex name and that do not exist. */
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, lineOf, nodes, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import type { FindObject, QueryObject } from './objects.ts';

interface Scope {
  readonly object: QueryObject;
  /** Names that stand for the object or for a computed column. */
  readonly aliases: ReadonlySet<string>;
}

/** Checks inline queries; a query that is put together at run time cannot be checked without an org. */
export function soqlFields(folder: string, findObject: FindObject): Issue[] {
  const { files, issues } = apexFiles(folder);
  return [
    ...issues,
    ...files.flatMap(({ file, tree }) =>
      [...nodes(tree, 'Query')].flatMap((query) =>
        problemsOf(query, undefined, findObject).map(({ line, message }) => ({ file, line, message })),
      ),
    ),
  ];
}

type Problem = { readonly line: number; readonly message: string };

/** @param outer For a subquery among the columns: the object whose children it asks for. */
function problemsOf(query: Tree, outer: QueryObject | undefined, findObject: FindObject): Problem[] {
  const from = childrenOf(query).find((child) => ruleOf(child) === 'FromNameList');
  if (!from) return [];
  const [named, ...others] = childrenOf(from).filter((child) => ['FieldName', 'SoqlId'].includes(ruleOf(child)));
  if (!named) return [];
  const name = named.getText();
  const wanted = outer ? outer.children.get(name.toLowerCase()) : name;
  const object = wanted === undefined ? undefined : findObject(wanted);
  if (!object) {
    const what = outer ? `${outer.name} has no child relationship '${name}'` : `There is no object '${name}'`;
    return [{ line: lineOf(named), message: `${what}.` }];
  }
  const columns = [...nodes(query, 'SelectEntry'), ...nodes(query, 'SubFieldEntry')].flatMap((entry) =>
    childrenOf(entry).filter((child) => ruleOf(child) === 'SoqlId'),
  );
  const aliases = new Set([...others, ...columns].map((alias) => alias.getText().toLowerCase()));
  return childrenOf(query)
    .filter((child) => child !== from)
    .flatMap((child) => within(child, { object, aliases }, ruleOf(child) === 'SelectList', findObject));
}

function within(tree: Tree, scope: Scope, amongColumns: boolean, findObject: FindObject): Problem[] {
  const rule = ruleOf(tree);
  if (rule === 'SubQuery') return problemsOf(tree, amongColumns ? scope.object : undefined, findObject);
  if (rule === 'FieldName') {
    const message = problemOf(tree.getText(), scope, findObject);
    return message ? [{ line: lineOf(tree), message }] : [];
  }
  return childrenOf(tree).flatMap((child) => within(child, scope, amongColumns, findObject));
}

function problemOf(path: string, { object, aliases }: Scope, findObject: FindObject): string | undefined {
  const steps = path.split('.');
  if (steps.length === 1 && aliases.has(path.toLowerCase())) return undefined;
  const first = (steps[0] ?? '').toLowerCase();
  if (steps.length > 1 && (aliases.has(first) || first === object.name.toLowerCase())) steps.shift();
  const field = steps.pop() ?? '';
  let at = object;
  for (const step of steps) {
    const target = at.parents.get(step.toLowerCase());
    if (target === undefined) return `${at.name} has no relationship '${step}' (in ${path}).`;
    if (target === '*') return undefined;
    const next = findObject(target);
    if (!next) return `There is no object '${target}' (in ${path}).`;
    at = next;
  }
  return at.fields.has(field.toLowerCase()) ? undefined : `${at.name} has no field '${field}'.`;
}
