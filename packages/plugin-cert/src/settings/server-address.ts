/** Hosts that are this computer, whatever a resolver says (RFC 6761 section 6.3). */
const loopback = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)$/;

/** Whether an address is on this computer. */
export function isLoopback({ hostname }: URL): boolean {
  return loopback.test(hostname);
}

/** Whether an authority may be spoken to at an address: encrypted, or without leaving this computer; no password in it. */
export function isAllowedAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
