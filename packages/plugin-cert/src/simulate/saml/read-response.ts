import { parseCertificate } from '@cert-health/core';
import type { Certificate, SamlResponseFacts, SamlSignature } from '@cert-health/core';
import { VerifyInputError } from '../../verify/verify-error.ts';
import { allElements, attribute, children, isNamed, textOf } from './elements.ts';
import { readAssertion } from './read-assertion.ts';
import { formOf } from './signature-form.ts';
import type { SignatureForm } from './signature-form.ts';
import { parseStrictXml, StrictXmlError } from './strict-xml.ts';
import { verifySignature } from './verify-signature.ts';
import type { Verified } from './verify-signature.ts';

interface FoundSignature {
  readonly element: Element;
  readonly over: SamlSignature['over'];
  readonly form: SignatureForm;
}

/** A response as it stands, before any key was tried. */
export interface SamlMessage {
  readonly text: string;
  readonly response: Element;
  readonly signatures: readonly FoundSignature[];
  /** The certificate that it brings along. */
  readonly sent: Certificate | undefined;
}

/**
 * Reads a response.
 *
 * @throws {VerifyInputError} when it is none that can be read
 */
export function readSamlMessage(text: string, path: string): SamlMessage {
  const response = rootOf(text, path);
  const signatures = allElements(response)
    .filter((one) => isNamed(one, 'signature', 'Signature'))
    .map((element): FoundSignature => {
      const parent = element.parentNode as Element;
      return { element, over: overOf(parent, response), form: formOf(element, parent) };
    });
  const own = signatures.filter(({ over }) => over !== 'other');
  return {
    text,
    response,
    signatures,
    sent: own.map(({ element }) => certificateIn(element)).find((one) => one !== undefined),
  };
}

function rootOf(text: string, path: string): Element {
  let root: Element;
  try {
    root = parseStrictXml(text).documentElement;
  } catch (error) {
    throw error instanceof StrictXmlError ? new VerifyInputError(`${path}: it ${error.message}.`) : error;
  }
  if (isNamed(root, 'protocol', 'Response')) return root;
  if (isNamed(root, 'assertion', 'Assertion'))
    throw new VerifyInputError(
      `${path}: it is an assertion without its response; save the whole form field SAMLResponse.`,
    );
  const old = root.namespaceURI === 'urn:oasis:names:tc:SAML:1.0:protocol';
  throw new VerifyInputError(
    `${path}: it is no SAML 2.0 response${old ? ', but one of SAML 1.1, which is not looked at here' : ''}; save the form field SAMLResponse. Metadata goes with --metadata.`,
  );
}

function overOf(parent: Element, response: Element): SamlSignature['over'] {
  if (parent === response) return 'response';
  return parent.parentNode === response && isNamed(parent, 'assertion', 'Assertion') ? 'assertion' : 'other';
}

function certificateIn(signature: Element): Certificate | undefined {
  const [info] = children(signature, 'signature', 'KeyInfo');
  const data = children(info, 'signature', 'X509Data');
  const body = textOf(data.flatMap((one) => children(one, 'signature', 'X509Certificate'))[0]);
  try {
    return body === null ? undefined : parseCertificate(Buffer.from(body.replaceAll(/\s/g, ''), 'base64'));
  } catch {
    return undefined;
  }
}

/**
 * What a response says, and with whose key it is signed.
 *
 * @param held the certificate of the setting; undefined where it is not known
 */
export function factsOfResponse(message: SamlMessage, held: Certificate | undefined): SamlResponseFacts {
  const { text, response, sent } = message;
  const plain = children(response, 'assertion', 'Assertion');
  const encrypted = children(response, 'assertion', 'EncryptedAssertion');
  const all = allElements(response).filter(
    (one) => isNamed(one, 'assertion', 'Assertion') || isNamed(one, 'assertion', 'EncryptedAssertion'),
  );
  const tried = message.signatures.map((one) => ({ ...one, ...tryKeys(text, one, held, sent) }));
  const [written] = plain;
  const [code] = children(children(response, 'protocol', 'Status')[0], 'protocol', 'StatusCode');
  return {
    status: attribute(code, 'Value') ?? null,
    issuer: textOf(children(response, 'assertion', 'Issuer')[0]),
    assertions: {
      plain: plain.length,
      encrypted: encrypted.length,
      misplaced: all.length - plain.length - encrypted.length,
    },
    signatures: tried.map(({ over, form, madeWith }) => ({
      over,
      ...(form.fault === undefined ? {} : { fault: form.fault }),
      algorithm: form.algorithm,
      digest: form.digest,
      madeWith,
    })),
    ...(sent ? { sent } : {}),
    assertion: written ? readAssertion(signedAssertion(tried) ?? written, written) : null,
  };
}

type Tried = FoundSignature & { readonly madeWith: SamlSignature['madeWith']; readonly content?: string };

/** A signature whose form is wrong is not tried: whatever it is good for, it is not for this. */
function tryKeys(
  text: string,
  { element, form, over }: FoundSignature,
  held: Certificate | undefined,
  sent: Certificate | undefined,
): Pick<Tried, 'madeWith' | 'content'> {
  if (form.fault !== undefined || over === 'other') return { madeWith: 'not-told' };
  const by = (certificate: Certificate | undefined): Verified | undefined =>
    certificate && verifySignature(text, element, form, certificate);
  const byHeld = by(held);
  if (byHeld?.result === 'good') return { madeWith: 'held', content: byHeld.content };
  if (byHeld?.result === 'not-told') return { madeWith: 'not-told' };
  const isSent = by(sent)?.result === 'good';
  return { madeWith: isSent ? 'sent' : 'neither' };
}

/** Read anew from what was signed, so that nothing else can come in between. */
function signedAssertion(tried: readonly Tried[]): Element | undefined {
  const signed =
    tried.find(({ over, content }) => content !== undefined && over === 'assertion') ??
    tried.find(({ content }) => content !== undefined);
  if (signed?.content === undefined) return undefined;
  const root = parseStrictXml(signed.content).documentElement;
  if (isNamed(root, 'assertion', 'Assertion')) return root;
  return isNamed(root, 'protocol', 'Response') ? children(root, 'assertion', 'Assertion')[0] : undefined;
}
