import { XMLParser } from 'fast-xml-parser';
import type { XmlStyle } from './quirks.ts';

/** An element with a text or with elements. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

export const leaf = (name: string, text: string): XmlElement => ({ name, text, children: [] });

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
});

type Node = Readonly<Record<string, unknown>>;

export function parseXml(text: string): XmlElement {
  const nodes = parser.parse(text.replace(/^\uFEFF/, '')) as readonly Node[];
  const [root] = elementsIn(nodes);
  if (!root) throw new Error('no XML');
  return root;
}

function elementsIn(nodes: readonly Node[]): XmlElement[] {
  return nodes.flatMap((node) =>
    Object.entries(node).flatMap(([name, within]) =>
      Array.isArray(within) ? [elementOf(name, within as Node[])] : [],
    ),
  );
}

function elementOf(name: string, within: readonly Node[]): XmlElement {
  const children = elementsIn(within);
  const text = within.map((node) => (typeof node['#text'] === 'string' ? node['#text'] : '')).join('');
  return { name, text: children.length > 0 ? '' : text, children };
}

export function childText({ children }: XmlElement, name: string): string | undefined {
  return children.find((child) => child.name === name)?.text;
}

/** All elements below one, itself included. */
export function everyElement(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap(everyElement)];
}

/** A metadata file as an org writes it. */
export function writeXml(root: XmlElement, style: XmlStyle): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  if (style.comment) lines.push('<!-- written by the org -->');
  write(root, '', ' xmlns="http://soap.sforce.com/2006/04/metadata"');
  return `${style.bom ? '\uFEFF' : ''}${lines.join(style.lineEnd)}${style.lastLineEnd ? style.lineEnd : ''}`;

  function write({ name, text, children }: XmlElement, indent: string, attributes = ''): void {
    if (children.length > 0) {
      lines.push(`${indent}<${name}${attributes}>`);
      for (const child of ordered(children)) write(child, `${indent}${style.indent}`);
      lines.push(`${indent}</${name}>`);
    } else if (text === '' && style.selfClosing) lines.push(`${indent}<${name}${attributes}/>`);
    else lines.push(`${indent}<${name}${attributes}>${escaped(text)}</${name}>`);
  }

  function ordered(children: readonly XmlElement[]): readonly XmlElement[] {
    if (style.order === 'as-given') return children;
    const sorted = children.toSorted((one, other) => one.name.localeCompare(other.name));
    return style.order === 'sorted' ? sorted : sorted.reverse();
  }

  function escaped(text: string): string {
    const plain = text.replaceAll('&', style.escapesAll ? '&#38;' : '&amp;').replaceAll('<', '&lt;');
    const more = plain.replaceAll('>', '&gt;');
    return style.escapesAll ? more.replaceAll('"', '&quot;').replaceAll("'", '&apos;') : more;
  }
}
