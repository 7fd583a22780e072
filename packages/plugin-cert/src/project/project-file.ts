import type { FoundFile } from './find-files.ts';

/** A file of a scanned folder, with the path that people see. */
export interface ProjectFile extends FoundFile {
  /** The folder as it was given, and the path below it. */
  readonly shown: string;
  /** It lies where the project keeps its metadata. */
  readonly metadata: boolean;
}
