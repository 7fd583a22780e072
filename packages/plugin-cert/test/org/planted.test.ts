import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { buildUseMap, referenceUseOf } from '@cert-health/core';
import type { Holding, Inventory, Reference, Source } from '@cert-health/core';
import { planted, startPracticeOrg } from '@cert-health/practice-org';
import type { Permission, PlantedReference, PracticeOrg } from '@cert-health/practice-org';
import type { OrgApi } from '../../src/org/api.ts';
import { orgApi } from '../../src/org/connection.ts';
import { readOrg } from '../../src/org/read-org.ts';
import type { OrgContent } from '../../src/org/read-org.ts';
import { connect } from '../fixtures/log-in.ts';

const permissions: readonly Permission[] = [
  'ModifyMetadata',
  'ViewSetup',
  'CustomizeApplication',
  'ManageCertificates',
  'ManageEncryptionKeys',
  'ManageInternalUsers',
  'CertificateBody',
];
const now = new Date('2026-11-22T02:15:00Z');

describe('an org in which every place names, carries, pins or meets certificates', () => {
  let practice: PracticeOrg;
  let api: OrgApi;
  let content: OrgContent;
  let wanted: readonly PlantedReference[];

  before(async () => {
    const company = await planted(now);
    // My Domain is not read: the evaluation takes the org's address from the log-in.
    wanted = company.references.filter(({ place }) => place !== 'my-domain');
    practice = await startPracticeOrg({ now, seed: () => Promise.resolve(company) });
    api = orgApi(await connect(practice));
    content = await readOrg(api);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  /** What two lists of references must agree in. */
  const plantedKey = (one: PlantedReference): string =>
    [
      `org.${one.place}`,
      one.name,
      fieldOf(one.field),
      one.targetId ?? one.target ?? '',
      one.line ?? '',
      one.fingerprint ?? '',
    ].join(' | ');
  const foundKey = (one: Reference): string =>
    [
      one.source,
      componentOf(one),
      fieldOf(one.field),
      one.target ?? '',
      one.line ?? '',
      fingerprintOf(one, content.holdings),
    ].join(' | ');
  const found = (): readonly Reference[] => content.references;

  test('a hundred references and more are planted', () => {
    assert.ok(wanted.length >= 100, `${wanted.length} planted`);
  });

  test('all of them are found', () => {
    const keys = new Set(found().map(foundKey));
    assert.deepEqual(
      wanted.map(plantedKey).filter((key) => !keys.has(key)),
      [],
    );
  });

  test('none is invented', () => {
    const keys = new Set(wanted.map(plantedKey));
    assert.deepEqual(
      found()
        .map(foundKey)
        .filter((key) => !keys.has(key)),
      [],
    );
  });

  test('each leads to the certificate that it was planted for, or to none where there is none', () => {
    const map = buildUseMap(inventoryOf(content));
    const resolved = [...map.uses, ...map.others];
    for (const one of wanted.filter(({ kind, target }) => kind === 'names' && target !== undefined)) {
      const matches = (reference: Pick<Reference, 'source' | 'name' | 'field' | 'id'>) =>
        reference.source === `org.${one.place}` &&
        componentOf(reference) === one.name &&
        fieldOf(reference.field) === fieldOf(one.field);
      const names = resolved.filter(({ reference }) => matches(reference)).map(({ holding }) => holding?.name);
      if (one.resolvesTo) assert.ok(names.includes(one.resolvesTo), `${plantedKey(one)} leads to ${String(names)}`);
      if (one.dangling) assert.ok(map.dangling.some(matches), `${plantedKey(one)} must dangle`);
    }
    assert.equal(map.dangling.length, wanted.filter(({ dangling }) => dangling).length);
  });

  test('every place is read', () => {
    assert.deepEqual(
      content.sources.filter(({ status }) => status !== 'read').map(({ id, status, detail }) => [id, status, detail]),
      [],
    );
  });

  test('who holds the permissions about certificates is told, active users only, and what grants them', () => {
    const grants = content.permissionGrants?.map(({ permission, grantedBy, holders }) => [
      permission,
      [grantedBy.map(({ name }) => name), holders?.map(({ name }) => name).sort()],
    ]);
    assert.deepEqual(Object.fromEntries(grants ?? []), {
      EnforceMutualAuthentication: [['Mutual_TLS'], ['Billing Integration', 'Telemetry Integration']],
      ManageCertificates: [
        ['Certificate_Admin', 'System Administrator'],
        ['Robin Vale', 'Илья Петров'],
      ],
      ManageCertificatesExpiration: [
        ['Certificate_Watch', 'System Administrator'],
        ['Robin Vale', 'Zoë Müller'],
      ],
    });
  });

  const readWithout = async (deny: readonly Permission[]): Promise<Map<string, Source>> => {
    practice.setFaults({ deny });
    const { sources } = await readOrg(api);
    return new Map(sources.map((source) => [source.id, source]));
  };
  const deniedIn = (sources: ReadonlyMap<string, Source>): Record<string, string | undefined> => {
    const denied = [...sources.values()].filter(({ status }) => status === 'denied');
    return Object.fromEntries(denied.map(({ id, permission }) => [id, permission] as const));
  };

  test('without "Modify Metadata" what only metadata tells is denied with it, and the rest is read', async () => {
    const sources = await readWithout(['ModifyMetadata']);
    const permission = 'Modify Metadata Through Metadata API Functions';
    const ids = ['connected-apps', 'external-client-apps', 'flows', 'identity-provider', 'inbound-certificates'];
    ids.push(
      'external-auth-identity-providers',
      'outbound-messages',
      'public-key-certificates',
      'saml-sso-configs',
      'sites',
    );
    assert.deepEqual(deniedIn(sources), Object.fromEntries(ids.map((id) => [`org.${id}`, permission])));
    assert.ok([...sources.values()].every(({ status }) => status === 'read' || status === 'denied'));
    assert.equal(sources.get('org.saml-sso-configs')?.items, 4, 'what SOQL tells of SAML is not lost');
  });

  test('without "View Setup" what the Tooling API tells is denied with it', async () => {
    const denied = deniedIn(await readWithout(['ViewSetup']));
    const permission = 'View Setup and Configuration';
    for (const id of [
      'certificates',
      'named-credentials',
      'external-credentials',
      'external-data-sources',
      'remote-sites',
      'apex',
    ]) {
      assert.equal(denied[`org.${id}`], permission, id);
    }
    assert.equal(denied['org.custom-metadata'], permission, 'names are not known without the list of certificates');
  });

  test('without "Manage Encryption Keys" the encryption keys are denied with it, alone', async () => {
    assert.deepEqual(deniedIn(await readWithout(['ManageEncryptionKeys'])), {
      'org.encryption-keys': 'Manage Encryption Keys',
    });
  });

  test('without "Manage Certificates" the list is denied with it, and so is the search for names', async () => {
    assert.deepEqual(deniedIn(await readWithout(['ManageCertificates'])), {
      'org.certificates': 'Manage Certificates',
      'org.custom-labels': 'Manage Certificates',
      'org.custom-metadata': 'Manage Certificates',
      'org.custom-settings': 'Manage Certificates',
      'org.flows': 'Manage Certificates',
    });
  });

  for (const permission of permissions) {
    test(`without ${permission} nothing is lost in silence: what a place that is read gives is all there is`, async () => {
      practice.setFaults({ deny: [permission] });
      const less = await readOrg(api);
      for (const { id, status, permission: needed } of less.sources) {
        if (status === 'denied') assert.ok(needed, `${id} names the permission`);
        if (status !== 'read') continue;
        const of = ({ references }: OrgContent) =>
          references
            .filter(({ source }) => source === id)
            .map((reference) => JSON.stringify(reference))
            .sort();
        // By another API a component may have another Id or none.
        assert.deepEqual(of(less).map(withoutId), of(content).map(withoutId), id);
      }
      assert.ok(less.sources.every(({ status }) => status === 'read' || status === 'denied'));
    });
  }

  test('without "Manage Internal Users" the certificates of users are read as metadata', async () => {
    const sources = await readWithout(['ManageInternalUsers']);
    assert.deepEqual(deniedIn(sources), {});
    assert.equal(sources.get('org.user-certificates')?.items, 3);
  });

  test('without both, the certificates of users are denied', async () => {
    const denied = deniedIn(await readWithout(['ManageInternalUsers', 'ModifyMetadata']));
    assert.ok(denied['org.user-certificates']);
  });

  test('an org without a feature says that it lacks it, which is no gap', async () => {
    practice.setFaults({
      missingTypes: [
        'InboundCertificate',
        'PublicKeyCertificate',
        'ExternalClientApplication',
        'MobSecurityCertPinConfig',
      ],
    });
    const { sources } = await readOrg(api);
    assert.deepEqual(
      sources.filter(({ status }) => status !== 'read').map(({ id, status }) => [id, status]),
      [
        ['org.inbound-certificates', 'unavailable'],
        ['org.mobile-pins', 'unavailable'],
        ['org.external-client-apps', 'unavailable'],
        ['org.public-key-certificates', 'unavailable'],
      ],
    );
  });

  test('with few requests left, what takes many is left out and says so', async () => {
    practice.setFaults({ apiRequestsLeft: 500 });
    const { sources } = await readOrg(api);
    const failed = sources.filter(({ status }) => status === 'failed');
    assert.ok(failed.every(({ detail }) => /Only \d+ of \d+ API requests are left today/.test(detail)));
    assert.ok(failed.some(({ id }) => id === 'org.apex'));
    assert.equal(sources.find(({ id }) => id === 'org.named-credentials')?.status, 'read');
    assert.equal(sources.find(({ id }) => id === 'org.certificates')?.status, 'read');
  });

  test('a reader takes few requests: one a body, and none that grows with the number of references', async () => {
    const start = practice.requests.length;
    await readOrg(api);
    const asked = practice.requests.slice(start);
    const bodies = asked.filter(({ path }) => path.endsWith('/CertificateChain'));
    assert.equal(bodies.length, content.holdings.filter(({ kind }) => kind === 'keyPair').length + 3);
    assert.ok(asked.length - bodies.length <= 60, `${asked.length - bodies.length} requests beside bodies`);
  });
});

function withoutId(reference: string): string {
  return JSON.stringify({ ...(JSON.parse(reference) as Reference), id: undefined });
}

function fieldOf(field: string): string {
  return referenceUseOf(field)?.field ?? field;
}

/** Tenant secrets have no API name; people are told their type and version instead of their Id. */
function componentOf({ source, name, id }: Pick<Reference, 'source' | 'name' | 'id'>): string {
  return source === 'org.encryption-keys' ? (id ?? name) : name;
}

function fingerprintOf(reference: Reference, holdings: readonly Holding[]): string {
  if (reference.target !== undefined) return '';
  const { source, name, body = name } = reference;
  const held = holdings.find((one) => one.source === source && one.name === body);
  return held?.certificates[0]?.fingerprint ?? '';
}

function inventoryOf({ org, sources, holdings, references }: OrgContent): Inventory {
  return { org, sources, holdings, references };
}
