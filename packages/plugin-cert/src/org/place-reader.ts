import type { Gap, PlaceId, Source } from '@cert-health/core';
import type { OrgApi } from './api.ts';
import type { Found } from './found.ts';
import type { MetadataReader } from './metadata-reader.ts';

/** What the readers of places share. */
export interface OrgReader {
  readonly api: OrgApi;
  readonly metadata: MetadataReader;
  /** Why nothing that takes many requests is to be asked, if it is not. */
  readonly skipped?: Gap | undefined;
  /** The certificates that configuration may name, once they are listed. */
  readonly keyPairs: Promise<KeyPairNames>;
}

/** Names in Certificate and Key Management, or why they are not known. */
export type KeyPairNames = { readonly names: readonly string[] } | { readonly unknown: Gap };

/** Reads one place of an org: one source of the report. */
export interface PlaceReader {
  /** A place of core, or a source that has none. */
  readonly place: PlaceId | Pick<Source, 'id' | 'label'>;
  /** Metadata types that it wants listed. */
  readonly metadata?: readonly string[];
  /** What cannot be read becomes a gap in what is found; throws only for errors of our own. */
  read(org: OrgReader, found: Found): Promise<void>;
}
