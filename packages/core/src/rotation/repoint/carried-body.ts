import { heldChain } from '../../inventory/index.ts';
import { readBody } from '../../org-rows/index.ts';
import { certificateToPem } from '../../x509/index.ts';
import type { Certificate } from '../../x509/index.ts';

/** Stands where the body of a certificate belongs that is known only when the switch comes. */
export const newCertificate = '{the new certificate}';

/** The certificate whose body a value is; undefined where it can be read as none. */
export function certificateOfBody(value: string): Certificate | undefined {
  return heldChain(readBody(value).certificates)?.leaf;
}

/** How Salesforce and editors write the end of a line within a value. */
const LINE_END = /(?:&#(?:x0*d|13);|\r)?(?:\n|&#(?:x0*a|10);)/i;
const ANY_SPACE = /&#(?:x0*[ad]|1[03]);|\s/gi;
/** Characters of a line in PEM (RFC 7468 section 2). */
const USUAL_WIDTH = 64;

/**
 * The body of a certificate in the form of the one whose place it takes: PEM, base64 of DER or base64 of PEM, in lines of the same length
 * with the same ends. unverified: which of these forms Salesforce takes.
 *
 * @param was As it stands in the file, references to characters and all.
 * @returns As it is to stand there; nothing in it needs escaping.
 */
export function writtenBody(was: string, certificate: Certificate): string {
  const end = LINE_END.exec(was)?.[0];
  const pem = certificateToPem(certificate).trimEnd();
  if (was.includes('-----BEGIN')) return pem.split('\n').join(end ?? '\n');
  const bare = was.replaceAll(ANY_SPACE, '');
  const base64 = isBase64OfPem(bare) ? btoa(`${pem}\n`) : pem.split('\n').slice(1, -1).join('');
  if (end === undefined) return base64;
  const [first = ''] = was.split(LINE_END);
  const width = first.trim().length || USUAL_WIDTH;
  return (base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);
}

/** `-----BEGIN` in base64, whatever follows. */
function isBase64OfPem(text: string): boolean {
  return text.startsWith('LS0tLS1CRUdJTi');
}
