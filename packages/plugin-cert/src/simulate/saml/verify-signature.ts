import { createPublicKey } from 'node:crypto';
import type { Certificate } from '@cert-health/core';
import { SignedXml } from 'xml-crypto';
import type { SignatureForm } from './signature-form.ts';

/** What comes of verifying a signature with one key. */
export type Verified =
  /** What was signed, in canonical form: nothing else of the message may be believed. */
  { readonly result: 'good'; readonly content: string } | { readonly result: 'bad' | 'not-told' };

/** What is verified here; anything else is not called bad. A shared secret is never tried. */
const algorithms = [
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
];
const digests = [
  'http://www.w3.org/2000/09/xmldsig#sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
];

/**
 * Verifies a signature whose form was looked at, with the key of a certificate. The key that the message brings along is never used
 * unless it is the one that is given here.
 */
export function verifySignature(
  text: string,
  signature: Element,
  form: SignatureForm,
  certificate: Certificate,
): Verified {
  if (!algorithms.includes(form.algorithm) || !digests.includes(form.digest)) return { result: 'not-told' };
  // The algorithm only names a hash to the library; a key of another kind would be used as its own kind.
  if (certificate.publicKey.kind !== 'RSA') return { result: 'bad' };
  const content = signedContent(text, signature, certificate);
  if (content !== undefined) return { result: 'good', content };
  return { result: form.canonicalization === 'exclusive' ? 'bad' : 'not-told' };
}

function signedContent(text: string, signature: Element, { publicKey }: Certificate): string | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey.spki), format: 'der', type: 'spki' });
    const publicCert = key.export({ format: 'pem', type: 'spki' });
    const signed = new SignedXml({ publicCert });
    signed.idAttributes = ['ID'];
    signed.loadSignature(signature);
    if (!signed.checkSignature(text)) return undefined;
    const [content, ...more] = signed.getSignedReferences();
    return more.length === 0 ? content : undefined;
  } catch {
    // The library throws for a signature that is not good as for one that it does not understand; the form was looked at before.
    return undefined;
  }
}
