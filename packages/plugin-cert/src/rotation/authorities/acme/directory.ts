import { isAllowedAddress, isLoopback } from '../../../settings/server-address.ts';
import { Refused } from '../stopped.ts';
import { isRecord } from './problem.ts';

/** What an ACME server offers, and where (RFC 8555 section 7.1.1). */
export interface Directory {
  readonly address: string;
  readonly newNonce: string;
  readonly newAccount: string;
  readonly newOrder: string;
  /** Base address of renewal information (RFC 9773 section 4.1); undefined where it offers none. */
  readonly renewalInfo?: string;
  readonly termsOfService?: string;
  /** Domains by which it knows itself in CAA records. */
  readonly caaIdentities: readonly string[];
  readonly needsExternalAccount: boolean;
  /** Names of certificate profiles (draft-ietf-acme-profiles); undefined where it has none. */
  readonly profiles?: readonly string[];
}

/**
 * Reads the directory of a server.
 *
 * @throws {Refused}
 */
export function readDirectory(address: string, document: unknown): Directory {
  if (!isRecord(document)) throw notOne(address);
  const meta = isRecord(document['meta']) ? document['meta'] : {};
  const at = (name: string): string => {
    const url = document[name];
    if (typeof url !== 'string') throw notOne(address);
    return allowed(url, address);
  };
  const { renewalInfo } = document;
  const { termsOfService, caaIdentities, profiles } = meta;
  return {
    address,
    newNonce: at('newNonce'),
    newAccount: at('newAccount'),
    newOrder: at('newOrder'),
    ...(typeof renewalInfo === 'string' ? { renewalInfo: allowed(renewalInfo, address) } : {}),
    ...(typeof termsOfService === 'string' ? { termsOfService } : {}),
    caaIdentities: Array.isArray(caaIdentities) ? caaIdentities.filter((one) => typeof one === 'string') : [],
    needsExternalAccount: meta['externalAccountRequired'] === true,
    ...(isRecord(profiles) ? { profiles: Object.keys(profiles) } : {}),
  };
}

function notOne(address: string): Refused {
  return new Refused(`${address} is not the directory of an ACME server; check the address in the settings.`);
}

/**
 * An address that a server sends us to: encrypted, unless directory and address are both on this computer. Whoever answers
 * for a public directory must not make us talk to services of this one.
 *
 * @throws {Refused}
 */
export function allowed(address: string, directory: string): string {
  const url = URL.parse(address);
  const near = isLoopback(new URL(directory));
  if (url && isAllowedAddress(address) && (near || !isLoopback(url))) return address;
  throw new Refused(`The server of ${directory} names an address that is not used: ${address.slice(0, 200)}.`);
}
