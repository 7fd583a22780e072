import { OrgRefusal } from '@cert-health/apex-runner';
import type {
  ApexOrg,
  ApexSchema,
  ObjectRight,
  OrgJob,
  OrgRequest,
  OrgResponse,
  OrgUser,
  PreparedQuery,
  WriteRequest,
  WriteResult,
} from '@cert-health/apex-runner';
import type { Writer } from '../dml/writer.ts';
import { permissionAccessRow, Rights } from '../org/rights.ts';
import type { Org } from '../org/org.ts';
import type { Row } from '../org/row.ts';
import type { ObjectSchema, PublishedSchema } from '../schema/object-schema.ts';
import { documentedData, withMutualAuthentication } from '../schema/org-features.ts';
import { recordsAt, textAt } from '../xml/xml.ts';
import type { Database } from '../soql/field-path.ts';
import { apexSchema } from './apex-schema.ts';
import { writeRecords } from './apex-write.ts';
import { callout, credentialUrl } from './callout.ts';
import type { OwnAddress } from './callout.ts';
import { deployCustomMetadata } from './custom-metadata-deploy.ts';
import { endJob, keepJob } from './org-jobs.ts';
import { orgUser } from './org-user.ts';
import { prepareQuery } from './prepare-query.ts';

type Message = Parameters<ApexOrg['deliver']>[0];

/** What follows from the configuration, as long as it stays the same. */
interface Configured {
  readonly custom: Readonly<Record<string, ObjectSchema>>;
  readonly objects: Readonly<Record<string, ObjectSchema>>;
  readonly schema: ApexSchema;
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * One of these shows a user the assignments of others, not the own ones only. Source: Object Reference, PermissionSetAssignment,
 * Special Access Rules.
 */
const seesAssignments = ['ViewSetup', 'AssignPermissionSets', 'ManageUsers'] as const;

/** The practice org, as Apex that runs in it sees it. */
export class PracticeApexOrg implements ApexOrg {
  readonly #org: Org;
  readonly #published: PublishedSchema;
  readonly #own: OwnAddress | undefined;
  #configured: Configured | undefined;
  /** Mails and notifications, oldest first. */
  readonly delivered: Message[] = [];

  /** @param own How the org reaches itself; without it no callout gets anywhere. */
  constructor(org: Org, published: PublishedSchema, own?: OwnAddress) {
    this.#org = org;
    this.#published = published;
    this.#own = own;
  }

  get schema(): ApexSchema {
    return this.#now().schema;
  }

  get organization(): ApexOrg['organization'] {
    const { id, name, instanceName } = this.#org.identity;
    return { id, name, url: this.#own?.url ?? `https://${instanceName.toLowerCase()}.my.practice.example` };
  }

  now(): Date {
    return this.#org.now();
  }

  user(id: string): OrgUser | undefined {
    const row = this.#org.table('User').find(id);
    return row === undefined ? undefined : orgUser(row);
  }

  prepare(soql: string): PreparedQuery {
    return prepareQuery(soql, {
      objects: this.#now().objects,
      database: (by, asUser) => this.#database(by, asUser),
      requireRead: (user, seen) => this.#requireRead(user, seen),
    });
  }

  write(request: WriteRequest): readonly WriteResult[] {
    const rights = new Rights(this.#org, request.by);
    const writer: Writer = {
      org: this.#org,
      schema: this.#now().objects,
      by: request.by,
      hasPermission: (name) => rights.hasCustomPermission(name),
    };
    return writeRecords(writer, rights, request);
  }

  savepoint(): () => void {
    return this.#org.checkpoint();
  }

  can(user: string, action: ObjectRight, object: string): boolean {
    return new Rights(this.#org, user).can(action, object);
  }

  canField(user: string, action: 'read' | 'edit', object: string, field: string): boolean {
    const schema = this.#now().objects[object];
    return schema !== undefined && new Rights(this.#org, user).canField(action, schema, field);
  }

  hasCustomPermission(user: string, name: string): boolean {
    return new Rights(this.#org, user).hasCustomPermission(name);
  }

  canUseClass(user: string, name: string): boolean {
    return new Rights(this.#org, user).canUseClass(name);
  }

  label(name: string): string | undefined {
    return this.#now().labels.get(name.toLowerCase());
  }

  deployCustomMetadata(records: Parameters<ApexOrg['deployCustomMetadata']>[0]): string {
    return deployCustomMetadata(this.#org, records);
  }

  callout(request: OrgRequest): OrgResponse {
    return callout(this.#org, this.#own, request);
  }

  keepJob(job: OrgJob): string {
    return keepJob(this.#org, job);
  }

  endJob(id: string): void {
    endJob(this.#org, id);
  }

  deliver(message: Message): void {
    this.delivered.push(message);
  }

  /** A credential that leads to this org, where it is to be away. */
  #leadsBack({ DeveloperName: name }: Row): boolean {
    const own = this.#own;
    if (own?.isConnected() !== false || typeof name !== 'string') return false;
    return credentialUrl(this.#org, name).startsWith(own.url);
  }

  #database(by: string | undefined, asUser: boolean): Database {
    const org = this.#org;
    const runner = by ?? org.identity.userId;
    const rights = new Rights(org, runner);
    const zone = org.table('User').find(runner)?.['TimeZoneSidKey'];
    const narrowed = new Map<string, () => readonly Row[]>([
      ['UserPermissionAccess', () => [permissionAccessRow(rights)]],
      ['NamedCredential', () => org.rows('NamedCredential').filter((row) => !this.#leadsBack(row))],
      ...(asUser && !seesAssignments.some((permission) => rights.has(permission))
        ? [
            [
              'PermissionSetAssignment',
              () => org.table('PermissionSetAssignment').where('AssigneeId', runner, true),
            ] as const,
          ]
        : []),
    ]);
    return {
      schema: this.#now().objects,
      rows: (object) => narrowed.get(object)?.() ?? org.rows(object),
      table: (object) => (narrowed.has(object) ? undefined : org.table(object)),
      now: org.now(),
      ...(typeof zone === 'string' ? { timeZone: zone } : {}),
    };
  }

  /**
   * What a user may not read is as if it were not there. unverified: that an object that may not be read is a QueryException; there
   * are reports of `System.SecurityException: Access to entity 'Case' denied`.
   */
  #requireRead(user: string, seen: ReadonlyMap<string, ReadonlySet<string>>): void {
    const rights = new Rights(this.#org, user);
    for (const [name, fields] of seen) {
      const object = this.#now().objects[name];
      if (object === undefined || !rights.can('read', name)) {
        throw new OrgRefusal('QueryException', 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
      }
      for (const field of fields) {
        if (rights.canField('read', object, field)) continue;
        throw new OrgRefusal(
          'QueryException',
          'INVALID_FIELD',
          `No such column '${field}' on entity '${name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
        );
      }
    }
  }

  #now(): Configured {
    const custom = this.#org.customObjects();
    if (this.#configured?.custom !== custom) {
      const objects = { ...withMutualAuthentication(documentedData(this.#published)), ...custom };
      this.#configured = { custom, objects, schema: apexSchema(objects), labels: labelsOf(this.#org) };
    }
    return this.#configured;
  }
}

function labelsOf(org: Org): ReadonlyMap<string, string> {
  const files = org.components().filter(({ type }) => type === 'CustomLabels');
  return new Map(
    files
      .flatMap(({ values }) => recordsAt(values, 'labels'))
      .map((record) => [(textAt(record, 'fullName') ?? '').toLowerCase(), textAt(record, 'value') ?? '']),
  );
}
