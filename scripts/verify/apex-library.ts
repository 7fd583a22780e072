/** Where the Java libraries are that know Apex: part of Salesforce's own Code Analyzer. */
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const javaLibraries = join(
  dirname(createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine')),
  'java-lib',
);

/** The archive with one class file for each standard object, as Apex sees it. */
export function standardObjectArchive(): string {
  const [archive] = globSync('sobject-types-*.jar', { cwd: javaLibraries });
  if (!archive) throw new Error('The types of the standard objects are missing; run npm ci.');
  return join(javaLibraries, archive);
}
