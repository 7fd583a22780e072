import { foldApiName } from '../../uses/api-name.ts';
import type { ValuePlace } from './ways.ts';
import type { XmlNode, XmlPiece } from './xml-tree.ts';
import { XmlEditError, readXmlTree } from './xml-tree.ts';

/** One value that was exchanged, by its place in the text as it is now. */
export interface Exchanged {
  readonly at: number;
  /** As written, entities and all. */
  readonly was: string;
  readonly is: string;
}

export interface Exchange {
  readonly text: string;
  /** In the order of the text. */
  readonly exchanged: readonly Exchanged[];
  /** For each that was exchanged, which of the wanted ones it was. */
  readonly wanted: readonly number[];
  /** How many values each of the wanted ones found; 0: it is not there. */
  readonly found: readonly number[];
}

export interface Wanted {
  readonly place: Pick<ValuePlace, 'path' | 'beside' | 'serverName' | 'or'> & { readonly root: string };
  /** Whether a value, decoded and without white space around it, is the one that is meant. */
  readonly isMeant: (value: string) => boolean;
  readonly to: string;
  /** Of several addresses, the one that is meant. */
  readonly serverName?: string;
}

/** Raised when what was exchanged is not there any more as it was left. */
export class ChangedSinceError extends Error {
  override readonly name = 'ChangedSinceError';
}

/**
 * Exchanges values at their places in a metadata file and nothing else: line ends, byte order mark, comments,
 * entities and prefixes stay as they are, and the same text elsewhere in the file is not touched.
 *
 * @throws {XmlEditError} for a file that is not well-formed, has another root element, or writes a value in pieces.
 */
export function exchangeValues(text: string, wanted: readonly Wanted[]): Exchange {
  const root = readXmlTree(text);
  const found = wanted.map((want) => replacementsFor(want, root, text));
  // Two references may mean the same value.
  const all = found.flatMap((replacements, number) => replacements.map((one) => ({ ...one, number })));
  const distinct = new Map(all.map((one) => [one.start, one]));
  const sorted = [...distinct.values()].sort((a, b) => a.start - b.start);
  const numbers = sorted.map(({ number }) => number);
  return { ...apply(text, sorted), wanted: numbers, found: found.map(({ length }) => length) };
}

function replacementsFor({ place, isMeant, to, serverName }: Wanted, root: XmlNode, text: string): Replacement[] {
  if (root.name !== place.root) throw new XmlEditError(`has the root element ${root.name} and not ${place.root}`);
  return valuesAt(root, place, text, serverName).flatMap((node) => {
    if (!isMeant(valueOf(node, text))) return [];
    const filled = node.pieces.filter(({ start, end }) => text.slice(start, end).trim() !== '');
    if (filled.length !== 1 || node.children.length > 0) throw new XmlEditError('writes the value in pieces');
    return filled.map((piece) => replacement(piece, text, to));
  });
}

/** The values that stand at a place, decoded and without white space around them. */
export function valuesIn(text: string, { place, serverName }: Pick<Wanted, 'place' | 'serverName'>): string[] {
  const root = readXmlTree(text);
  return root.name === place.root ? valuesAt(root, place, text, serverName).map((node) => valueOf(node, text)) : [];
}

/**
 * The text as it was before.
 *
 * @throws {ChangedSinceError} when somebody changed the file in a place that was exchanged, or before it.
 */
export function restoreValues(text: string, exchanged: readonly Exchanged[]): string {
  let restored = '';
  let done = 0;
  for (const { at, was, is } of exchanged) {
    if (!text.startsWith(is, at))
      throw new ChangedSinceError('The file was changed since: what was put in does not stand there any more.');
    restored += text.slice(done, at) + was;
    done = at + is.length;
  }
  return restored + text.slice(done);
}

function valuesAt(root: XmlNode, place: Wanted['place'], text: string, serverName: string | undefined): XmlNode[] {
  const { path, beside, or } = place;
  const last = path.at(-1) ?? '';
  const holders = path.slice(0, -1).reduce((level, name) => level.flatMap((node) => childrenOf(node, name)), [root]);
  return holders.flatMap((holder) => {
    const says = (element: string, value: string): boolean =>
      childrenOf(holder, element).some((node) => valueOf(node, text).toLowerCase() === value.toLowerCase());
    if (beside && !says(beside.element, beside.is)) return [];
    if (place.serverName !== undefined && serverName !== undefined && !says(place.serverName, serverName)) return [];
    const own = childrenOf(holder, last);
    return own.length > 0 || or === undefined ? own : childrenOf(holder, or);
  });
}

function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

/** The text of an element, decoded and without white space around it. */
export function valueOf({ pieces }: XmlNode, text: string): string {
  return pieces
    .map(({ kind, start, end }) => (kind === 'cdata' ? text.slice(start, end) : decoded(text.slice(start, end))))
    .join('')
    .trim();
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** White space around a value stays. */
function replacement({ kind, start, end }: XmlPiece, text: string, to: string): Replacement {
  const written = text.slice(start, end);
  const from = start + (written.length - written.trimStart().length);
  const by = kind === 'text' ? encoded(to) : to;
  if (kind === 'cdata' && to.includes(']]>'))
    throw new XmlEditError('writes the value in a way that cannot hold the new one');
  return { start: from, end: from + written.trim().length, by };
}

function apply(text: string, replacements: readonly Replacement[]): Pick<Exchange, 'text' | 'exchanged'> {
  const exchanged: Exchanged[] = [];
  let written = '';
  let done = 0;
  for (const { start, end, by } of replacements) {
    written += text.slice(done, start);
    exchanged.push({ at: written.length, was: text.slice(start, end), is: by });
    written += by;
    done = end;
  }
  return { text: written + text.slice(done), exchanged };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** XML 1.0 section 4.6, and character references. */
function decoded(text: string): string {
  return text.replaceAll(
    /&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name) return entities[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** As Salesforce writes values; a carriage return would else be lost in reading (XML 1.0 section 2.11). */
function encoded(text: string): string {
  const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xd;' };
  return text.replaceAll(/[&<>\r]/g, (character) => marks[character] ?? character);
}

/**
 * Exchanges a name wherever it is the whole value of an element: in records of custom metadata, labels and flows,
 * where any element may hold it. For a patch that a person looks at, not for a deployment.
 *
 * @throws {XmlEditError} for a file that is not well-formed.
 */
export function exchangeElements(text: string, name: string, to: string): string {
  const found: Replacement[] = [];
  const visit = (node: XmlNode): void => {
    const filled = node.pieces.filter(({ start, end }) => text.slice(start, end).trim() !== '');
    const [piece] = filled;
    if (
      piece &&
      filled.length === 1 &&
      node.children.length === 0 &&
      !callingElements.has(node.name) &&
      foldApiName(valueOf(node, text)) === foldApiName(name)
    ) {
      found.push(replacement(piece, text, to));
    }
    node.children.forEach(visit);
  };
  visit(readXmlTree(text));
  return apply(
    text,
    found.sort((a, b) => a.start - b.start),
  ).text;
}

/** Elements that say what something is called. */
const callingElements: ReadonlySet<string> = new Set([
  'fullName',
  'name',
  'label',
  'masterLabel',
  'developerName',
  'field',
]);
