import type { ObjectSchema } from './object-schema.ts';

/** The field that holds the Id of a parent: `Certificate__c` of `Certificate__r`, `AssigneeId` of `Assignee`. */
export function keyOf({ parentKeys }: ObjectSchema, relationship: string): string {
  return parentKeys?.[relationship] ?? `${relationship}Id`;
}

/** The relationship whose key a field is; undefined for a field that is none. */
export function relationshipOf(object: ObjectSchema, field: string): string | undefined {
  return Object.keys(object.parents).find((relationship) => keyOf(object, relationship) === field);
}

/** The object that a field leads to. */
export function parentOf(object: ObjectSchema, field: string): string | undefined {
  const relationship = relationshipOf(object, field);
  return relationship === undefined ? undefined : object.parents[relationship];
}
