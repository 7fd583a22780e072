import type { Connection } from '@salesforce/core';
import { zipEntries } from '../keys/zip-entries.ts';
import { OrgApiError } from './api.ts';
import { answer, refuseJwt } from './connection.ts';
import { untilDone, usualWaiting } from './until-done.ts';

/** Answers that say it is done and bring no package, before that is believed. unverified: that the package may come with the next one. */
const mostWithoutPackage = 5;

/** Names of components by metadata type. */
export type Manifest = ReadonlyMap<string, readonly string[]>;

export interface Retrieved {
  /** Bytes by path within the package, such as `namedCredentials/Partner_API.namedCredential`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the org says that it does not give, as it says it. */
  readonly problems: readonly string[];
}

/** The part of jsforce's Metadata API that is used; its declarations leave out what comes. */
interface MetadataCalls {
  retrieve(request: object): PromiseLike<{ readonly id?: string }>;
  checkRetrieveStatus(id: string): PromiseLike<RetrieveStatus>;
}

interface RetrieveStatus {
  /** Text where jsforce does not know the type. */
  readonly done?: boolean | string;
  readonly success?: boolean | string;
  readonly status?: string;
  readonly errorMessage?: string | null;
  readonly zipFile?: string | null;
  readonly messages?: Message | readonly Message[] | null;
}

interface Message {
  readonly problem?: string;
}

/**
 * Files of components as they stand in the org, all in one retrieve (Metadata API, retrieve() and
 * checkRetrieveStatus()). No wait is without an end.
 *
 * @throws {OrgApiError}
 */
export async function retrieveFiles(
  connection: Connection,
  manifest: Manifest,
  waiting = usualWaiting,
): Promise<Retrieved> {
  if (manifest.size === 0) return { files: new Map(), problems: [] };
  refuseJwt(connection);
  const metadata = connection.metadata as unknown as MetadataCalls;
  const version = connection.getApiVersion();
  const types = [...manifest].map(([name, members]) => ({ members: [...members], name }));
  const request = { apiVersion: version, singlePackage: true, unpackaged: { types, version } };
  const { id } = await answer(Promise.resolve().then(() => metadata.retrieve(request)));
  if (typeof id !== 'string' || id === '') throw new OrgApiError('UNEXPECTED_ANSWER', 'a retrieve began without an Id');
  let withoutPackage = 0;
  const status = await untilDone(
    async () => {
      const looked = await answer(Promise.resolve().then(() => metadata.checkRetrieveStatus(id)));
      const isLate = String(looked.done) === 'true' && String(looked.success) === 'true' && !looked.zipFile;
      return isLate && withoutPackage++ < mostWithoutPackage ? { ...looked, done: false } : looked;
    },
    'a retrieve',
    waiting,
  );
  if (String(status.success) !== 'true' || typeof status.zipFile !== 'string' || status.zipFile === '') {
    throw new OrgApiError(
      'RETRIEVE_FAILED',
      status.errorMessage ??
        `the retrieve ended as ${status.status ?? 'failed'}${String(status.success) === 'true' ? ' and gave no package' : ''}`,
    );
  }
  const { entries, unopened } = zipEntries(new Uint8Array(Buffer.from(status.zipFile, 'base64')));
  if (unopened > 0) throw new OrgApiError('UNEXPECTED_ANSWER', 'the package that was retrieved cannot be opened whole');
  return {
    files: new Map(entries.map(({ name, bytes }) => [name.replace(/^unpackaged\//, ''), bytes])),
    problems: [status.messages ?? []].flat().flatMap(({ problem }) => problem ?? []),
  };
}
