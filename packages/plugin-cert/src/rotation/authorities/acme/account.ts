import type { ExternalAccountSettings } from '../../../settings/authorities-shape.ts';
import { Refused, told } from '../stopped.ts';
import type { AcmeConnection } from './connection.ts';
import { allowed } from './directory.ts';
import { externalAccountBinding } from './external-account.ts';
import type { KeyPlaces } from './external-account.ts';
import type { Ledger } from './ledger.ts';
import { ProblemError } from './problem.ts';

export interface AccountWishes {
  /** Name of the authority, for what is told. */
  readonly name: string;
  readonly contact?: string;
  readonly eab?: ExternalAccountSettings;
  readonly places: KeyPlaces;
}

/**
 * The address of the account that belongs to the key, opened when there is none (RFC 8555 section 7.3). Whoever wrote the
 * directory into the settings agreed to its terms; where they are is told when the account is opened.
 *
 * @throws {Refused} @throws {Waits}
 */
export async function accountOf(
  connection: AcmeConnection,
  ledger: Ledger,
  wishes: AccountWishes,
  notes: string[],
): Promise<string> {
  const { directory, key } = connection;
  const known = await ledger.account(directory.address);
  // The account of another key, which lies on another machine, is of no use here.
  if (known?.thumbprint === key.thumbprint) return known.url;
  const url = (await existing(connection)) ?? (await opened(connection, wishes, notes));
  await ledger.setAccount(directory.address, { url, thumbprint: key.thumbprint });
  return url;
}

/** The account of a key whose address was lost; undefined when the key has none. */
async function existing(connection: AcmeConnection): Promise<string | undefined> {
  try {
    return await addressOf(connection, { onlyReturnExisting: true });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.type === 'accountDoesNotExist') return undefined;
    throw error;
  }
}

async function opened(
  connection: AcmeConnection,
  { name, contact, eab, places }: AccountWishes,
  notes: string[],
): Promise<string> {
  const { directory, key } = connection;
  if (eab === undefined && directory.needsExternalAccount) {
    throw new Refused(
      `The authority "${name}" takes accounts only that are bound to one you have there; write eab with the key identifier and where its HMAC key is.`,
    );
  }
  const binding = eab && (await externalAccountBinding(eab, key, directory.newAccount, places));
  const payload = {
    termsOfServiceAgreed: true,
    ...(contact === undefined ? {} : { contact: [`mailto:${contact}`] }),
    ...(binding === undefined ? {} : { externalAccountBinding: binding }),
  };
  const url = await addressOf(connection, payload);
  const { termsOfService } = directory;
  notes.push(
    `An account was opened at ${new URL(directory.address).host}.${termsOfService === undefined ? '' : ` Its terms of service: ${told(termsOfService.slice(0, 300))}`}`,
  );
  return url;
}

async function addressOf(connection: AcmeConnection, payload: object): Promise<string> {
  const { directory } = connection;
  const { headers } = await connection.post(directory.newAccount, payload, undefined);
  const url = headers['location'];
  if (url === undefined)
    throw new Refused(`${directory.address} gives an account no address, so nothing can be asked in its name.`);
  return allowed(url, directory.address);
}
