import { crossing } from './references.ts';
import type { Quirks } from './quirks.ts';
import { endOf, keyIn, keyOf, newKeys, requestOf, selfSigned, subjectOf } from './signing.ts';
import type { Keys } from './signing.ts';
import type { XmlElement } from './xml-element.ts';
import { childText, leaf, writeXml } from './xml-element.ts';

/** Where the files of a type are, and whether a content goes with the properties. */
export const folders: Readonly<
  Record<string, { readonly folder: string; readonly suffix: string; readonly content?: true }>
> = {
  Certificate: { folder: 'certs', suffix: 'crt', content: true },
  InboundCertificate: { folder: 'inboundCertificates', suffix: 'inboundCertificate', content: true },
  NamedCredential: { folder: 'namedCredentials', suffix: 'namedCredential' },
  ExternalCredential: { folder: 'externalCredentials', suffix: 'externalCredential' },
  SamlSsoConfig: { folder: 'samlssoconfigs', suffix: 'samlssoconfig' },
  Profile: { folder: 'profiles', suffix: 'profile' },
  ConnectedApp: { folder: 'connectedApps', suffix: 'connectedApp' },
  Flow: { folder: 'flows', suffix: 'flow' },
  Workflow: { folder: 'workflows', suffix: 'workflow' },
};

export interface Component {
  readonly id: string;
  readonly type: string;
  readonly fullName: string;
  readonly properties: XmlElement;
  /** Of types that have one. */
  readonly content?: string;
  readonly keys?: Keys;
  /** False: it waits for its signed chain. */
  readonly usable?: boolean;
  readonly made: number;
  readonly isDeployed?: true;
}

/** Everything in the org that has a file. */
export type Components = ReadonlyMap<string, Component>;

export const keyOfComponent = (type: string, fullName: string): string => `${type}:${fullName}`.toLowerCase();

const prefixes: Readonly<Record<string, string>> = { Certificate: '0P1', InboundCertificate: '1IC' };
let made = 0;

export function newId(prefix: string): string {
  made += 1;
  return `${prefix}Hb${made.toString(36).toUpperCase().padStart(10, '0')}KAA`;
}

/** What one file or pair of files makes of the org. @throws {Error} with what the org says. */
export async function withDeployed(
  components: Components,
  {
    type,
    fullName,
    properties,
    content,
  }: Pick<Component, 'type' | 'fullName' | 'properties'> & { readonly content?: string },
  { defaults }: Pick<Quirks, 'defaults'>,
): Promise<Component> {
  const there = components.get(keyOfComponent(type, fullName));
  const base = {
    id: there?.id ?? newId(prefixes[type] ?? '0XA'),
    type,
    fullName: there?.fullName ?? fullName,
    made: there?.made ?? Date.now(),
    isDeployed: true as const,
  };
  if (type === 'Certificate') return { ...base, ...(await certificateOf(there, fullName, properties, content ?? '')) };
  if (type === 'InboundCertificate') {
    if (keyIn(content ?? '') === undefined) throw new Error('The certificate is not valid.');
    return { ...base, properties, content: content ?? '' };
  }
  for (const name of crossing(properties).names) {
    const named = components.get(keyOfComponent('Certificate', name));
    if (!named) throw new Error(`In field: certificate - no Certificate named ${name} found`);
    if (named.usable === false) throw new Error(`The certificate ${name} waits for its chain.`);
  }
  return { ...base, properties: defaults ? withDefaults(properties) : properties };
}

function withDefaults(properties: XmlElement): XmlElement {
  if (properties.name !== 'NamedCredential') return properties;
  const added = ['allowMergeFieldsInBody', 'allowMergeFieldsInHeader', 'generateAuthorizationHeader'].filter(
    (name) => childText(properties, name) === undefined,
  );
  return {
    ...properties,
    children: [
      ...properties.children,
      ...added.map((name) => leaf(name, 'false')),
      leaf('outboundNetworkConnection', ''),
    ].filter(
      ({ name }, index, all) => all.findIndex((one) => one.name === name) === index || name.endsWith('Parameters'),
    ),
  };
}

type OfCertificate = Required<Pick<Component, 'properties' | 'content' | 'usable'>> & Pick<Component, 'keys'>;

async function certificateOf(
  there: Component | undefined,
  fullName: string,
  properties: XmlElement,
  content: string,
): Promise<OfCertificate> {
  const isSigned = childText(properties, 'caSigned') === 'true';
  if (there) {
    const key = keyIn(content);
    const own = there.keys && (await keyOf(there.keys));
    if (!isSigned || key === undefined) throw new Error('Only the chain of a certificate can be changed.');
    if (key !== own) throw new Error('The certificate does not belong to the key of this record.');
    return { ...ofCertificate(there.properties, content), usable: true, ...(there.keys ? { keys: there.keys } : {}) };
  }
  const keys = await newKeys(Number(childText(properties, 'keySize') ?? '2048'));
  const subject = keyIn(content) === undefined ? `CN=${fullName}` : subjectOf(content);
  if (isSigned)
    return { properties: ended(properties, undefined), content: await requestOf(keys, subject), usable: false, keys };
  return { ...ofCertificate(properties, await selfSigned(keys, subject, 365)), usable: true, keys };
}

/** A record whose end is that of its certificate. */
export function ofCertificate(
  properties: XmlElement,
  content: string,
): { readonly properties: XmlElement; readonly content: string } {
  return { properties: ended(properties, endOf(content)), content };
}

function ended(properties: XmlElement, end: Date | undefined): XmlElement {
  const others = properties.children.filter(({ name }) => name !== 'expirationDate');
  return {
    ...properties,
    children: end ? [...others, leaf('expirationDate', end.toISOString().replace('Z', '+0000'))] : others,
  };
}

/** The files of a component, as a retrieve gives them. */
export function filesOf(
  { type, fullName, properties, content, isDeployed }: Component,
  quirks: Quirks,
): [string, string][] {
  const { folder, suffix } = folders[type] ?? { folder: type, suffix: type };
  const path = `${folder}/${fullName}.${suffix}`;
  const text = writeXml(properties, quirks.xml);
  if (content === undefined) return [[path, text]];
  return [
    [path, bodyText(content, quirks, isDeployed === true)],
    [`${path}-meta.xml`, text],
  ];
}

const head = 'Bag Attributes\n    friendlyName: Hafen\u00e4mter\nsubject=CN = somebody\n';

/** A body that the org writes anew is written from what it understood. */
function bodyText(content: string, { body, bareOnceDeployed }: Quirks, isDeployed: boolean): string {
  const blocks = content.replaceAll('\r', '').match(/-----BEGIN [A-Z ]+-----\n[^-]+-----END [A-Z ]+-----\n?/g) ?? [];
  const bare = blocks.map((block) => `${block.trim()}\n`).join('');
  if (bareOnceDeployed) return isDeployed ? bare : `${head}${bare}`;
  if (body === 'crlf') return bare.replaceAll('\n', '\r\n');
  if (body === 'headed') return `${head}${bare}`;
  return body === 'unended' ? bare.trimEnd() : content;
}
