import type { ApexType } from '../types/type.ts';
import type { Expression, Position, TypeName } from '../syntax/tree.ts';
import type { Checked } from './checked.ts';
import type { ClassModel, FieldModel, MethodModel } from './class-model.ts';
import type { ProgramModel } from './program-model.ts';
import type { Scope } from './scope.ts';

/** Stops the check of a statement: the error is noted and the next statement is looked at. */
export class Unchecked extends Error {}

/** What the check of a body knows: where it stands and what can be seen from there. */
export interface BodyContext {
  readonly program: ProgramModel;
  readonly model: ClassModel;
  readonly isStatic: boolean;
  /** `constructor`: also initialisers, where final fields are set. */
  readonly kind: 'method' | 'constructor' | 'accessor';
  /** Of an accessor: its property, which is its own field there. */
  readonly property: FieldModel | undefined;
  readonly method: MethodModel | undefined;
  readonly returnType: ApexType;
  scope: Scope;
  /** How many loops are around the statement. */
  loops: number;
  /** Whether a statement was left out: then nothing can be said of where the body ends. */
  hasErrors: boolean;
  /** Checks an expression; its type may be `void`. @throws {Unchecked} */
  any(expression: Expression): Checked;
  /** Checks an expression that must give a value. @throws {Unchecked} */
  value(expression: Expression): Checked;
  /** Checks an expression and converts it to a type. @throws {Unchecked} */
  as(expression: Expression, type: ApexType): Checked;
  /** Finds a type. @throws {Unchecked} */
  type(name: TypeName): ApexType;
  /** Notes an error. @throws {Unchecked} always */
  fail(position: Position, message: string): never;
}
