import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { OrgApiError } from '../../src/org/api.ts';
import { Found } from '../../src/org/found.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

const org = { username: 'admin@example.com' };
const denied = (permission: string) => ({ status: 'denied', detail: `needs ${permission}.`, permission }) as const;

describe('what is found in a place', () => {
  let issued: Issued;
  before(async () => {
    issued = await issue({ name: 'Carried', from: '2026-01-01', days: 100 });
  });

  test('goes by the id and label that core gives the place', () => {
    const { source } = new Found('sites', org).content();
    assert.deepEqual(source, {
      id: 'org.sites',
      label: 'Sites and their custom domains',
      status: 'read',
      items: 0,
      detail: 'None found.',
    });
  });

  test('the same reference twice counts once, and spaces around a name are not part of it', () => {
    const found = new Found('sites', org);
    found.refer({ name: 'A', field: 'X.y', target: ' Cert ' });
    found.refer({ name: 'A', field: 'X.y', target: 'Cert' });
    found.refer({ name: 'A', field: 'X.z', target: 'Cert' });
    const { references, source } = found.content();
    assert.deepEqual(references, [
      { source: 'org.sites', name: 'A', field: 'X.y', target: 'Cert' },
      { source: 'org.sites', name: 'A', field: 'X.z', target: 'Cert' },
    ]);
    assert.equal(source.items, 1);
    assert.equal(source.detail, '1 entry found.');
  });

  test('a body that is carried is a holding and a reference of one name', () => {
    const found = new Found('connected-apps', org);
    found.carry({ name: 'App', label: 'The app', field: 'ConnectedApp.x', id: '0H4' }, issued.pem);
    const { holdings, references } = found.content();
    assert.equal(holdings[0]?.certificates[0]?.subject.text, 'CN=Carried');
    assert.deepEqual(
      { ...holdings[0], certificates: [] },
      { source: 'org.connected-apps', name: 'App', label: 'The app', id: '0H4', kind: 'trusted', certificates: [] },
    );
    assert.deepEqual(references, [
      { source: 'org.connected-apps', name: 'App', field: 'ConnectedApp.x', id: '0H4', body: 'App' },
    ]);
  });

  test('a body where a name is expected is held, and not repeated as a name', () => {
    const found = new Found('external-client-apps', org);
    found.refer({
      name: 'App',
      field: 'ExtlClntAppSamlConfigurablePolicies.encryptionCertificate',
      target: issued.pem,
    });
    const { holdings, references } = found.content();
    assert.equal(holdings[0]?.certificates.length, 1);
    assert.equal(references[0]?.target, undefined);
  });

  test('an address is met however long it is, and what is no address is not', () => {
    const found = new Found('named-credentials', org);
    const field = 'NamedCredential.endpoint';
    const long = `https://api.example/${'x'.repeat(300)}`;
    for (const target of [long, 'callout:Other/path', '{!$Credential.Url}']) found.meet({ name: 'A', field, target });
    assert.deepEqual(
      found.content().references.map(({ target }) => target),
      [long],
    );
  });

  test('two bodies of one name are told apart by their fields', () => {
    const found = new Found('connected-apps', org);
    found.carry({ name: 'App', label: 'App', field: 'A.x' }, issued.pem);
    found.carry({ name: 'App', label: 'App', field: 'B.x' }, issued.pem);
    const { holdings, references } = found.content();
    assert.deepEqual(
      holdings.map(({ name }) => name),
      ['App', 'App (B.x)'],
    );
    assert.deepEqual(
      references.map(({ name, body }) => [name, body]),
      [
        ['App', 'App'],
        ['App', 'App (B.x)'],
      ],
    );
  });

  test('a body that is no certificate is held all the same, with the reason', () => {
    const found = new Found('connected-apps', org);
    found.carry({ name: 'App', label: 'App', field: 'A.x' }, 'no certificate at all');
    const [holding] = found.content().holdings;
    assert.deepEqual(holding?.certificates, []);
    assert.match(holding.unreadable ?? '', /; look at it in Setup\.$/);
    assert.doesNotMatch(holding.unreadable ?? '', /file/, 'what is said of files does not fit a field');
  });

  test('a pinned hash is held without a certificate, and is not unreadable', () => {
    const found = new Found('mobile-pins', org);
    found.pin({ name: 'Pin', label: 'Pin', field: 'A.x' });
    assert.deepEqual(found.content().holdings, [
      { source: 'org.mobile-pins', name: 'Pin', label: 'Pin', kind: 'pinned', certificates: [] },
    ]);
  });

  test('an answer that is an error is a gap, and what was found before and after stays', async () => {
    const found = new Found('sites', org);
    found.refer({ name: 'A', field: 'X.y', target: 'Cert' });
    const answer = await found.attempt('sites', 'Some Permission', () =>
      Promise.reject(new OrgApiError('INSUFFICIENT_ACCESS', 'no')),
    );
    found.refer({ name: 'B', field: 'X.y', target: 'Cert' });
    const { source, references } = found.content();
    assert.equal(answer, undefined);
    assert.equal(references.length, 2);
    assert.deepEqual(source, {
      id: 'org.sites',
      label: 'Sites and their custom domains',
      status: 'denied',
      items: 2,
      detail:
        '2 found, and that may not be all. admin@example.com may not read sites; give that user the permission "Some Permission" and run again.',
      permission: 'Some Permission',
    });
  });

  test('the permission that the org itself names counts more than the one that is expected', async () => {
    const found = new Found('sites', org);
    const refusal = new OrgApiError('INSUFFICIENT_ACCESS', 'the permission "Real Permission" is missing');
    await found.attempt('sites', 'Expected Permission', () => Promise.reject(refusal));
    assert.equal(found.content().source.permission, 'Real Permission');
  });

  test('a mistake of ours is not taken for an answer of the org', async () => {
    const found = new Found('sites', org);
    await assert.rejects(
      found.attempt('sites', 'P', () => Promise.reject(new TypeError('oops'))),
      TypeError,
    );
  });

  test('denied outweighs failed, and both are told', () => {
    const found = new Found('sites', org);
    found.gap({ status: 'failed', detail: 'It broke.' }, denied('P'));
    const { source } = found.content();
    assert.deepEqual([source.status, source.permission, source.detail], ['denied', 'P', 'It broke. needs P.']);
  });

  test('of many gaps three are told and the rest is counted', () => {
    const found = new Found('sites', org);
    found.gap(...['A', 'B', 'C', 'D', 'E'].map((detail) => ({ status: 'failed', detail }) as const));
    assert.equal(found.content().source.detail, 'A B C 2 more could not be looked at.');
  });

  test('a feature that the org lacks is no gap', () => {
    const found = new Found('sites', org);
    found.unavailable('No sites here.');
    assert.deepEqual([found.content().source.status, found.content().source.detail], ['unavailable', 'No sites here.']);
  });

  test('a gap outweighs a lacking feature: it is not sure then that nothing is there', () => {
    const found = new Found('sites', org);
    found.unavailable('No sites here.');
    found.gap(denied('P'));
    assert.equal(found.content().source.status, 'denied');
  });
});
