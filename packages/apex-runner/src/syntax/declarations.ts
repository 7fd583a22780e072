import type * as grammar from '@apexdevtools/apex-parser';
import { at } from './position.ts';
import { typeName } from './types.ts';
import { block, declarators } from './statements.ts';
import { stringLiteral } from './literals.ts';
import type { Accessor, Annotation, MemberDeclaration, Modifiers, Parameter, TypeDeclaration } from './tree.ts';

/** Reads a class, interface or enum with its modifiers. */
export function typeDeclaration(context: grammar.TypeDeclarationContext): TypeDeclaration {
  const read = modifiers(context.modifier_list());
  return declared(context, read);
}

interface Declaring {
  classDeclaration(): grammar.ClassDeclarationContext | null;
  interfaceDeclaration(): grammar.InterfaceDeclarationContext | null;
  enumDeclaration(): grammar.EnumDeclarationContext | null;
}

function declared(context: Declaring, read: Modifiers): TypeDeclaration {
  const own = context.classDeclaration();
  if (own) {
    const superclass = own.typeRef() as grammar.TypeRefContext | null;
    const interfaces = own.typeList() as grammar.TypeListContext | null;
    return {
      kind: 'class',
      ...at(own.id()),
      name: own.id().getText(),
      modifiers: read,
      superclass: superclass ? typeName(superclass) : undefined,
      interfaces: interfaces?.typeRef_list().map(typeName) ?? [],
      members: own.classBody().classBodyDeclaration_list().flatMap(classMember),
      constants: [],
    };
  }
  const contract = context.interfaceDeclaration();
  if (contract) {
    const interfaces = contract.typeList() as grammar.TypeListContext | null;
    return {
      kind: 'interface',
      ...at(contract.id()),
      name: contract.id().getText(),
      modifiers: read,
      superclass: undefined,
      interfaces: interfaces?.typeRef_list().map(typeName) ?? [],
      members: contract.interfaceBody().interfaceMethodDeclaration_list().map(method),
      constants: [],
    };
  }
  const values = context.enumDeclaration() as grammar.EnumDeclarationContext;
  const constants = values.enumConstants() as grammar.EnumConstantsContext | null;
  return {
    kind: 'enum',
    ...at(values.id()),
    name: values.id().getText(),
    modifiers: read,
    superclass: undefined,
    interfaces: [],
    members: [],
    constants: constants?.id_list().map((id) => id.getText()) ?? [],
  };
}

function classMember(context: grammar.ClassBodyDeclarationContext): MemberDeclaration[] {
  const body = context.block() as grammar.BlockContext | null;
  if (body) {
    const isStatic = Boolean(context.STATIC() as object | null);
    return [{ kind: 'initializer', ...at(context), isStatic, body: block(body) }];
  }
  const member = context.memberDeclaration() as grammar.MemberDeclarationContext | null;
  return member ? [memberOf(member, modifiers(context.modifier_list()))] : [];
}

function memberOf(context: grammar.MemberDeclarationContext, read: Modifiers): MemberDeclaration {
  const own = context.methodDeclaration() as grammar.MethodDeclarationContext | null;
  if (own) {
    return method(own, read);
  }
  const fields = context.fieldDeclaration() as grammar.FieldDeclarationContext | null;
  if (fields) {
    const variables = declarators(fields.variableDeclarators());
    return { kind: 'field', ...at(fields), modifiers: read, type: typeName(fields.typeRef()), variables };
  }
  const create = context.constructorDeclaration() as grammar.ConstructorDeclarationContext | null;
  if (create) {
    return {
      kind: 'constructor',
      ...at(create),
      name: create.qualifiedName().getText(),
      modifiers: read,
      parameters: parameters(create.formalParameters()),
      body: block(create.block()),
    };
  }
  const property = context.propertyDeclaration() as grammar.PropertyDeclarationContext | null;
  if (property) {
    const blocks = property.propertyBlock_list();
    return {
      kind: 'property',
      ...at(property.id()),
      name: property.id().getText(),
      modifiers: read,
      type: typeName(property.typeRef()),
      getter: accessor(blocks, 'getter'),
      setter: accessor(blocks, 'setter'),
    };
  }
  return declared(context, read);
}

function accessor(blocks: readonly grammar.PropertyBlockContext[], which: 'getter' | 'setter'): Accessor | undefined {
  for (const one of blocks) {
    const own = one[which]() as grammar.GetterContext | null;
    if (own) {
      const body = own.block() as grammar.BlockContext | null;
      return { ...at(one), modifiers: modifiers(one.modifier_list()), body: body ? block(body) : undefined };
    }
  }
  return undefined;
}

function method(
  context: grammar.MethodDeclarationContext | grammar.InterfaceMethodDeclarationContext,
  own?: unknown,
): MemberDeclaration {
  const read = 'modifier_list' in context ? modifiers(context.modifier_list()) : (own as Modifiers);
  const type = context.typeRef() as grammar.TypeRefContext | null;
  const body = 'block' in context ? (context.block() as grammar.BlockContext | null) : null;
  return {
    kind: 'method',
    ...at(context.id()),
    name: context.id().getText(),
    modifiers: read,
    returnType: type ? typeName(type) : undefined,
    parameters: parameters(context.formalParameters()),
    body: body ? block(body) : undefined,
  };
}

function parameters(context: grammar.FormalParametersContext): readonly Parameter[] {
  const list = context.formalParameterList() as grammar.FormalParameterListContext | null;
  return (
    list?.formalParameter_list().map((one) => ({
      ...at(one),
      name: one.id().getText(),
      type: typeName(one.typeRef()),
    })) ?? []
  );
}

function modifiers(contexts: readonly grammar.ModifierContext[]): Modifiers {
  const words = new Set<string>();
  const annotations: Annotation[] = [];
  for (const context of contexts) {
    const own = context.annotation() as grammar.AnnotationContext | null;
    if (own) {
      annotations.push(annotation(own));
    } else {
      const children = context.children ?? [];
      words.add(children.map((child) => child.getText().toLowerCase()).join(' '));
    }
  }
  return { words, annotations };
}

function annotation(context: grammar.AnnotationContext): Annotation {
  const pairs = context.elementValuePairs() as grammar.ElementValuePairsContext | null;
  const single = context.elementValue() as grammar.ElementValueContext | null;
  const read: Record<string, string> = {};
  for (const pair of pairs?.elementValuePair_list() ?? []) {
    read[pair.id().getText()] = valueText(pair.elementValue());
  }
  if (single) {
    read['value'] = valueText(single);
  }
  return { ...at(context), name: context.id().getText(), parameters: read };
}

function valueText(context: grammar.ElementValueContext): string {
  const text = context.getText();
  return text.startsWith("'") ? stringLiteral(at(context), text).text : text;
}
