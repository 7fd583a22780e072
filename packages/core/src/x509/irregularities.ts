import { CertificateParseError } from './errors.ts';
import type { DerCursor } from './der.ts';
import type { Irregularity } from './model.ts';

/** Collects what is accepted and told while one input is decoded. */
export type Irregularities = Irregularity[];

/**
 * Rules that real certificates break without harm to what they say: there is one way to read them, and OpenSSL, Java and Go all
 * read them that way. Each is accepted and recorded; what to make of it is for checks and validation profiles to decide. `{}`
 * stands for the field.
 */
const KNOWN = {
  'serial-negative': ['The serial number is negative.', 'RFC 5280 section 4.1.2.2'],
  'serial-zero': ['The serial number is zero.', 'RFC 5280 section 4.1.2.2'],
  'serial-too-long': ['The serial number is longer than 20 octets.', 'RFC 5280 section 4.1.2.2'],
  'time-generalized-before-2050': [
    '{} lies before 2050 but is encoded as GeneralizedTime instead of UTCTime.',
    'RFC 5280 section 4.1.2.5',
  ],
  'default-encoded': ['{} is the default and written out all the same, which DER forbids.', 'X.690 section 11.5'],
  'not-critical-encoded': [
    'The extension {} says in so many words that it is not critical, which DER forbids.',
    'X.690 section 11.5',
  ],
  'version-1-encoded': ['The version is written out though it is 1, which DER forbids.', 'X.690 section 11.5'],
  'set-order': ['The members of {} do not stand in the order that DER prescribes.', 'X.690 section 11.6'],
  'rsa-parameters-missing': ['The parameters of {} (RSA) are left out instead of NULL.', 'RFC 3279 section 2.2.1'],
  'parameters-not-absent': ['{} carries parameters, though the algorithm takes none.', 'RFC 5758 section 3.2'],
  'trailing-zero-bits': ['Zero bits at the end of {} are written out, which DER forbids.', 'X.690 section 11.2.2'],
  'key-usage-unknown-bit': ['The key usage has a bit that is not defined.', 'RFC 5280 section 4.2.1.3'],
  'cert-sign-without-ca': [
    'The key usage lets the key sign certificates, though the basic constraints do not make it a certificate authority.',
    'RFC 5280 section 4.2.1.9',
  ],
  'path-length-without-ca': [
    'The basic constraints limit the length of paths, though they do not make it a certificate authority.',
    'RFC 5280 section 4.2.1.9',
  ],
  'extension-empty': ['{} holds nothing, where at least one entry belongs.', 'RFC 5280 appendix A'],
  'extension-trailing-data': ['The extension {} is followed by octets that do not belong there.', 'X.690 section 8.1'],
  'extension-unreadable': ['The extension {} cannot be read and counts as absent.', 'RFC 5280 section 4.2'],
  'authority-key-identifier-half': [
    'The authority key identifier names an issuer or a serial number without the other.',
    'RFC 5280 section 4.2.1.1',
  ],
  'revoked-list-empty': ['A CRL without entries holds an empty list instead of none.', 'RFC 5280 section 5.1.2.6'],
  'revocation-reason-unknown': ['An entry gives a reason that is not defined.', 'RFC 5280 section 5.3.1'],
  'crl-number-odd': ['{} is negative or longer than 20 octets.', 'RFC 5280 section 5.2.3'],
  'request-attributes-missing': ['The request leaves out the field of attributes.', 'RFC 2986 section 4.1'],
  'request-version': [
    'The request says that it is of version {}; requests have version 1 and no other.',
    'RFC 2986 section 4.1',
  ],
  'request-extensions-twice': [
    "The request asks for extensions in two ways, by PKCS#9 and in Microsoft's; the first counts.",
    'RFC 2985 section 5.4.2',
  ],
  'unique-identifier': [
    'The certificate holds a unique identifier, which CAs must not issue.',
    'RFC 5280 section 4.1.2.8',
  ],
  'relative-name-empty': ['A part of {} holds nothing.', 'RFC 5280 appendix A'],
  'attribute-empty': ['A part of {} has an empty value.', 'RFC 5280 appendix A'],
  'issuer-empty': ['The issuer has no name.', 'RFC 5280 section 4.1.2.4'],
  'email-in-subject': [
    'The subject holds an email address, which belongs in the subject alternative name.',
    'RFC 5280 section 4.1.2.6',
  ],
  'printable-string-alphabet': [
    'A PrintableString in {} holds a character outside its alphabet.',
    'X.680 section 41.4',
  ],
  'string-alphabet': ['A text in {} holds a character outside the alphabet of its type.', 'X.680 section 41.4'],
  'text-not-decoded': ['A text in {} cannot be decoded', 'X.690 section 8.23'],
} as const satisfies Record<string, readonly [message: string, rule: string]>;

/** A CRL could break the same rule in each of a million entries; what matters is said long before. */
const MAX_NOTED = 100;

export type IrregularityCode = keyof typeof KNOWN;

/** @param field what it is about, as the message needs it: "the subject" */
export function note(list: Irregularities, code: IrregularityCode, offset: number, field = ''): void {
  if (list.length >= MAX_NOTED) return;
  const [message, rule] = KNOWN[code];
  list.push({ code, message: capital(message.replace('{}', field)), rule, offset });
}

/** A text that is kept as escaped octets: what it says is not known, and whoever reads the file has to hear of it. */
export function noteUndecoded(list: Irregularities, offset: number, field: string, why: string): void {
  if (list.length >= MAX_NOTED) return;
  const [message, rule] = KNOWN['text-not-decoded'];
  list.push({ code: 'text-not-decoded', message: `${message.replace('{}', field)}: ${why}.`, rule, offset });
}

/** Enters a SEQUENCE OF that should hold one element at least, and notes when it holds none. */
export function enterNoted(cursor: DerCursor, tag: number, what: string, list: Irregularities): DerCursor {
  const inner = cursor.enter(tag, what);
  if (inner.done) note(list, 'extension-empty', cursor.start, what);
  return inner;
}

/** Reads what no peer reads: where it is malformed it counts as absent, and that is noted, and nothing else of it. */
export function readOrNote(list: Irregularities, offset: number, field: string, read: () => void): boolean {
  const before = list.length;
  try {
    read();
    return true;
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    list.length = before;
    note(list, 'extension-unreadable', offset, field);
    return false;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** All codes, for those that must have an answer to each. */
export const irregularityCodes = Object.keys(KNOWN) as readonly IrregularityCode[];
