import type { Filler } from '@cert-health/core';

/** Where a piece of code stands. Offsets count code points, as the lexer does. */
export interface Span {
  /** 1-based. */
  readonly line: number;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A type as written. `Foo[]` is read as `List<Foo>`. */
export interface TypeName {
  /** Dotted, without its arguments: `Map`, `Auth.JWS`. */
  readonly name: string;
  readonly arguments: readonly TypeName[];
}

/** The part of Apex expressions that decides where a string comes from; everything else is `other`, with its parts. */
export type Expression = Span &
  (
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'null' }
    /** A number or a truth value: only its type matters. */
    | { readonly kind: 'scalar'; readonly type: TypeName }
    /** `Foo.class`: a type handed around as a value. */
    | { readonly kind: 'type'; readonly type: TypeName }
    | { readonly kind: 'this' }
    | { readonly kind: 'super' }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'member'; readonly target: Expression; readonly name: string }
    | CallExpression
    | NewExpression
    /** `a[i]`; without an index: any element. */
    | { readonly kind: 'index'; readonly target: Expression; readonly index?: Expression }
    | { readonly kind: 'cast'; readonly type: TypeName; readonly value: Expression }
    /** `a ? b : c` and `a ?? b`: the options, after whatever is evaluated first. */
    | { readonly kind: 'choice'; readonly condition?: Expression; readonly options: readonly Expression[] }
    | { readonly kind: 'concat'; readonly parts: readonly Expression[] }
    | AssignExpression
    | QueryExpression
    | OtherExpression
  );

export interface CallExpression extends Span {
  readonly kind: 'call';
  /** Absent for `method()`. */
  readonly target?: Expression;
  readonly name: string;
  readonly arguments: readonly Expression[];
}

export interface NewExpression extends Span {
  readonly kind: 'new';
  readonly type: TypeName;
  readonly arguments: readonly Expression[];
  /** What a list, set or map is filled with; only a map has keys. */
  readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[];
}

/** `a = b`; `a += b` is read as `a = a + b`. */
export interface AssignExpression extends Span {
  readonly kind: 'assign';
  readonly target: Expression;
  readonly value: Expression;
}

export interface OtherExpression extends Span {
  readonly kind: 'other';
  readonly parts: readonly Expression[];
  /** `!a` */
  readonly isNegation?: boolean;
}

/** A SOQL query in brackets. */
export interface QueryExpression extends Span {
  readonly kind: 'query';
  /** The object of its FROM clause. */
  readonly from: string;
  /** What the record's name must equal (DeveloperName, QualifiedApiName or Name), where the query can only return that one. */
  readonly record?: Expression;
  /** Bound expressions. */
  readonly parts: readonly Expression[];
}

export interface Binding {
  readonly type: TypeName;
  readonly name: string;
}

export type Statement =
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | ({ readonly kind: 'local'; readonly value?: Expression } & Binding)
  | { readonly kind: 'expression'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Statement;
      readonly otherwise?: Statement;
    }
  | {
      readonly kind: 'switch';
      readonly subject: Expression;
      readonly branches: readonly { readonly binding?: Binding; readonly body: Statement }[];
      /** It has a `when else`. */
      readonly exhaustive: boolean;
    }
  | {
      readonly kind: 'loop';
      /** The variable of `for (T x : …)`; its value is one element of the expression. */
      readonly each?: Binding & { readonly value: Expression };
      readonly init: readonly Statement[];
      readonly condition?: Expression;
      readonly update: readonly Expression[];
      readonly body: Statement;
      /** do … while. */
      readonly atLeastOnce: boolean;
    }
  | {
      readonly kind: 'try';
      readonly body: Statement;
      readonly handlers: readonly { readonly binding: Binding; readonly body: Statement }[];
      readonly always?: Statement;
    }
  | { readonly kind: 'leave'; readonly how: 'return' | 'throw' | 'jump'; readonly value?: Expression };

/** A field, or a property where it has accessors. */
export interface Field extends Span, Binding {
  readonly value?: Expression;
  readonly isFinal: boolean;
  readonly isPrivate: boolean;
  readonly isStatic: boolean;
  readonly isProperty: boolean;
  /** Of a property: others than the class may set it too. */
  readonly isSettable: boolean;
  /** A property that nothing sets: it has only a getter. */
  readonly isReadOnly: boolean;
  /** Who fills it, as its modifiers and annotations say, without any line of code. */
  readonly openTo?: Filler;
  readonly getter?: Statement;
  readonly setter?: Statement;
}

export interface Method {
  /** The type's own name for a constructor. */
  readonly name: string;
  readonly parameters: readonly Binding[];
  readonly returns?: TypeName;
  readonly body?: Statement;
  readonly isConstructor: boolean;
  readonly isPrivate: boolean;
  readonly isStatic: boolean;
  /** Subclasses may have another one in its place. */
  readonly isVirtual: boolean;
  readonly isGlobal: boolean;
  /** Salesforce itself may call it with any argument: global, or carrying an annotation such as @AuraEnabled. */
  readonly isEntryPoint: boolean;
  /** Callers that are no Apex may give it objects, and so fill their fields. */
  readonly takesObjects: boolean;
  readonly isTest: boolean;
}

export interface TypeDeclaration {
  readonly kind: 'class' | 'interface' | 'enum' | 'trigger' | 'script';
  readonly name: string;
  readonly file: ApexFile;
  readonly outer?: TypeDeclaration;
  readonly superType?: TypeName;
  readonly interfaces: readonly TypeName[];
  readonly isTest: boolean;
  /** Code of other packages sees it. */
  readonly isGlobal: boolean;
  /** Others may extend or implement it. */
  readonly isExtensible: boolean;
  readonly fields: readonly Field[];
  readonly methods: readonly Method[];
  /** Static and instance blocks; the body of a trigger or script. */
  readonly initializers: readonly Statement[];
  readonly inner: readonly TypeDeclaration[];
  /** Of an enum. */
  readonly constants: readonly string[];
}

export interface ApexFile {
  readonly path: string;
  /** The code of a span, on one line. */
  text(span: Span): string;
}
