import type { Irregularity } from './model.ts';

/** Collects what is accepted and told while one input is decoded. */
export type Irregularities = Irregularity[];

/**
 * Rules that real certificates break without harm to what they say: there is one way to read them, and all software reads
 * them that way. Each is accepted and recorded; what to make of it is for checks and validation profiles to decide.
 */
const KNOWN = {
  'serial-negative': ['The serial number is negative.', 'RFC 5280 section 4.1.2.2'],
  'serial-zero': ['The serial number is zero.', 'RFC 5280 section 4.1.2.2'],
  'serial-too-long': ['The serial number is longer than 20 octets.', 'RFC 5280 section 4.1.2.2'],
  'time-generalized-before-2050': [
    'A date before 2050 is encoded as GeneralizedTime instead of UTCTime.',
    'RFC 5280 section 4.1.2.5',
  ],
  'default-encoded': ['A value that is the default is written out, which DER forbids.', 'X.690 section 11.5'],
  'rsa-parameters-missing': [
    'The parameters of an RSA algorithm are left out instead of NULL.',
    'RFC 3279 section 2.2.1',
  ],
  'parameters-not-absent': ['An algorithm that takes no parameters carries some.', 'RFC 5758 section 3.2'],
  'trailing-zero-bits': [
    'Zero bits at the end of a list of flags are written out, which DER forbids.',
    'X.690 section 11.2.2',
  ],
  'key-usage-unknown-bit': ['The key usage has a bit that is not defined.', 'RFC 5280 section 4.2.1.3'],
  'revoked-list-empty': ['A CRL without entries holds an empty list instead of none.', 'RFC 5280 section 5.1.2.6'],
  'request-attributes-missing': ['The request leaves out the field of attributes.', 'RFC 2986 section 4.1'],
  'unique-identifier': [
    'The certificate holds a unique identifier, which CAs must not issue.',
    'RFC 5280 section 4.1.2.8',
  ],
  'attribute-empty': ['A part of a name has an empty value.', 'RFC 5280 appendix A'],
  'issuer-empty': ['The issuer has no name.', 'RFC 5280 section 4.1.2.4'],
  'email-in-subject': [
    'The subject holds an email address, which belongs in the subject alternative name.',
    'RFC 5280 section 4.1.2.6',
  ],
  'printable-string-alphabet': ['A PrintableString holds a character outside its alphabet.', 'X.680 section 41.4'],
} as const satisfies Record<string, readonly [message: string, rule: string]>;

/** A CRL could break the same rule in each of a million entries; what matters is said long before. */
const MAX_NOTED = 100;

export type IrregularityCode = keyof typeof KNOWN;

export function note(list: Irregularities, code: IrregularityCode, offset: number): void {
  if (list.length >= MAX_NOTED) return;
  const [message, rule] = KNOWN[code];
  list.push({ code, message, rule, offset });
}
