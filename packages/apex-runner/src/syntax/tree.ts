import type { Expression } from './expression-tree.ts';
import type { Statement } from './statement-tree.ts';

/** Where something stands in its file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A type as it is written: `Map<String, Outer.Inner>`, `Integer[]`. */
export interface TypeName extends Position {
  readonly parts: readonly { readonly name: string; readonly arguments: readonly TypeName[] }[];
  /** How often `[]` follows. */
  readonly dimensions: number;
}

export interface Annotation extends Position {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Modifiers {
  /** In lower case: `public`, `static`, `with sharing`, … */
  readonly words: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
}

/** A class, interface or enum. */
export interface TypeDeclaration extends Position {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly superclass: TypeName | undefined;
  /** Of an interface: what it extends. */
  readonly interfaces: readonly TypeName[];
  readonly members: readonly MemberDeclaration[];
  /** Of an enum. */
  readonly constants: readonly string[];
}

export type MemberDeclaration =
  | TypeDeclaration
  | MethodDeclaration
  | ConstructorDeclaration
  | FieldDeclaration
  | PropertyDeclaration
  | InitializerDeclaration;

export interface Parameter extends Position {
  readonly name: string;
  readonly type: TypeName;
}

export interface MethodDeclaration extends Position {
  readonly kind: 'method';
  readonly name: string;
  readonly modifiers: Modifiers;
  /** Undefined: `void`. */
  readonly returnType: TypeName | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: Block | undefined;
}

export interface ConstructorDeclaration extends Position {
  readonly kind: 'constructor';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
}

export interface FieldDeclaration extends Position {
  readonly kind: 'field';
  readonly modifiers: Modifiers;
  readonly type: TypeName;
  readonly variables: readonly Declarator[];
}

export interface Declarator extends Position {
  readonly name: string;
  readonly value: Expression | undefined;
}

export interface Accessor extends Position {
  readonly modifiers: Modifiers;
  /** Undefined: the accessor is automatic. */
  readonly body: Block | undefined;
}

export interface PropertyDeclaration extends Position {
  readonly kind: 'property';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly type: TypeName;
  readonly getter: Accessor | undefined;
  readonly setter: Accessor | undefined;
}

/** `{ … }` or `static { … }` in a class. */
export interface InitializerDeclaration extends Position {
  readonly kind: 'initializer';
  readonly isStatic: boolean;
  readonly body: Block;
}

export interface Block extends Position {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
}

/** What is wrong with a program, and where. */
export interface ApexError extends Position {
  readonly path: string;
  readonly message: string;
}
