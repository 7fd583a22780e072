import { plainText, scanElements, scannable, scannedText } from './element-scan.ts';
import type { MetadataFile } from './metadata-files.ts';
import { forEachText } from './metadata-text.ts';

/** A text in configuration that may be the name of a certificate. */
export interface ConfigurationText {
  /** API name of the record, label or flow. */
  readonly component: string;
  /** Of a custom metadata record: the field. */
  readonly field?: string;
  readonly value: string;
  readonly line: number;
}

/** A kind of metadata that holds such texts. */
export interface TextType {
  /** Root element. */
  readonly element: string;
  readonly suffix: string;
  readonly textsIn: (xml: string, component: string) => ConfigurationText[];
}

/** `Type.Record.md-meta.xml`, and `Type.Record.md` of the Metadata API. */
export const customMetadata: TextType = {
  element: 'CustomMetadata',
  suffix: 'md',
  textsIn: (xml, component) =>
    scanElements(xml, 'values').flatMap(({ inner, line }) => {
      const field = scannedText(inner, 'field');
      const value = scannedText(inner, 'value');
      return field === undefined || value === undefined ? [] : [{ component, field, value, line }];
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

/** Texts that a flow gives to what it calls. Names that a formula puts together are not seen. */
export const flows: TextType = {
  element: 'Flow',
  suffix: 'flow',
  textsIn: (xml, component) =>
    scanElements(xml, 'stringValue').map(({ inner, line }) => ({ component, value: plainText(inner), line })),
};

function labelIn(inner: string, line: number, name?: string): ConfigurationText[] {
  const component = scannedText(inner, 'fullName') ?? name;
  const value = scannedText(inner, 'value');
  return component === undefined || value === undefined ? [] : [{ component, value, line }];
}

/** The texts in files of a type. */
export function textsOf(
  { element, textsIn }: TextType,
  metas: readonly MetadataFile[],
  problems: string[],
  wanted: (text: ConfigurationText) => boolean = () => true,
): (ConfigurationText & { readonly path: string })[] {
  const found: (ConfigurationText & { readonly path: string })[] = [];
  forEachText(metas, element, problems, (xml, { name, file }) => {
    for (const text of textsIn(scannable(xml, element), name)) {
      if (wanted(text)) found.push({ ...text, path: file.shown });
    }
  });
  return found;
}
