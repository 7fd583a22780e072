import type { Row } from './row.ts';
import { appRows } from './rows/app.ts';
import { calloutRows } from './rows/callouts.ts';
import { codeRows } from './rows/code.ts';
import type { Configuration, Rows } from './rows/configuration.ts';
import { customMetadataRows } from './rows/custom-metadata.ts';
import { loginRows } from './rows/logins.ts';

const rowsByObject: ReadonlyMap<string, Rows> = new Map(
  Object.entries({ ...appRows, ...calloutRows, ...codeRows, ...loginRows }),
);

/** The rows of an object that is configuration; undefined for other objects. */
export function configurationRows(object: string, configuration: Configuration): readonly Row[] | undefined {
  const rows = object.endsWith('__mdt') ? customMetadataRows(object) : rowsByObject.get(object);
  return rows?.(configuration);
}

/** Whether the records of an object are configuration. */
export function isConfiguration(object: string): boolean {
  return object.endsWith('__mdt') || rowsByObject.has(object);
}
