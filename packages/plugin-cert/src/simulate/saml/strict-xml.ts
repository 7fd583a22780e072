import { DOMParser } from '@xmldom/xmldom';
import { XMLValidator } from 'fast-xml-parser';

/** Raised for XML that is not read here; the message is the rest of a sentence: "is …", "declares …". */
export class StrictXmlError extends Error {
  override readonly name = 'StrictXmlError';
}

/** Far beyond any log-in, and little enough that nobody waits or runs out of memory over a hostile one. */
const MAX_CHARACTERS = 1024 * 1024;
const MAX_ELEMENTS = 10_000;
const MAX_DEPTH = 64;
const MAX_TAG = 32 * 1024;

/**
 * Reads XML of a stranger: bounded in size, depth, elements and attributes, without document types and the entities that come with
 * them, and refused at the first thing that is not well-formed rather than mended.
 *
 * @throws {StrictXmlError}
 */
export function parseStrictXml(text: string): Document {
  if (text.length > MAX_CHARACTERS) throw new StrictXmlError(`is larger than ${MAX_CHARACTERS / 1024 / 1024} MB`);
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    throw new StrictXmlError('declares a document type, which no message of a log-in may');
  const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
  if (illegal.test(text) || /&#(?:x0*(?:[0-8bcef]|1[\da-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/i.test(text))
    throw new StrictXmlError('holds control characters, which XML may not');
  measure(text);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new StrictXmlError(`is not well-formed XML (line ${valid.err.line})`);
  return parse(text);
}

function parse(text: string): Document {
  const refuse = (): never => {
    throw new StrictXmlError('is not well-formed XML');
  };
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  try {
    return parser.parseFromString(text, 'text/xml');
  } catch (error) {
    throw error instanceof StrictXmlError ? error : new StrictXmlError('is not well-formed XML');
  }
}

/** Counts before anything is built: a tree that is too deep or too wide costs those who walk it. */
function measure(text: string): void {
  let depth = 0;
  let elements = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const special = specials.find(({ start }) => text.startsWith(start, at));
    if (special) {
      at = endOf(text, special.end, at + special.start.length);
      continue;
    }
    const end = tagEnd(text, at);
    if (end - at > MAX_TAG) throw new StrictXmlError('has a tag that is longer than any of a log-in');
    if (text[at + 1] === '/') depth--;
    else {
      if (++elements > MAX_ELEMENTS) throw new StrictXmlError(`has more than ${MAX_ELEMENTS} elements`);
      if (text[end - 1] !== '/' && ++depth > MAX_DEPTH)
        throw new StrictXmlError(`is nested deeper than ${MAX_DEPTH} elements`);
    }
    at = end;
  }
}

const specials = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
  { start: '<?', end: '?>' },
] as const;

function endOf(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  if (at < 0) throw new StrictXmlError('is not well-formed XML');
  return at + what.length;
}

/** Of the tag that begins there; a `>` within quotes ends none. */
function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at;
    if (character === '"' || character === "'") at = endOf(text, character, at + 1) - 1;
  }
  throw new StrictXmlError('is not well-formed XML');
}
