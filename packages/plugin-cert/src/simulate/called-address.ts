import { SfError } from '@salesforce/core';

/** Where a client calls. */
export interface CalledAddress {
  readonly host: string;
  readonly port: number;
}

/** The port of https, where none is said. */
const HTTPS = 443;

/**
 * Reads `HOST:PORT`; without a port that of https, as a client would.
 *
 * @throws {SfError} with exit code 2
 */
export function parseCalledAddress(text: string): CalledAddress {
  const parts = /^(?:https:\/\/)?(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?\/?$/i.exec(text.trim());
  const port = parts?.[2] === undefined ? HTTPS : Number(parts[2]);
  if (!parts?.[1] || port < 1 || port > 65_535) {
    const message = `"${text}" is no address; write HOST:PORT, such as acme.my.salesforce.com:8443.`;
    throw new SfError(message, 'UsageError', [], 2);
  }
  return { host: parts[1].replace(/\.$/, ''), port };
}
