/** What an answer to a harmless request says of a client certificate that was asked for and not shown. */
export type HttpAnswer = 'let-in' | 'refused' | 'unclear';

/** Enough of an answer to read its status, its header and the beginning of its page. */
export const ENOUGH_OF_AN_ANSWER = 8_192;

/** A request that changes nothing, and after which the server closes. */
export function harmlessRequest(host: string): string {
  return `GET / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: sf-cert-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n`;
}

/**
 * Reads the beginning of an answer. 495 and 496 are nginx's own for client certificates; 400, 401 and 403 are such a refusal only
 * where the answer speaks of a certificate, and 403 without a word is anybody's guess. Salesforce's port 8443 says so in a page.
 *
 * unverified: the status of that page (one published trial of 2018 shows its text only)
 */
export function readAnswer(text: string): HttpAnswer {
  const status = statusOf(text);
  if (Number.isNaN(status)) return 'unclear';
  if (/client certificate error/i.test(text)) return 'refused';
  if (status === 495 || status === 496) return 'refused';
  if ([400, 401, 403].includes(status) && /certificate|\bmtls\b|mutual tls|client.?cert/i.test(text)) return 'refused';
  return status === 403 ? 'unclear' : 'let-in';
}

/** Whether it says no to who asks, for whatever reason. Beside an answer that does not, to a client certificate, that is the reason. */
export function isDenial(text: string): boolean {
  return [401, 403].includes(statusOf(text));
}

/** Whether it leads elsewhere: a start page does so as often as a refusal. */
export function isRedirect(text: string): boolean {
  const status = statusOf(text);
  return status >= 300 && status < 400;
}

function statusOf(text: string): number {
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1]);
}
