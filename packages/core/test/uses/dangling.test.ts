import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildUseMap } from '@cert-health/core';
import type { Source } from '@cert-health/core';
import { inventory, keyPair, led, listRead, read, reference } from './references.ts';

describe('a reference that leads nowhere', () => {
  it('is dangling when the list was read, and still a use without certificate', () => {
    const one = reference('Gone');
    const map = buildUseMap(inventory({ references: [one] }));
    assert.deepEqual(map.dangling, [{ ...one, searched: ['org.certificates'] }]);
    assert.equal(map.uses[0]?.match, 'none');
    assert.equal(map.uses[0]?.name, 'Gone');
  });

  it('is not called dangling when the list could not be read', () => {
    const denied: Source = { ...listRead, status: 'denied', detail: 'Ask for a permission.' };
    for (const sources of [[], [denied]]) {
      const map = buildUseMap(inventory({ sources, references: [reference('Unseen')] }));
      assert.deepEqual(map.dangling, []);
      assert.equal(map.uses[0]?.certificate, null);
    }
  });

  it('tells which lists were searched, so that a project without its org is only a hint', () => {
    const sources = [read('project.certificates'), read('project:certificates')];
    const one = reference('Gone', { source: 'project.named-credentials' });
    assert.deepEqual(buildUseMap(inventory({ sources, references: [one] })).dangling[0]?.searched, [
      'project.certificates',
    ]);
  });

  it('is not called dangling in a project of which a folder was not read: it may lie there', () => {
    const missing: Source = { ...read('project:./not-here'), status: 'failed' };
    const one = reference('Gone', { source: 'project.named-credentials' });
    const found = (...sources: Source[]) =>
      buildUseMap(inventory({ sources: [read('project.certificates'), ...sources], references: [one] })).dangling;
    assert.equal(found(read('project:.')).length, 1);
    assert.deepEqual(found(read('project:.'), missing), []);
  });

  it('by Id is not called dangling in a project, whose files know no Ids', () => {
    const one = reference('0P15g000000ABcd', {
      source: 'project.saml-sso-configs',
      field: 'SamlSsoConfig.requestSigningCertId',
    });
    assert.deepEqual(
      buildUseMap(inventory({ sources: [read('project.certificates')], references: [one] })).dangling,
      [],
    );
    assert.equal(buildUseMap(inventory({ references: [one] })).dangling.length, 1);
  });

  it('is not dangling when the code chooses the name while it runs', () => {
    const one = reference(undefined, { source: 'org.apex', field: 'ApexClass.HttpRequest.setClientCertificateName' });
    assert.deepEqual(buildUseMap(inventory({ references: [one] })).dangling, []);
  });
});

describe('what is read together', () => {
  const own = keyPair('Client', { source: 'project.certificates', path: 'certs/Client.crt' });

  it('belongs together: an org means its own certificate, a project its own', () => {
    const map = buildUseMap(
      inventory({
        holdings: [own, keyPair('Client')],
        references: [reference('Client'), reference('Client', { source: 'project.named-credentials' })],
      }),
    );
    assert.deepEqual(
      map.uses.map(({ reference: from, holding }) => [from.source, holding?.source]),
      [
        ['org.named-credentials', 'org.certificates'],
        ['project.named-credentials', 'project.certificates'],
      ],
    );
  });

  it('is left when only the other side has the certificate', () => {
    assert.deepEqual(led(reference('Client'), [own]).to, ['Client']);
  });
});

describe("a certificate that is none of the eight uses'", () => {
  it('is not called unused when encryption needs it', () => {
    const one = reference('Wrapping', {
      source: 'org.encryption-keys',
      name: 'Tenant secret 3',
      field: 'TenantSecret.RemoteKeyCertificate',
    });
    const map = buildUseMap(inventory({ holdings: [keyPair('Wrapping')], references: [one] }));
    assert.deepEqual(map.uses, []);
    assert.deepEqual(map.unused, []);
    assert.match(map.others[0]?.otherwise ?? '', /^Encryption keys of your own/);
    assert.equal(map.others[0]?.consequence, 'remote keys of Tenant secret 3 cannot be fetched');
  });

  it('is not called unused when a field that is not known refers to it, and its use is not guessed', () => {
    const one = reference('Client', { field: 'NewFeature.certificate' });
    const map = buildUseMap(
      inventory({ holdings: [keyPair('Client')], references: [one, { ...one, target: 'Gone' }] }),
    );
    assert.deepEqual(map.unused, []);
    assert.deepEqual(map.dangling, []);
    assert.equal(map.others[0]?.otherwise, 'What NewFeature.certificate is for is not known.');
  });
});
