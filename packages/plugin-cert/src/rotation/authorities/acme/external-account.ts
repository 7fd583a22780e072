import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { FlattenedSign } from 'jose';
import type { FlattenedJWS } from 'jose';
import type { ExternalAccountSettings } from '../../../settings/authorities-shape.ts';
import { Refused } from '../stopped.ts';
import type { AccountKey } from './account-key.ts';

export interface KeyPlaces {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly settingsFolder: string;
}

/**
 * Binds a new account to one that exists at the authority already (RFC 8555 section 7.3.4). The HMAC key comes from an
 * environment variable or a file, and is repeated nowhere.
 *
 * @throws {Refused}
 */
export async function externalAccountBinding(
  settings: ExternalAccountSettings,
  key: AccountKey,
  newAccount: string,
  places: KeyPlaces,
): Promise<FlattenedJWS> {
  const secret = await hmacKey(settings, places);
  const payload = new TextEncoder().encode(JSON.stringify(key.publicJwk));
  return new FlattenedSign(payload)
    .setProtectedHeader({ alg: 'HS256', kid: settings['key-id'], url: newAccount })
    .sign(secret);
}

async function hmacKey(
  settings: ExternalAccountSettings,
  { environment, settingsFolder }: KeyPlaces,
): Promise<Uint8Array> {
  const variable = settings['key-env'];
  const file = settings['key-file'];
  const written = variable === undefined ? await inFile(file ?? '', settingsFolder) : environment[variable];
  const where = variable === undefined ? `The file ${file}` : `The environment variable ${variable}`;
  const text = written?.trim() ?? '';
  if (text === '')
    throw new Refused(
      `${where} holds no key for the external account binding; put the HMAC key there that the authority gave you.`,
    );
  // Authorities write it in base64url, some with padding.
  if (!/^[A-Za-z0-9_+/-]{22,}={0,2}$/.test(text)) {
    throw new Refused(
      `What ${where.replace('The', 'the')} holds is no HMAC key (base64url); copy it again from the authority.`,
    );
  }
  return Buffer.from(text, 'base64url');
}

async function inFile(path: string, folder: string): Promise<string> {
  try {
    return await readFile(isAbsolute(path) ? path : join(folder, path), 'utf8');
  } catch (error) {
    throw new Refused(
      `The key file ${path} of the external account binding could not be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}
