/** What the adapters of this folder ask of an org. One small port, so that they can be tried against anything. */
export interface OrgApi {
  readonly username: string;
  readonly instanceUrl: string;
  /** Organization Id as the log-in recorded it, where it did. */
  readonly organizationId: string | undefined;
  /** All records of a query, however many pages. */
  query<T>(soql: string, api?: 'data' | 'tooling'): Promise<T[]>;
  /** Body of a GET on a path of the org, such as the blob address that a query returned; undefined when empty. */
  getText(path: string): Promise<string | undefined>;
  /** Fields of an object that this user can see, by name, with their types; `NOT_FOUND` for an object that is not shown. */
  fieldTypes(sobject: string, api?: 'data' | 'tooling'): Promise<ReadonlyMap<string, string>>;
  /** Names of all objects that this user can see. */
  objectNames(): Promise<string[]>;
  /** Names of the custom settings among them. */
  customSettingNames(): Promise<string[]>;
  /** API requests of the running 24 hours. */
  dailyRequests(): Promise<{ readonly max: number; readonly remaining: number }>;
  /** Metadata API `describeMetadata`: names of the types that the org has, children included. */
  metadataTypes(): Promise<ReadonlySet<string>>;
  /** Metadata API `listMetadata`, at most 3 types a call. */
  listMetadata(types: readonly string[]): Promise<ListedComponent[]>;
  /** Metadata API `readMetadata`; components that do not exist are left out. At most 10 names a call. */
  readMetadata(type: string, names: readonly string[]): Promise<Record<string, unknown>[]>;
}

/** What `listMetadata` tells of a component, as far as it is used here. */
export interface ListedComponent {
  readonly type: string;
  readonly fullName: string;
  /** Record Id; empty for types that have none. */
  readonly id: string;
  /** Part of a managed package: what is in it may be hidden. */
  readonly installed: boolean;
}

/** An answer that is an error, or no answer. The only error the port throws. */
export class OrgApiError extends Error {
  override readonly name = 'OrgApiError';
  /** Salesforce error code such as `INVALID_SESSION_ID`, or the system's such as `ECONNREFUSED`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
