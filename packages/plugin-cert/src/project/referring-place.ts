import { endpointOf, placeById, referenceUseOf } from '@cert-health/core';
import type { Holding, Reference } from '@cert-health/core';
import { carriedBody } from './carried-body.ts';
import { ElementLines } from './element-lines.ts';
import { forEachText } from './metadata-text.ts';
import type { MetadataFile } from './metadata-files.ts';
import { mentionsIn } from './mention.ts';
import type { Mention } from './mention.ts';
import { placeholderIn } from './placeholder.ts';
import { foundSentence, sourceOf, withUniqueNames } from './project-scan.ts';
import type { ProjectContent, ProjectReader, SourceName } from './project-scan.ts';
import type { ReferringPlace } from './referring-types.ts';

/** The source of a place of the uses, read from a project. */
export function projectPlace(place: ReferringPlace['place']): SourceName {
  return { id: `project.${place}`, label: `${placeById(place).label} in the project` };
}

/** The reader of one place. */
export function readerOfPlace({ place, types }: ReferringPlace): ProjectReader {
  const about = projectPlace(place);
  return (files): ProjectContent => {
    const found: Found[] = [];
    const problems: string[] = [];
    let off = 0;
    for (const type of types) {
      const metas = files.withSuffix(type.suffix).filter(({ name }) => type.name === undefined || name === type.name);
      forEachText(metas, type.element, problems, (text, meta) => {
        const lines = new ElementLines(text);
        const inFile = mentionsIn(type, meta, text);
        off += inFile.off;
        for (const mention of inFile.mentions) {
          found.push(...foundFrom(about.id, mention, meta, lines.take(mention.element, mention.value)));
        }
      });
    }
    const references = found.flatMap(({ reference }) => reference);
    const items = new Set(references.map(({ name }) => name)).size;
    const note = off > 0 ? [`${off} switched off, left out.`] : [];
    return {
      source: sourceOf(about, items, problems, [foundSentence(items), ...note].join(' ')),
      holdings: withUniqueNames(found.flatMap(({ holding }) => holding ?? [])),
      references,
    };
  };
}

interface Found {
  readonly reference: Reference;
  readonly holding?: Holding;
}

function foundFrom(source: string, mention: Mention, { file }: MetadataFile, line: number | undefined): Found[] {
  const { component, label, field, value } = mention;
  const where = { source, name: component, path: file.shown };
  const reference: Reference = { ...where, field, ...(line === undefined ? {} : { line }) };
  const kind = referenceUseOf(field)?.kind;
  if (kind === 'meets') return isAddress(value) ? [{ reference: { ...reference, target: value } }] : [];
  if (kind === 'pins') return [{ reference, holding: { ...where, label, kind: 'pinned', certificates: [] } }];
  if (kind === 'names' && canBeName(value)) return [{ reference: { ...reference, ...targetOf(value) } }];
  const body = carriedBody(field, value);
  // A connected app may carry two certificates: the name tells which.
  const name = field.startsWith('ConnectedApp.') ? component + field.slice('ConnectedApp'.length) : component;
  return body
    ? [{ reference: { ...reference, name }, holding: { ...where, name, label, kind: 'trusted', ...body } }]
    : [];
}

/** A name that is only filled in at deployment may be any, and is not spelled out. */
function targetOf(value: string): Pick<Reference, 'target'> {
  return placeholderIn(value) === undefined ? { target: value } : {};
}

/** Two fields may hold a body where a name is expected. A name has at most 80 characters, a namespace 15 more. */
function canBeName(value: string): boolean {
  return value.length <= 120 && !value.includes('-----BEGIN');
}

function isAddress(value: string): boolean {
  return endpointOf(value) !== undefined || placeholderIn(value) !== undefined;
}
