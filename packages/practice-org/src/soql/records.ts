import type { Row } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import type { Database } from './field-path.ts';
import { followSteps, valueOf } from './field-path.ts';
import type { QueryResult } from './run-query.ts';

/** A record as the REST API writes it; parents are nested records. */
export type ApiRecord = Record<string, unknown>;

/** Writes the rows of a result. `root` is the path that records live under, such as `/services/data/v67.0/sobjects`. */
export function toRecords(result: QueryResult, database: Database, root: string): ApiRecord[] {
  const url = (object: string, row: Row): string => `${root}/${object}/${idOf(row)}`;
  return result.rows.map((row) => {
    const record: ApiRecord = {
      attributes: { type: result.object.name, url: url(result.object.name, row) },
    };
    for (const path of result.fields) {
      let target = record;
      path.steps.forEach((step, index) => {
        const parent = followSteps(database, row, path.steps.slice(0, index + 1));
        if (parent !== undefined && target[step.name] === undefined) {
          target[step.name] = { attributes: { type: step.object, url: url(step.object, parent) } };
        }
        target = parent === undefined ? nowhere(target, step.name) : (target[step.name] as ApiRecord);
      });
      if (path.kind === 'base64') {
        const holder = followSteps(database, row, path.steps);
        const object = path.steps.at(-1)?.object ?? result.object.name;
        // A blob is answered as the address to fetch it from.
        target[path.field] = typeof holder?.[path.field] === 'string' ? `${url(object, holder)}/${path.field}` : null;
      } else target[path.field] = valueOf(database, row, path);
    }
    return record;
  });
}

/** A parent that is not there is null as a whole, whatever fields of it were asked for. */
function nowhere(record: ApiRecord, relationship: string): ApiRecord {
  record[relationship] = null;
  return {};
}
