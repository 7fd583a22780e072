import { XmlEditError } from './xml-tree.ts';

/**
 * The text of a file, such that `bytesOf` gives the same bytes again: a byte order mark stays in it.
 *
 * @throws {XmlEditError} for another encoding than UTF-8, in which nothing is edited.
 */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new XmlEditError('is not written in UTF-8');
  }
}

export function bytesOfText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
