/** Error codes that Salesforce's query resources answer with. */
export type QueryErrorCode = 'MALFORMED_QUERY' | 'INVALID_TYPE' | 'INVALID_FIELD' | 'INVALID_QUERY_LOCATOR';

/** A query that the org refuses. */
export class QueryError extends Error {
  readonly errorCode: QueryErrorCode;

  constructor(errorCode: QueryErrorCode, message: string) {
    super(message);
    this.name = 'QueryError';
    this.errorCode = errorCode;
  }
}
