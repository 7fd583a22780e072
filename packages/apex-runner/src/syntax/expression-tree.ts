import type { Position, TypeName } from './tree.ts';

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
