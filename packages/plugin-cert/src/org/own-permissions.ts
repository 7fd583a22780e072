import type { OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';

/** Fields of UserPermissionAccess that tell an empty list from a hidden one (Object Reference, UserPermissionAccess). */
const everywhere = [
  'PermissionsCustomizeApplication',
  'PermissionsManageCertificates',
  'PermissionsManageInternalUsers',
  'PermissionsModifyAllData',
  'PermissionsModifyMetadata',
  'PermissionsViewSetup',
] as const;

/** The others are asked alone: a query that names a field which an org does not have fails as a whole. */
export type PermissionField =
  | (typeof everywhere)[number]
  | 'PermissionsManageAuthProviders'
  | 'PermissionsManageEncryptionKeys'
  | 'PermissionsViewAllCustomSettings';

type Row = Readonly<Record<string, unknown>>;

/** What the user of a scan may do. One query for what every org knows, made when the first of it is asked for. */
export class OwnPermissions {
  readonly #api: OrgApi;
  #row: Promise<Row | 'one by one' | undefined> | undefined;
  readonly #alone = new Map<PermissionField, Promise<Row | undefined>>();

  constructor(api: OrgApi) {
    this.#api = api;
  }

  /** Whether the user holds one of these permissions; undefined: the org does not say. */
  async holds(...oneOf: readonly PermissionField[]): Promise<boolean | undefined> {
    const held = await Promise.all(oneOf.map((field) => this.#holds(field)));
    if (held.includes(true)) return true;
    return held.includes(undefined) ? undefined : false;
  }

  async #holds(field: PermissionField): Promise<boolean | undefined> {
    const value = (await this.#rowWith(field))?.[field];
    return typeof value === 'boolean' ? value : undefined;
  }

  async #rowWith(field: PermissionField): Promise<Row | undefined> {
    if (!everywhere.some((one) => one === field)) return this.#askAlone(field);
    this.#row ??= this.#ask(everywhere);
    const row = await this.#row;
    return row === 'one by one' ? this.#askAlone(field) : row;
  }

  #askAlone(field: PermissionField): Promise<Row | undefined> {
    const asked = this.#alone.get(field) ?? this.#ask([field]).then((row) => (row === 'one by one' ? undefined : row));
    this.#alone.set(field, asked);
    return asked;
  }

  /** A query that names a field which is not there fails as a whole. */
  async #ask(wanted: readonly PermissionField[]): Promise<Row | 'one by one' | undefined> {
    try {
      const [row] = await this.#api.query<Row>(`SELECT ${wanted.join(', ')} FROM UserPermissionAccess LIMIT 1`);
      return row;
    } catch (error) {
      if (!(error instanceof OrgApiError)) throw error;
      return error.code === 'INVALID_FIELD' ? 'one by one' : undefined;
    }
  }
}
