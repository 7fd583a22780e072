import { foldApiName } from './api-name.ts';
import { isNameWithPlaceholder } from './placeholder.ts';
import { recordIdIn } from './record-id.ts';

/**
 * Finds the names of certificates among texts that may be anything: in custom metadata and settings, labels and flows.
 *
 * @param names Names of the certificates that may be meant.
 * @returns A function that gives the text, without blanks around it, when it means a certificate: its name, its record Id,
 * or, where a certificate is spoken of, what is filled in at deployment. `about`: names around the text, such as its field.
 */
export function storedNameFinder(names: Iterable<string>): (text: unknown, about: string) => string | undefined {
  const known = new Map([...names].map((name) => [foldApiName(name), name]));
  return (text, about) => {
    if (typeof text !== 'string') return undefined;
    const trimmed = text.trim();
    if (isCertificateId(trimmed)) return trimmed;
    const spokenOf = speaksOfCertificates.test(about);
    if (isNameWithPlaceholder(trimmed)) return spokenOf ? trimmed : undefined;
    const name = known.get(foldApiName(trimmed));
    return name !== undefined && (spokenOf || !isMereWord(name)) ? trimmed : undefined;
  };
}

/** In English, German, and, by the stem, in most other languages. */
const speaksOfCertificates = /cert|zertifikat|keystore|signing|tls/i;

/** A certificate called Partner is not what each text "Partner" means. */
function isMereWord(name: string): boolean {
  return /^(?:[A-Za-z][a-z]*|[A-Z]+)$/.test(name);
}

/** Ids of certificates begin with `0P1` (Tooling API, Certificate). */
function isCertificateId(text: string): boolean {
  return /^0p1/i.test(text) && recordIdIn(text) !== undefined;
}
