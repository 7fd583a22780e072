import type { Org } from '../org/org.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';

/** Who writes, and into what. */
export interface Writer {
  readonly org: Org;
  /** The objects that can be written, standard ones too. */
  readonly schema: Readonly<Record<string, ObjectSchema>>;
  /** User Id: CreatedById and LastModifiedById. */
  readonly by: string;
  /** Whether the writing user holds a custom permission: `$Permission` of formulas. */
  hasPermission(name: string): boolean;
}
