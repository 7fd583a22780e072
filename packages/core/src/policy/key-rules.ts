import { baselineRequirements, metadataApi, nistTransitions, salesforceHelp } from './documents.ts';
import { factsAsOf, type DatedRule } from './rule.ts';

/** Which keys a rule allows: a key that matches none of the entries is not allowed. */
export interface AllowedKeys {
  readonly rsa?: {
    readonly minimumBits?: number;
    /** Only these sizes, where a rule names them. */
    readonly sizes?: readonly number[];
    readonly bitsMultipleOf?: number;
    readonly minimumExponent?: number;
    readonly oddExponent?: boolean;
    /** Whether an id-RSASSA-PSS key is allowed beside rsaEncryption. */
    readonly pssKey?: boolean;
  };
  readonly ec?: { readonly curves?: readonly string[]; readonly minimumBits?: number };
  readonly other?: readonly string[];
}

/** Whose rules a key or signature is judged by. `any` is the floor below which nothing is safe, private or public. */
export type Audience = 'public-tls' | 'salesforce-key' | 'any';

export const keyRules: Readonly<Record<Audience, DatedRule<AllowedKeys>>> = {
  'public-tls': {
    id: 'br.key',
    text: 'A public TLS key is RSA of at least 2048 bits (divisible by 8, odd exponent of at least 3) or ECDSA on P-256, P-384 or P-521.',
    kind: 'key',
    appliesTo: 'public TLS leaf',
    value: {
      rsa: { minimumBits: 2048, bitsMultipleOf: 8, minimumExponent: 3, oddExponent: true },
      ec: { curves: ['P-256', 'P-384', 'P-521'] },
    },
    source: baselineRequirements('6.1.5 and 6.1.6'),
    confidence: 'A',
    asOf: factsAsOf,
    note: 'Ed25519, P-192, P-224 and ML-DSA are not allowed. Mozilla Root Store Policy 3.1 section 5.1 allows the same set.',
  },
  'salesforce-key': {
    id: 'salesforce.stored-key',
    text: 'A key stored in Salesforce is RSA of 2048, 3072 or 4096 bits.',
    kind: 'key',
    appliesTo: 'Salesforce stored key',
    value: { rsa: { sizes: [2048, 3072, 4096] } },
    source: salesforceHelp('security_keys_export_import_certs_with_a_keystore'),
    confidence: 'B',
    asOf: factsAsOf,
    note: 'The rule is stated for keys in a keystore that is imported; the import of an ECDSA key fails.',
    conflictsWith: ['salesforce.metadata-key-size'],
  },
  any: {
    id: 'nist.key',
    text: 'RSA keys under 2048 bits and elliptic curves under 224 bits are no longer acceptable for making signatures.',
    kind: 'key',
    from: '2014-01-01T00:00:00Z',
    appliesTo: 'any certificate',
    value: {
      rsa: { minimumBits: 2048, minimumExponent: 3, oddExponent: true, pssKey: true },
      ec: { minimumBits: 224 },
      other: ['Ed25519', 'Ed448', 'ML-DSA', 'SLH-DSA'],
    },
    source: nistTransitions('3'),
    confidence: 'B',
    asOf: factsAsOf,
  },
};

/** What the Metadata API page still says, kept beside the newer page that contradicts it. */
export const metadataKeySize: DatedRule<AllowedKeys> = {
  id: 'salesforce.metadata-key-size',
  text: 'The Metadata API documents keySize as 2048 or 4096.',
  kind: 'salesforce-statement',
  appliesTo: 'Salesforce stored key',
  value: { rsa: { sizes: [2048, 4096] } },
  source: metadataApi('Certificate'),
  confidence: 'B',
  asOf: factsAsOf,
  note: 'The page is older than the support of 3072.',
  conflictsWith: ['salesforce.stored-key'],
};
