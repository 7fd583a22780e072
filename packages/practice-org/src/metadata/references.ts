import type { XmlRecord } from '../xml/xml.ts';
import { recordsAt, textAt } from '../xml/xml.ts';

/** Where a component names an entry of Certificate and Key Management, by its unique name. */
interface NamingField {
  readonly field: string;
  /** Element whose items hold the field; absent when the component itself does. */
  readonly within?: string;
}

/** Source: Metadata API Developer Guide, the page of each type. */
const namingFields: Readonly<Record<string, readonly NamingField[]>> = {
  NamedCredential: [
    { field: 'certificate' },
    { field: 'jwtSigningCertificate' },
    { within: 'namedCredentialParameters', field: 'certificate' },
  ],
  ExternalCredential: [{ within: 'externalCredentialParameters', field: 'certificate' }],
  ExternalDataSource: [{ field: 'certificate' }],
  SamlSsoConfig: [{ field: 'decryptionCertificate' }],
  ConnectedApp: [{ within: 'samlConfig', field: 'encryptionCertificate' }],
  CustomSite: [{ within: 'customWebAddresses', field: 'certificate' }],
  Settings: [{ field: 'certificateName' }],
};

/** Names of the key pairs that a component uses. */
export function namedCertificates(component: { readonly type: string; readonly values: XmlRecord }): string[] {
  return (namingFields[component.type] ?? []).flatMap(({ within, field }) => {
    const holders = within === undefined ? [component.values] : recordsAt(component.values, within);
    return holders.map((holder) => textAt(holder, field) ?? '').filter((name) => name !== '');
  });
}
