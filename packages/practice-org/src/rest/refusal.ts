import { DmlError } from '../dml/dml-error.ts';
import type { Reply } from '../http/message.ts';
import { RestError } from '../http/message.ts';
import { QueryError } from '../soql/query-error.ts';

/** Source: REST API Developer Guide, Status Codes and Error Responses. */
const statuses: Readonly<Record<string, number>> = {
  DUPLICATE_EXTERNAL_ID: 300,
  ENTITY_IS_DELETED: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
};

/** What the REST API answers instead of what was asked for. */
export function refusal(error: unknown): Reply {
  if (error instanceof RestError) return error.reply();
  if (error instanceof DmlError) {
    return new RestError(statuses[error.errorCode] ?? 400, error.errorCode, error.message).reply();
  }
  if (error instanceof QueryError) return new RestError(400, error.errorCode, error.message).reply();
  const message = error instanceof Error ? error.message : String(error);
  return new RestError(500, 'UNKNOWN_EXCEPTION', `The practice org failed: ${message}`).reply();
}
