import { resolve } from 'node:path';
import type { Connection } from '@salesforce/core';
import type { ExposedKey, Inventory, Source } from '@cert-health/core';
import { readFile } from '../file/read-files.ts';
import { sentenceOf } from '../org/access.ts';
import { orgApi } from '../org/connection.ts';
import { readOrg } from '../org/read-org.ts';
import type { OrgContent } from '../org/read-org.ts';
import { readProjectFolders } from '../project/read-project.ts';

/** What to look at. */
export interface Inputs {
  readonly connection?: Connection | undefined;
  readonly sourceDirs: readonly string[];
  readonly files: readonly string[];
  /** Of keystores among them. */
  readonly password?: string | undefined;
}

/** Says what is being read at the moment. */
export type Progress = (what: string) => void;

/** The org did not answer at all and nothing else was to be looked at. */
export class OrgOutOfReachError extends Error {
  override readonly name = 'OrgOutOfReachError';
}

/**
 * Reads all inputs into one inventory.
 *
 * @throws {OrgOutOfReachError} when the org is the only input and does not answer: a report on nothing would mislead.
 */
export async function readInventory(inputs: Inputs, progress: Progress): Promise<Inventory> {
  const org = inputs.connection ? await readOrgOf(inputs.connection, progress) : undefined;
  const orgAlone = inputs.sourceDirs.length === 0 && inputs.files.length === 0;
  if (org && 'unreachable' in org && orgAlone) {
    const address = inputs.connection?.instanceUrl ?? 'an unknown address';
    throw new OrgOutOfReachError(`${org.unreachable.label} at ${address}: ${org.unreachable.detail}`);
  }
  const content = org && !('unreachable' in org) ? org : undefined;
  if (inputs.sourceDirs.length > 0) progress(inputs.sourceDirs.join(', '));
  // A project may name certificates that only the org holds.
  const keyPairs = (content?.holdings ?? []).filter(({ kind }) => kind === 'keyPair');
  const projects = await readProjectFolders(inputs.sourceDirs, {
    certificateNames: keyPairs.map(({ name }) => name),
    password: inputs.password,
  });
  if (inputs.files.length > 0) progress(inputs.files.join(', '));
  const files = [...new Set(inputs.files)].map((file) => readFile(file, inputs.password));
  return {
    org: content?.org ?? null,
    sources: [
      ...(org && 'unreachable' in org ? [org.unreachable] : (org?.sources ?? [])),
      ...projects.sources,
      ...files.map((file) => file.source),
    ],
    holdings: [...(content?.holdings ?? []), ...projects.holdings, ...files.flatMap((file) => file.holdings)],
    references: [...(content?.references ?? []), ...projects.references],
    serviceProviders: [...(content?.serviceProviders ?? []), ...projects.serviceProviders],
    exposedKeys: onceEach([
      ...(content?.exposedKeys ?? []),
      ...projects.exposedKeys,
      ...files.flatMap((file) => file.exposedKeys),
    ]),
    ...(content?.expiryNotification ? { expiryNotification: content.expiryNotification } : {}),
    ...(content?.permissionGrants ? { permissionGrants: content.permissionGrants } : {}),
  };
}

/** A file of a project may also be given by its name. */
function onceEach(keys: readonly ExposedKey[]): ExposedKey[] {
  const placeOf = ({ source, name, field, path, line, id }: ExposedKey): string =>
    path === undefined ? [source, name, field, id].join('\0') : [resolve(path), name, line].join('\0');
  return [...new Map(keys.toReversed().map((key) => [placeOf(key), key])).values()].toReversed();
}

async function readOrgOf(connection: Connection, progress: Progress): Promise<OrgContent | { unreachable: Source }> {
  const api = orgApi(connection);
  progress(`${api.username} (certificates and permissions)`);
  try {
    return await readOrg(api);
  } catch (error) {
    const detail = sentenceOf(error, api);
    return { unreachable: { id: 'org', label: `Org ${api.username}`, status: 'failed', items: 0, detail } };
  }
}
