import { idOf } from '../org/row.ts';
import type { Row } from '../org/row.ts';
import { DmlError } from './dml-error.ts';
import type { Writer } from './writer.ts';

/** The records of an object that look up to a record by a field. */
interface Children {
  readonly object: string;
  readonly field: string;
  readonly onDelete: 'SetNull' | 'Restrict' | 'Cascade';
  readonly rows: readonly Row[];
}

/**
 * What deleting a record does to those that look up to it: an empty lookup, a refusal, or their deletion.
 *
 * Source: Metadata API Developer Guide, CustomField, deleteConstraint.
 */
export function leaveChildren(writer: Writer, object: string, row: Row): void {
  const all = childrenOf(writer, object, idOf(row)).filter(({ rows }) => rows.length > 0);
  const restricting = all.find(({ onDelete }) => onDelete === 'Restrict');
  if (restricting !== undefined) {
    // unverified: the wording
    throw new DmlError(
      'DELETE_FAILED',
      `Your attempt to delete ${idOf(row)} could not be completed because it is associated with the following ${restricting.object}: ${restricting.rows.map(idOf).join(', ')}`,
    );
  }
  for (const { object: child, field, onDelete, rows } of all) {
    for (const one of rows) {
      if (onDelete === 'Cascade') {
        leaveChildren(writer, child, one);
        writer.org.writable(child).remove(one);
      } else writer.org.writable(child).put({ ...one, [field]: null });
    }
  }
}

function childrenOf({ org }: Writer, object: string, id: string): Children[] {
  return Object.values(org.customObjects()).flatMap(({ name, parents, parentKeys = {}, details = {} }) =>
    Object.entries(parentKeys).flatMap(([relationship, field]): Children[] => {
      const onDelete = details[field]?.onDelete;
      if (parents[relationship] !== object || onDelete === undefined || name.endsWith('__mdt')) return [];
      return [{ object: name, field, onDelete, rows: org.table(name).where(field, id) }];
    }),
  );
}
