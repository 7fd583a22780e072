/** The package brings no types of its own. */
declare module 'proxy-from-env' {
  /** Address of the proxy for a URL by the usual variables; empty: none is used. */
  export function getProxyForUrl(url: string): string;
}
