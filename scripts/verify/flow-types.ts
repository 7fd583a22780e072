/**
 * Types of Apex that a flow is given and that it knows only in part. A class that is the type of a variable must stand by itself, and
 * of its fields Flow Builder offers those of the types below; any other cannot be picked.
 * Source: LWC Developer Guide, Flow Data Types; Apex Developer Guide, InvocableVariable.
 */
import { ApexClasses } from './apex-classes.ts';
import type { ApexClass, ApexMember } from './apex-classes.ts';
import { apexFiles } from './apex-source.ts';
import type { Issue } from './issue.ts';

const simple = ['boolean', 'integer', 'long', 'decimal', 'double', 'date', 'datetime', 'string'];

/** What the variables of an action may be besides. */
const ofActions = [...simple, 'id', 'time', 'sobject'];

export function flowTypes(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  const classes = new ApexClasses(files);
  const variables = classes.all.flatMap(({ members }) => members.filter((member) => has(member, 'invocablevariable')));
  const types = new Set(variables.flatMap(({ type, owner }) => classes.named(one(type), owner) ?? []));
  return [
    ...issues,
    ...[...types]
      .filter(({ outer }) => outer)
      .map((type) => issue(type.members[0], `${type.label} is an inner class: a flow takes it for no type.`)),
    ...variables.filter(({ owner }) => !types.has(owner)).flatMap((member) => unknown(classes, member, ofActions)),
    ...[...types]
      .flatMap(({ members }) => members.filter((member) => has(member, 'auraenabled')))
      .flatMap((member) => unknown(classes, member, simple)),
    ...[...types].flatMap((type) => hidden(type)),
  ].filter((found): found is Issue => found !== undefined);
}

/** A flow sees fields of a type by @AuraEnabled alone. */
function hidden({ members }: ApexClass): (Issue | undefined)[] {
  return members
    .filter((member) => has(member, 'invocablevariable') && !has(member, 'auraenabled'))
    .map((member) =>
      issue(member, `${member.owner.label}.${member.label} is not @AuraEnabled: a flow does not see it.`),
    );
}

function unknown(classes: ApexClasses, member: ApexMember, known: readonly string[]): (Issue | undefined)[] {
  const type = one(member.type).toLowerCase();
  const isRecord = known === ofActions && /__c$/.test(type);
  if (known.includes(type) || isRecord || classes.named(type, member.owner)) return [];
  return [
    issue(
      member,
      `${member.owner.label}.${member.label} is of the type ${member.type}, which a flow does not know there.`,
    ),
  ];
}

/** The type of one element of a list. */
function one(type: string): string {
  return /^List<(.*)>$/i.exec(type)?.[1] ?? type.replace(/\[\]$/, '');
}

function has({ words, kind }: ApexMember, annotation: string): boolean {
  return kind === 'field' && words.some((word) => word.startsWith(`@${annotation}`));
}

function issue(member: ApexMember | undefined, message: string): Issue | undefined {
  return member && { file: member.owner.file, line: member.line, message };
}
