/** The server behind an address in configuration. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** False for http: no certificate is shown. */
  readonly tls: boolean;
}

/**
 * Reads `https://api.example.com:8443/path` or a bare host.
 *
 * @returns undefined for what is no network address: a `callout:` to a named credential, a merge field.
 */
export function endpointOf(address: string): Endpoint | undefined {
  const text = address.trim();
  // A path of the org itself.
  if (text.startsWith('/')) return undefined;
  const url = parse(text.includes('://') ? text : `https://${text}`);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (!/^(\[[0-9a-f:.]+\]|[\w.-]+)$/.test(url.hostname)) return undefined;
  const tls = url.protocol === 'https:';
  return { host: url.hostname, port: url.port === '' ? (tls ? 443 : 80) : Number(url.port), tls };
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
