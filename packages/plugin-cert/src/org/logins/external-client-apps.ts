import { fullNameOf } from '@cert-health/core';
import type { App, NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { OrgApiError } from '../api.ts';
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
  readonly ExternalClientApplicationId?: string | null;
  readonly Certificate: string | null;
  readonly EncryptionCertificate: string | null;
  readonly IdpCertificateId: string | null;
}

const policyFields = 'Id, DeveloperName, MasterLabel, Certificate, EncryptionCertificate, IdpCertificateId';
const ownerField = 'ExternalClientApplicationId';

interface AppRow extends NamedRow {
  readonly MasterLabel: string | null;
}

/** The apps themselves, by Id and by name. */
type Apps = ReadonlyMap<string, App>;

/** External client apps: the settings of one app are spread over several types. */
export const externalClientApps: PlaceReader = {
  place: 'external-client-apps',
  metadata: [...types.map(({ type }) => type), policies],
  async read(org, found) {
    const apps = await appsOf(org);
    const [queried, ...answers] = await Promise.all([
      samlPolicies(org, apps, found),
      ...types.map(async (fields) => ({ fields, answer: await org.metadata.all(fields.type, what) })),
    ]);
    for (const { fields, answer } of answers) {
      for (const component of found.take(answer)) addFields(fields, component, apps, found);
    }
    // The Tooling API shows these policies to more users, and names the org's own certificate too.
    const samlKnown = queried || (await samlPoliciesOfMetadata(org, apps, found));
    if (!samlKnown && answers.every(({ answer }) => !answer.known)) {
      found.unavailable('This org has no external client apps.');
    }
  },
};

/** What the apps are called (Tooling API, ExternalClientApplication). Without an answer they go by their API names. */
async function appsOf({ api }: OrgReader): Promise<Apps> {
  try {
    const soql = 'SELECT Id, DeveloperName, NamespacePrefix, MasterLabel FROM ExternalClientApplication';
    const rows = await api.query<AppRow>(soql, 'tooling');
    const apps = rows.map((row) => ({ id: row.Id, name: fullNameOf(row), label: row.MasterLabel || fullNameOf(row) }));
    return new Map(apps.flatMap(({ id, name, label }) => [id, name].map((key) => [key, { name, label }])));
  } catch (error) {
    if (error instanceof OrgApiError) return new Map();
    throw error;
  }
}

function addFields(
  { type, carried = [], named = [], pinned }: AppType,
  component: { fullName: string; id?: string },
  apps: Apps,
  found: Found,
) {
  const { fullName: name, id } = component;
  const app = appOf(component, apps);
  const label = app?.label ?? textOf(component, 'label') ?? name;
  const about = { name, id, app };
  for (const field of carried) {
    const body = textOf(component, ...field.split('.'));
    if (body) found.carry({ ...about, label, field: `${type}.${field}` }, body);
  }
  for (const field of named) {
    const target = textOf(component, field);
    if (target) found.refer({ ...about, field: `${type}.${field}`, target });
  }
  const expected = pinned && textOf(component, pinned.value);
  if (!expected) return;
  const kind = textOf(component, pinned.kind);
  const shown = `${label} (${kind ? `${kind}: ` : ''}${expected})`;
  found.pin({ ...about, label: shown, field: `${type}.${pinned.value}` });
}

function appOf(component: { fullName: string }, apps: Apps): App | undefined {
  const owner = textOf(component, 'externalClientApplication');
  return owner === undefined ? undefined : (apps.get(owner) ?? { name: owner, label: owner });
}

/** @returns whether the org shows them this way. */
async function samlPolicies(org: OrgReader, apps: Apps, found: Found): Promise<boolean> {
  const { api } = org;
  const rows = await found.attempt(hideable.what, hideable.permission, async () => {
    const shown = await shownFields(api, 'ExtlClntAppSamlPlcyCnfg', 'tooling');
    if (!shown) return null;
    const fields = shown.has(ownerField) ? `${policyFields}, ${ownerField}` : policyFields;
    return api.query<PolicyRow>(`SELECT ${fields} FROM ExtlClntAppSamlPlcyCnfg`, 'tooling');
  });
  if (rows?.length === 0) await confirmEmpty(org, { ...hideable, described: true }, found);
  for (const row of rows ?? []) {
    const name = fullNameOf(row);
    const app = apps.get(row.ExternalClientApplicationId ?? '');
    const about = { name, id: row.Id, app };
    const label = app?.label ?? (row.MasterLabel || name);
    found.serve({ name, label });
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

async function samlPoliciesOfMetadata({ metadata }: OrgReader, apps: Apps, found: Found): Promise<boolean> {
  const answer = await metadata.all(policies, what);
  const fields = { type: policies, carried: ['certificate'], named: ['encryptionCertificate'] };
  for (const component of found.take(answer)) {
    addFields(fields, component, apps, found);
    const name = component.fullName;
    found.serve({ name, label: appOf(component, apps)?.label ?? textOf(component, 'label') ?? name });
  }
  return answer.known;
}
