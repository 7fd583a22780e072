/** A page for people, such as one that asks for a log-in, where data was asked for. */
export function isWebPage(body: unknown): boolean {
  return typeof body === 'string' && /^\ufeff?\s*<(?:!doctype\s+html|html[\s>]|head[\s>])/i.test(body);
}
