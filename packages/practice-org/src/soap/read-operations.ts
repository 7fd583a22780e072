import type { Component } from '../org/component.ts';
import { componentPath } from '../metadata/package-zip.ts';
import { childComponents, parentType } from '../metadata/child-components.ts';
import { componentType, componentTypes } from '../metadata/component-type.ts';
import { nameParts } from '../org/rows/configuration.ts';
import type { Call } from '../routing/route.ts';
import { SoapError } from '../http/soap-envelope.ts';
import type { XmlRecord } from '../xml/xml.ts';
import { element, elements, inBase64, recordsAt, textAt, textsAt } from '../xml/xml.ts';

/** An operation: takes the elements of its call and gives the written result. */
export type Operation = (body: XmlRecord, call: Call) => string | Promise<string>;

/** Operations that only read. */
export const readOperations: Readonly<Record<string, Operation>> = {
  describeMetadata(_, { faults }) {
    const types = componentTypes.filter(({ name }) => !faults.lacks(name));
    const result = {
      metadataObjects: types.map(({ name, directory, suffix, withContent }) => ({
        directoryName: directory,
        inFolder: false,
        metaFile: withContent,
        suffix,
        xmlName: name,
      })),
      organizationNamespace: '',
      partialSaveAllowed: true,
      testRequired: false,
    };
    return element('result', result);
  },

  listMetadata(body, call) {
    const queries = recordsAt(body, 'queries');
    // Source: Metadata API Developer Guide, listMetadata(): "up to three queries per call".
    if (queries.length > 3) throw new SoapError('EXCEEDED_ID_LIMIT', 'At most three queries can be made in a call.');
    return queries
      .flatMap((query) => knownComponents(textAt(query, 'type'), call))
      .map((component) => fileProperties('result', component))
      .join('');
  },

  readMetadata(body, call) {
    const type = textAt(body, 'type');
    const names = textsAt(body, 'fullNames');
    // Source: Metadata API Developer Guide, readMetadata(): at most 10 components a call.
    if (names.length > 10) throw new SoapError('EXCEEDED_ID_LIMIT', 'At most ten components can be read in a call.');
    const components = knownComponents(type, call);
    const records = names.map((name) => {
      const component = components.find(({ fullName }) => fullName === name);
      if (component === undefined) return '<records xsi:nil="true"/>';
      const content = element('content', inBase64(component.content));
      const values = element('fullName', component.fullName) + content + elements(component.values);
      return `<records xsi:type="${type}">${values}</records>`;
    });
    return `<result>${records.join('')}</result>`;
  },
};

/**
 * The components of a type; none for a published type that this org does not use. Throws INVALID_TYPE for a type that
 * is not published or that the org lacks.
 */
export function knownComponents(type: string | undefined, { org, schema, faults }: Call): readonly Component[] {
  if (type === undefined || faults.lacks(type) || !(schema.metadata.includes(type) || type === 'Settings')) {
    throw new SoapError('INVALID_TYPE', `This type of metadata is not available for this organization: ${type ?? ''}`);
  }
  if (faults.refuses(type)) {
    throw new SoapError('INSUFFICIENT_ACCESS', 'This operation requires a session of high assurance.');
  }
  if (faults.hides(type)) return [];
  const children = childComponents(type, org.components());
  if (children !== undefined) return children;
  // One component of type Settings holds each `…Settings` type, but for those that have files of their own.
  const settings =
    componentType(type) !== undefined ? undefined : /^(?<name>\w+)Settings$/.exec(type)?.groups?.['name'];
  return org
    .components()
    .filter((component) =>
      settings === undefined
        ? component.type === type
        : component.type === 'Settings' && component.fullName === settings,
    );
}

/** The `FileProperties` of a component, as a written element. */
export function fileProperties(elementName: string, component: Component): string {
  const type = componentType(parentType(component.type) ?? component.type);
  // Names of records of custom metadata begin with their type.
  const { namespace } = nameParts(component.fullName.split('.').at(-1) ?? '');
  return element(elementName, {
    createdById: '005Hs0000000001IAA',
    createdByName: 'Morgan Reyes',
    createdDate: component.createdDate,
    fileName: type === undefined ? component.fullName : `unpackaged/${componentPath(component, type)}`,
    fullName: component.fullName,
    id: component.id,
    lastModifiedById: '005Hs0000000001IAA',
    lastModifiedByName: 'Morgan Reyes',
    lastModifiedDate: component.lastModifiedDate,
    manageableState: namespace === null ? 'unmanaged' : 'installed',
    namespacePrefix: namespace,
    type: component.type,
  });
}
