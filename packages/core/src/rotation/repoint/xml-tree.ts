/** An element of a document, by the places of its parts in the text. */
export interface XmlNode {
  /** Without prefix. */
  readonly name: string;
  readonly children: readonly XmlNode[];
  /** Text and CDATA directly within, in order, comments left out. */
  readonly pieces: readonly XmlPiece[];
}

/** A run of characters. */
export interface XmlPiece {
  readonly kind: 'text' | 'cdata';
  /** Of what stands between the marks, exclusive of `<![CDATA[` and `]]>`. */
  readonly start: number;
  readonly end: number;
}

/** Raised for a text that is not edited; the message is a sentence's second half: `is …`. */
export class XmlEditError extends Error {
  override readonly name = 'XmlEditError';
}

interface Open {
  readonly name: string;
  readonly written: string;
  readonly children: XmlNode[];
  readonly pieces: XmlPiece[];
}

/** Deeper than any metadata. */
const DEEPEST = 100;
const NAME = /[^\s<>/=&"'!?]+/y;
const ATTRIBUTE = /\s+[^\s<>/=&"'!?]+\s*=\s*(?:"[^"<]*"|'[^'<]*')/y;

/**
 * The elements of a document with their places, so that one value can be exchanged and every other byte stays. A
 * document type is refused, as it could change what everything else means.
 *
 * @throws {XmlEditError} for what is not well-formed.
 */
export function readXmlTree(text: string): XmlNode {
  const top: Open = { name: '', written: '', children: [], pieces: [] };
  const stack: Open[] = [top];
  const inner = (): Open => stack[stack.length - 1] as Open;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      inner().pieces.push({ kind: 'text', start: at, end });
      at = end;
    } else if (text.startsWith('<!--', at)) at = behind(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) {
      const end = behind(text, ']]>', at + 9);
      inner().pieces.push({ kind: 'cdata', start: at + 9, end: end - 3 });
      at = end;
    } else if (text.startsWith('<?', at)) at = behind(text, '?>', at + 2);
    else if (text.startsWith('<!', at))
      throw new XmlEditError('declares a document type, which Salesforce metadata never does');
    else if (text[at + 1] === '/') at = close(text, at, stack);
    else at = open(text, at, stack);
  }
  const [root] = top.children;
  const isWhole = stack.length === 1 && root !== undefined && top.children.length === 1;
  if (!isWhole || top.pieces.some(({ start, end, kind }) => kind === 'cdata' || text.slice(start, end).trim() !== '')) {
    throw new XmlEditError('is cut off, or no XML at all');
  }
  return root;
}

function open(text: string, at: number, stack: Open[]): number {
  const written = match(NAME, text, at + 1);
  if (written === undefined) throw new XmlEditError(`is not well-formed XML (line ${lineAt(text, at)})`);
  let end = at + 1 + written.length;
  for (let attribute = match(ATTRIBUTE, text, end); attribute !== undefined; attribute = match(ATTRIBUTE, text, end)) {
    end += attribute.length;
  }
  const tail = /^\s*(\/?)>/.exec(text.slice(end, end + 1000));
  if (!tail || stack.length > DEEPEST) throw new XmlEditError(`is not well-formed XML (line ${lineAt(text, at)})`);
  const name = written.slice(written.indexOf(':') + 1);
  const element: Open = { name, written, children: [], pieces: [] };
  (stack[stack.length - 1] as Open).children.push(element);
  if (tail[1] === '') stack.push(element);
  return end + tail[0].length;
}

function close(text: string, at: number, stack: Open[]): number {
  const written = match(NAME, text, at + 2) ?? '';
  const tail = /^\s*>/.exec(text.slice(at + 2 + written.length, at + 1000));
  const element = stack.pop();
  if (!tail || stack.length === 0 || element?.written !== written) {
    throw new XmlEditError(`is not well-formed XML (line ${lineAt(text, at)})`);
  }
  return at + 2 + written.length + tail[0].length;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found < 0) throw new XmlEditError('is cut off');
  return found + mark.length;
}

/** From 1. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
  return line;
}
