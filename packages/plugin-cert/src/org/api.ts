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
  /** Names of the fields of an object that this user can see. */
  fieldNames(sobject: string): Promise<ReadonlySet<string>>;
  /** Metadata API `readMetadata`; components that do not exist are left out. At most 10 names a call. */
  readMetadata(type: string, names: readonly string[]): Promise<Record<string, unknown>[]>;
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
