import { keystoreIn } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { holdingsOfFile } from '../file/held-in-file.ts';
import { contentOfKeystore } from '../file/read-keystore.ts';
import { readBytes, sourceOf, withUniqueNames } from './project-scan.ts';
import type { ProjectReader } from './project-scan.ts';
import type { ProjectFile } from './project-file.ts';

/** Endings of certificate files that lie about, in lower case. */
const looseSuffixes: readonly string[] = ['.pem', '.crt', '.cer', '.der', '.p7b', '.p7c', '.ca-bundle'];

const about = { id: 'project.files', label: 'Certificate files in the folder' } as const;

/**
 * Certificate files and keystores that no metadata describes. A file with a private key alone is no certificate and left out.
 *
 * @param password of keystores; one that it does not fit is read as far as it lies open
 */
export function readLooseFiles(password?: string): ProjectReader {
  return (files, claimed) => {
    const loose = files.all.filter((file) => !claimed.has(file) && (isCertificateFile(file.path) || file.isMaterial));
    const holdings = loose.flatMap((file) => holdingsOf(file, password));
    return { source: sourceOf(about, holdings.length), holdings: withUniqueNames(holdings), references: [] };
  };
}

/** Whether a file is meant to hold certificates, by its name. */
export function isCertificateFile(name: string): boolean {
  return looseSuffixes.some((suffix) => name.toLowerCase().endsWith(suffix));
}

function holdingsOf(file: ProjectFile, password: string | undefined): Holding[] {
  const where = { source: about.id, path: file.shown, ...namesOf(file.shown) };
  const bytes = readBytes(file);
  if (typeof bytes === 'string') return [{ ...where, kind: 'trusted', certificates: [], unreadable: bytes }];
  const keystore = keystoreIn(bytes);
  if (!keystore) return holdingsOfFile(readBody(bytes), where);
  const opened = contentOfKeystore(keystore, where, password);
  const content =
    'problem' in opened && password !== undefined ? contentOfKeystore(keystore, where, undefined) : opened;
  if (!('problem' in content)) return [...content.holdings];
  const unreadable = 'problem' in opened ? opened.problem : content.problem;
  return [{ ...where, kind: 'trusted', certificates: [], unreadable }];
}

function namesOf(path: string): { name: string; label: string } {
  return { name: path, label: path.split('/').at(-1) as string };
}
