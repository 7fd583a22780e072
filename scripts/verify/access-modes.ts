/**
 * Queries and writes in Apex that do not say with whose rights they act. Up to API 66 they act with those of the system, from
 * API 67 on with those of the user (Apex Reference Guide, Versioned Behavior Changes): one that says so means the same in both.
 */
import { basename } from 'node:path';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, lineOf, nodes, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import { mayUseSystemMode } from './system-mode.ts';

const writes = ['Insert', 'Update', 'Upsert', 'Delete', 'Undelete', 'Merge'].map((verb) => `${verb}Statement`);

/** Methods that take an access level last, by their class. Source: Apex Reference Guide, Database and Search. */
const methods: Readonly<Record<string, RegExp>> = {
  database:
    /^((insert|update|upsert|delete|undelete|merge)(Immediate|Async)?|query|countQuery|getQueryLocator|queryWithBinds|countQueryWithBinds|getQueryLocatorWithBinds)$/i,
  search: /^(query|find)$/i,
};

type Found = Omit<Issue, 'file'>;

export function accessModes(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  return [
    ...issues,
    ...files.flatMap(({ file, tree }) =>
      [...statements(tree), ...queries(tree), ...calls(tree), ...asSystem(file, tree)].map((found) => ({
        file,
        ...found,
      })),
    ),
  ];
}

function* statements(tree: Tree): Generator<Found> {
  for (const rule of writes) {
    for (const statement of nodes(tree, rule)) {
      if (childrenOf(statement).some((child) => ruleOf(child) === 'AccessLevel')) continue;
      const verb = childrenOf(statement)[0]?.getText().toLowerCase() ?? '';
      yield { line: lineOf(statement), message: `Say with whose rights: '${verb} as user' or '${verb} as system'.` };
    }
  }
}

function* queries(tree: Tree): Generator<Found> {
  for (const rule of ['Query', 'SoslLiteral']) {
    for (const query of nodes(tree, rule)) {
      if (/WITH(USER|SYSTEM)_MODE/i.test(query.getText())) continue;
      yield { line: lineOf(query), message: "Say with whose rights: 'WITH USER_MODE' or 'WITH SYSTEM_MODE'." };
    }
  }
}

/** Outside of tests the rights of the system are for what is listed. */
function* asSystem(file: string, tree: Tree): Generator<Found> {
  if (/^@IsTest/i.test(tree.getText()) || mayUseSystemMode(basename(file, '.cls'))) return;
  for (const rule of ['AccessLevel', 'WithClause', 'DotExpression']) {
    for (const said of nodes(tree, rule)) {
      if (/^(as|WITH|(System\.)?AccessLevel\.)SYSTEM(_MODE)?$/i.test(said.getText()))
        yield { line: lineOf(said), message: 'With the rights of the system, and the gate knows no reason why.' };
    }
  }
}

function* calls(tree: Tree): Generator<Found> {
  for (const dot of nodes(tree, 'DotExpression')) {
    const [left, , right] = childrenOf(dot);
    if (!left || !right || ruleOf(right) !== 'DotMethodCall') continue;
    const name = childrenOf(right)[0]?.getText() ?? '';
    if (!methods[left.getText().toLowerCase()]?.test(name)) continue;
    const given = [...nodes(right, 'ExpressionList')][0];
    const last = given ? childrenOf(given).at(-1)?.getText() : undefined;
    if (/^(System\.)?AccessLevel\.(USER|SYSTEM)_MODE$/i.test(last ?? '')) continue;
    // A list of records that a query in brackets gives says it there.
    if (name.toLowerCase() === 'getquerylocator' && last?.startsWith('[')) continue;
    yield {
      line: lineOf(dot),
      message: `Say with whose rights: ${left.getText()}.${name} takes AccessLevel.USER_MODE or SYSTEM_MODE last.`,
    };
  }
}
