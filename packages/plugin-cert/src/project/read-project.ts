import { resolve } from 'node:path';
import type { ExposedKey, Holding, Reference, ServiceProvider, Source } from '@cert-health/core';
import { readApex } from './apex.ts';
import { readCertificates, readInboundCertificates, readUserCertificates } from './certificates.ts';
import { ConfigurationValues } from './configuration-values.ts';
import { withFilledIn } from './filled-in.ts';
import { searchForKeys } from './key-search.ts';
import { isCertificateFile, readLooseFiles } from './loose-files.ts';
import { fileNameParts } from '../metadata/file-name-parts.ts';
import { ProjectFiles } from './metadata-files.ts';
import { readNamedValues } from './named-values.ts';
import type { ProjectContent, ProjectReader } from './project-scan.ts';
import type { ProjectFile } from './project-file.ts';
import { readerOfPlace } from './referring-place.ts';
import { apps, referringPlaces } from './referring-types.ts';
import { searchFolder } from './search-folder.ts';
import { readPermissions, readSecuritySettings } from './switches.ts';

/** The order matters: what metadata describes is claimed before loose files are looked at. */
const readers: readonly ProjectReader[] = [
  readCertificates,
  readInboundCertificates,
  readUserCertificates,
  ...referringPlaces.map(readerOfPlace),
  readPermissions,
  readSecuritySettings,
];

/** Suffixes of metadata that is looked into for certificates, in lower case; `searchForKeys` looks through all other files too. */
const suffixes = new Set(
  [
    ...['crt', 'inboundCertificate', 'userAuthCertificate'],
    ...referringPlaces.flatMap(({ types }) => types.map(({ suffix }) => suffix)),
    apps.suffix,
    ...[
      'md',
      'labels',
      'label',
      'translation',
      'flow',
      'permissionset',
      'profile',
      'settings',
      'cls',
      'trigger',
      'apex',
    ],
  ].map((suffix) => suffix.toLowerCase()),
);

export interface ProjectsContent {
  readonly sources: readonly Source[];
  readonly holdings: readonly Holding[];
  readonly references: readonly Reference[];
  readonly serviceProviders: readonly ServiceProvider[];
  readonly exposedKeys: readonly ExposedKey[];
}

export interface ProjectsOptions {
  /** Names of certificates held elsewhere that the project may name: those of the org that is scanned with it. */
  readonly certificateNames?: readonly string[];
  /** Of keystores that lie among the files. */
  readonly password?: string | undefined;
}

/**
 * Everything of some folders that holds, carries or names a certificate. Folders are read together, so that a
 * certificate keeps its name and id whatever else is scanned with it. A folder that cannot be read is a failed source of
 * its own.
 */
export async function readProjectFolders(
  folders: readonly string[],
  options: ProjectsOptions = {},
): Promise<ProjectsContent> {
  const { files, content } = readMetadataOf(folders, options);
  if (!files) return { ...content, exposedKeys: [] };
  const dataSourceCertificates = content.references.flatMap(({ field, target }) =>
    field === 'ExternalDataSource.certificate' && target !== undefined ? [target] : [],
  );
  const apex = await readApex(files, {
    values: new ConfigurationValues(files),
    dataSourceCertificates: [...new Set(dataSourceCertificates)],
  });
  const keys = searchForKeys(folders);
  return {
    sources: [...content.sources, apex.source, keys.source],
    holdings: [...content.holdings, ...apex.holdings],
    references: withFilledIn([...content.references, ...apex.references], files.all),
    serviceProviders: content.serviceProviders,
    exposedKeys: keys.exposedKeys,
  };
}

function readMetadataOf(
  folders: readonly string[],
  { certificateNames = [], password }: ProjectsOptions,
): { readonly files?: ProjectFiles; readonly content: Omit<ProjectsContent, 'exposedKeys'> } {
  const searches = folders.map((folder) => searchFolder(folder, isOfInterest));
  const searched = searches.flatMap(({ sources }) => sources);
  if (!searched.some(({ status }) => status === 'read') && !searches.some(({ files }) => files.length > 0)) {
    return { content: { sources: searched, holdings: [], references: [], serviceProviders: [] } };
  }
  const files = new ProjectFiles(onceEach(searches.flatMap((search) => search.files)));
  const claimed = new Set<ProjectFile>();
  const contents: ProjectContent[] = [...readers, readLooseFiles(password)].map((read) => read(files, claimed));
  const holdings = contents.flatMap((content) => content.holdings);
  const own = files.withSuffix('crt').flatMap(({ name, isMeta }) => (isMeta ? [name] : []));
  contents.push(...readNamedValues(files, [...own, ...certificateNames]));
  return {
    files,
    content: {
      sources: [...searched, ...contents.map((content) => content.source)],
      holdings,
      references: contents.flatMap((content) => content.references),
      serviceProviders: contents.flatMap((content) => content.serviceProviders ?? []),
    },
  };
}

/** Folders may lie in each other; a file is read once, as metadata if it is that in one of them. */
function onceEach(files: readonly ProjectFile[]): ProjectFile[] {
  const known = new Map<string, ProjectFile>();
  for (const file of files) {
    const path = resolve(file.absolute);
    if (!known.get(path)?.metadata) known.set(path, file);
  }
  return [...known.values()];
}

function isOfInterest(name: string): boolean {
  return suffixes.has(fileNameParts(name).suffix.toLowerCase()) || isCertificateFile(name);
}
