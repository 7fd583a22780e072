import { baselineRequirements, nistTransitions } from './documents.ts';
import { factsAsOf, type DatedRule } from './rule.ts';

/** Digest and kind of a signature algorithm, by OID. `hash: 'parameters'` stands for RSASSA-PSS, which names it inside. */
export interface SignatureAlgorithm {
  readonly scheme: 'RSA PKCS#1 v1.5' | 'RSASSA-PSS' | 'ECDSA' | 'DSA' | 'EdDSA' | 'ML-DSA' | 'SLH-DSA';
  readonly hash: 'MD2' | 'MD4' | 'MD5' | 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512' | 'own' | 'parameters';
}

const pkcs1 = (hash: SignatureAlgorithm['hash']): SignatureAlgorithm => ({ scheme: 'RSA PKCS#1 v1.5', hash });
const ecdsa = (hash: SignatureAlgorithm['hash']): SignatureAlgorithm => ({ scheme: 'ECDSA', hash });

/** RFC 3279, 4055, 5758, 8410, 9881; NIST CSOR. */
export const signatureAlgorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.2': pkcs1('MD2'),
  '1.2.840.113549.1.1.3': pkcs1('MD4'),
  '1.2.840.113549.1.1.4': pkcs1('MD5'),
  '1.2.840.113549.1.1.5': pkcs1('SHA-1'),
  '1.3.14.3.2.29': pkcs1('SHA-1'),
  '1.2.840.113549.1.1.14': pkcs1('SHA-224'),
  '1.2.840.113549.1.1.11': pkcs1('SHA-256'),
  '1.2.840.113549.1.1.12': pkcs1('SHA-384'),
  '1.2.840.113549.1.1.13': pkcs1('SHA-512'),
  '1.2.840.113549.1.1.10': { scheme: 'RSASSA-PSS', hash: 'parameters' },
  '1.2.840.10045.4.1': ecdsa('SHA-1'),
  '1.2.840.10045.4.3.1': ecdsa('SHA-224'),
  '1.2.840.10045.4.3.2': ecdsa('SHA-256'),
  '1.2.840.10045.4.3.3': ecdsa('SHA-384'),
  '1.2.840.10045.4.3.4': ecdsa('SHA-512'),
  '1.2.840.10040.4.3': { scheme: 'DSA', hash: 'SHA-1' },
  '2.16.840.1.101.3.4.3.1': { scheme: 'DSA', hash: 'SHA-224' },
  '2.16.840.1.101.3.4.3.2': { scheme: 'DSA', hash: 'SHA-256' },
  '1.3.101.112': { scheme: 'EdDSA', hash: 'own' },
  '1.3.101.113': { scheme: 'EdDSA', hash: 'own' },
  '2.16.840.1.101.3.4.3.17': { scheme: 'ML-DSA', hash: 'own' },
  '2.16.840.1.101.3.4.3.18': { scheme: 'ML-DSA', hash: 'own' },
  '2.16.840.1.101.3.4.3.19': { scheme: 'ML-DSA', hash: 'own' },
};

export interface AllowedSignatures {
  readonly schemes: readonly SignatureAlgorithm['scheme'][];
  readonly hashes: readonly SignatureAlgorithm['hash'][];
}

export const signatureRules: Readonly<Record<'public-tls' | 'any', DatedRule<AllowedSignatures>>> = {
  'public-tls': {
    id: 'br.signature',
    text: 'A public TLS certificate is signed with RSA (PKCS#1 v1.5 or PSS) or ECDSA over SHA-256, SHA-384 or SHA-512.',
    kind: 'signature',
    appliesTo: 'public TLS leaf',
    value: { schemes: ['RSA PKCS#1 v1.5', 'RSASSA-PSS', 'ECDSA'], hashes: ['SHA-256', 'SHA-384', 'SHA-512'] },
    source: baselineRequirements('7.1.3.2'),
    confidence: 'A',
    asOf: factsAsOf,
    note: "The hash of a root's own signature does not matter: a trust anchor is not believed for its signature.",
  },
  any: {
    id: 'nist.signature',
    text: 'Signatures over MD2, MD4, MD5 or SHA-1 can be forged and are no longer acceptable.',
    kind: 'signature',
    from: '2014-01-01T00:00:00Z',
    appliesTo: 'any certificate',
    value: {
      schemes: ['RSA PKCS#1 v1.5', 'RSASSA-PSS', 'ECDSA', 'DSA', 'EdDSA', 'ML-DSA', 'SLH-DSA'],
      hashes: ['SHA-224', 'SHA-256', 'SHA-384', 'SHA-512', 'own'],
    },
    source: nistTransitions('3 and 9'),
    confidence: 'B',
    asOf: factsAsOf,
  },
};

export const sha1Sunset: DatedRule = {
  id: 'br.sha1-sunset',
  text: 'SHA-1 may no longer be used for any signature of a public CA, the last narrow CA cases included.',
  kind: 'signature',
  from: '2026-09-15T00:00:00Z',
  appliesTo: 'public hierarchy',
  source: baselineRequirements('7.1.3.2.1'),
  confidence: 'A',
  asOf: factsAsOf,
};
