/**
 * Classes that a component or a flow calls, and the permission sets of those who may do what they do: without access to the class
 * it is refused before its first line runs, to whoever runs the flow as well. A set that does not show the app is for a program,
 * which calls no class.
 */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ApexCalls } from './apex-calls.ts';
import { ApexClasses } from './apex-classes.ts';
import type { ApexClass, ApexMember } from './apex-classes.ts';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, nodes, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import { readXml, records, text } from './xml-file.ts';

interface PermissionSet {
  readonly file: string;
  readonly isForPeople: boolean;
  readonly classes: readonly string[];
  readonly customPermissions: readonly string[];
  readonly mayCreate: boolean;
  readonly mayEdit: boolean;
}

/** What somebody needs so that a class does its work for them. */
interface Needs {
  readonly customPermissions: readonly string[];
  readonly create: boolean;
  readonly edit: boolean;
}

export function entryAccess(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  const classes = new ApexClasses(files);
  const calls = new ApexCalls(classes);
  const sets = globSync('**/*.permissionset-meta.xml', { cwd: folder })
    .sort()
    .map((file) => permissionSet(folder, file))
    .filter(({ isForPeople }) => isForPeople);
  return [
    ...issues,
    ...classes.all
      .filter(({ isTest, outer }) => !isTest && !outer)
      .flatMap((one) => {
        const entries = one.members.filter(isEntry);
        if (entries.length === 0) return [];
        const needs = needsOf(calls, entries);
        const asked = [one, ...typesOf(classes, entries)];
        return sets
          .filter((set) => suffices(set, needs))
          .flatMap((set) =>
            asked.filter(({ label }) => !set.classes.includes(label)).map(({ label }) => missing(set, label)),
          );
      }),
  ];
}

function missing({ file }: PermissionSet, name: string): Issue {
  const who = basename(file).split('.')[0] ?? '';
  return { file, message: `${who} gives the rights that ${name} asks for, and no access to ${name} itself.` };
}

function isEntry({ words, tree }: ApexMember): boolean {
  return ruleOf(tree) === 'MethodDeclaration' && words.some((word) => /^@(auraenabled|invocablemethod)/.test(word));
}

/** Classes of their own that flows hand over as types. */
function typesOf(classes: ApexClasses, entries: readonly ApexMember[]): ApexClass[] {
  const [owner] = entries
    .filter(({ words }) => words.some((word) => word.startsWith('@invocablemethod')))
    .map((entry) => entry.owner);
  return classes.all
    .filter((one) => one.outer === owner && owner !== undefined)
    .flatMap(({ members }) =>
      members.filter(({ words }) => words.some((word) => word.startsWith('@invocablevariable'))),
    )
    .flatMap(({ type, owner: from }) => classes.named(type.replace(/^List<(.*)>$/i, '$1'), from) ?? [])
    .filter((type) => !type.outer);
}

function needsOf(calls: ApexCalls, entries: readonly ApexMember[]): Needs {
  const reached = new Set<ApexMember>(entries);
  for (const member of reached) for (const called of calls.of(member)) reached.add(called);
  const customPermissions = new Set<string>();
  let [create, edit] = [false, false];
  for (const { owner, tree } of reached) {
    for (const call of nodes(tree, 'DotMethodCall')) {
      const wanted = /^require\(OrgAccess\.(\w+)\)$/i.exec(call.getText())?.[1];
      if (wanted !== undefined) customPermissions.add(valueOf(calls.classes, owner, wanted));
      if (/^(insert|upsert)\(.*AccessLevel\.USER_MODE\)$/i.test(call.getText())) create = true;
      if (/^update\(.*AccessLevel\.USER_MODE\)$/i.test(call.getText())) edit = true;
    }
    create ||= ['InsertStatement', 'UpsertStatement'].some((rule) => isOfUser(tree, rule));
    edit ||= isOfUser(tree, 'UpdateStatement');
  }
  return { customPermissions: [...customPermissions], create, edit };
}

function isOfUser(tree: Tree, rule: string): boolean {
  return [...nodes(tree, rule)].some((statement) =>
    childrenOf(statement).some((child) => ruleOf(child) === 'AccessLevel' && /user/i.test(child.getText())),
  );
}

/** The text of a constant of OrgAccess. */
function valueOf(classes: ApexClasses, from: ApexClass, name: string): string {
  const owner = classes.named('OrgAccess', from);
  const [field] = owner ? classes.members(owner, name) : [];
  const [literal] = field ? [...nodes(field.tree, 'Literal')] : [];
  return literal?.getText().slice(1, -1) ?? name;
}

function suffices(set: PermissionSet, needs: Needs): boolean {
  return (
    needs.customPermissions.every((permission) => set.customPermissions.includes(permission)) &&
    (!needs.create || set.mayCreate) &&
    (!needs.edit || set.mayEdit)
  );
}

function permissionSet(folder: string, file: string): PermissionSet {
  const { root } = readXml(join(folder, file));
  const named = (element: string, name: string, flag: string): string[] =>
    records(root, element)
      .filter((entry) => text(entry, flag) === 'true')
      .map((entry) => text(entry, name) ?? '');
  return {
    file,
    isForPeople: records(root, 'applicationVisibilities').length > 0,
    classes: named('classAccesses', 'apexClass', 'enabled'),
    customPermissions: named('customPermissions', 'name', 'enabled'),
    mayCreate: named('objectPermissions', 'object', 'allowCreate').length > 0,
    mayEdit: named('objectPermissions', 'object', 'allowEdit').length > 0,
  };
}
