/** The small company with certificates of others in its configuration, for rotations of what is carried. */
import assert from 'node:assert/strict';
import { certificateOfBody, valuesIn } from '@cert-health/core';
import { quietHarbor } from '@cert-health/practice-org';
import type { Company } from '@cert-health/practice-org';
import { issue } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import type { Rotating } from './rotating.ts';

const day = 86_400_000;
export const issuer = 'https://idp.example/quiet-harbor';

/** A certificate of an identity provider that began so many days ago; RSA, as SAML has it. */
export function providerCertificate(age: number, days: number, name = 'idp.example'): Promise<Issued> {
  const from = new Date(Date.now() - age * day).toISOString();
  return issue({ name, from, days, rsaBits: 2048 });
}

type Component = Company['components'][number];

function component(type: string, fullName: string, number: number, values: Component['values']): Component {
  const date = new Date(Date.now() - 35 * day);
  const id = `0AAHs${String(number).padStart(10, '0')}AAA`;
  return { type, fullName, id, createdDate: date, lastModifiedDate: date, values };
}

/** How the certificate stands in the configuration. */
export type Form = 'base64' | 'pem' | 'base64-pem';

export function bodyIn(form: Form, { pem, der }: Issued): string {
  if (form === 'pem') return pem.trim();
  return Buffer.from(form === 'base64' ? der : pem).toString('base64');
}

/** A single sign-on configuration, a second one, and an app whose tokens are verified. */
export async function companyCarrying(
  inUse: Issued,
  { form = 'base64', more = [] }: { readonly form?: Form; readonly more?: Company['components'] } = {},
): Promise<Company> {
  const company = await quietHarbor(new Date());
  const saml = (name: string, number: number, certificate: Issued, of: string) =>
    component('SamlSsoConfig', name, number, {
      identityLocation: 'SubjectNameId',
      identityMapping: 'FederationId',
      issuer: of,
      loginUrl: `${of}/sso`,
      name: `${name} & friends`,
      redirectBinding: true,
      samlEntityId: 'https://quietharbor.my.practice.example',
      samlVersion: 'SAML2_0',
      validationCert: bodyIn(form, certificate),
    });
  const other = await providerCertificate(10, 900, 'other.example');
  const app = component('ConnectedApp', 'Sync', 3, {
    contactEmail: 'it@quietharbor.example',
    label: 'Sync',
    oauthConfig: {
      callbackUrl: 'https://sync.example/callback',
      certificate: bodyIn('pem', inUse),
      consumerKey: '3MVG9.practice.Sync',
      scopes: ['Api'],
    },
  });
  return {
    ...company,
    components: [
      ...company.components,
      saml('Okta', 1, inUse, issuer),
      saml('Spare', 2, other, 'https://other.example'),
      app,
      ...more,
    ],
  };
}

/** Metadata of the identity provider, with these keys. */
export function metadataOf(keys: readonly Issued[], entity = issuer): string {
  const key = ({ der }: Issued): string =>
    `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${Buffer.from(der).toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entity}"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.map(key).join('')}</md:IDPSSODescriptor></md:EntityDescriptor>`;
}

/** Every single sign-on configuration, as text. */
export async function configurations({ port }: Pick<Rotating, 'port'>): Promise<Record<string, string>> {
  const { files } = await port.retrieve(new Map([['SamlSsoConfig', ['*']]]));
  const own = [...files].filter(([path]) => path !== 'package.xml');
  return Object.fromEntries(own.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}

/** Each configuration carries a certificate that can be read, and the identity provider's is one of these. */
export function carriesOneOf(these: readonly Issued[]): (one: Pick<Rotating, 'port'>) => Promise<void> {
  const place = { root: 'SamlSsoConfig', path: ['validationCert'] };
  return async (one) => {
    for (const [path, text] of Object.entries(await configurations(one))) {
      const [value = ''] = valuesIn(text, { place });
      const carried = Buffer.from(certificateOfBody(value)?.der ?? []);
      assert.ok(carried.length > 0, path);
      const isKnown = these.some(({ der }) => carried.equals(Buffer.from(der)));
      assert.ok(isKnown || path.includes('Spare'), path);
    }
  };
}
