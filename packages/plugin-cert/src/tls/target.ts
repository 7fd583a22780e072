import { isIP } from 'node:net';

/** A server to look at, as somebody wrote it. */
export interface Target {
  /** Name or IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** `host:port`, with brackets around an IPv6 address. */
  readonly text: string;
}

/** Raised for a text that names no server; the message is one sentence for people. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

const HTTPS = 443;

/**
 * Reads `HOST`, `HOST:PORT`, `[IPV6]:PORT`, a bare IPv6 address, or an https address, of which path and query mean nothing here.
 *
 * @throws {TargetError}
 */
export function parseTarget(written: string): Target {
  const text = written.trim();
  const authority = /^(?:https:\/\/)?(?:[^@/?#]*@)?([^/?#]*)/i.exec(text)?.[1] ?? '';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^https:/i.test(text)) {
    throw new TargetError(`"${written}" is no https address; write HOST:PORT.`);
  }
  if (isIP(authority) === 6) return target(authority, HTTPS);
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(authority);
  if (bracketed) {
    const address = bracketed[1] as string;
    if (isIP(address) !== 6) throw new TargetError(`"${written}" has no IPv6 address between its brackets.`);
    return target(address, portOf(bracketed[2], written));
  }
  const plain = /^([^:[\]\s]+)(?::(\d+))?$/.exec(authority);
  if (!plain)
    throw new TargetError(`"${written}" names no server; write HOST or HOST:PORT, such as api.example.com:443.`);
  const host = hostOf(plain[1] as string);
  if (host === undefined) throw new TargetError(`"${plain[1]}" is not a name that a server can have.`);
  return target(host, portOf(plain[2], written));
}

function target(host: string, port: number): Target {
  return { host, port, text: isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}` };
}

function portOf(digits: string | undefined, written: string): number {
  const port = digits === undefined ? HTTPS : Number(digits);
  if (port >= 1 && port <= 65_535) return port;
  throw new TargetError(`"${written}" has no port between 1 and 65535.`);
}

/** Lower case, in its `xn--` form; underscores occur in real names. */
function hostOf(name: string): string | undefined {
  if (isIP(name)) return name;
  let ascii = name.toLowerCase();
  if (!/^[\x21-\x7e]*$/.test(name)) {
    try {
      ascii = new URL(`https://${name}/`).hostname;
    } catch {
      return undefined;
    }
  }
  return /^(?=.{1,254}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?$/.test(
    ascii,
  )
    ? ascii
    : undefined;
}
