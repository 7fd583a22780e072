import { isInactive } from '../flow/flow-elements.ts';
import type { ConfigurationText } from './configuration-text.ts';
import { plainText, scanElements, scannable, scannedText } from './element-scan.ts';
import { textsInFlow } from './flow-texts.ts';
import type { MetadataFile } from './metadata-files.ts';
import { forEachText } from './metadata-text.ts';

/** A kind of metadata that holds such texts. */
export interface TextType {
  /** Root element. */
  readonly element: string;
  readonly suffix: string;
  readonly textsIn: (xml: string, component: string) => ConfigurationText[];
  /** Whether the component is switched off, so that nothing in it is used. */
  readonly isOff?: (xml: string) => boolean;
}

/** `Type.Record.md-meta.xml`, and `Type.Record.md` of the Metadata API. */
export const customMetadata: TextType = {
  element: 'CustomMetadata',
  suffix: 'md',
  textsIn: (xml, component) =>
    scanElements(xml, 'values').flatMap(({ inner, line }) => {
      const field = scannedText(inner, 'field');
      const value = scannedText(inner, 'value');
      if (field === undefined || value === undefined) return [];
      return [{ component, field, as: 'CustomMetadata.values.value', about: `${component} ${field}`, value, line }];
    }),
};

/** All labels in one file, and one file a label as some projects keep them. */
export const customLabels: readonly TextType[] = [
  {
    element: 'CustomLabels',
    suffix: 'labels',
    textsIn: (xml) => scanElements(xml, 'labels').flatMap(({ inner, line }) => labelIn(inner, line)),
  },
  {
    element: 'CustomLabel',
    suffix: 'label',
    textsIn: (xml, component) =>
      scanElements(xml, 'CustomLabel').flatMap(({ inner, line }) => labelIn(inner, line, component)),
  },
];

/** Labels in other languages: what code reads depends on who runs it. */
export const translations: TextType = {
  element: 'Translations',
  suffix: 'translation',
  textsIn: (xml) =>
    scanElements(xml, 'customLabels').flatMap(({ inner, line }) => {
      const component = scannedText(inner, 'name');
      const value = scannedText(inner, 'label');
      if (component === undefined || value === undefined) return [];
      return [{ component, as: 'Translations.customLabels.label', about: component, value, line }];
    }),
};

/** Texts that a flow gives to what it calls. One that is not active runs nowhere. */
export const flows: TextType = {
  element: 'Flow',
  suffix: 'flow',
  textsIn: textsInFlow,
  isOff: (xml) => {
    const status = scanElements(xml, 'status').at(-1);
    return isInactive(status && plainText(status.inner));
  },
};

function labelIn(inner: string, line: number, name?: string): ConfigurationText[] {
  const component = scannedText(inner, 'fullName') ?? name;
  const value = scannedText(inner, 'value');
  if (component === undefined || value === undefined) return [];
  return [{ component, as: 'CustomLabel.value', about: component, value, line }];
}

/**
 * The texts in files of a type.
 *
 * @param problems Where files are added that could not be read, each as part of a sentence.
 * @param off Where components are added that are switched off and hold texts that are wanted; those are left out.
 */
export function textsOf(
  { element, textsIn, isOff }: TextType,
  metas: readonly MetadataFile[],
  problems: string[],
  wanted: (text: ConfigurationText) => boolean = () => true,
  off: string[] = [],
): (ConfigurationText & { readonly path: string })[] {
  const found: (ConfigurationText & { readonly path: string })[] = [];
  forEachText(metas, element, problems, (xml, { name, file }) => {
    const text = scannable(xml, element);
    const here = textsIn(text, name).filter(wanted);
    if (here.length > 0 && isOff?.(text)) off.push(name);
    else found.push(...here.map((one) => ({ ...one, path: file.shown })));
  });
  return found;
}
