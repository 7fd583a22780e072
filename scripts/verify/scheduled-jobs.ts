/**
 * Tests that look for, replace or end the job that people of the org scheduled: scheduled jobs are there in every test
 * (Apex Developer Guide, Isolation of Test Data), so that such a test fails where the app is in use.
 */
import { ApexCalls } from './apex-calls.ts';
import { ApexClasses } from './apex-classes.ts';
import type { ApexClass, ApexMember } from './apex-classes.ts';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, lineOf, nodes, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import { isSeam, withoutSeam } from './test-seams.ts';

export function scheduledJobs(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  const classes = new ApexClasses(files);
  const calls = new ApexCalls(classes);
  const schedules = classes.all
    .filter(({ isTest }) => !isTest)
    .flatMap(({ members }) => members.flatMap((member) => scheduling(member)));
  const seams = schedules.flatMap(({ member, name }) => seamOf(member.owner, name) ?? []);
  return [
    ...issues,
    ...schedules
      .filter(({ member, name }) => !seamOf(member.owner, name))
      .map(({ member, name }) => ({
        file: member.owner.file,
        line: lineOf(name),
        message: `The name of a scheduled job is a @TestVisible static text that tests can change, not ${name.getText()}.`,
      })),
    ...seams.flatMap((seam) => [
      ...spoken(classes, seam),
      ...withoutSeam(calls, seam, (tree, { owner }) => isOf(seam, tree, owner), 'the scheduled job of the org'),
    ]),
  ];
}

/** Which parameter of a method names the job. Source: Apex Reference Guide, System. */
const places: Readonly<Record<string, number>> = { schedule: 0, schedulebatch: 1 };

/** Calls that schedule: the member, and the expression that names the job. */
function scheduling(member: ApexMember): { readonly member: ApexMember; readonly name: Tree }[] {
  return [...nodes(member.tree, 'DotMethodCall')].flatMap((call) => {
    const place = places[childrenOf(call)[0]?.getText().toLowerCase() ?? ''];
    const [list] = [...nodes(call, 'ExpressionList')];
    const given = list ? childrenOf(list).filter((child) => child.getText() !== ',') : [];
    const name = place === undefined ? undefined : given[place];
    return name ? [{ member, name }] : [];
  });
}

function seamOf(owner: ApexClass, expression: Tree): ApexMember | undefined {
  return owner.members.find((member) => isSeam(member) && member.name === expression.getText().toLowerCase());
}

function isOf(seam: ApexMember, tree: Tree, owner: ApexClass): boolean {
  return owner === seam.owner && ruleOf(tree) === 'IdPrimary' && tree.getText().toLowerCase() === seam.name;
}

/** Tests that say the name of the job itself. */
function spoken({ all }: ApexClasses, seam: ApexMember): Issue[] {
  const names = [...nodes(seam.tree, 'Literal')].map((literal) => literal.getText());
  return all
    .filter(({ isTest }) => isTest)
    .flatMap(({ members }) => members)
    .flatMap(({ owner, tree }) => [...nodes(tree, 'Literal')].map((literal) => ({ owner, literal })))
    .filter(({ literal }) => names.includes(literal.getText()))
    .map(({ owner, literal }) => ({
      file: owner.file,
      line: lineOf(literal),
      message: `${literal.getText()} is the job of the org: a test has one of its own name.`,
    }));
}
