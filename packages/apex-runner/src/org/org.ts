/** What the runner needs of an org: records, schema, rights and what leaves the transaction. The org brings it. */
export interface ApexOrg {
  readonly schema: ApexSchema;
  /** The moment that the org lives in. */
  now(): Date;
  /** `url` is the My Domain address, without a slash at the end. */
  readonly organization: { readonly id: string; readonly name: string; readonly url: string };
  /** User Id → who it is; undefined for one who does not exist. Records of the object User are the same people. */
  user(id: string): OrgUser | undefined;
  /**
   * Reads a query once: unknown names and syntax that is not evaluated are refused here, before anything runs. Bind
   * variables stand as `:b0`, `:b1`, … in the text; their values come with `run`.
   *
   * @throws {OrgRefusal}
   */
  prepare(soql: string): PreparedQuery;
  /**
   * Writes records one by one; each has its result, in the order given. Nothing is taken back: that is the caller's `savepoint`.
   * Rules of the metadata hold: required, lengths, restricted picklists, unique and external keys, lookups, defaults, formulas,
   * validation rules, field history.
   *
   * @throws {OrgRefusal} SecurityException where `enforceRights` is asked for and the user may not write the object at all
   */
  write(request: WriteRequest): readonly WriteResult[];
  /** Gives a function that brings everything back to this moment. */
  savepoint(): () => void;
  /** Whether the user may (object rights by profile and permission sets as deployed). */
  can(user: string, action: ObjectRight, object: string): boolean;
  canField(user: string, action: 'read' | 'edit', object: string, field: string): boolean;
  hasCustomPermission(user: string, name: string): boolean;
  /** Apex classes that the user may call from a component. */
  canUseClass(user: string, name: string): boolean;
  /** `System.Label.<name>`; undefined for an unknown one. Names are compared without case. */
  label(name: string): string | undefined;
  /** Deploys records of custom metadata types, as Metadata.Operations does. @throws {OrgRefusal} */
  deployCustomMetadata(
    records: readonly {
      readonly fullName: string;
      readonly label: string;
      readonly values: Readonly<Record<string, OrgValue>>;
    }[],
  ): string;
  /** Sends a callout outside of tests. `callout:Name/path` is as written. @throws {OrgRefusal} as a CalloutException */
  callout(request: OrgRequest): OrgResponse;
  /**
   * Keeps a job, so that queries show it: a schedule as CronTrigger with its CronJobDetail, a queueable as AsyncApexJob. Gives its Id.
   *
   * @throws {OrgRefusal} AsyncException for a schedule whose name is taken
   */
  keepJob(job: OrgJob): string;
  /** Ends a job: a schedule is gone, a queueable is aborted. @throws {OrgRefusal} */
  endJob(id: string, by: string): void;
  /** Takes a mail or a notification; for tests and pages to look at. */
  deliver(message: { readonly kind: 'mail' | 'notification'; readonly [field: string]: unknown }): void;
}

export interface OrgJob {
  readonly kind: 'queueable' | 'schedule';
  readonly className: string;
  /** Id of the user as whom it runs. */
  readonly by: string;
  /** Of a schedule. */
  readonly name?: string;
  readonly expression?: string;
  readonly timeZone?: string;
  /** Milliseconds since 1970. */
  readonly nextFireTime?: number;
}

export type ObjectRight = 'read' | 'create' | 'edit' | 'delete';

/** A field's value outside Apex, as the REST API writes it: dates as text, numbers as numbers. */
export type OrgValue = string | number | boolean | null;

/** A record that was queried: parents are records, children lists of them; both by relationship name. */
export interface OrgRecord {
  readonly object: string;
  readonly fields: Readonly<Record<string, OrgValue | OrgRecord | readonly OrgRecord[]>>;
}

export interface PreparedQuery {
  /** The object that FROM names, as the schema spells it. */
  readonly object: string;
  /** `records`; `count` for `SELECT COUNT()`; `aggregates` for GROUP BY and aggregate functions (rows by alias, or expr0, expr1 …). */
  readonly kind: 'records' | 'count' | 'aggregates';
  /** How many bind variables it takes. */
  readonly binds: number;
  /** Of `aggregates`: the type of each column in Apex. */
  readonly columns?: ReadonlyMap<string, FieldDescription['apexType']>;
  /** What the query says itself: WITH USER_MODE, WITH SYSTEM_MODE or WITH SECURITY_ENFORCED; it goes before the mode of the caller. */
  readonly access?: 'user' | 'system';
  /**
   * With a user: object and field rights of that user hold (WITH USER_MODE). `by` is who runs: date literals are of that user's time
   * zone, and UserPermissionAccess is about that user. @throws {OrgRefusal}
   */
  run(
    binds: readonly (OrgValue | readonly OrgValue[])[],
    as: { readonly user?: string; readonly by?: string },
  ): { readonly count: number; readonly records: readonly OrgRecord[] };
}

export interface WriteRequest {
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';
  readonly records: readonly {
    readonly object: string;
    readonly id?: string;
    readonly fields: Readonly<Record<string, OrgValue>>;
  }[];
  /** Of an upsert: the external key; default Id. */
  readonly key?: string;
  /** Who CreatedById and LastModifiedById are. */
  readonly by: string;
  /** `as user`: that user's object and field rights hold. */
  readonly enforceRights: boolean;
}

export interface WriteResult {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
  }[];
}

/** What the org does not take. `type` is the Apex exception that it becomes: QueryException, CalloutException, … */
export class OrgRefusal extends Error {
  readonly type: string;
  readonly code: string;
  constructor(type: string, code: string, message: string) {
    super(message);
    this.type = type;
    this.code = code;
  }
}

export interface OrgUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly profileId: string;
  readonly isActive: boolean;
  /** IANA name. */
  readonly timeZone: string;
  /** `de_DE`. */
  readonly locale: string;
  readonly language: string;
}

export interface OrgRequest {
  readonly method: string;
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly certificate?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly user: string;
}

export interface OrgResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ApexSchema {
  /** Names of all objects, as spelt. */
  readonly objects: readonly string[];
  /** Finds an object without regard to case; undefined for an unknown one. */
  object(name: string): ObjectDescription | undefined;
}

export interface ObjectDescription {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** Three characters. */
  readonly keyPrefix: string | null;
  readonly isCustom: boolean;
  readonly isCustomSetting: boolean;
  /** By API name. */
  readonly fields: ReadonlyMap<string, FieldDescription>;
  /** Children: relationship name → object and the field that points here. */
  readonly children: ReadonlyMap<string, { readonly object: string; readonly field: string }>;
}

export interface FieldDescription {
  readonly name: string;
  readonly label: string;
  /** Schema.DisplayType: ID, STRING, TEXTAREA, EMAIL, URL, PHONE, BOOLEAN, INTEGER, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME, TIME, PICKLIST, MULTIPICKLIST, REFERENCE, BASE64, LONG … */
  readonly displayType: string;
  /** The type of the field in Apex; one of display type ANYTYPE (OldValue of a history) holds any, and this says nothing. */
  readonly apexType:
    'Boolean' | 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time' | 'Blob';
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly isNillable: boolean;
  readonly isUnique: boolean;
  readonly isExternalId: boolean;
  readonly isCustom: boolean;
  readonly isCalculated: boolean;
  readonly isAutoNumber: boolean;
  /** Nobody writes it: Id, CreatedDate, formulas … */
  readonly isReadOnly: boolean;
  readonly defaultValue: OrgValue;
  readonly picklist: readonly { readonly value: string; readonly label: string; readonly isActive: boolean }[];
  readonly isRestrictedPicklist: boolean;
  readonly referenceTo: readonly string[];
  /** `Assignee` of AssigneeId, `Certificate__r` of Certificate__c. */
  readonly relationshipName: string | null;
}
