import { addSamlSsoConfigs } from '@cert-health/core';
import type { SamlSsoConfigRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'SamlSsoConfig';

const soql = 'SELECT Id, DeveloperName, NamespacePrefix, MasterLabel, ValidationCert FROM SamlSsoConfig';

/**
 * Single sign-on by SAML. The identity provider's certificate can be queried (Object Reference, SamlSsoConfig); what
 * the org itself signs and decrypts with is in the metadata only.
 */
export const samlSsoConfigs: PlaceReader = {
  place: 'saml-sso-configs',
  metadata: [type],
  async read({ api, metadata }, found) {
    const what = 'the certificates with which single sign-on requests are signed and assertions decrypted';
    const [rows = [], answer] = await Promise.all([
      found.attempt('single sign-on settings', permissions.readConfiguration, () => api.query<SamlSsoConfigRow>(soql)),
      metadata.all(type, what),
    ]);
    const queried = addSamlSsoConfigs(found, rows);
    for (const component of found.take(answer)) {
      const { fullName: name, id } = component;
      const body = textOf(component, 'validationCert');
      if (body && !queried.has(name)) {
        found.carry({ name, label: textOf(component, 'name') ?? name, field: `${type}.validationCert`, id }, body);
      }
      for (const field of ['requestSigningCertId', 'decryptionCertificate']) {
        const target = textOf(component, field);
        if (target) found.refer({ name, field: `${type}.${field}`, target, id });
      }
    }
  },
};
