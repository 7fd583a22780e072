import type { ApexType } from '../types/type.ts';
import type {
  Accessor,
  Annotation,
  Block,
  Expression,
  InitializerDeclaration,
  Modifiers,
  Position,
  TypeDeclaration,
} from '../syntax/tree.ts';

export type Access = 'private' | 'protected' | 'public' | 'global';

/** A class, interface or enum of the program. */
export interface ClassModel extends Position {
  /** Its place in the program. */
  readonly index: number;
  /** `Outer.Inner`, spelt as declared. */
  readonly name: string;
  readonly path: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly type: ApexType & { readonly kind: 'class' };
  readonly declaration: TypeDeclaration;
  readonly outer: ClassModel | undefined;
  readonly access: Access;
  readonly isTestVisible: boolean;
  readonly isTest: boolean;
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  /** By name in lower case. */
  readonly inner: Map<string, ClassModel>;
  superclass: ClassModel | undefined;
  /** The library's exception that it extends, itself or through its superclasses: `Exception`, … */
  platformSuperclass: string | undefined;
  /** Interfaces that it names, and those that they extend in turn are in `ancestors`. */
  interfaces: ApexType[];
  /** Canonical names of all that it is besides itself. */
  readonly ancestors: Set<string>;
  /** By name in lower case. */
  readonly fields: Map<string, FieldModel>;
  readonly methods: Map<string, MethodModel[]>;
  readonly constructors: MethodModel[];
  /** Initialisers and fields in the order of the file. */
  readonly initializers: (FieldModel | InitializerDeclaration)[];
}

/** A field or property. */
export interface FieldModel extends Position {
  readonly kind: 'field';
  readonly owner: ClassModel;
  readonly name: string;
  readonly type: ApexType;
  readonly isStatic: boolean;
  readonly isFinal: boolean;
  readonly isTransient: boolean;
  readonly access: Access;
  readonly isTestVisible: boolean;
  readonly annotations: readonly Annotation[];
  readonly value: Expression | undefined;
  /** Of a property. */
  readonly property: { readonly getter: Accessor | undefined; readonly setter: Accessor | undefined } | undefined;
}

/** A method or constructor. */
export interface MethodModel extends Position {
  readonly owner: ClassModel;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
  readonly returnType: ApexType;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isOverride: boolean;
  readonly access: Access;
  readonly isTestVisible: boolean;
  readonly modifiers: Modifiers;
  readonly body: Block | undefined;
}

/** Whether a property has code of its own; one without is a field. */
export function hasAccessors(field: FieldModel): boolean {
  return Boolean(field.property?.getter?.body ?? field.property?.setter?.body);
}

/** The class that stands in the file itself. */
export function topLevel(model: ClassModel): ClassModel {
  return model.outer ? topLevel(model.outer) : model;
}

/** The class and its superclasses in the program, the class first. */
export function lineage(model: ClassModel): ClassModel[] {
  const all: ClassModel[] = [];
  for (let one: ClassModel | undefined = model; one && !all.includes(one); one = one.superclass) {
    all.push(one);
  }
  return all;
}
