import { fileNameParts } from '../metadata/file-name-parts.ts';
import type { FileNameParts } from '../metadata/file-name-parts.ts';
import type { ProjectFile } from './project-file.ts';

/**
 * A file of metadata. Which type it is of is told by its suffix: `Okta.samlssoconfig-meta.xml` in source format,
 * `Okta.samlssoconfig` in the format of the Metadata API. Folders may have any name,
 * and suffixes may be in upper or lower case.
 */
export interface MetadataFile extends FileNameParts {
  readonly file: ProjectFile;
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
      const suffix = parts.suffix.toLowerCase();
      const group = this.#bySuffix.get(suffix);
      if (group) group.push({ file, ...parts });
      else this.#bySuffix.set(suffix, [{ file, ...parts }]);
    }
  }

  /** Metadata with this suffix, in the order found. */
  withSuffix(suffix: string): readonly MetadataFile[] {
    return this.#bySuffix.get(suffix.toLowerCase()) ?? [];
  }
}
