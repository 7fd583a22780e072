import type { IncomingHttpHeaders } from 'node:http';

/** A request as the routes see it. */
export interface Request {
  readonly method: string;
  /** Path with runs of slashes collapsed: the CLI asks for `//services/data`. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer; objects are written as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | object | null;
}

/** A refusal of the REST API: `[{message, errorCode}]`. */
export class RestError extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.name = 'RestError';
    this.status = status;
    this.errorCode = errorCode;
  }

  reply(): Reply {
    return { status: this.status, body: [{ message: this.message, errorCode: this.errorCode }] };
  }
}

export function ok(body: string | object): Reply {
  return { status: 200, body };
}

export function html(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}

/** The JSON that a request carries. Throws a refusal for anything else. */
export function jsonBody({ body }: Request): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new RestError(400, 'JSON_PARSER_ERROR', 'The body is not JSON.');
  }
}
