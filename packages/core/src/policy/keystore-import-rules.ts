import { salesforceHelp } from './documents.ts';
import { factsAsOf, type Confidence, type DatedRule, type PolicySource } from './rule.ts';

/** What Setup answers when it refuses a keystore; `{alias}` stands for the entry's name. */
export interface SetupAnswer {
  readonly says: string;
}

const page = salesforceHelp('Export and Import Certificates with a Keystore');

function answer(
  id: string,
  text: string,
  says?: string,
  source: PolicySource = page,
  facts: { readonly confidence?: Confidence; readonly note?: string } = {},
): DatedRule<SetupAnswer> {
  return {
    id: `salesforce.import.${id}`,
    text,
    kind: 'salesforce-limit',
    appliesTo: 'Salesforce stored key',
    ...(says === undefined ? {} : { value: { says } }),
    source,
    confidence: 'B',
    asOf: factsAsOf,
    ...facts,
  };
}

/**
 * Why Certificate and Key Management > Import from Keystore refuses a file, in the words that it shows.
 *
 * unverified: none of them was seen in an org; the page was read in part.
 */
export const keystoreImportRules = {
  format: answer('format', 'An imported keystore is a Java keystore (JKS), or BCFKS in Government Cloud.'),
  keyEntry: answer(
    'key-entry',
    'A keystore is imported for its private keys: one without a key, or a key without its certificate, imports nothing.',
    "No certificate was imported because the keystore file doesn't contain a PrivateKey entry.",
  ),
  rsa: answer('rsa', 'An imported key is an RSA key.', 'The key is not an RSA key.'),
  pkcs8: answer('pkcs8', 'An imported key is written as PKCS#8.', 'The key must be in PKCS#8 format.'),
  size: answer(
    'size',
    'An imported key has 2048, 3072 or 4096 bits.',
    'Imported keys must have a bit size of 2048, 3072, or 4096.',
  ),
  keyFits: answer(
    'key-fits',
    'The first certificate of an imported key is its own.',
    'The private key does not match the certificate chain in the keystore.',
  ),
  onePassword: answer(
    'one-password',
    'Setup asks for the password of the keystore only, so each key in it has to have the same one.',
    "The Keystore contains a certificate '{alias}' whose per key password is not the same as the keystore password.",
    salesforceHelp('000387714'),
  ),
  alias: answer(
    'alias',
    'The alias of an entry becomes the unique name of its certificate, so it has to be one.',
    'Keystore contains an entry whose alias is not acceptable for import',
    salesforceHelp('000387657'),
    {
      note: 'The article was not seen, only its title and the message, by a third party. Which aliases are refused is taken from the rule on unique names.',
    },
  ),
} as const;
