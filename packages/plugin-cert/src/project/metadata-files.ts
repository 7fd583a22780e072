import type { ProjectFile } from './project-scan.ts';

/**
 * A file of metadata. Which type it is of is told by its suffix: `Okta.samlssoconfig-meta.xml` in source format,
 * `Okta.samlssoconfig` in the format of the Metadata API. Folders may have any name.
 */
export interface MetadataFile {
  readonly file: ProjectFile;
  /** API name of the component, as its file is called. */
  readonly name: string;
  /** Without dot and `-meta.xml`. */
  readonly suffix: string;
  /** The XML beside or instead of a content file, not the content. */
  readonly isMeta: boolean;
}

/** Ends the names of files that describe, in source format. */
export const META = '-meta.xml';

/** What the name of a file says about it. */
export function fileNameParts(path: string): Omit<MetadataFile, 'file'> {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const isMeta = fileName.endsWith(META);
  const bare = isMeta ? fileName.slice(0, -META.length) : fileName;
  const dot = bare.lastIndexOf('.');
  // Some file systems hand out letters with accents in two pieces; names are compared in one.
  return { name: decoded(bare.slice(0, Math.max(dot, 0))).normalize('NFC'), suffix: bare.slice(dot + 1), isMeta };
}

/** The Metadata API writes characters that files may not have as in addresses: `Service %2B Desk`. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The files of all folders of a scan. */
export class ProjectFiles {
  readonly all: readonly ProjectFile[];
  readonly #bySuffix = new Map<string, MetadataFile[]>();

  constructor(all: readonly ProjectFile[]) {
    this.all = all;
    for (const file of all) {
      if (!file.metadata) continue;
      const parts = fileNameParts(file.path);
      const group = this.#bySuffix.get(parts.suffix);
      if (group) group.push({ file, ...parts });
      else this.#bySuffix.set(parts.suffix, [{ file, ...parts }]);
    }
  }

  /** Metadata with this suffix, in the order found. */
  withSuffix(suffix: string): readonly MetadataFile[] {
    return this.#bySuffix.get(suffix) ?? [];
  }
}
