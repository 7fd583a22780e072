/**
 * Tests that ask what their user may, without being a user who may it. Fields that came by the Metadata API are in no profile,
 * so whoever deploys sees none of them while the tests of the deployment run.
 */
import { ApexCalls } from './apex-calls.ts';
import { ApexClasses } from './apex-classes.ts';
import type { ApexMember } from './apex-classes.ts';
import { ApexReach, inWords } from './apex-reach.ts';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, nodes, parentOf, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import { isRunByItself } from './test-seams.ts';

const describes =
  /^(isAccessible|isCreateable|isUpdateable|isDeletable|isQueryable|stripInaccessible|checkPermission)$/i;

export function testsAsUser(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  const classes = new ApexClasses(files);
  const reach = new ApexReach(new ApexCalls(classes), dependsOnUser, isAsUser);
  return [
    ...issues,
    ...classes.all
      .filter(({ isTest }) => isTest)
      .flatMap(({ members }) => members.filter(isRunByItself))
      .flatMap((member) => {
        const way = reach.wayFrom(member);
        if (!way) return [];
        const message = `What its user may counts, and it is nobody with a permission set of the app: put it in System.runAs (${inWords(way)}).`;
        return [{ file: member.owner.file, line: member.line, message }];
      }),
  ];
}

/** Acting as oneself parts writes of two kinds, and gives no rights. */
function isAsUser(tree: Tree): boolean {
  return ruleOf(tree) === 'RunAsStatement' && !/UserInfo\.getUserId\(/i.test(childrenOf(tree)[2]?.getText() ?? '');
}

function dependsOnUser(tree: Tree, { owner }: ApexMember): boolean {
  switch (ruleOf(tree)) {
    case 'AccessLevel':
      return /asuser/i.test(tree.getText());
    case 'WithClause':
      return /USER_MODE/i.test(tree.getText()) && isOfApp(parentOf(tree));
    case 'DotExpression':
      return /^AccessLevel\.USER_MODE$/i.test(tree.getText()) && !(isQuery(tree) && onlyStandard(owner.members));
    case 'DotMethodCall':
      return describes.test(childrenOf(tree)[0]?.getText() ?? '');
    default:
      return false;
  }
}

/** Standard fields need no permission set of the app. */
function isOfApp(query: Tree | undefined): boolean {
  const from = query && childrenOf(query).find((child) => ruleOf(child) === 'FromNameList');
  return /__/.test(from?.getText() ?? '');
}

/** Whether an access level is that of a query which is put together as text. */
function isQuery(level: Tree): boolean {
  const call = parentOf(parentOf(level) ?? level);
  return call !== undefined && /^(count)?query|^getQueryLocator/i.test(call.getText());
}

/** Whether the queries that a class puts together as text name standard objects alone. */
function onlyStandard(members: readonly ApexMember[]): boolean {
  const texts = members.flatMap(({ tree }) => [...nodes(tree, 'LiteralPrimary')].map((literal) => literal.getText()));
  const from = texts.flatMap((text) => [...text.matchAll(/\bFROM (\w+)/gi)].map(([, name = '']) => name));
  return from.length > 0 && from.every((name) => !name.includes('__'));
}
