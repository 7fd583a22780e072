import { keyInDer } from './der-key.ts';
import { keyInJavaKeystore } from './java-keystore-key.ts';
import { certaintyOfPart } from './model.ts';
import type { FoundKey } from './model.ts';

/** The secret key or keystore that octets are, by their content. Text is looked at by `findKeys`. */
export function keyInOctets(bytes: Uint8Array): FoundKey | undefined {
  if (bytes[0] === 0x30) return keyInDer(bytes);
  return keyInJavaKeystore(bytes) ?? keyOfOpenSsh(bytes);
}

const OPENSSH = 'openssh-key-v1\0';

/** OpenSSH, PROTOCOL.key: a magic text, then the name of the cipher, which is "none" for a key without a password. */
function keyOfOpenSsh(bytes: Uint8Array): FoundKey | undefined {
  if (bytes[0] !== OPENSSH.charCodeAt(0)) return undefined;
  const text = String.fromCharCode(...bytes.subarray(0, OPENSSH.length + 8));
  if (!text.startsWith(OPENSSH)) return undefined;
  const cipher = text.slice(OPENSSH.length + 4);
  return {
    form: 'openssh-key',
    protection: cipher === 'none' ? 'none' : 'password',
    certainty: certaintyOfPart({ octets: bytes.length }) === 'likely' ? 'certain' : 'trace',
  };
}
