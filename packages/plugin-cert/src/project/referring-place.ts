import {
  canBeAddress,
  heldName,
  isNameForBody,
  isNameWithPlaceholder,
  placeById,
  placeholderIn,
  readOutsideText,
  referenceUseOf,
} from '@cert-health/core';
import type { Holding, Reference, ServiceProvider } from '@cert-health/core';
import { carriedBody, readCarried } from './carried-body.ts';
import { ElementLines } from './element-lines.ts';
import { forEachText } from './metadata-text.ts';
import { parseMetadataXml, textAt } from './metadata-xml.ts';
import type { MetadataFile, ProjectFiles } from './metadata-files.ts';
import { mentionsIn } from './mention.ts';
import type { AppLabels, Mention } from './mention.ts';
import { foundSentence, sourceOf, withUniqueNames } from './project-scan.ts';
import type { ProjectContent, ProjectReader, SourceName } from './project-scan.ts';
import { apps } from './referring-types.ts';
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
    const labels = types.some(({ app }) => app === apps.reference) ? appLabelsIn(files) : new Map<string, string>();
    const serviceProviders: ServiceProvider[] = [];
    let off = 0;
    for (const type of types) {
      const metas = files.withSuffix(type.suffix).filter(({ name }) => type.name === undefined || name === type.name);
      forEachText(metas, type.element, problems, (text, meta) => {
        const lines = new ElementLines(text);
        const inFile = mentionsIn(type, meta, text, labels);
        off += inFile.off;
        if (inFile.serviceProvider) {
          const { component, label } = inFile.serviceProvider;
          serviceProviders.push({ source: about.id, name: component, label });
        }
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
      serviceProviders,
    };
  };
}

/** What external client apps are called. One whose file cannot be read goes by its API name: nothing is lost with it. */
function appLabelsIn(files: ProjectFiles): AppLabels {
  const labels = new Map<string, string>();
  forEachText(files.withSuffix(apps.suffix), apps.element, [], (text, { name }) => {
    const label = textAt(parseMetadataXml(text, apps.element), 'label');
    if (label !== undefined) labels.set(name, label);
  });
  return labels;
}

interface Found {
  readonly reference: Reference;
  readonly holding?: Holding;
}

function foundFrom(source: string, mention: Mention, { file }: MetadataFile, line: number | undefined): Found[] {
  const { component, label, app, field, value, serverName, partner, idle } = mention;
  const row = referenceUseOf(field);
  const called = app === undefined || app.label === component ? {} : { label: app.label };
  const where = { source, name: component, path: file.shown };
  const reference: Reference = {
    ...where,
    ...called,
    field,
    ...(line === undefined ? {} : { line }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(idle ? { idle } : {}),
  };
  if (row?.kind === 'meets') return isAddress(value) ? [{ reference: { ...reference, target: value } }] : [];
  // One component may hold several: its role tells which.
  const name = heldName(app?.name ?? component, row);
  const held = { ...where, name, label: heldName(label, row), ...(partner === undefined ? {} : { partner }) };
  if (row?.kind === 'pins') {
    const holding: Holding = { ...held, label, kind: 'pinned', certificates: [] };
    return [{ reference: { ...reference, body: name }, holding }];
  }
  // Also where a body is expected there may be a name, and the other way around.
  const text = row?.kind === 'names' || isNameForBody(value.trim()) ? readOutsideText(value) : undefined;
  switch (text?.kind) {
    case 'name':
    case 'id':
    case 'placeholder':
      return [{ reference: { ...reference, target: text.text } }];
    case 'other':
      return [{ reference: { ...reference, instead: text.keys.length > 0 ? 'key' : 'other' } }];
    case 'body':
    case undefined: {
      const body = text ? readCarried(text.body) : carriedBody(field, value);
      const mark = isMark(value) ? { target: value } : {};
      return body
        ? [{ reference: { ...reference, body: name, ...mark }, holding: { ...held, kind: 'trusted', ...body } }]
        : [];
    }
  }
}

/** Nothing but a mark that may be repeated. */
function isMark(value: string): boolean {
  return placeholderIn(value) === value && isNameWithPlaceholder(value);
}

/** `callout:Partner` calls what a named credential names; what is filled in at deployment may be an address. */
function isAddress(value: string): boolean {
  return canBeAddress(value) && !/^callout:/i.test(value);
}
