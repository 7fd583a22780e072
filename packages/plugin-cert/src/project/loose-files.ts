import type { Holding } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { holdingsOfFile } from '../file/held-in-file.ts';
import { readBytes, sourceOf, withUniqueNames } from './project-scan.ts';
import type { ProjectReader } from './project-scan.ts';

/** Endings of certificate files that lie about, in lower case. */
export const looseSuffixes: readonly string[] = ['.pem', '.crt', '.cer', '.der', '.p7b', '.p7c', '.ca-bundle'];

const about = { id: 'project.files', label: 'Certificate files in the folder' } as const;

/** Certificate files that no metadata describes. A file with a private key alone is no certificate and left out. */
export const readLooseFiles: ProjectReader = (files, claimed) => {
  const loose = files.all.filter(
    (file) => !claimed.has(file) && looseSuffixes.some((suffix) => file.path.toLowerCase().endsWith(suffix)),
  );
  const holdings = loose.flatMap((file): Holding[] => {
    const where = { source: about.id, path: file.shown };
    const bytes = readBytes(file);
    if (typeof bytes === 'string')
      return [{ ...where, ...namesOf(file.shown), kind: 'trusted', certificates: [], unreadable: bytes }];
    return holdingsOfFile(readBody(bytes), { ...where, ...namesOf(file.shown) });
  });
  return { source: sourceOf(about, holdings.length), holdings: withUniqueNames(holdings), references: [] };
};

function namesOf(path: string): { name: string; label: string } {
  return { name: path, label: path.split('/').at(-1) as string };
}
