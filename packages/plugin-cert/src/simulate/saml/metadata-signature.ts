import { CertificateParseError, parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { attribute, children, textOf } from './elements.ts';
import { formOf } from './signature-form.ts';
import { parseStrictXml, StrictXmlError } from './strict-xml.ts';
import { verifySignature } from './verify-signature.ts';

/**
 * Who vouches for metadata by a signature on the whole of it. `in-use`: the key that the org believes today. `announced`: one of the keys that
 * it names itself, so that it is whole and nothing more is known. `other`: a key that is named nowhere else. `altered`: it is not what was
 * signed. `not-told`: it is signed in a way that cannot be checked here.
 */
export type MetadataVoucher = 'nobody' | 'in-use' | 'announced' | 'other' | 'altered' | 'not-told';

/**
 * Looks at the signature on the root of metadata.
 *
 * @source OASIS, Metadata for SAML 2.0, section 3
 */
export function voucherOf(
  text: string,
  { inUse, announced }: { readonly inUse: Certificate | undefined; readonly announced: readonly Certificate[] },
): MetadataVoucher {
  const root = rootOf(text);
  if (root === undefined) return 'not-told';
  const [signature] = children(root, 'signature', 'Signature');
  if (!signature) return 'nobody';
  const form = formOf(signature, root);
  if (form.fault !== undefined || attribute(root, 'ID') === undefined) return 'not-told';
  const verified = (certificate: Certificate) => verifySignature(text, signature, form, certificate).result;
  if (inUse && verified(inUse) === 'good') return 'in-use';
  if (announced.some((one) => verified(one) === 'good')) return 'announced';
  const own = ownCertificate(signature);
  const result = own && verified(own);
  if (result === 'good') return 'other';
  return result === 'bad' ? 'altered' : 'not-told';
}

function rootOf(text: string): Element | undefined {
  try {
    return parseStrictXml(text).documentElement;
  } catch (error) {
    if (error instanceof StrictXmlError) return undefined;
    throw error;
  }
}

/** The certificate that a signature brings along. */
function ownCertificate(signature: Element): Certificate | undefined {
  const [info] = children(signature, 'signature', 'KeyInfo');
  const [data] = children(info, 'signature', 'X509Data');
  const text = textOf(children(data, 'signature', 'X509Certificate')[0]);
  if (text === null) return undefined;
  try {
    return parseCertificate(Buffer.from(text.replaceAll(/\s/g, ''), 'base64'));
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}
