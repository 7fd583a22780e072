import { X509Certificate } from 'node:crypto';
import { jsonBody, ok, RestError } from '../http/message.ts';
import type { KeyPairRecord } from '../org/key-pair-record.ts';
import type { Route } from '../routing/route.ts';

/**
 * `POST /practice-org/import {"alias": …, "chain": PEM}` does what an admin does in Setup by Import from Keystore: there is a certificate with
 * the alias as its name. The keystore itself is not opened here, so that only its chain is given. Not a Salesforce API.
 */
export const importRoute: Route = {
  method: 'POST',
  path: /^\/practice-org\/import$/,
  open: true,
  answer: ({ request, org }) => {
    const { alias, chain } = (jsonBody(request) ?? {}) as Record<string, unknown>;
    if (typeof alias !== 'string' || typeof chain !== 'string') throw refused('Post {"alias": NAME, "chain": PEM}.');
    const leaf = leafOf(chain);
    if (!/^[A-Za-z]\w*$/.test(alias) || alias.includes('__') || alias.endsWith('_')) {
      throw refused('Keystore contains an entry whose alias is not acceptable for import');
    }
    if (
      org.keyPairs.some(({ developerName, deleted }) => !deleted && developerName.toLowerCase() === alias.toLowerCase())
    ) {
      throw refused(`There is a certificate called ${alias} already.`);
    }
    const size = leaf.publicKey.asymmetricKeyDetails?.modulusLength;
    if (leaf.publicKey.asymmetricKeyType !== 'rsa' || size === undefined) throw refused('The key is not an RSA key.');
    if (![2048, 3072, 4096].includes(size)) throw refused('Imported keys must have a bit size of 2048, 3072, or 4096.');
    const record: KeyPairRecord = {
      id: org.newComponentId('Certificate', alias),
      developerName: alias,
      masterLabel: alias,
      createdDate: org.now(),
      keySize: size,
      caSigned: !leaf.checkIssued(leaf),
      privateKeyExportable: true,
      systemManaged: false,
      deleted: false,
      body: chain,
      expirationDate: new Date(leaf.validTo),
    };
    org.keyPairs = [...org.keyPairs, record];
    return ok({ id: record.id, name: alias });
  },
};

function leafOf(chain: string): X509Certificate {
  try {
    return new X509Certificate(chain);
  } catch {
    throw refused("No certificate was imported because the keystore file doesn't contain a PrivateKey entry.");
  }
}

function refused(message: string): RestError {
  return new RestError(400, 'INVALID_REQUEST', message);
}
