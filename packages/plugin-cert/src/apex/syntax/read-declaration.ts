import type {
  AnonymousMemberDeclarationContext,
  AnonymousUnitContext,
  ClassDeclarationContext,
  CompilationUnitContext,
  FormalParametersContext,
  InterfaceDeclarationContext,
  InterfaceMethodDeclarationContext,
  MemberDeclarationContext,
  MethodDeclarationContext,
  ModifierContext,
  PropertyDeclarationContext,
  StatementContext,
  TriggerMemberDeclarationContext,
  TriggerUnitContext,
  TypeDeclarationContext,
} from '@apexdevtools/apex-parser';
import type { Filler } from '@cert-health/core';
import type { ApexFile, Binding, Field, Method, Statement, TypeDeclaration } from './model.ts';
import { spanOf } from './parse-tree.ts';
import { readExpression } from './read-expression.ts';
import { readBlock, readDeclarators, readStatement } from './read-statement.ts';
import { readType } from './read-type.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
type AnyMember = MemberDeclarationContext | TriggerMemberDeclarationContext | AnonymousMemberDeclarationContext;
type Modifiers = readonly ModifierContext[];

export function readClassFile(unit: CompilationUnitContext, file: ApexFile): TypeDeclaration {
  const context = unit.typeDeclaration();
  const nowhere = empty('class', '', file);
  readMember(context, context.modifier_list(), nowhere);
  return nowhere.inner[0] ?? nowhere;
}

export function readTriggerFile(unit: TriggerUnitContext, file: ApexFile): TypeDeclaration {
  return readBody(unit.triggerBlock().triggerBlockMember_list(), empty('trigger', unit.id(0).getText(), file));
}

export function readScriptFile(unit: AnonymousUnitContext, file: ApexFile, name: string): TypeDeclaration {
  return readBody(unit.anonymousBlock().anonymousBlockMember_list(), empty('script', name, file));
}

interface BodyMember {
  modifier_list(): ModifierContext[];
  statement(): StatementContext | null;
  triggerMemberDeclaration?(): AnyMember | null;
  anonymousMemberDeclaration?(): AnyMember | null;
}

/** The statements and declarations of a trigger or script, in one list. */
function readBody(members: readonly BodyMember[], type: Mutable<TypeDeclaration>): TypeDeclaration {
  const body: Statement[] = [];
  for (const member of members) {
    const declaration = member.triggerMemberDeclaration?.() ?? member.anonymousMemberDeclaration?.();
    const statement = member.statement();
    // To the grammar a variable here is a field; to Apex it is a local variable.
    const variable = declaration?.fieldDeclaration();
    if (variable) body.push(...readDeclarators(variable.typeRef(), variable.variableDeclarators()));
    else if (declaration) readMember(declaration, member.modifier_list(), type);
    else if (statement) body.push(...readStatement(statement));
  }
  type.initializers.push({ kind: 'block', body });
  return type;
}

function empty(kind: TypeDeclaration['kind'], name: string, file: ApexFile): Mutable<TypeDeclaration> {
  const none = { interfaces: [], fields: [], methods: [], initializers: [], inner: [], constants: [] };
  return { kind, name, file, isTest: false, isGlobal: false, isExtensible: false, ...none };
}

/** Reads one declaration into the type that holds it. */
function readMember(
  context: AnyMember | TypeDeclarationContext,
  modifiers: Modifiers,
  type: Mutable<TypeDeclaration>,
): void {
  const inner = context.classDeclaration() ?? context.interfaceDeclaration();
  if (inner) type.inner.push(readClass(inner, modifiers, type));
  const list = context.enumDeclaration();
  if (list) {
    const outer = type.name === '' ? {} : { outer: type };
    const constants = list.enumConstants()?.id_list() ?? [];
    type.inner.push({
      ...empty('enum', list.id().getText(), type.file),
      ...outer,
      constants: constants.map((id) => id.getText()),
    });
  }
  if ('methodDeclaration' in context) readCode(context, modifiers, type);
}

function readClass(
  context: ClassDeclarationContext | InterfaceDeclarationContext,
  modifiers: Modifiers,
  outer: TypeDeclaration,
): TypeDeclaration {
  const isClass = 'CLASS' in context;
  const type = empty(isClass ? 'class' : 'interface', context.id().getText(), outer.file);
  if (outer.name !== '') type.outer = outer;
  type.isTest = outer.isTest || marksTest(modifiers);
  type.isGlobal = modifiers.some((modifier) => modifier.GLOBAL());
  type.isExtensible = !isClass || modifiers.some((modifier) => modifier.VIRTUAL() ?? modifier.ABSTRACT());
  type.interfaces.push(...(context.typeList()?.typeRef_list() ?? []).map(readType));
  if (!isClass) {
    const declared = context.interfaceBody().interfaceMethodDeclaration_list();
    type.methods.push(...declared.map((method) => readInterfaceMethod(method, type)));
    return type;
  }
  if (context.typeRef()) type.superType = readType(context.typeRef());
  for (const declaration of context.classBody().classBodyDeclaration_list()) {
    const block = declaration.block();
    const member = declaration.memberDeclaration();
    if (block) type.initializers.push(readBlock(block));
    else if (member) readMember(member, declaration.modifier_list(), type);
  }
  return type;
}

/** Fields, properties, methods and constructors. */
function readCode(context: AnyMember, modifiers: Modifiers, type: Mutable<TypeDeclaration>): void {
  const method = context.methodDeclaration();
  if (method) type.methods.push(readMethod(method, modifiers, type));
  const constructor = 'constructorDeclaration' in context ? context.constructorDeclaration() : null;
  if (constructor) {
    type.methods.push({
      name: type.name,
      parameters: readParameters(constructor.formalParameters()),
      body: readBlock(constructor.block()),
      isConstructor: true,
      isPrivate: modifiers.some((modifier) => modifier.PRIVATE()),
      isStatic: false,
      isVirtual: false,
      isGlobal: modifiers.some((modifier) => modifier.GLOBAL()),
      isEntryPoint: modifiers.some(opensToSalesforce),
      takesObjects: false,
      isTest: type.isTest,
    });
  }
  const property = context.propertyDeclaration();
  if (property) type.fields.push(readProperty(property, modifiers));
  const field = context.fieldDeclaration();
  if (!field) return;
  for (const declarator of field.variableDeclarators().variableDeclarator_list()) {
    const value = declarator.expression();
    type.fields.push({
      type: readType(field.typeRef()),
      name: declarator.id().getText(),
      ...(value && { value: readExpression(value) }),
      ...accessOf(modifiers),
      isProperty: false,
      isSettable: false,
      isReadOnly: false,
      ...spanOf(declarator),
    });
  }
}

function readMethod(context: MethodDeclarationContext, modifiers: Modifiers, type: TypeDeclaration): Method {
  const body = context.block();
  const returns = context.typeRef();
  return {
    name: context.id().getText(),
    parameters: readParameters(context.formalParameters()),
    ...(returns && { returns: readType(returns) }),
    ...(body && { body: readBlock(body) }),
    isConstructor: false,
    isPrivate: accessOf(modifiers).isPrivate,
    isStatic: accessOf(modifiers).isStatic,
    isVirtual: modifiers.some((modifier) => modifier.VIRTUAL() ?? modifier.ABSTRACT() ?? modifier.OVERRIDE()),
    isGlobal: modifiers.some((modifier) => modifier.GLOBAL()),
    isEntryPoint: modifiers.some(opensToSalesforce),
    takesObjects: modifiers.some(bringsObjects),
    isTest: type.isTest || marksTest(modifiers),
  };
}

function readInterfaceMethod(context: InterfaceMethodDeclarationContext, { isGlobal }: TypeDeclaration): Method {
  const returns = context.typeRef();
  return {
    name: context.id().getText(),
    parameters: readParameters(context.formalParameters()),
    ...(returns && { returns: readType(returns) }),
    isConstructor: false,
    isPrivate: false,
    isStatic: false,
    isVirtual: true,
    isGlobal,
    isEntryPoint: false,
    takesObjects: false,
    isTest: false,
  };
}

function readProperty(context: PropertyDeclarationContext, modifiers: Modifiers): Field {
  const blocks = context.propertyBlock_list();
  const getter = blocks.map((block) => block.getter()?.block()).find(Boolean);
  const setting = blocks.find((block) => block.setter());
  const setter = setting?.setter()?.block();
  const access = accessOf(modifiers);
  const isHidden = setting?.modifier_list().some((modifier) => modifier.PRIVATE() ?? modifier.PROTECTED());
  return {
    type: readType(context.typeRef()),
    name: context.id().getText(),
    ...(getter && { getter: readBlock(getter) }),
    ...(setter && { setter: readBlock(setter) }),
    ...access,
    isProperty: true,
    isSettable: setting !== undefined && !isHidden && !access.isPrivate,
    isReadOnly: setting === undefined,
    ...spanOf(context),
  };
}

function readParameters(context: FormalParametersContext): Binding[] {
  const list = context.formalParameterList()?.formalParameter_list() ?? [];
  return list.map((parameter) => ({ type: readType(parameter.typeRef()), name: parameter.id().getText() }));
}

type Access = Pick<Field, 'isFinal' | 'isPrivate' | 'isStatic' | 'openTo'>;

/** Members without an access modifier are private. */
function accessOf(modifiers: Modifiers): Access {
  const openTo = modifiers.map(openedBy).find((filler) => filler !== undefined);
  return {
    isFinal: modifiers.some((modifier) => modifier.FINAL()),
    isPrivate: !modifiers.some(
      (modifier) => modifier.PUBLIC() ?? modifier.GLOBAL() ?? modifier.PROTECTED() ?? modifier.WEBSERVICE(),
    ),
    isStatic: modifiers.some((modifier) => modifier.STATIC()),
    ...(openTo && { openTo }),
  };
}

/** What fills a field that carries this modifier or annotation. */
function openedBy(modifier: ModifierContext): Filler | undefined {
  const annotation = annotationOf(modifier);
  if (/^@invocablevariable\b/i.test(annotation)) return 'flow';
  if (/^@auraenabled\b/i.test(annotation)) return 'component';
  if (modifier.WEBSERVICE()) return 'service';
  return modifier.GLOBAL() || /^@namespaceaccessible\b/i.test(annotation) ? 'package' : undefined;
}

const ENTRY = /^@(?:auraenabled|invocablemethod|remoteaction|http(?:get|post|put|patch|delete)|namespaceaccessible)\b/i;

function opensToSalesforce(modifier: ModifierContext): boolean {
  return Boolean(modifier.GLOBAL() ?? modifier.WEBSERVICE()) || ENTRY.test(annotationOf(modifier));
}

/** Flows fill invocable variables only, and packages global members. */
function bringsObjects(modifier: ModifierContext): boolean {
  return Boolean(modifier.WEBSERVICE()) || /^@(?:auraenabled|remoteaction|http)/i.test(annotationOf(modifier));
}

function marksTest(modifiers: Modifiers): boolean {
  return modifiers.some((modifier) => modifier.TESTMETHOD() ?? /^@istest\b/i.test(annotationOf(modifier)));
}

function annotationOf(modifier: ModifierContext): string {
  return modifier.annotation()?.getText() ?? '';
}
