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

export type Statement =
  | Block
  | LocalDeclaration
  | (Position & { readonly kind: 'expression'; readonly expression: Expression })
  | (Position & {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | undefined;
    })
  | (Position & { readonly kind: 'while' | 'do'; readonly condition: Expression; readonly body: Statement })
  | (Position & {
      readonly kind: 'for';
      readonly initial: LocalDeclaration | readonly Expression[];
      readonly condition: Expression | undefined;
      readonly update: readonly Expression[];
      readonly body: Statement;
    })
  | (Position & {
      readonly kind: 'forEach';
      readonly type: TypeName;
      readonly name: string;
      readonly over: Expression;
      readonly body: Statement;
    })
  | (Position & { readonly kind: 'return'; readonly value: Expression | undefined })
  | (Position & { readonly kind: 'throw'; readonly value: Expression })
  | (Position & { readonly kind: 'break' | 'continue' })
  | TryStatement
  | SwitchStatement
  | DmlStatement
  | (Position & { readonly kind: 'runAs'; readonly user: readonly Expression[]; readonly body: Block });

export interface LocalDeclaration extends Position {
  readonly kind: 'local';
  readonly type: TypeName;
  readonly isFinal: boolean;
  readonly variables: readonly Declarator[];
}

export interface TryStatement extends Position {
  readonly kind: 'try';
  readonly body: Block;
  readonly catches: readonly (Position & { readonly type: TypeName; readonly name: string; readonly body: Block })[];
  readonly finally: Block | undefined;
}

export interface SwitchStatement extends Position {
  readonly kind: 'switch';
  readonly on: Expression;
  readonly cases: readonly SwitchCase[];
}

export interface SwitchCase extends Position {
  readonly when:
    | { readonly kind: 'else' }
    | { readonly kind: 'values'; readonly values: readonly WhenValue[] }
    | { readonly kind: 'type'; readonly type: TypeName; readonly name: string };
  readonly body: Block;
}

/** A value of `when`: a literal, or the name of a value of an enum. */
export type WhenValue = Position &
  (
    | { readonly kind: 'literal'; readonly literal: Expression }
    | { readonly kind: 'name'; readonly parts: readonly string[] }
  );

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

export interface DmlStatement extends Position {
  readonly kind: 'dml';
  readonly operation: DmlOperation;
  readonly access: 'user' | 'system' | 'default';
  readonly value: Expression;
  /** Of an upsert: the key field as written, `X__c.Key__c` or `Key__c`. */
  readonly key: readonly string[] | undefined;
}

export type Expression =
  | Literal
  | (Position & { readonly kind: 'name'; readonly name: string })
  | (Position & { readonly kind: 'this' | 'super' })
  | (Position & {
      readonly kind: 'member';
      readonly target: Expression;
      readonly name: string;
      readonly isSafe: boolean;
    })
  | CallExpression
  /** `this(…)` or `super(…)`. */
  | (Position & {
      readonly kind: 'constructorCall';
      readonly of: 'this' | 'super';
      readonly arguments: readonly Expression[];
    })
  | (Position & { readonly kind: 'index'; readonly target: Expression; readonly index: Expression })
  | (Position & { readonly kind: 'new'; readonly type: TypeName; readonly arguments: readonly Expression[] })
  | NewCollection
  | (Position & { readonly kind: 'cast'; readonly type: TypeName; readonly operand: Expression })
  | (Position & { readonly kind: 'instanceOf'; readonly type: TypeName; readonly operand: Expression })
  | UnaryExpression<'prefix'>
  | UnaryExpression<'postfix'>
  | BinaryExpression<'binary'>
  | BinaryExpression<'assign'>
  | (Position & {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    })
  | Query
  /** `Type.class` */
  | (Position & { readonly kind: 'typeLiteral'; readonly type: TypeName });

export interface UnaryExpression<Kind extends 'prefix' | 'postfix'> extends Position {
  readonly kind: Kind;
  readonly operator: string;
  readonly operand: Expression;
}

export interface BinaryExpression<Kind extends 'binary' | 'assign'> extends Position {
  readonly kind: Kind;
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export type Literal = Position &
  (
    | { readonly kind: 'literal'; readonly type: 'null'; readonly text: string }
    | {
        readonly kind: 'literal';
        readonly type: 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Boolean';
        /** Without suffix; of a String without quotes and escapes. */
        readonly text: string;
      }
  );

export interface CallExpression extends Position {
  readonly kind: 'call';
  readonly target: Expression | undefined;
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly isSafe: boolean;
}

/** A collection with its first values, or an array of a size. */
export interface NewCollection extends Position {
  readonly kind: 'newCollection';
  readonly type: TypeName;
  /** `{ a, b }` */
  readonly items: readonly Expression[] | undefined;
  /** `{ a => b }` */
  readonly pairs: readonly (readonly [Expression, Expression])[] | undefined;
  /** `[n]` */
  readonly size: Expression | undefined;
}

/** `[SELECT …]`. */
export interface Query extends Position {
  readonly kind: 'query';
  /** As it is written, with `:b0`, `:b1`, … in place of the expressions that are bound. */
  readonly text: string;
  readonly binds: readonly Expression[];
  readonly access: 'user' | 'system' | 'default';
}
