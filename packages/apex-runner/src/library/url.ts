import type { Transaction } from '../transaction/transaction.ts';
import { PlatformObject } from '../values/scalar.ts';
import { member, strict, type Member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** An address, as it was written. */
export class UrlValue extends PlatformObject {
  readonly typeName = 'Url';
  readonly address: URL;
  readonly #written: string;

  constructor(written: string, address: URL) {
    super();
    this.#written = written;
    this.address = address;
  }

  override text(): string {
    return this.#written;
  }

  override identity(): unknown {
    return `\0url ${this.#written}`;
  }
}

/** @throws System.StringException for a text that is no address (unverified: type and wording) */
function urlOf(tx: Transaction, written: string): UrlValue {
  try {
    return new UrlValue(written, new URL(written));
  } catch {
    return tx.throw('StringException', `no protocol: ${written}`);
  }
}

/** The My Domain address of the org. */
function orgDomainUrl(tx: Transaction): UrlValue {
  return urlOf(tx, tx.org.organization.url);
}

function part(name: string, read: (address: URL) => string | null): Member {
  return member(`String ${name}()`, (_tx, self: UrlValue) => read(self.address));
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80, 'ftp:': 21 };

export const url: PlatformType = {
  name: 'Url',
  page: referencePage('apex_methods_system_url'),
  members: [
    strict('new(String address)', urlOf),
    member('static Url getOrgDomainUrl()', orgDomainUrl),
    part('getAuthority', (address) => address.host),
    part('getFile', (address) => address.pathname + address.search),
    part('getHost', (address) => address.hostname),
    part('getPath', (address) => address.pathname),
    part('getProtocol', (address) => address.protocol.slice(0, -1)),
    part('getQuery', (address) => address.search.slice(1) || null),
    part('getRef', (address) => address.hash.slice(1) || null),
    member('Integer getDefaultPort()', (_tx, self: UrlValue) => DEFAULT_PORTS[self.address.protocol] ?? -1),
    member('Integer getPort()', (_tx, self: UrlValue) => (self.address.port === '' ? -1 : Number(self.address.port))),
    member('String toExternalForm()', (_tx, self: UrlValue) => self.text()),
    member('String toString()', (_tx, self: UrlValue) => self.text()),
  ],
};
