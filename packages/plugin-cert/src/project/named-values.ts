import { storedNameFinder } from '@cert-health/core';
import type { Reference } from '@cert-health/core';
import { customLabels, customMetadata, flows, textsOf, translations } from './configuration-texts.ts';
import type { TextType } from './configuration-texts.ts';
import type { ConfigurationText } from './configuration-text.ts';
import type { ProjectFiles } from './metadata-files.ts';
import { foundSentence, sourceOf } from './project-scan.ts';
import type { ProjectContent, SourceName } from './project-scan.ts';
import { projectPlace } from './referring-place.ts';

/** A place whose texts are no names of certificates by nature: only one that equals a known name counts. */
interface TextPlace {
  readonly about: SourceName;
  readonly types: readonly TextType[];
}

const textPlaces: readonly TextPlace[] = [
  { about: projectPlace('custom-metadata'), types: [customMetadata] },
  { about: projectPlace('custom-labels'), types: [...customLabels, translations] },
  { about: projectPlace('flows'), types: [flows] },
];

/**
 * Texts in custom metadata, labels and flows that mean a certificate: its name, its record Id, or, where something says that a
 * certificate is meant, what is filled in at deployment.
 *
 * @param known Names of certificates. Without any there is nothing to compare with, and no file is opened.
 */
export function readNamedValues(files: ProjectFiles, known: Iterable<string>): ProjectContent[] {
  const names = [...known];
  const nameIn = storedNameFinder(names);
  const isNamed = ({ value, about }: ConfigurationText): boolean => nameIn(value, about) !== undefined;
  return textPlaces.map(({ about, types }) => {
    const problems: string[] = [];
    const off: string[] = [];
    const references = types.flatMap((type): Reference[] => {
      const metas = names.length === 0 ? [] : files.withSuffix(type.suffix);
      const found = textsOf(type, metas, problems, isNamed, off);
      return found.map(({ component, as: field, value, path, line }) => ({
        source: about.id,
        name: component,
        field,
        target: value.trim(),
        path,
        line,
      }));
    });
    const items = new Set(references.map(({ name }) => name)).size;
    const note = off.length > 0 ? [`${off.length} switched off, left out.`] : [];
    const detail = [foundSentence(items), ...note].join(' ');
    return { source: sourceOf(about, items, problems, detail), holdings: [], references };
  });
}
