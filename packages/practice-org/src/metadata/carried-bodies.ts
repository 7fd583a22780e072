import { X509Certificate } from 'node:crypto';
import type { XmlRecord } from '../xml/xml.ts';
import { recordAt, textAt } from '../xml/xml.ts';

/** Elements that carry the certificate of somebody else (Metadata API Developer Guide, the page of each type). */
const carryingFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  SamlSsoConfig: [['validationCert']],
  ConnectedApp: [
    ['oauthConfig', 'certificate'],
    ['samlConfig', 'certificate'],
  ],
  ExtlClntAppGlobalOauthSettings: [['certificate']],
  ExtlClntAppSamlConfigurablePolicies: [['certificate']],
};

/** Without these a configuration is refused (SamlSsoConfig: required fields). */
const needed: Readonly<Record<string, readonly string[]>> = {
  SamlSsoConfig: ['identityLocation', 'identityMapping', 'issuer', 'name', 'samlVersion', 'validationCert'],
};

/**
 * Why a component is refused by what it carries; undefined: it is not.
 *
 * unverified: the wording, and which of these a real org looks at.
 */
export function carriedProblem(type: string, values: XmlRecord): string | undefined {
  const missing = (needed[type] ?? []).find((field) => (textAt(values, field) ?? '') === '');
  if (missing !== undefined) return `Required field is missing: ${missing}`;
  for (const path of carryingFields[type] ?? []) {
    const holder = path.slice(0, -1).reduce(recordAt, values);
    const body = textAt(holder, path.at(-1) ?? '') ?? '';
    if (body !== '' && !isCertificate(body)) return `In field: ${path.join('.')} - the certificate cannot be read`;
  }
  return undefined;
}

/** PEM, the base64 of DER, or the base64 of PEM: people deploy all three. */
function isCertificate(body: string): boolean {
  const bytes = body.includes('-----BEGIN') ? Buffer.from(body) : Buffer.from(body.replaceAll(/\s/g, ''), 'base64');
  try {
    return new X509Certificate(bytes).raw.length > 0;
  } catch {
    return false;
  }
}
