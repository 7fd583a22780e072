import type { ApexType } from '../types/type.ts';
import { typeText } from '../values/type-text.ts';
import type {
  FieldDeclaration,
  MemberDeclaration,
  MethodDeclaration,
  ConstructorDeclaration,
  Modifiers,
  Parameter,
  PropertyDeclaration,
  TypeDeclaration,
  TypeName,
} from '../syntax/tree.ts';
import { lineage, type Access, type ClassModel, type FieldModel, type MethodModel } from './class-model.ts';
import { fail, findType, UNKNOWN, type ProgramModel } from './program-model.ts';
import { isVisibleClass } from './visibility.ts';

/** Takes a class and its inner ones into the program: names only. */
export function declareClass(
  program: ProgramModel,
  path: string,
  declaration: TypeDeclaration,
  outer?: ClassModel,
): ClassModel {
  const name = outer ? `${outer.name}.${declaration.name}` : declaration.name;
  const words = declaration.modifiers.words;
  const model: ClassModel = {
    line: declaration.line,
    column: declaration.column,
    index: program.classes.length,
    name,
    path,
    kind: declaration.kind,
    type: { kind: 'class', name },
    declaration,
    outer,
    access: accessOf(declaration.modifiers),
    isTestVisible: hasAnnotation(declaration.modifiers, 'testvisible'),
    isTest: outer?.isTest ?? hasAnnotation(declaration.modifiers, 'istest'),
    isAbstract: declaration.kind === 'interface' || words.has('abstract'),
    isVirtual: words.has('virtual') || words.has('abstract'),
    inner: new Map(),
    superclass: undefined,
    platformSuperclass: undefined,
    interfaces: [],
    ancestors: new Set(),
    fields: new Map(),
    methods: new Map(),
    constructors: [],
    initializers: [],
  };
  program.classes.push(model);
  const key = name.toLowerCase();
  if (program.byName.has(key)) {
    fail(program, model, declaration, `Duplicate class name: ${name}`);
  }
  program.byName.set(key, model);
  for (const member of declaration.members) {
    if (isType(member)) {
      model.inner.set(member.name.toLowerCase(), declareClass(program, path, member, model));
      if (outer) {
        fail(program, model, member, 'Inner types are not allowed to have inner types');
      }
    }
  }
  return model;
}

const isType = (member: MemberDeclaration): member is TypeDeclaration =>
  member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum';

/** Resolves what a class extends and implements. */
export function resolveSupertypes(program: ProgramModel, model: ClassModel): void {
  const { superclass, interfaces } = model.declaration;
  if (superclass) {
    const type = resolve(program, model, superclass);
    if (type?.kind === 'class') {
      model.superclass = program.byName.get(type.name.toLowerCase());
    } else if (type?.kind === 'platform') {
      model.platformSuperclass = type.name;
    }
    if (type && type.kind !== 'platform' && !(model.superclass?.kind === 'class' && model.superclass.isVirtual)) {
      const isOpen = model.superclass?.kind === 'class' && extendsException(program, model.superclass);
      if (!isOpen)
        fail(program, model, superclass, `Non-virtual and non-abstract type cannot be extended: ${typeText(type)}`);
    }
  }
  for (const one of interfaces) {
    const type = resolve(program, model, one);
    if (type) {
      model.interfaces.push(type);
    }
  }
}

function extendsException(program: ProgramModel, model: ClassModel): boolean {
  const top = lineage(model).at(-1)?.declaration.superclass;
  return top !== undefined && resolveQuietly(program, model, top)?.kind === 'platform';
}

/** Gathers all that a class is besides itself. */
export function gatherAncestors(program: ProgramModel, model: ClassModel): void {
  const add = (type: ApexType): void => {
    if ((type.kind !== 'class' && type.kind !== 'platform') || model.ancestors.has(type.name)) {
      return;
    }
    model.ancestors.add(type.name);
    if (type.kind === 'platform') {
      const library = program.library.byName.get(type.name.toLowerCase());
      library?.declaration.ancestors?.forEach((name) => model.ancestors.add(name));
      return;
    }
    const other = program.byName.get(type.name.toLowerCase());
    if (other) {
      supertypes(other).forEach(add);
    }
  };
  supertypes(model).forEach(add);
  if (model.ancestors.has(model.name)) {
    fail(program, model, model, `A type cannot extend itself: ${model.name}`);
    model.superclass = undefined;
  }
  model.platformSuperclass ??= lineage(model).find((one) => one.platformSuperclass)?.platformSuperclass;
}

function supertypes(model: ClassModel): readonly ApexType[] {
  return [
    ...(model.superclass ? [model.superclass.type] : []),
    ...(model.platformSuperclass ? [{ kind: 'platform', name: model.platformSuperclass } as const] : []),
    ...model.interfaces,
  ];
}

/** Resolves the types of the members of a class. */
export function declareMembers(program: ProgramModel, model: ClassModel): void {
  for (const member of model.declaration.members) {
    switch (member.kind) {
      case 'field':
        declareField(program, model, member);
        break;
      case 'property':
        declareProperty(program, model, member);
        break;
      case 'method':
        declareMethod(program, model, member);
        break;
      case 'constructor':
        declareConstructor(program, model, member);
        break;
      case 'initializer':
        model.initializers.push(member);
        break;
      default:
    }
  }
}

function declareField(program: ProgramModel, model: ClassModel, member: FieldDeclaration): void {
  const type = resolve(program, model, member.type) ?? UNKNOWN;
  for (const variable of member.variables) {
    const field: FieldModel = {
      kind: 'field',
      owner: model,
      line: variable.line,
      column: variable.column,
      name: variable.name,
      type,
      value: variable.value,
      property: undefined,
      ...traits(member.modifiers),
    };
    addField(program, field);
  }
}

function declareProperty(program: ProgramModel, model: ClassModel, member: PropertyDeclaration): void {
  const { getter, setter, name, line, column } = member;
  addField(program, {
    kind: 'field',
    owner: model,
    line,
    column,
    name,
    type: resolve(program, model, member.type) ?? UNKNOWN,
    value: undefined,
    property: { getter, setter },
    ...traits(member.modifiers),
  });
}

function addField(program: ProgramModel, field: FieldModel): void {
  const key = field.name.toLowerCase();
  if (field.owner.fields.has(key)) {
    fail(program, field.owner, field, `Duplicate field: ${field.name}`);
  }
  field.owner.fields.set(key, field);
  field.owner.initializers.push(field);
}

function traits(modifiers: Modifiers) {
  return {
    isStatic: modifiers.words.has('static'),
    isFinal: modifiers.words.has('final'),
    isTransient: modifiers.words.has('transient'),
    access: accessOf(modifiers),
    isTestVisible: hasAnnotation(modifiers, 'testvisible'),
    annotations: modifiers.annotations,
  };
}

function declareMethod(program: ProgramModel, model: ClassModel, member: MethodDeclaration): void {
  const { words } = member.modifiers;
  const inInterface = model.kind === 'interface';
  const method: MethodModel = {
    owner: model,
    line: member.line,
    column: member.column,
    name: member.name,
    parameters: declaredParameters(program, model, member.parameters),
    returnType: member.returnType ? (resolve(program, model, member.returnType) ?? UNKNOWN) : { kind: 'void' },
    isStatic: words.has('static'),
    isAbstract: inInterface || words.has('abstract'),
    isVirtual: inInterface || words.has('virtual') || words.has('abstract') || words.has('override'),
    isOverride: words.has('override'),
    access: inInterface ? 'global' : accessOf(member.modifiers),
    isTestVisible: hasAnnotation(member.modifiers, 'testvisible'),
    modifiers: member.modifiers,
    body: member.body,
  };
  const key = member.name.toLowerCase();
  const others = model.methods.get(key) ?? [];
  if (others.some((other) => signature(other) === signature(method))) {
    fail(program, model, member, `Method already defined: ${describe(method)}`);
  }
  if (!method.isAbstract && !member.body) {
    fail(program, model, member, `Method must define a body: ${member.name}`);
  }
  model.methods.set(key, [...others, method]);
}

function declareConstructor(program: ProgramModel, model: ClassModel, member: ConstructorDeclaration): void {
  if (member.name.toLowerCase() !== model.declaration.name.toLowerCase()) {
    fail(program, model, member, `Invalid constructor name: ${member.name}`);
  }
  model.constructors.push({
    owner: model,
    line: member.line,
    column: member.column,
    name: '<init>',
    parameters: declaredParameters(program, model, member.parameters),
    returnType: { kind: 'void' },
    isStatic: false,
    isAbstract: false,
    isVirtual: false,
    isOverride: false,
    access: accessOf(member.modifiers),
    isTestVisible: hasAnnotation(member.modifiers, 'testvisible'),
    modifiers: member.modifiers,
    body: member.body,
  });
}

function declaredParameters(program: ProgramModel, model: ClassModel, parameters: readonly Parameter[]) {
  return parameters.map((one) => ({ name: one.name, type: resolve(program, model, one.type) ?? UNKNOWN }));
}

/** Finds a type or tells that it is unknown. */
export function resolve(program: ProgramModel, model: ClassModel, type: TypeName): ApexType | undefined {
  const found = resolveQuietly(program, model, type);
  if (!found) {
    fail(program, model, type, `Invalid type: ${writtenType(type)}`);
  }
  const named = found?.kind === 'class' ? program.byName.get(found.name.toLowerCase()) : undefined;
  if (named && !isVisibleClass(named, model)) {
    fail(program, model, type, `Type is not visible: ${named.name}`);
    return undefined;
  }
  return found;
}

function resolveQuietly(program: ProgramModel, model: ClassModel, type: TypeName): ApexType | undefined {
  return findType(program, program.library.byName, type, model);
}

/** A type as it is written. */
export function writtenType(type: TypeName): string {
  const parts = type.parts.map((part) =>
    part.arguments.length > 0 ? `${part.name}<${part.arguments.map(writtenType).join(', ')}>` : part.name,
  );
  return parts.join('.') + '[]'.repeat(type.dimensions);
}

/** What tells a method from its overloads. */
export function signature(method: Pick<MethodModel, 'name' | 'parameters'>): string {
  return `${method.name.toLowerCase()}(${method.parameters.map((one) => typeText(one.type)).join(', ')})`;
}

/** A method as messages write it. */
export function describe(method: Pick<MethodModel, 'name' | 'parameters'>): string {
  return `${method.name}(${method.parameters.map((one) => typeText(one.type)).join(', ')})`;
}

function accessOf(modifiers: Modifiers): Access {
  return (['global', 'public', 'protected'] as const).find((word) => modifiers.words.has(word)) ?? 'private';
}

export function hasAnnotation(modifiers: Modifiers, name: string): boolean {
  return (
    modifiers.annotations.some((one) => one.name.toLowerCase() === name) ||
    (name === 'istest' && modifiers.words.has('testmethod'))
  );
}
