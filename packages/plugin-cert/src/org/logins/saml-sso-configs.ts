import { addSamlSsoConfigs } from '@cert-health/core';
import type { SamlSsoConfigRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { textOf } from '../component.ts';
import { confirmEmpty } from '../empty-list.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'SamlSsoConfig';

const soql = 'SELECT Id, DeveloperName, NamespacePrefix, MasterLabel, ValidationCert FROM SamlSsoConfig';

const hideable = {
  what: 'single sign-on settings',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
  policy: 'Manage Certificates',
} as const;

/**
 * Single sign-on by SAML. The identity provider's certificate can be queried (Object Reference, SamlSsoConfig); what
 * the org itself signs and decrypts with is in the metadata only.
 */
export const samlSsoConfigs: PlaceReader = {
  place: 'saml-sso-configs',
  metadata: [type],
  async read(org, found) {
    const { api, metadata } = org;
    const what = 'the certificates with which single sign-on requests are signed and assertions decrypted';
    const [rows, answer] = await Promise.all([
      found.attemptGoverned(org, hideable, () => api.query<SamlSsoConfigRow>(soql)),
      metadata.all(type, what),
    ]);
    const components = found.take(answer);
    const partners = new Map(components.map((component) => [component.fullName, textOf(component, 'issuer')]));
    const queried = addSamlSsoConfigs(found, rows ?? [], partners);
    if (components.length === 0 && answer.gaps.length === 0) {
      if (queried.size > 0)
        found.gap({
          status: 'failed',
          detail: `The org gives ${queried.size} single sign-on settings and none of them as metadata, so ${what} are not known; look in Setup.`,
        });
      else if (rows) await confirmEmpty(org, hideable, found);
    }
    for (const component of components) {
      const { fullName: name, id } = component;
      const body = textOf(component, 'validationCert');
      if (body && !queried.has(name)) {
        found.carry(
          {
            name,
            label: textOf(component, 'name') ?? name,
            field: `${type}.validationCert`,
            id,
            partner: partners.get(name),
          },
          body,
        );
      }
      for (const field of ['requestSigningCertId', 'decryptionCertificate']) {
        const target = textOf(component, field);
        if (target) found.refer({ name, field: `${type}.${field}`, target, id });
      }
    }
  },
};
