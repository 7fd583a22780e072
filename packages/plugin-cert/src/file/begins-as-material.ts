import { closeSync, openSync, readSync } from 'node:fs';
import { keystoreKindOf } from '@cert-health/core';

/** Octets that tell the kind of a keystore: the head of one of Bouncy Castle, and its first entry with a name. */
const head = Buffer.alloc(512);

/**
 * Whether a file begins as a certificate in PEM or DER does, or as a keystore, so that it is one whatever it is called: a static
 * resource, a `.cert`, a file without a suffix. One that cannot be opened is none here: whoever reads it says why.
 */
export function beginsAsMaterial(path: string): boolean {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const bytes = head.subarray(0, readSync(file, head, 0, head.length, 0));
    return keystoreKindOf(bytes) !== undefined || beginsAsCertificate(bytes);
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** RFC 7468 section 5.1, with its older labels; a text that quotes one further on, as notes do, begins otherwise. */
const armored = /^\s*-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----\s/;

/** What a certificate of version 3 begins with (RFC 5280 section 4.1): two sequences with lengths of two octets, and `[0] 2`. */
const der = [0x30, 0x82, undefined, undefined, 0x30, 0x82, undefined, undefined, 0xa0, 3, 2, 1, 2];

function beginsAsCertificate(bytes: Buffer): boolean {
  if (bytes[0] === 0x30) return der.every((octet, at) => octet === undefined || bytes[at] === octet);
  const text = bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  return text.includes('-----') && armored.test(text);
}
