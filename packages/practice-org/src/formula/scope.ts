import type { FieldKind } from '../schema/object-schema.ts';
import type { FormulaValue } from './value.ts';

/** What a formula is about while it is read. */
export interface FormulaScope {
  /** Field → kind; names are compared without case. */
  readonly fields: Readonly<Record<string, FieldKind>>;
}

/** What a formula is about while it is computed. */
export interface FormulaContext {
  /** The record as it would be after the write. */
  value(field: string): FormulaValue;
  /** The record as it was; undefined for a new one. */
  prior(field: string): FormulaValue | undefined;
  readonly isNew: boolean;
  readonly now: Date;
  /** IANA name of the running user's time zone: TODAY is a day there. */
  readonly timeZone: string;
  hasPermission(name: string): boolean;
  /** A field of the running user. */
  user(field: string): FormulaValue;
}

export type Formula = (context: FormulaContext) => FormulaValue;

/** A formula that is not evaluated: what is unknown in it is named. */
export class FormulaError extends Error {}
