import { fullNameOf } from '@cert-health/core';
import { permissions } from '../access.ts';
import { textOf } from '../component.ts';
import { confirmEmpty } from '../empty-list.ts';
import type { Found } from '../found.ts';
import type { OrgReader, PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';

/** A metadata type of the family, and its fields by what they hold (Metadata API, External Client Apps). */
interface AppType {
  readonly type: string;
  readonly carried?: readonly string[];
  readonly named?: readonly string[];
  readonly pinned?: { readonly value: string; readonly kind: string };
}

const types: readonly AppType[] = [
  { type: 'ExtlClntAppGlobalOauthSettings', carried: ['certificate'] },
  { type: 'ExtlClntAppOauthSettings', named: ['assetTokenSigningCertificate', 'clientAssertionCertificate'] },
  {
    type: 'ExtlClntAppOauthSecuritySettings',
    pinned: { value: 'tlsClientAuthCertParamValue', kind: 'tlsClientAuthCertParamType' },
  },
  { type: 'ExtlClntAppPushSettings', carried: ['applePushConfig.certificate'] },
];

const policies = 'ExtlClntAppSamlConfigurablePolicies';
const what = 'external client apps';

const hideable = {
  what: 'SAML policies of external client apps',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
} as const;

interface PolicyRow {
  readonly Id: string;
  readonly DeveloperName: string;
  readonly MasterLabel: string | null;
  readonly Certificate: string | null;
  readonly EncryptionCertificate: string | null;
  readonly IdpCertificateId: string | null;
}

const soql =
  'SELECT Id, DeveloperName, MasterLabel, Certificate, EncryptionCertificate, IdpCertificateId FROM ExtlClntAppSamlPlcyCnfg';

/** External client apps: the settings of one app are spread over several types. */
export const externalClientApps: PlaceReader = {
  place: 'external-client-apps',
  metadata: [...types.map(({ type }) => type), policies],
  async read(org, found) {
    const [queried, ...answers] = await Promise.all([
      samlPolicies(org, found),
      ...types.map(async (fields) => ({ fields, answer: await org.metadata.all(fields.type, what) })),
    ]);
    for (const { fields, answer } of answers) {
      for (const component of found.take(answer)) addFields(fields, component, found);
    }
    // The Tooling API shows these policies to more users, and names the org's own certificate too.
    const samlKnown = queried || (await samlPoliciesOfMetadata(org, found));
    if (!samlKnown && answers.every(({ answer }) => !answer.known)) {
      found.unavailable('This org has no external client apps.');
    }
  },
};

function addFields(
  { type, carried = [], named = [], pinned }: AppType,
  component: { fullName: string; id?: string },
  found: Found,
) {
  const { fullName: name, id } = component;
  const label = textOf(component, 'label') ?? name;
  for (const field of carried) {
    const body = textOf(component, ...field.split('.'));
    if (body) found.carry({ name, label, field: `${type}.${field}`, id }, body);
  }
  for (const field of named) {
    const target = textOf(component, field);
    if (target) found.refer({ name, field: `${type}.${field}`, target, id });
  }
  const expected = pinned && textOf(component, pinned.value);
  if (!expected) return;
  const kind = textOf(component, pinned.kind);
  found.pin({ name, label: `${label} (${kind ? `${kind}: ` : ''}${expected})`, field: `${type}.${pinned.value}`, id });
}

/** @returns whether the org shows them this way. */
async function samlPolicies(org: OrgReader, found: Found): Promise<boolean> {
  const { api } = org;
  const rows = await found.attempt(hideable.what, hideable.permission, async () =>
    (await shownFields(api, 'ExtlClntAppSamlPlcyCnfg', 'tooling')) ? api.query<PolicyRow>(soql, 'tooling') : null,
  );
  if (rows?.length === 0) await confirmEmpty(org, { ...hideable, described: true }, found);
  for (const row of rows ?? []) {
    const name = fullNameOf(row);
    const about = { name, id: row.Id };
    const label = row.MasterLabel || name;
    if (row.Certificate) found.carry({ ...about, label, field: `${policies}.certificate` }, row.Certificate);
    if (row.EncryptionCertificate) {
      found.refer({ ...about, field: `${policies}.encryptionCertificate`, target: row.EncryptionCertificate });
    }
    if (row.IdpCertificateId) {
      found.refer({ ...about, field: 'ExtlClntAppSamlPlcyCnfg.IdpCertificateId', target: row.IdpCertificateId });
    }
  }
  return rows !== null && rows !== undefined;
}

async function samlPoliciesOfMetadata({ metadata }: OrgReader, found: Found): Promise<boolean> {
  const answer = await metadata.all(policies, what);
  const fields = { type: policies, carried: ['certificate'], named: ['encryptionCertificate'] };
  for (const component of found.take(answer)) addFields(fields, component, found);
  return answer.known;
}
