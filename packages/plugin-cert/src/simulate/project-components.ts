import { forEachText } from '../project/metadata-text.ts';
import { parseMetadataXml } from '../project/metadata-xml.ts';
import type { XmlElement } from '../project/metadata-xml.ts';
import { metadataIn } from './project-metadata.ts';

/** Components of one metadata type in project folders, and why there may be others. */
export interface FoundComponents {
  readonly components: readonly { readonly name: string; readonly element: XmlElement }[];
  readonly problems: readonly string[];
}

export function componentsIn(folders: readonly string[], suffix: string, element: string): FoundComponents {
  const { files, problems } = metadataIn(folders, [suffix]);
  const components: { name: string; element: XmlElement }[] = [];
  const unread: string[] = [];
  forEachText(files.withSuffix(suffix), element, unread, (text, { name }) => {
    components.push({ name, element: parseMetadataXml(text, element) });
  });
  return { components, problems: [...problems, ...unread.map((one) => `${one} could not be read.`)] };
}
