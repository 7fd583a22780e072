/** Tests that would turn out otherwise in an org whose settings were changed: custom metadata is there in every test. */
import { ApexCalls } from './apex-calls.ts';
import { ApexClasses } from './apex-classes.ts';
import type { ApexMember } from './apex-classes.ts';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, nodes, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import { isSeam, withoutSeam } from './test-seams.ts';

export function orgSettings(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  const classes = new ApexClasses(files);
  const calls = new ApexCalls(classes);
  const readers = classes.all
    .filter(({ isTest }) => !isTest)
    .flatMap(({ members }) => members.filter(({ kind, tree }) => kind === 'code' && reads(tree)));
  const seams = readers.map((reader) => ({ reader, seam: seamOf(classes, reader) }));
  return [
    ...issues,
    ...seams
      .filter(({ seam }) => !seam)
      .map(({ reader }) => ({
        file: reader.owner.file,
        line: reader.line,
        message: `${reader.owner.label}.${reader.label} reads settings of the org, and no test can put others in their place.`,
      })),
    ...seams.flatMap(({ reader, seam }) =>
      seam ? withoutSeam(calls, seam, (tree, at) => at === reader && tree === reader.tree, 'settings of the org') : [],
    ),
  ];
}

/** By a method of a custom metadata type, or by a query. */
function reads(tree: Tree): boolean {
  const called = [...nodes(tree, 'DotExpression')].some((dot) => {
    const [left, , right] = childrenOf(dot);
    return right && ruleOf(right) === 'DotMethodCall' && /^\w+__mdt$/i.test(left?.getText() ?? '');
  });
  return called || [...nodes(tree, 'FromNameList')].some((from) => /__mdt/i.test(from.getText()));
}

/** A field that the reader looks at first, or one that holds the object whose method the reader is. */
function seamOf(classes: ApexClasses, reader: ApexMember): ApexMember | undefined {
  const mentioned = new Set([...nodes(reader.tree, 'IdPrimary')].map((id) => id.getText().toLowerCase()));
  return classes.all
    .flatMap(({ members }) => members.filter(isSeam))
    .find(
      (seam) =>
        (seam.owner === reader.owner && mentioned.has(seam.name)) ||
        (!reader.words.includes('static') && classes.named(seam.type, seam.owner) === reader.owner),
    );
}
