import { scannable } from './element-scan.ts';
import type { MetadataFile } from './metadata-files.ts';
import { elementsAt, parseMetadataXml, textAt, textsAt } from './metadata-xml.ts';
import type { XmlElement } from './metadata-xml.ts';
import type { ReferringType } from './referring-types.ts';

/** A value in metadata that names, carries, pins or meets a certificate. */
export interface Mention {
  /** API name of the component. */
  readonly component: string;
  /** What people call the component. */
  readonly label: string;
  /** As `referenceUseOf` knows it: `NamedCredential.certificate`. */
  readonly field: string;
  /** The element that holds the value. */
  readonly element: string;
  readonly value: string;
}

/** What a file of metadata has to do with certificates. */
export interface Mentions {
  readonly mentions: readonly Mention[];
  /** Components that are switched off, and therefore left out. */
  readonly off: number;
}

/**
 * Everything in a file of metadata that has to do with certificates.
 *
 * @throws {MetadataXmlError}
 */
export function mentionsIn(type: ReferringType, { name }: MetadataFile, text: string): Mentions {
  const { each } = type;
  if (each && !text.includes(`<${each.element}>`)) {
    scannable(text, type.element);
    return { mentions: [], off: 0 };
  }
  const root = parseMetadataXml(text, type.element);
  if (each) {
    const elements = elementsAt(root, each.element);
    const ofEach = (element: XmlElement) =>
      mentionsOf(type, each.type, `${name}.${textAt(element, 'fullName')}`, element);
    return { mentions: elements.flatMap(ofEach), off: 0 };
  }
  if (type.enabledBy !== undefined && textAt(root, type.enabledBy) === 'false') return { mentions: [], off: 1 };
  return { mentions: mentionsOf(type, type.element, name, root), off: 0 };
}

function mentionsOf(type: ReferringType, typeName: string, component: string, element: XmlElement): Mention[] {
  const { fields = [], parameters } = type;
  const shared = { component, label: labelOf(type, component, element) };
  const inFields = fields.flatMap((field) =>
    textsAt(element, ...field.split('.')).map((value) => ({
      ...shared,
      field: `${typeName}.${field}`,
      element: field.slice(field.lastIndexOf('.') + 1),
      value,
    })),
  );
  if (!parameters) return inFields;
  const inParameters = elementsAt(element, parameters.element).flatMap((parameter): Mention[] => {
    const kind = textAt(parameter, 'parameterType') ?? '';
    const holders = Object.hasOwn(parameters.types, kind) ? (parameters.types[kind] ?? []) : [];
    const holder = holders.find((one) => textAt(parameter, one) !== undefined);
    if (holder === undefined) return [];
    const field = `${typeName}.${parameters.element}.${kind}`;
    return [{ ...shared, field, element: holder, value: textAt(parameter, holder) ?? '' }];
  });
  return [...inFields, ...inParameters];
}

function labelOf({ expects = [] }: ReferringType, component: string, element: XmlElement): string {
  const [label = component] = ['name', 'label', 'masterLabel'].flatMap((one) => textAt(element, one) ?? []);
  const expected = expects.flatMap((one) => textAt(element, one) ?? []).join(': ');
  return expected ? `${label} (${expected})` : label;
}
