/** A file's text, or why it is none, as part of a sentence. */
export type Decoded = { readonly text: string } | { readonly problem: string };

/** Bytes looked at where the encoding must be guessed. */
const head = 64;

/**
 * The text of a file that should be UTF-8 and may not be: what editors and shells write otherwise must not make a name
 * unreadable without a word. Goes by the byte order mark, else by zero bytes, else by what an XML declaration says; bytes
 * that are no UTF-8 are taken for Windows-1252, which spells names of certificates the same.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  try {
    const text = encoding === undefined ? decodedBytes(bytes) : new TextDecoder(encoding).decode(bytes);
    return text.includes('\0') ? { problem: 'it holds zero bytes, as no text does' } : { text };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problem: 'it names an encoding that is not known' };
  }
}

/** Undefined: not told, so UTF-8 is tried first. */
function encodingOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const start = bytes.subarray(0, Math.min(head, bytes.length - (bytes.length % 2)));
  const zeros = (odd: 0 | 1): boolean =>
    start.length >= 4 && start.every((byte, at) => (byte === 0) === (at % 2 === odd));
  if (zeros(1)) return 'utf-16le';
  if (zeros(0)) return 'utf-16be';
  const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(ascii(bytes.subarray(0, 200)))?.[1];
  // Whoever declares UTF-16 and does not write it has changed the file and not the declaration.
  return declared === undefined || /^utf-?(?:8|16)/i.test(declared) ? undefined : declared;
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function decodedBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
