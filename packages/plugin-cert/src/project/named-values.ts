import type { Reference } from '@cert-health/core';
import { customLabels, customMetadata, flows, textsOf } from './configuration-texts.ts';
import type { TextType } from './configuration-texts.ts';
import type { ProjectFiles } from './metadata-files.ts';
import { sourceOf } from './project-scan.ts';
import type { ProjectContent, SourceName } from './project-scan.ts';
import { projectPlace } from './referring-place.ts';

/** A place whose texts are no names of certificates by nature: only one that equals a known name counts. */
interface TextPlace {
  readonly about: SourceName;
  readonly types: readonly TextType[];
  readonly field: string;
}

const textPlaces: readonly TextPlace[] = [
  { about: projectPlace('custom-metadata'), types: [customMetadata], field: 'CustomMetadata.values.value' },
  {
    about: { id: 'project.custom-labels', label: 'Custom labels in the project' },
    types: customLabels,
    field: 'CustomLabel.value',
  },
  { about: { id: 'project.flows', label: 'Flows in the project' }, types: [flows], field: 'Flow.stringValue' },
];

/**
 * Texts in custom metadata, labels and flows that equal the name of a certificate. API names are compared without case.
 *
 * @param known Names of certificates. Without any there is nothing to compare with, and no file is opened.
 */
export function readNamedValues(files: ProjectFiles, known: Iterable<string>): ProjectContent[] {
  const names = new Set([...known].map((name) => name.toLowerCase()));
  return textPlaces.map(({ about, types, field }) => {
    const problems: string[] = [];
    const references = types.flatMap((type): Reference[] => {
      const metas = names.size === 0 ? [] : files.withSuffix(type.suffix);
      const found = textsOf(type, metas, problems, ({ value }) => names.has(value.toLowerCase()));
      return found.map(({ component, value, path, line }) => ({
        source: about.id,
        name: component,
        field,
        target: value,
        path,
        line,
      }));
    });
    const items = new Set(references.map(({ name }) => name)).size;
    return { source: sourceOf(about, items, problems), holdings: [], references };
  });
}
