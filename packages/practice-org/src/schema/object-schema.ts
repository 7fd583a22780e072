/**
 * What kind of value a field holds, as far as the published types tell. `date` and `datetime` look the same there; `any` is what
 * a history keeps: a value of whatever kind the field is.
 */
export type FieldKind = 'id' | 'string' | 'boolean' | 'number' | 'date' | 'datetime' | 'base64' | 'complex' | 'any';

/** An object that one of the query APIs knows. */
export interface ObjectSchema {
  readonly name: string;
  /** Field name → kind. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Relationship name (`Assignee`) → object it leads to (`User`); its key is the field `<name>Id`. */
  readonly parents: Readonly<Record<string, string>>;
  /** Keys of the relationships that are not named so. */
  readonly parentKeys?: Readonly<Record<string, string>>;
  /** Fields by which records can be upserted. */
  readonly externalIds?: readonly string[];
  /** The most characters that a field takes. */
  readonly lengths?: Readonly<Record<string, number>>;
  /** Values that a restricted picklist takes. */
  readonly picklists?: Readonly<Record<string, readonly string[]>>;
  /** Fields of which no two records may hold the same value; true: upper and lower case make a difference. */
  readonly unique?: Readonly<Record<string, boolean>>;
  /** Digits that a number has at most, in all and behind the point. */
  readonly numbers?: Readonly<Record<string, { readonly precision: number; readonly scale: number }>>;
  /** How the object numbers its records by itself (`CF-{00000}`): nobody writes their Name. */
  readonly autoNumber?: string;
  /** Its records are settings, kept as a list or by user and profile. */
  readonly isCustomSetting?: boolean;
  /** Fields whose changes are kept as history. */
  readonly tracked?: readonly string[];
  readonly label?: string;
  readonly labelPlural?: string;
  /** What the Ids of its records begin with. */
  readonly keyPrefix?: string;
  /** What metadata says of fields besides. */
  readonly details?: Readonly<Record<string, FieldDetail>>;
  readonly validationRules?: readonly ValidationRule[];
}

/** A field as metadata declares it. Source: Metadata API Developer Guide, CustomField. */
export interface FieldDetail {
  readonly label?: string;
  /** The element `type`: Text, LongTextArea, Lookup … */
  readonly type?: string;
  readonly isRequired?: boolean;
  /** A formula; of a checkbox `true` or `false`. */
  readonly defaultValue?: string;
  /** What a formula field computes. */
  readonly formula?: string;
  readonly picklist?: readonly PicklistValue[];
  /** Name of the list of children in the parent: `Uses__r` of `relationshipName` Uses. */
  readonly childRelationship?: string;
  /** What becomes of this record when the one that it looks up to is deleted. */
  readonly onDelete?: 'SetNull' | 'Restrict' | 'Cascade';
}

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly isActive: boolean;
  readonly isDefault: boolean;
}

/** A condition under which a record is refused. Source: Metadata API Developer Guide, ValidationRule. */
export interface ValidationRule {
  readonly name: string;
  readonly formula: string;
  readonly message: string;
  /** Field that the message stands at. */
  readonly field?: string;
}

/** Everything that a query or a metadata call may name. */
export interface PublishedSchema {
  readonly data: Readonly<Record<string, ObjectSchema>>;
  readonly tooling: Readonly<Record<string, ObjectSchema>>;
  /** Names of metadata types. */
  readonly metadata: readonly string[];
}
