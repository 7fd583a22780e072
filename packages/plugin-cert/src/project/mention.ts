import { withoutKeys } from '@cert-health/core';
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
  /** The app that the component belongs to, or is. */
  readonly app?: { readonly name: string; readonly label: string };
  /** As `referenceUseOf` knows it: `NamedCredential.certificate`. */
  readonly field: string;
  /** The element that holds the value. */
  readonly element: string;
  readonly value: string;
  /** Address that the certificate is chosen for. */
  readonly serverName?: string;
  /** Who is on the other side by the configuration's own word. */
  readonly partner?: string;
  /** The component is switched off. */
  readonly idle?: true;
}

/** What a file of metadata has to do with certificates. */
export interface Mentions {
  readonly mentions: readonly Mention[];
  /** Components that are switched off, and therefore left out. */
  readonly off: number;
  /** The component logs in through the org: what people call it. */
  readonly serviceProvider?: Pick<Mention, 'component' | 'label'>;
}

/** Labels of apps, by their API names. */
export type AppLabels = ReadonlyMap<string, string>;

/**
 * Everything in a file of metadata that has to do with certificates.
 *
 * @param apps Of external client apps, whose settings lie in files of their own.
 * @throws {MetadataXmlError}
 */
export function mentionsIn(type: ReferringType, { name }: MetadataFile, text: string, apps: AppLabels): Mentions {
  const { each } = type;
  if (each && !text.includes(`<${each.element}>`)) {
    scannable(text, type.element);
    return { mentions: [], off: 0 };
  }
  const root = parseMetadataXml(text, type.element);
  if (each) {
    const elements = elementsAt(root, each.element);
    const ofEach = (element: XmlElement) =>
      mentionsOf(type, each.type, { component: `${name}.${textAt(element, 'fullName')}`, element, apps });
    return { mentions: elements.flatMap(ofEach), off: 0 };
  }
  if (type.enabledBy !== undefined && textAt(root, type.enabledBy) === 'false') return { mentions: [], off: 1 };
  const about = { component: name, element: root, apps };
  return {
    mentions: mentionsOf(type, type.element, about),
    off: 0,
    ...(servesLogins(type, root) ? { serviceProvider: { component: name, label: namesOf(type, about).label } } : {}),
  };
}

function servesLogins({ serviceProviderBy: by }: ReferringType, root: XmlElement): boolean {
  return by !== undefined && (by === '*' || elementsAt(root, by).length > 0);
}

interface Component {
  readonly component: string;
  readonly element: XmlElement;
  readonly apps: AppLabels;
}

function mentionsOf(type: ReferringType, typeName: string, about: Component): Mention[] {
  const { component, element } = about;
  const partner = type.partner === undefined ? undefined : textAt(element, type.partner);
  const idle = type.namesOnlyUnless !== undefined && textAt(element, type.namesOnlyUnless) === 'false';
  const shared = {
    component,
    ...namesOf(type, about),
    ...(partner === undefined ? {} : { partner }),
    ...(idle ? { idle: true as const } : {}),
  };
  return [
    ...inFields(type.fields ?? [], typeName, element),
    ...inParameters(type.parameters, typeName, element),
    ...inAddresses(type.addresses, typeName, element),
  ].map((found) => ({ ...shared, ...found }));
}

type Found = Pick<Mention, 'field' | 'element' | 'value' | 'serverName'>;

function inFields(fields: readonly string[], typeName: string, element: XmlElement): Found[] {
  return fields.flatMap((field) =>
    textsAt(element, ...field.split('.')).map((value) => ({
      field: `${typeName}.${field}`,
      element: field.slice(field.lastIndexOf('.') + 1),
      value,
    })),
  );
}

function inParameters(parameters: ReferringType['parameters'], typeName: string, element: XmlElement): Found[] {
  if (!parameters) return [];
  return elementsAt(element, parameters.element).flatMap((parameter): Found[] => {
    const kind = textAt(parameter, 'parameterType') ?? '';
    const { field, holders } = holdersOf(parameters, kind);
    const holder = holders.find((one) => textAt(parameter, one) !== undefined);
    if (holder === undefined) return [];
    const value = textAt(parameter, holder) ?? '';
    return [{ field: `${typeName}.${parameters.element}.${field}`, element: holder, value }];
  });
}

/** Whatever its type, what stands in the element for a certificate is one. */
function holdersOf(
  { types, browsed }: NonNullable<ReferringType['parameters']>,
  kind: string,
): { readonly field: string; readonly holders: readonly string[] } {
  const holders = Object.hasOwn(types, kind) ? types[kind] : undefined;
  if (holders) return { field: kind, holders };
  if (browsed && kind.endsWith('Url') && !browsed.includes(kind))
    return { field: 'parameterValue', holders: ['parameterValue'] };
  return { field: 'certificate', holders: ['certificate'] };
}

function inAddresses(addresses: ReferringType['addresses'], typeName: string, element: XmlElement): Found[] {
  if (!addresses) return [];
  return elementsAt(element, addresses.element).flatMap((address): Found[] => {
    const value = textAt(address, addresses.certificate);
    const serverName = textAt(address, addresses.serverName);
    if (value === undefined) return [];
    const field = `${typeName}.${addresses.element}.${addresses.certificate}`;
    return [{ field, element: addresses.certificate, value, ...(serverName === undefined ? {} : { serverName }) }];
  });
}

/** An app is called by its own name, whichever of its files something stands in. */
function namesOf(
  { app, expects = [] }: ReferringType,
  { component, element, apps }: Component,
): Pick<Mention, 'app' | 'label'> {
  const [own = component] = ['name', 'label', 'masterLabel'].flatMap((one) => textAt(element, one) ?? []);
  const owner = app && (textAt(element, app) ?? component);
  const label = owner === undefined || app === 'label' ? own : (apps.get(owner) ?? owner);
  const expected = withoutKeys(expects.flatMap((one) => textAt(element, one) ?? []).join(': '));
  return {
    label: expected ? `${label} (${expected})` : label,
    ...(owner === undefined ? {} : { app: { name: app === 'label' ? component : owner, label } }),
  };
}
