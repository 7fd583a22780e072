import type { ApexSchema, ApexOrg, PreparedQuery } from '../org/org.ts';
import type { ApexType, PrimitiveName } from '../types/type.ts';
import type { ApexError, Position, TypeName } from '../syntax/tree.ts';
import type { ClassModel } from './class-model.ts';
import type { LibraryModel, LibraryType } from './library-model.ts';

/** All that is known while a program is checked. */
export interface ProgramModel {
  readonly classes: ClassModel[];
  /** By full name in lower case. */
  readonly byName: Map<string, ClassModel>;
  readonly library: LibraryModel;
  readonly schema: ApexSchema;
  readonly prepare: ApexOrg['prepare'];
  readonly hasLabel: (name: string) => boolean;
  readonly queries: PreparedQuery[];
  readonly errors: ApexError[];
}

const PRIMITIVES: readonly PrimitiveName[] = [
  'Boolean',
  'Integer',
  'Long',
  'Double',
  'Decimal',
  'String',
  'Id',
  'Date',
  'Datetime',
  'Time',
  'Blob',
];

const SIMPLE = new Map<string, ApexType>([
  ...PRIMITIVES.flatMap((name): [string, ApexType][] => [
    [name.toLowerCase(), { kind: 'primitive', name }],
    [`system.${name.toLowerCase()}`, { kind: 'primitive', name }],
  ]),
  ['object', { kind: 'object' }],
  ['void', { kind: 'void' }],
  ['sobject', { kind: 'sobject' }],
  ['schema.sobject', { kind: 'sobject' }],
  ['aggregateresult', { kind: 'sobject', name: 'AggregateResult' }],
]);

/** Stands for a type that is unknown and was told: what has it is not checked any further. */
export const UNKNOWN: ApexType = { kind: 'object' };

/** Tells an error at a place in a class. */
export function fail(program: ProgramModel, model: ClassModel, position: Position, message: string): void {
  program.errors.push({ path: model.path, line: position.line, column: position.column, message });
}

/** Finds the type that is written, seen from a class; undefined for an unknown one. */
export function findType(
  program: Pick<ProgramModel, 'byName' | 'schema'>,
  names: ReadonlyMap<string, LibraryType>,
  type: TypeName,
  from: ClassModel | undefined,
  variables = false,
): ApexType | undefined {
  const find = (one: TypeName): ApexType | undefined => findType(program, names, one, from, variables);
  if (type.dimensions > 0) {
    const of = find({ ...type, dimensions: type.dimensions - 1 });
    return of && { kind: 'list', of };
  }
  const list = type.parts.at(-1)?.arguments ?? [];
  const written = type.parts.map((part) => part.name).join('.');
  const name = written.toLowerCase();
  const types = list.map(find);
  if (types.includes(undefined)) {
    return undefined;
  }
  const [first, second] = types as ApexType[];
  switch (name) {
    case 'list':
    case 'set':
    case 'system.list':
    case 'system.set':
      return first && !second ? { kind: name.endsWith('list') ? 'list' : 'set', of: first } : undefined;
    case 'map':
    case 'system.map':
      return first && second ? { kind: 'map', key: first, value: second } : undefined;
    case 't':
    case 'k':
    case 'v':
      if (variables) return { kind: 'variable', name: written as 'T' };
  }
  const own = findClass(program, name, from);
  if (own) {
    return own.type;
  }
  const known = libraryTypeNamed(names, name);
  return SIMPLE.get(name) ?? (known && first ? { ...known, of: first } : known) ?? recordType(program.schema, name);
}

/** Finds a class by its name in lower case: inner classes of the class, its superclasses and outer class come first. */
export function findClass(
  program: Pick<ProgramModel, 'byName'>,
  name: string,
  from: ClassModel | undefined,
): ClassModel | undefined {
  for (let at = from; at; at = at.outer) {
    const seen = new Set<ClassModel>();
    for (let one: ClassModel | undefined = at; one && !seen.has(one); one = one.superclass) {
      seen.add(one);
      const inner = one.inner.get(name);
      if (inner) {
        return inner;
      }
    }
  }
  return program.byName.get(name);
}

function libraryTypeNamed(
  names: ReadonlyMap<string, LibraryType>,
  name: string,
): (ApexType & { readonly kind: 'platform' }) | undefined {
  const type = names.get(name);
  return type && { kind: 'platform', name: type.name };
}

function recordType(schema: ApexSchema, name: string): ApexType | undefined {
  const object = schema.object(name.startsWith('schema.') ? name.slice('schema.'.length) : name);
  return object && { kind: 'sobject', name: object.name };
}
