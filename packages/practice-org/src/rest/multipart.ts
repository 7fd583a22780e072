import type { Request } from '../http/message.ts';
import { RestError } from '../http/message.ts';

/** The parts of a multipart/form-data body by name (RFC 7578). Throws a refusal when it is none. */
export function readMultipart({ headers, body }: Request): Map<string, Uint8Array> {
  const boundary = /boundary="?(?<boundary>[^";]+)"?/i.exec(headers['content-type'] ?? '')?.groups?.['boundary'];
  if (boundary === undefined) {
    throw new RestError(400, 'INVALID_MULTIPART_REQUEST', 'The body must be multipart/form-data with a boundary.');
  }
  const parts = new Map<string, Uint8Array>();
  const delimiter = Buffer.from(`--${boundary}`);
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const end = body.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    // Between two delimiters: CRLF, headers, an empty line, the content, CRLF.
    const part = body.subarray(start + delimiter.length + 2, end - 2);
    const split = part.indexOf('\r\n\r\n');
    const name = /name="(?<name>[^"]*)"/.exec(part.subarray(0, split).toString('latin1'))?.groups?.['name'];
    if (split >= 0 && name !== undefined) parts.set(name, part.subarray(split + 4));
    start = end;
  }
  return parts;
}
