/**
 * Tests that change their user, or write what they need, between Test.startTest and Test.stopTest. Acting as somebody counts as
 * a write (Apex Developer Guide, System.runAs), and after a write of the same part of a test a callout is refused as uncommitted
 * work, a mock or not. The other way round, startTest inside of runAs, is safe.
 */
import { ApexCalls } from './apex-calls.ts';
import { ApexClasses } from './apex-classes.ts';
import type { ApexMember } from './apex-classes.ts';
import { ApexReach, inWords } from './apex-reach.ts';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, lineOf, nodes, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';

export function runAsOrder(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  const classes = new ApexClasses(files);
  const reach = new ApexReach(new ApexCalls(classes), (tree) => ruleOf(tree) === 'RunAsStatement');
  const code = classes.all.filter(({ isTest }) => isTest).flatMap(({ members }) => members);
  return [
    ...issues,
    ...code.flatMap((member) =>
      [...nodes(member.tree, 'Block')].flatMap(started).flatMap((statement) => problemOf(reach, member, statement)),
    ),
  ];
}

function problemOf(reach: ApexReach, member: ApexMember, statement: Tree): Issue[] {
  const way = reach.wayFrom(member, statement);
  if (!way) return [];
  const where = way.length > 1 ? ` (${inWords(way)})` : '';
  const message = `System.runAs stands around Test.startTest and Test.stopTest, not between them${where}.`;
  return [{ file: member.owner.file, line: lineOf(statement), message }];
}

/** The statements of a block between the two calls, or until its end. */
function started(block: Tree): Tree[] {
  const statements = childrenOf(block).filter((child) => ruleOf(child) === 'Statement');
  const first = statements.findIndex((statement) => /^Test\.startTest\(/i.test(statement.getText()));
  if (first < 0) return [];
  const last = statements.findIndex((statement) => /^Test\.stopTest\(/i.test(statement.getText()));
  return statements.slice(first + 1, last < 0 ? undefined : last);
}
