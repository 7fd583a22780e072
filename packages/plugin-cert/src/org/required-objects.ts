import type { Connection } from '@salesforce/core';
import { isNotFound, sentenceOf } from './access.ts';
import { OrgApiError } from './api.ts';
import { answer } from './connection.ts';

/** What somebody must be able to do with an object. */
export interface NeededObject {
  readonly object: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** What a user sees of an object. */
export interface DescribedObject {
  /** False: this user may not make records of it. */
  readonly createable: boolean;
  /** By name: whether this user may write the field. */
  readonly fields: ReadonlyMap<string, boolean>;
}

export interface DescribingOrg {
  readonly username: string;
  readonly instanceUrl: string;
  /** The fields of an object that this user can see; `NOT_FOUND` for an object that is not there or not shown. */
  describe(object: string): Promise<DescribedObject>;
}

/** What an org does not have, or the user may not do, in one sentence. */
export class MissingObjectsError extends Error {
  override readonly name = 'MissingObjectsError';
  /** None of the objects is there, or shown. */
  readonly isAbsent: boolean;

  constructor(message: string, isAbsent = false) {
    super(message);
    this.isAbsent = isAbsent;
  }
}

interface Described {
  readonly createable?: boolean;
  readonly fields?: readonly { readonly name: string; readonly createable?: boolean; readonly updateable?: boolean }[];
}

/** @throws {OrgApiError} */
export async function describedObject(connection: Connection, object: string): Promise<DescribedObject> {
  const root = `${connection.instanceUrl.replace(/\/+$/, '')}/services/data/v${connection.getApiVersion()}`;
  const url = `${root}/sobjects/${object}/describe`;
  const described = await answer(connection.request<Described>({ method: 'GET', url }));
  if (!Array.isArray(described?.fields)) {
    throw new OrgApiError('UNEXPECTED_ANSWER', `the description of ${object} lists no fields`);
  }
  const fields = described.fields as NonNullable<Described['fields']>;
  return {
    createable: described.createable !== false,
    fields: new Map(fields.map((field) => [field.name, field.createable !== false || field.updateable !== false])),
  };
}

/**
 * That objects of the app are there and that this user may read and write their fields.
 *
 * @param permissionSet That gives the rights, for people.
 * @throws {MissingObjectsError}
 */
export async function requireObjects(
  api: DescribingOrg,
  needed: readonly NeededObject[],
  permissionSet: string,
): Promise<void> {
  const described = await Promise.all(needed.map(async (one) => [one, await shownObject(api, one.object)] as const));
  const absent = described.filter(([, one]) => one === undefined).map(([{ object }]) => object);
  if (absent.length === needed.length) {
    throw new MissingObjectsError(
      `The app is not in this org, or ${api.username} may not see its records: deploy it (npm run build, then npm run org:deploy -- --target-org NAME) and assign the permission set ${permissionSet}.`,
      true,
    );
  }
  const deployOrAssign = `deploy the present version of the app, and assign the permission set ${permissionSet}.`;
  if (absent.length > 0)
    throw new MissingObjectsError(`${api.username} does not see ${absent.join(', ')}: ${deployOrAssign}`);
  for (const [one, shown] of described) {
    const missing = one.reads.filter((name) => shown?.fields.has(name) !== true);
    if (missing.length > 0) {
      throw new MissingObjectsError(
        `${api.username} does not see ${some(missing)} of ${one.object}: ${deployOrAssign}`,
      );
    }
    const closed = one.writes.filter((name) => shown?.fields.get(name) === false);
    if (shown?.createable === false || closed.length > 0) {
      const what = shown?.createable === false ? one.object : `${some(closed)} of ${one.object}`;
      throw new MissingObjectsError(
        `${api.username} may read but not write ${what}: assign the permission set ${permissionSet}.`,
      );
    }
  }
}

async function shownObject(api: DescribingOrg, object: string): Promise<DescribedObject | undefined> {
  try {
    return await api.describe(object);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw new MissingObjectsError(sentenceOf(error, api));
  }
}

function some(names: readonly string[]): string {
  const more = names.length - 3;
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more fields` : names.join(', ');
}
