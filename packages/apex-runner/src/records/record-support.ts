import { fieldToken, objectToken } from '../library/schema-token.ts';
import { storedRecord, storedRecords } from './custom-metadata.ts';
import { dml } from './dml.ts';
import { getField, getParent, setField } from './fields.ts';
import { runQuery } from './query.ts';

/** What compiled code asks of records: members as the compiler's RecordSupport names them. */
export const recordSupport = {
  dml,
  runQuery,
  getField,
  setField,
  getParent,
  objectToken,
  fieldToken,
  storedRecords,
  storedRecord,
} as const;
