/** What an entry is called. */
export interface Label {
  readonly alias?: string;
  readonly aliasUnreadable?: true;
}

const bmpString = 0x1e;
const universalString = 0x1c;

/** How the octets of a string become text, by its tag; a BMPString is what the standard asks for. */
const decoders: Readonly<Record<number, (octets: Uint8Array) => string | undefined>> = {
  [bmpString]: (octets) => utf16(octets),
  [universalString]: (octets) => utf32(octets),
  0x0c: (octets) => utf8(octets),
  0x13: (octets) => utf8(octets),
  0x16: (octets) => utf8(octets),
  0x1a: (octets) => utf8(octets),
  0x14: (octets) => latin1(octets),
};

/**
 * The name of an entry (friendlyName, RFC 2985 section 5.5.1). What cannot be decoded costs the name and nothing else.
 */
export function labelIn(tag: number, octets: Uint8Array): Label {
  const alias = decoders[tag]?.(octets);
  return alias === undefined ? { aliasUnreadable: true } : { alias };
}

/** Some writers end it with zeros, as they do a password. */
const withoutEndMark = (text: string): string => text.replace(/\0+$/, '');

function utf16(octets: Uint8Array): string | undefined {
  if (octets.length % 2 !== 0) return undefined;
  const text = withoutEndMark(Buffer.from(octets).swap16().toString('utf16le'));
  return text.isWellFormed() ? text : undefined;
}

function utf32(octets: Uint8Array): string | undefined {
  if (octets.length % 4 !== 0) return undefined;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  let text = '';
  for (let at = 0; at < octets.length; at += 4) {
    const point = view.getUint32(at);
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    text += String.fromCodePoint(point);
  }
  return withoutEndMark(text);
}

function utf8(octets: Uint8Array): string | undefined {
  try {
    return withoutEndMark(new TextDecoder('utf-8', { fatal: true }).decode(octets));
  } catch {
    return undefined;
  }
}

const latin1 = (octets: Uint8Array): string => withoutEndMark(new TextDecoder('latin1').decode(octets));
