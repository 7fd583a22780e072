import { plural } from '@cert-health/core';
import { permissions } from '../access.ts';
import { textOf } from '../component.ts';
import { fullNameOf } from '../full-name.ts';
import type { NamedRow } from '../full-name.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'SamlSsoConfig';

interface ConfigRow extends NamedRow {
  readonly MasterLabel: string | null;
  readonly ValidationCert: string | null;
}

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
      found.attempt('single sign-on settings', permissions.readConfiguration, () => api.query<ConfigRow>(soql)),
      metadata.all(type, what),
    ]);
    const queried = new Set<string>();
    for (const row of rows) {
      const name = fullNameOf(row);
      queried.add(name);
      if (!row.ValidationCert) continue;
      const carried = { name, label: row.MasterLabel || name, field: `${type}.validationCert`, id: row.Id };
      found.carry(carried, row.ValidationCert);
    }
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
    const without = rows.filter((row) => !row.ValidationCert).length;
    if (without > 0) found.note(`${plural(without, 'setting')} without a certificate.`);
  },
};
