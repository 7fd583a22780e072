/** What the name of a file of metadata says. */
export interface FileNameParts {
  /** API name of the component, as its file is called. */
  readonly name: string;
  /** Without dot and `-meta.xml`. */
  readonly suffix: string;
  /** The XML beside or instead of a content file, not the content. */
  readonly isMeta: boolean;
}

/** Ends the names of files that describe, in source format. */
export const META = '-meta.xml';

/** Whether a file describes, in whatever case its name is written: file systems that do not care hand out either. */
export function describes(fileName: string): boolean {
  return fileName.toLowerCase().endsWith(META);
}

/** What the name of a file says about it. */
export function fileNameParts(path: string): FileNameParts {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const isMeta = describes(fileName);
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
