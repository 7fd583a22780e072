import { existsSync, readFileSync, statSync } from 'node:fs';
import { SfError } from '@salesforce/core';
import type { OutboundClient } from '@cert-health/core';
import { keystoreIn } from '@cert-health/core';
import type { ReadCredentials } from '../probe/client-credentials.ts';
import type { KeystoreChoice } from '../verify/certificates-of-keystore.ts';
import { readLeafFile } from '../verify/input-files.ts';
import { clientByName, heldKeys, keyOfCertificate } from './held-key.ts';
import type { KeyPlaces } from './held-key.ts';

/** What `--cert` names. */
export type NamedClient =
  | { readonly kind: 'credentials'; readonly cert: string; readonly key: string | undefined }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'name'; readonly name: string };

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

/** Files with a key are rarely more than some kilobytes. */
const MOST = 4 * 1024 * 1024;

/**
 * A file where there is one of that name, else the name of a certificate in an org or project.
 *
 * @throws {SfError} with exit code 2
 */
export function namedClient(cert: string, key: string | undefined, { connection, sourceDirs }: KeyPlaces): NamedClient {
  if (existsSync(cert)) {
    if (key !== undefined || bringsKey(cert)) return { kind: 'credentials', cert, key };
    return { kind: 'file', path: cert };
  }
  if (!/^[A-Za-z]\w*$/.test(cert))
    throw usage(
      `${cert.slice(0, 200)} does not exist, and no certificate has such a name; check what was given to --cert.`,
    );
  if (key !== undefined) throw usage(`${cert} is no file; --key goes with the file of a certificate.`);
  if (!connection && sourceDirs.length === 0)
    throw usage(`${cert} is no file; to look a certificate of that name up, add --target-org or --source-dir.`);
  return { kind: 'name', name: cert };
}

function bringsKey(path: string): boolean {
  const stat = statSync(path);
  if (!stat.isFile() || stat.size > MOST) return false;
  try {
    const bytes = readFileSync(path);
    return bytes.includes('PRIVATE KEY-----') || keystoreIn(bytes)?.kind === 'pkcs12';
  } catch {
    return false;
  }
}

/** What would be shown, and what of its file could not be read, a sentence each. */
export interface ReadClient {
  readonly client: OutboundClient;
  readonly ignored: readonly string[];
}

/**
 * What would be shown to the server, and where its key is.
 *
 * @throws {VerifyInputError} when the file cannot be used
 * @throws {OrgSilentError}
 */
export async function readClient(
  named: NamedClient,
  credentials: ReadCredentials | undefined,
  places: KeyPlaces,
  keystores: KeystoreChoice,
): Promise<ReadClient> {
  if (named.kind === 'credentials')
    return { client: { key: { kind: 'given' }, certificates: credentials?.certificates ?? [] }, ignored: [] };
  if (named.kind === 'name') return { client: clientByName(named.name, await heldKeys(places)), ignored: [] };
  const { certificates, ignored, leaf } = readLeafFile(named.path, keystores);
  if (places.connection || places.sourceDirs.length > 0)
    return { client: { key: keyOfCertificate(leaf, await heldKeys(places)), certificates }, ignored };
  const key = {
    kind: 'unknown',
    reason: 'The file holds no key, and no org was asked whether it has it.',
    remedy: 'You: give the key with --key FILE, or name the org with --target-org.',
  } as const;
  return { client: { key, certificates }, ignored };
}
