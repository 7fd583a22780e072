import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildUseMap, replacedPlaces } from '@cert-health/core';
import type { Holding, Inventory, Reference } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../../fixtures/certificates.ts';
import * as c from './chains.ts';

const { given, placeOf, replaced } = c;
const renewal = { next: given(c.renewed, c.ca) };
const judge = async (place: Parameters<typeof placeOf>[1], use: Parameters<typeof placeOf>[0], one: c.Case = renewal) =>
  (await replaced(one, [placeOf(use, place)])).uses[0]!;

describe('the same certificate', () => {
  test('with the same chain changes nothing, and says so', async () => {
    const { identical, verdict, changes, uses } = await replaced({ next: given(c.old, c.ca) });
    assert.deepEqual([identical, verdict, changes], [true, 'unchanged', []]);
    assert.ok(uses.length > 0 && uses.every(({ why }) => /same certificate/.test(why)));
  });

  test('with another chain differs in that alone', async () => {
    const { identical, changes } = await replaced({ next: given(c.old) });
    assert.equal(identical, false);
    assert.deepEqual(
      changes.map(({ subject }) => subject),
      ['chain'],
    );
  });

  test('whose order means nothing is the same in any order', async () => {
    const set = { ...c.disordered(c.old, c.ca, c.old), ordered: false };
    assert.equal((await replaced({ next: set })).identical, true);
  });
});

describe('without references', () => {
  const usesOf = async (old: c.Case['old']) =>
    (await replaced({ old: old!, next: given(c.renewed, c.ca) })).uses.map(({ use }) => use).sort();

  test('every use is judged that the old certificate could have', async () => {
    assert.deepEqual(await usesOf(given(c.old, c.ca)), [
      'custom-domain',
      'inbound-api-mtls',
      'inbound-sso',
      'inbound-user-mtls',
      'outbound-apex-mtls',
      'outbound-apex-one-way-tls',
      'outbound-sso',
    ]);
    const servers = ['custom-domain', 'inbound-sso', 'outbound-apex-one-way-tls', 'outbound-sso'];
    assert.deepEqual(await usesOf(given(c.forServers, c.ca)), servers);
  });

  test('one of Salesforce itself is judged for those who call', async () => {
    const own = await issue({
      subject: 'CN=acme.my.salesforce.com',
      issuer: c.ca,
      dnsNames: ['acme.my.salesforce.com'],
    });
    assert.ok((await usesOf(given(own, c.ca))).includes('inbound-one-way-tls'));
  });

  test('one that Salesforce made for signing serves no server', async () => {
    const made = await issueLikeSalesforce('Signing', '2026-01-01', '2027-01-01');
    assert.deepEqual(await usesOf(given(made)), ['inbound-sso', 'outbound-apex-mtls', 'outbound-sso']);
  });

  test('a name that is lost breaks whoever calls by it, as nothing says that nobody does', async () => {
    const { uses } = await replaced({ next: given(c.fewerNames, c.ca) });
    const outbound = uses.find(({ use }) => use === 'outbound-apex-one-way-tls');
    assert.equal(outbound?.outcome, 'breaks');
    assert.match(outbound.why, /www\.acme\.example/);
  });
});

describe('who acts', () => {
  const partners = async (use: Parameters<typeof placeOf>[0], place: Parameters<typeof placeOf>[1]) =>
    (await judge(place, use)).reasons.flatMap(({ who }) => (who?.role === 'partner' ? who.name : []));

  test('is the partner by the server that the configuration calls, else by its name', async () => {
    assert.deepEqual(
      [...new Set(await partners('outbound-apex-mtls', { host: 'partner.example' }))],
      ['whoever runs partner.example'],
    );
    assert.deepEqual(
      [...new Set(await partners('outbound-apex-mtls', {}))],
      ['whoever runs the server behind "Partner"'],
    );
    assert.deepEqual([...new Set(await partners('outbound-sso', {}))], ['the system behind "Partner"']);
    assert.deepEqual(
      [...new Set(await partners('inbound-sso', { kind: 'names' }))],
      ['the system that "Partner" believes'],
    );
  });

  test('must act before the old certificate ends, or at once when it has', async () => {
    assert.equal((await judge({}, 'outbound-sso')).before, '2026-12-31');
    assert.equal((await judge({}, 'outbound-sso', { ...renewal, at: new Date('2027-01-10') })).before, null);
  });

  test('is given the certificate, what is new above it, and the root', async () => {
    const next = given(c.underOther, c.otherCa, c.otherRoot);
    const { reasons } = await judge({ host: 'partner.example' }, 'outbound-apex-mtls', { next });
    const give = (subject: string) =>
      reasons
        .filter((one) => one.subject === subject)
        .flatMap((one) => one.give.map(({ what, fingerprint }) => [what, fingerprint]));
    const { fingerprint: root } = c.otherRoot.certificate;
    const { fingerprint: ca } = c.otherCa.certificate;
    assert.deepEqual(give('root'), [
      ['root', root],
      ['intermediate', ca],
    ]);
    assert.deepEqual(give('certificate'), [
      ['certificate', c.underOther.certificate.fingerprint],
      ['intermediate', ca],
    ]);
  });
});

describe('a key', () => {
  const does = async (one: c.Case) =>
    (await judge({}, 'outbound-apex-mtls', one)).reasons.map(({ what }) => what).join('\n');

  test('that is the same asks for an upload to the same record', async () => {
    assert.match(await does({ next: given(c.sameKey, c.ca) }), /upload the new chain to the record/);
  });

  test('that is new is to be made in the org or imported', async () => {
    assert.match(await does(renewal), /import it with its chain as a keystore/);
  });

  test('that is in the org already is only to be chosen', async () => {
    const text = await does({ next: { ...given(c.renewed, c.ca), keyInOrg: true } });
    assert.match(text, /are in the org: choose it/);
    assert.doesNotMatch(text, /keystore/);
  });

  test('says of single sign-on whether the old one still verifies', async () => {
    const whyOf = async (next: c.Case['next']) => (await judge({ kind: 'carries' }, 'inbound-sso', { next })).why;
    assert.match(await whyOf(given(c.sameKey, c.ca)), /same key signs fits that one too/);
    assert.match(await whyOf(given(c.renewed, c.ca)), /believes no other key/);
  });
});

describe('a place', () => {
  test('that holds a hash of it must get the new hash', async () => {
    const reference = { source: 'org.pins', name: 'Field_App', field: 'MobSecurityCertPinConfig.certificateHash' };
    const { outcome, what } = await judge({ kind: 'pins', reference }, 'inbound-one-way-tls');
    assert.equal(outcome, 'tell-first');
    assert.match(what ?? '', /hash of the new certificate into "Field_App"/);
  });

  test('that holds its name is told of a new name only', async () => {
    const reference = {
      source: 'org.apps',
      name: 'Billing',
      field: 'ExtlClntAppOauthSecuritySettings.tlsClientAuthCertParamValue',
    };
    const pinned = { kind: 'pins', reference } as const;
    assert.equal((await judge(pinned, 'inbound-api-mtls')).outcome, 'unchanged');
    const { outcome, what } = await judge(pinned, 'inbound-api-mtls', { next: given(c.otherSubject, c.ca) });
    assert.equal(outcome, 'tell-first');
    assert.match(what ?? '', /O=Acme Inc/);
  });

  test('that is for none of the eight uses is not known, and what it says is told', async () => {
    const { outcome, why } = await judge({ otherwise: 'Push messages: it proves the app.' }, null);
    assert.deepEqual([outcome, why], ['unknown', 'Push messages: it proves the app.']);
  });

  test('that is switched off is unchanged', async () => {
    const { outcome } = await judge({ idle: true, otherwise: 'What names it is switched off.' }, null);
    assert.equal(outcome, 'unchanged');
  });

  test('whose address is only known at run time cannot be told when a name is lost', async () => {
    const { outcome } = await judge({ kind: 'meets' }, 'outbound-apex-one-way-tls', {
      next: given(c.fewerNames, c.ca),
    });
    assert.equal(outcome, 'unknown');
  });
});

describe('references', () => {
  const holding = (name: string, certificate = c.old): Holding => ({
    source: 'org.certificates',
    name,
    label: name,
    kind: 'keyPair',
    certificates: [certificate.certificate, c.ca.certificate],
  });
  const refer = (name: string, field: string, target: string): Reference => ({
    source: 'org.named-credentials',
    name,
    field,
    target,
  });
  const inventory: Inventory = {
    org: null,
    sources: [],
    holdings: [holding('Partner_Client'), holding('Other_Client', c.renewed)],
    references: [
      refer('Orders', 'NamedCredential.certificate', 'Partner_Client'),
      refer('Orders', 'NamedCredential.endpoint', 'https://orders.example/v1'),
      refer('Rates', 'NamedCredential.certificate', 'Other_Client'),
      refer('Portal', 'NamedCredential.endpoint', 'https://api.acme.example'),
      refer('Elsewhere', 'NamedCredential.endpoint', 'https://elsewhere.example:8443'),
    ],
  };
  const found = (sought: Parameters<typeof replacedPlaces>[1]) =>
    replacedPlaces(buildUseMap(inventory), sought).map(({ use, reference, how, host }) => [
      use,
      reference?.name,
      how,
      host,
    ]);

  test('are those to the certificate, with the server that the same component calls, and to servers of its names', () => {
    assert.deepEqual(found({ leaf: c.old.certificate }), [
      ['outbound-apex-one-way-tls', 'Portal', 'name', 'api.acme.example'],
      ['outbound-apex-mtls', 'Orders', 'certificate', 'orders.example'],
    ]);
  });

  test('of a server that was looked at are those that call it, and no others of its names', () => {
    assert.deepEqual(found({ leaf: c.forServers.certificate, server: 'elsewhere.example:8443' }), [
      ['outbound-apex-one-way-tls', 'Elsewhere', 'server', 'elsewhere.example'],
    ]);
  });

  test('that pin a hash or a name are those of a use that it has', () => {
    const domain = {
      source: 'org.my-domain',
      name: 'acme',
      field: 'MyDomainSettings.myDomainName',
      target: 'api.acme.example',
    };
    const pin = { source: 'org.mobile-pins', name: 'Field_App', field: 'MobSecurityCertPinConfig.certificateHash' };
    const pinned = (references: readonly Reference[]) =>
      replacedPlaces(buildUseMap({ ...inventory, references }), { leaf: c.forServers.certificate }).map(
        ({ reference, how }) => [reference?.name, how],
      );
    assert.deepEqual(pinned([domain, pin]), [
      ['Field_App', 'pin'],
      ['acme', 'name'],
    ]);
    assert.deepEqual(pinned([pin]), []);
  });

  test('to a server are none of a certificate for clients alone', () => {
    assert.deepEqual(found({ leaf: c.forClients.certificate }), []);
  });
});
