import type { Gap, PlaceId, ReadPermissionGrants, Source } from '@cert-health/core';
import type { Asking } from './asking.ts';
import type { Found } from './found.ts';
import type { MetadataReader } from './metadata-reader.ts';

/** What the readers of places share. */
export interface OrgReader extends Asking {
  readonly metadata: MetadataReader;
  /** Who holds the permissions about certificates, and so which of them the org has. */
  readonly grants: Promise<ReadPermissionGrants>;
  /** Why nothing that takes many requests is to be asked, if it is not. */
  readonly skipped?: Gap | undefined;
}

/** What readers share that look for names of certificates in texts of any meaning. */
export interface OrgWithNames extends OrgReader {
  /** The certificates that configuration may name, once they are listed and the list is believed. */
  readonly keyPairs: Promise<KeyPairNames>;
}

/** Names in Certificate and Key Management, or why they are not known. */
export type KeyPairNames = { readonly names: readonly string[] } | { readonly unknown: Gap };

/** Reads one place of an org: one source of the report. */
export interface PlaceReader<Org extends OrgReader = OrgReader> {
  /** A place of core, or a source that has none. */
  readonly place: PlaceId | Pick<Source, 'id' | 'label'>;
  /** Metadata types that it wants listed. */
  readonly metadata?: readonly string[];
  /** What cannot be read becomes a gap in what is found; throws only for errors of our own. */
  read(org: Org, found: Found): Promise<void>;
}
