import type { ApexType } from '../types/type.ts';
import { lineage, type ClassModel, type FieldModel, type MethodModel } from './class-model.ts';
import { signature } from './declare.ts';
import type { LibraryMember, LibraryType } from './library-model.ts';
import type { ProgramModel } from './program-model.ts';

/** A field of a class or what it inherits. */
export function findField(model: ClassModel, name: string): FieldModel | undefined {
  const key = name.toLowerCase();
  for (const one of lineage(model)) {
    const field = one.fields.get(key);
    if (field) {
      return field;
    }
  }
  return undefined;
}

/** The methods of a name that a class has, own ones first; those that are overridden are left out. */
export function findMethods(program: ProgramModel, model: ClassModel, name: string): readonly MethodModel[] {
  const key = name.toLowerCase();
  const found = new Map<string, MethodModel>();
  const add = (method: MethodModel): void => {
    const own = signature(method);
    if (!found.has(own)) found.set(own, method);
  };
  for (const one of lineage(model)) {
    one.methods.get(key)?.forEach(add);
  }
  for (const ancestor of model.ancestors) {
    program.byName.get(ancestor.toLowerCase())?.methods.get(key)?.forEach(add);
  }
  return [...found.values()];
}

/** The type of the library whose members a value of a type has; undefined for one that the library does not have. */
export function libraryTypeOf(program: ProgramModel, type: ApexType): LibraryType | undefined {
  const { byName } = program.library;
  switch (type.kind) {
    case 'primitive':
    case 'platform':
      return byName.get(type.name.toLowerCase());
    case 'list':
    case 'set':
    case 'map':
      return byName.get(type.kind);
    case 'sobject':
      return byName.get(
        type.name === 'AggregateResult' && byName.has('aggregateresult') ? 'aggregateresult' : 'sobject',
      );
    case 'object':
      return byName.get('object');
    default:
      return undefined;
  }
}

/** The library's members of a name that a type has, with those of its ancestors and of Object. */
export function libraryMembers(program: ProgramModel, type: ApexType, name: string): readonly LibraryMember[] {
  const { byName } = program.library;
  const key = name.toLowerCase();
  const names = new Set<string>();
  const own = libraryTypeOf(program, type);
  if (own) {
    names.add(own.name);
    own.declaration.ancestors?.forEach((ancestor) => names.add(ancestor));
  }
  if (type.kind === 'class') {
    program.byName.get(type.name.toLowerCase())?.ancestors.forEach((ancestor) => names.add(ancestor));
  }
  if (type.kind === 'sobject') {
    names.add('SObject');
  }
  names.add('Object');
  for (const one of names) {
    const members = byName.get(one.toLowerCase())?.members.get(key);
    if (members) {
      return members.map((member) => substituted(member, type));
    }
  }
  return [];
}

/** Puts the types of a collection in place of T, K and V, and that of a record in place of T. */
function substituted(member: LibraryMember, type: ApexType): LibraryMember {
  const holds = type.kind === 'list' || type.kind === 'set' || type.kind === 'map';
  if (!holds && type.kind !== 'sobject' && !(type.kind === 'platform' && type.of)) {
    return member;
  }
  return {
    ...member,
    parameters: member.parameters.map((one) => ({ name: one.name, type: inPlace(one.type, type) })),
    returnType: inPlace(member.returnType, type),
  };
}

function inPlace(type: ApexType, of: ApexType): ApexType {
  switch (type.kind) {
    case 'variable':
      // What a record is called on gives a record of the same object.
      if (of.kind === 'sobject') return of;
      if (of.kind === 'map') return type.name === 'K' ? of.key : type.name === 'V' ? of.value : type;
      return of.kind === 'list' || of.kind === 'set' || of.kind === 'platform' ? (of.of ?? type) : type;
    case 'list':
    case 'set':
      return { kind: type.kind, of: inPlace(type.of, of) };
    case 'map':
      return { kind: 'map', key: inPlace(type.key, of), value: inPlace(type.value, of) };
    case 'platform':
      return type.of ? { ...type, of: inPlace(type.of, of) } : type;
    default:
      return type;
  }
}
