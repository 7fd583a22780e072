/**
 * FIELDS() in Apex. FIELDS(ALL) and FIELDS(CUSTOM) never compile there, with a limit or without (SOQL and SOSL Reference,
 * FIELDS(), Bounded and Unbounded Queries), and one class that does not compile rolls the whole deployment back.
 * FIELDS(STANDARD) would, and gives what nobody named.
 */
import type { Tree } from './apex-source.ts';
import { apexFiles, lineOf, nodes } from './apex-source.ts';
import type { Issue } from './issue.ts';

export function fieldsFunction(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  return [
    ...issues,
    ...files.flatMap(({ file, tree }) =>
      found(tree).map((node) => ({
        file,
        line: lineOf(node),
        message: 'Name the fields: an org takes no FIELDS() in Apex.',
      })),
    ),
  ];
}

function found(tree: Tree): Tree[] {
  return [
    ...[...nodes(tree, 'SoqlFunction')].filter((one) => /^FIELDS\(/i.test(one.getText())),
    ...[...nodes(tree, 'Literal')].filter((one) => /\bFIELDS\s*\(/i.test(one.getText())),
  ];
}
