import type { Expression } from './expression-tree.ts';
import type { Block, Declarator, Position, TypeName } from './tree.ts';

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
