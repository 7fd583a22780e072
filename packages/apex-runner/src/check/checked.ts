import type { ApexType } from '../types/type.ts';
import type { DmlOperation } from '../syntax/tree.ts';
import type { ClassModel, FieldModel, MethodModel } from './class-model.ts';
import type { LibraryMember } from './library-model.ts';

/**
 * A checked expression: every name is resolved and every conversion that Apex makes by itself is written out. What comes after the
 * check has nothing to decide.
 */
export type Checked = { readonly type: ApexType } & CheckedKind;

export type Operator = '+' | '-' | '*' | '/' | '&' | '|' | '^' | '<<' | '>>' | '>>>';

type CheckedKind =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | bigint | string }
  /** A number with digits after the point, as text. */
  | { readonly kind: 'decimal' | 'double'; readonly text: string }
  | Place
  | { readonly kind: 'this' }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'enum'; readonly of: ClassModel; readonly ordinal: number }
  | { readonly kind: 'platformEnum'; readonly typeName: string; readonly ordinal: number }
  | { readonly kind: 'enumValues'; readonly of: ClassModel | string }
  | { readonly kind: 'enumNamed'; readonly of: ClassModel | string; readonly name: Checked }
  | { readonly kind: 'enumPart'; readonly part: 'name' | 'ordinal'; readonly target: Checked; readonly isSafe: boolean }
  | { readonly kind: 'callStatic'; readonly method: MethodModel; readonly arguments: readonly Checked[] }
  | {
      readonly kind: 'call';
      readonly method: MethodModel;
      readonly target: Checked;
      readonly arguments: readonly Checked[];
      readonly isSafe: boolean;
    }
  /** `super.method(…)`. */
  | {
      readonly kind: 'callSuper';
      readonly of: ClassModel;
      readonly method: MethodModel;
      readonly arguments: readonly Checked[];
    }
  | {
      readonly kind: 'libraryCall';
      readonly member: LibraryMember;
      readonly target: Checked | undefined;
      readonly arguments: readonly Checked[];
      readonly isSafe: boolean;
    }
  | {
      readonly kind: 'new';
      readonly of: ClassModel;
      readonly by: MethodModel | undefined;
      readonly arguments: readonly Checked[];
    }
  /** A collection or exception by a constructor of the library, which fills the new object. */
  | { readonly kind: 'newBy'; readonly member: LibraryMember; readonly arguments: readonly Checked[] }
  /** `this(…)` and `super(…)`; by a constructor of the library's exceptions, or by none that is written. */
  | {
      readonly kind: 'construct';
      readonly of: ClassModel;
      readonly by: MethodModel | LibraryMember | undefined;
      readonly arguments: readonly Checked[];
      readonly isOwn: boolean;
    }
  | {
      readonly kind: 'newRecord';
      readonly object: string;
      readonly fields: readonly { readonly name: string; readonly value: Checked }[];
    }
  | { readonly kind: 'newList' | 'newSet'; readonly of: ApexType; readonly items: readonly Checked[] }
  | { readonly kind: 'newSized'; readonly of: ApexType; readonly size: Checked }
  | { readonly kind: 'newMap'; readonly pairs: readonly (readonly [Checked, Checked])[] }
  /** A conversion that Apex makes by itself. */
  | { readonly kind: 'convert' | 'cast' | 'instanceOf'; readonly to: ApexType; readonly operand: Checked }
  | { readonly kind: 'not' | 'negate' | 'complement'; readonly operand: Checked }
  | { readonly kind: 'and' | 'or' | 'concat' | 'coalesce'; readonly left: Checked; readonly right: Checked }
  /** Both operands have the type of the result, but shifts have their own on the right. */
  | { readonly kind: 'arithmetic'; readonly operator: Operator; readonly left: Checked; readonly right: Checked }
  /** Date and Datetime plus days, Time plus milliseconds. */
  | { readonly kind: 'moment'; readonly operator: '+' | '-'; readonly left: Checked; readonly right: Checked }
  | {
      readonly kind: 'compare';
      readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=' | '===' | '!==';
      readonly left: Checked;
      readonly right: Checked;
    }
  | { readonly kind: 'conditional'; readonly condition: Checked; readonly then: Checked; readonly otherwise: Checked }
  | { readonly kind: 'assign'; readonly place: Place & { readonly type: ApexType }; readonly value: Checked }
  /** `+=` and `++`: `value` contains the old value as a node `old`. */
  | {
      readonly kind: 'update';
      readonly place: Place & { readonly type: ApexType };
      readonly value: Checked;
      readonly gives: 'old' | 'new';
    }
  | { readonly kind: 'old' }
  | {
      readonly kind: 'query';
      readonly index: number;
      readonly binds: readonly Checked[];
      readonly access: 'user' | 'system' | 'default';
    }
  /** The only record of a query; `isSafe`: null when there is none. */
  | { readonly kind: 'single'; readonly query: Checked; readonly isSafe: boolean }
  | { readonly kind: 'typeLiteral'; readonly of: ApexType; readonly member: LibraryMember }
  | { readonly kind: 'objectToken'; readonly object: string }
  | { readonly kind: 'fieldToken'; readonly object: string; readonly field: string }
  /** `X__mdt.getAll()`, `X__mdt.getInstance(name)` and the like. */
  | {
      readonly kind: 'stored';
      readonly object: string;
      readonly method: string;
      readonly arguments: readonly Checked[];
    };

/** What can be assigned to. */
export type Place =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'field'; readonly target: Checked; readonly field: FieldModel; readonly isSafe: boolean }
  | { readonly kind: 'static'; readonly field: FieldModel }
  /** A property with accessors of its own. */
  | {
      readonly kind: 'property';
      readonly target: Checked | undefined;
      readonly field: FieldModel;
      readonly isSafe: boolean;
    }
  | {
      readonly kind: 'libraryProperty';
      readonly target: Checked | undefined;
      readonly member: LibraryMember;
      readonly isSafe: boolean;
    }
  | {
      readonly kind: 'recordField' | 'recordParent' | 'recordChildren';
      readonly target: Checked;
      readonly name: string;
      readonly isSafe: boolean;
    }
  | { readonly kind: 'index'; readonly target: Checked; readonly index: Checked };

export type CheckedStatement = { readonly line: number } & (
  | { readonly kind: 'block'; readonly statements: readonly CheckedStatement[] }
  | { readonly kind: 'local'; readonly name: string; readonly value: Checked | undefined }
  | { readonly kind: 'expression'; readonly expression: Checked }
  | {
      readonly kind: 'if';
      readonly condition: Checked;
      readonly then: CheckedStatement;
      readonly otherwise: CheckedStatement | undefined;
    }
  | { readonly kind: 'while' | 'do'; readonly condition: Checked; readonly body: CheckedStatement }
  | {
      readonly kind: 'for';
      readonly initial: readonly CheckedStatement[];
      readonly condition: Checked | undefined;
      readonly update: readonly Checked[];
      readonly body: CheckedStatement;
    }
  | {
      readonly kind: 'forEach';
      readonly name: string;
      readonly over: Checked;
      /** `list`, `set`; `batches`: lists of 200 records of a query. */
      readonly by: 'list' | 'set' | 'batches';
      /** What each element is converted to; undefined: it is what it is. */
      readonly item: Checked | undefined;
      readonly body: CheckedStatement;
    }
  | { readonly kind: 'return'; readonly value: Checked | undefined }
  | { readonly kind: 'throw'; readonly value: Checked }
  | { readonly kind: 'break' | 'continue' }
  | {
      readonly kind: 'try';
      readonly body: CheckedStatement;
      readonly catches: readonly { readonly type: string; readonly name: string; readonly body: CheckedStatement }[];
      readonly finally: CheckedStatement | undefined;
    }
  | {
      readonly kind: 'switch';
      readonly on: Checked;
      readonly cases: readonly CheckedCase[];
    }
  | {
      readonly kind: 'dml';
      readonly operation: DmlOperation;
      readonly value: Checked;
      readonly access: 'user' | 'system' | 'default';
      readonly key: string | undefined;
    }
  | { readonly kind: 'runAs'; readonly user: Checked; readonly body: CheckedStatement }
);

export interface CheckedCase {
  readonly when:
    | { readonly kind: 'else' }
    | { readonly kind: 'values'; readonly values: readonly Checked[] }
    | { readonly kind: 'type'; readonly type: ApexType; readonly name: string };
  readonly body: CheckedStatement;
}

/** A method, constructor, accessor or initialiser, ready to be compiled. */
export interface CheckedBody {
  /** Names in the compiled code. */
  readonly parameters: readonly string[];
  readonly statements: readonly CheckedStatement[];
}
