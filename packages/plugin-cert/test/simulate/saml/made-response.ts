/**
 * SAML responses that are written in canonical form by hand and signed with Node's own cryptography: what verifies them is not what
 * made them.
 */
import { createHash, createSign } from 'node:crypto';
import { exportKey } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';

export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const ENVELOPED = `${SIGNATURE}enveloped-signature`;
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

export const moment = '2026-02-10T12:00:00Z';
export const ENTITY = 'https://okta.practice.example/exk1acme';
export const AUDIENCE = 'https://acme.example/entity';
export const LOGIN = 'https://acme.my.salesforce.com/?so=00D';

export interface ResponseWish {
  /** Left out: nothing is signed. */
  readonly signer?: Issued;
  /** What is signed; default: the assertion. */
  readonly sign?: readonly ('assertion' | 'response')[];
  readonly issuer?: string;
  readonly nameId?: string;
  readonly audience?: string;
  readonly recipient?: string;
  readonly status?: string;
  readonly notOnOrAfter?: string;
  readonly id?: string;
  readonly signature?: SignatureWish;
}

export interface SignatureWish {
  readonly algorithm?: string;
  readonly digestAlgorithm?: string;
  /** Node's name of the hash of the signature and of the digest. */
  readonly hash?: string;
  readonly canonicalization?: string;
  readonly transforms?: readonly string[];
  readonly uri?: string;
  /** Certificate in KeyInfo; null: none. Default: the signer's. */
  readonly brings?: Issued | null;
  /** Stands behind KeyInfo. */
  readonly more?: string;
  /** Signs in place of RSA. */
  readonly sign?: (info: string) => string;
  readonly secondReference?: boolean;
}

const empty = (name: string, algorithm: string): string => `<ds:${name} Algorithm="${algorithm}"></ds:${name}>`;

/** The assertion in exclusive canonical form, with the signature behind its issuer. */
export function assertionOf(wish: ResponseWish, signature = ''): string {
  const { issuer = ENTITY, nameId = 'ines@acme.example', audience = AUDIENCE, recipient = LOGIN, id = '_a1' } = wish;
  const { notOnOrAfter = '2026-02-10T12:05:00Z' } = wish;
  return (
    `<saml:Assertion xmlns:saml="${ASSERTION}" ID="${id}" IssueInstant="2026-02-10T11:59:30Z" Version="2.0">` +
    `<saml:Issuer>${issuer}</saml:Issuer>${signature}` +
    `<saml:Subject><saml:NameID>${nameId}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
    `<saml:SubjectConfirmationData NotOnOrAfter="${notOnOrAfter}" Recipient="${recipient}"></saml:SubjectConfirmationData>` +
    `</saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="2026-02-10T11:59:00Z" NotOnOrAfter="${notOnOrAfter}">` +
    `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `</saml:Assertion>`
  );
}

/** The response in exclusive canonical form. */
export function responseOf(
  content: string,
  { status = 'Success', issuer = ENTITY }: ResponseWish = {},
  signature = '',
): string {
  return (
    `<samlp:Response xmlns:samlp="${PROTOCOL}" ID="_r1" IssueInstant="2026-02-10T11:59:30Z" Version="2.0">` +
    `<saml:Issuer xmlns:saml="${ASSERTION}">${issuer}</saml:Issuer>${signature}` +
    `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"></samlp:StatusCode></samlp:Status>` +
    `${content}</samlp:Response>`
  );
}

/** A signature over text that is in canonical form. */
export async function signatureOver(
  canonical: string,
  id: string,
  signer: Issued,
  wish: SignatureWish = {},
): Promise<string> {
  const { algorithm = RSA_SHA256, digestAlgorithm = SHA256, hash = 'sha256', canonicalization = EXCLUSIVE } = wish;
  const { transforms = [ENVELOPED, EXCLUSIVE], uri = `#${id}`, brings = signer, more = '', secondReference } = wish;
  const digest = createHash(hash).update(canonical).digest('base64');
  const reference =
    `<ds:Reference URI="${uri}"><ds:Transforms>${transforms.map((one) => empty('Transform', one)).join('')}</ds:Transforms>` +
    `${empty('DigestMethod', digestAlgorithm)}<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  const info =
    `<ds:SignedInfo xmlns:ds="${SIGNATURE}">${empty('CanonicalizationMethod', canonicalization)}${empty('SignatureMethod', algorithm)}` +
    `${reference}${secondReference ? reference : ''}</ds:SignedInfo>`;
  const key = await exportKey(signer);
  const value = wish.sign?.(info) ?? createSign(`RSA-${hash.toUpperCase()}`).update(info).sign(key, 'base64');
  const certificate = brings && Buffer.from(brings.der).toString('base64');
  const keyInfo = certificate
    ? `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
    : '';
  // The declaration stands above as well, so that it need not be repeated.
  const written = info.replace(` xmlns:ds="${SIGNATURE}"`, '');
  return `<ds:Signature xmlns:ds="${SIGNATURE}">${written}<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo}${more}</ds:Signature>`;
}

/** A whole response. */
export async function madeResponse(wish: ResponseWish = {}): Promise<string> {
  const { signer, sign = ['assertion'], id = '_a1', signature } = wish;
  const own = signer && sign.includes('assertion') ? await signatureOver(assertionOf(wish), id, signer, signature) : '';
  const assertion = assertionOf(wish, own);
  const whole = signer && sign.includes('response');
  return responseOf(
    assertion,
    wish,
    whole ? await signatureOver(responseOf(assertion, wish), '_r1', signer, signature) : '',
  );
}
