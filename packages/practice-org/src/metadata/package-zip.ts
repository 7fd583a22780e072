import { strToU8, zipSync } from 'fflate';
import { elements, inBase64 } from '../xml/xml.ts';
import type { Component } from '../org/component.ts';
import { fileOwner } from './child-components.ts';
import type { ComponentType } from './component-type.ts';
import { componentType } from './component-type.ts';

/** A file of a package: its path from the package's root and what is in it. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
}

/** Path of the main file of a component within a package. */
export function componentPath(component: Pick<Component, 'type' | 'fullName'>, type: ComponentType): string {
  return `${type.directory}/${fileOwner(component)}.${type.suffix}`;
}

/** The files that a component is written to. */
export function componentFiles(component: Component): PackageFile[] {
  const type = componentType(component.type);
  if (type === undefined) return [];
  const path = componentPath(component, type);
  // The file of a Settings component is named for its own type.
  const root = type.name === 'Settings' ? `${component.fullName}Settings` : type.name;
  const values = elements(component.values);
  const { content } = component;
  if (!type.withContent) return [{ path, text: document(root, elements({ content: inBase64(content) }) + values) }];
  return [
    { path, text: content ?? '' },
    { path: `${path}-meta.xml`, text: document(root, values) },
  ];
}

/** The zip that a retrieve answers with; everything lies under `unpackaged/`. */
export function retrieveZip(components: readonly Component[], version: string): Uint8Array {
  const files = components.flatMap(componentFiles);
  const entries = [...files, { path: 'package.xml', text: manifest(components, version) }];
  return zipSync(Object.fromEntries(entries.map(({ path, text }) => [`unpackaged/${path}`, strToU8(text)])));
}

function manifest(components: readonly Component[], version: string): string {
  const types = [...new Set(components.map(({ type }) => type))].sort().map((name) => ({
    members: components.filter(({ type }) => type === name).map(({ fullName }) => fullName),
    name,
  }));
  return document('Package', elements({ types, version }));
}

const typeNamespaces =
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

function document(root: string, body: string): string {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  // Only custom metadata says the types of its values.
  const types = body.includes('xsi:type') ? ` ${typeNamespaces}` : '';
  return `${head}\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata"${types}>\n${indented(body)}</${root}>\n`;
}

/** One element a line, four blanks a level, as Salesforce writes its files. */
function indented(body: string): string {
  let depth = 1;
  return body.replaceAll(/<\/[^<>]*>|<[^/<>][^<>]*>(?:[^<]*(<\/[^<>]*>))?/g, (written: string, end?: string) => {
    const isEnd = written.startsWith('</');
    if (isEnd) depth--;
    const line = `${'    '.repeat(depth)}${written}\n`;
    if (!isEnd && end === undefined) depth++;
    return line;
  });
}
