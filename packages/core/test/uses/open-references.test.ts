import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildUseMap } from '@cert-health/core';
import type { Holding, Reference } from '@cert-health/core';
import { inventory, keyPair, listRead, read, reference } from './references.ts';

const projectRead = read('project.certificates');
const signing = keyPair('Signing', { id: '0P15g000000ABcdCAG' });
const inProject = keyPair('Signing', { source: 'project.certificates', path: 'certs/Signing.crt' });

const saml = (target: string, other: Partial<Reference> = {}): Reference => ({
  source: 'project.saml-sso-configs',
  name: 'Okta',
  field: 'SamlSsoConfig.requestSigningCertId',
  target,
  ...other,
});

/** What a map says of its only reference. */
function told(one: Reference, holdings: readonly Holding[], sources = [projectRead]) {
  const { uses, others, open, dangling } = buildUseMap(inventory({ sources, holdings, references: [one] }));
  const [entry] = [...uses, ...others];
  return {
    target: entry?.target,
    resolved: entry?.resolved,
    name: entry?.name,
    open: open.map(({ why }) => why),
    dangling: dangling.length,
  };
}

describe('a reference by record Id', () => {
  const ids = ['0P15g000000ABcdCAG', '0P15g000000ABcd', '0p15g000000abcdcag'];

  it('is open in a project, whose files know no Ids, and is told as written', () => {
    for (const target of ids) {
      assert.deepEqual(told(saml(target), [inProject]), {
        target,
        resolved: null,
        name: target,
        open: ['id'],
        dangling: 0,
      });
    }
  });

  it('is found when the org is read too, in 15 and in 18 characters', () => {
    for (const target of ids) {
      assert.deepEqual(told(saml(target), [inProject, signing], [listRead, projectRead]), {
        target,
        resolved: true,
        name: 'Signing',
        open: [],
        dangling: 0,
      });
    }
  });

  it("is dangling when the org's list was read and does not have it", () => {
    const { resolved, open, dangling } = told(saml('0P15g000000ZZZZ'), [signing], [listRead, projectRead]);
    assert.deepEqual([resolved, open, dangling], [false, [], 1]);
  });

  it('stays open when the list of the org could not be read', () => {
    const denied = { ...listRead, status: 'denied', detail: 'Ask for a permission.' } as const;
    const { resolved, open } = told(saml('0P15g000000ABcd'), [inProject], [denied, projectRead]);
    assert.deepEqual([resolved, open], [null, ['id']]);
  });

  it('goes by its fifteen characters where the last three do not fit them', () => {
    const odd = keyPair('Odd', { id: '0P15g000000ABcdAAA' });
    assert.equal(told(saml('0P15g000000ABcd'), [odd], [listRead]).name, 'Odd');
    assert.equal(told(saml('0P15g000000ABcdXYZ'), [signing], [listRead]).name, 'Signing');
    assert.equal(told(saml('0P15g000000ABceXYZ'), [signing], [listRead]).resolved, false);
  });
});

describe('a name that is filled in at deployment', () => {
  it('is open, and the mark is told as written', () => {
    for (const target of [
      '${CERT}',
      '{{CERT}}',
      '%CERT%',
      '__CERT__',
      '@CERT@',
      '$CERT',
      '<%= CERT %>',
      'Pay_${ENV}',
    ]) {
      const one = reference(target, { source: 'project.named-credentials', filledIn: true });
      assert.deepEqual(told(one, [inProject]), {
        target,
        resolved: null,
        name: target,
        open: ['placeholder'],
        dangling: 0,
      });
    }
  });

  it('is not the certificate that happens to have that name', () => {
    const one = reference('Signing', { source: 'project.named-credentials', filledIn: true });
    assert.deepEqual(told(one, [inProject]), {
      target: 'Signing',
      resolved: null,
      name: 'Signing',
      open: ['placeholder'],
      dangling: 0,
    });
  });

  it('in an org was never filled in, so that it names nothing', () => {
    const { resolved, dangling, target } = told(reference('${CERT}'), [signing], [listRead]);
    assert.deepEqual([resolved, dangling, target], [false, 1, '${CERT}']);
  });
});

describe('whether a reference was followed', () => {
  it('is true for a name that a list has, false for one that it has not, null where no list was read', () => {
    assert.equal(told(reference('signing'), [signing], [listRead]).resolved, true);
    assert.equal(told(reference('Gone'), [signing], [listRead]).resolved, false);
    assert.equal(told(reference('Gone', { source: 'project.x' }), [inProject]).resolved, false);
    assert.equal(told(reference('Gone'), [], []).resolved, null);
  });

  it('cannot be told of what code chooses while it runs', () => {
    const one = reference(undefined, { source: 'org.apex', field: 'ApexClass.Auth.JWS', expression: 'a + b' });
    const { resolved, open, target } = told(one, [signing], [listRead]);
    assert.deepEqual([resolved, open, target], [null, ['runTime'], undefined]);
  });

  it('is told of names in data too, whose use is not known', () => {
    for (const field of [
      'CustomMetadata.values.value',
      'CustomLabel.value',
      'Flow.stringValue',
      'CustomSetting.value',
    ]) {
      const { uses, others } = buildUseMap(
        inventory({ holdings: [signing], references: [reference('Signing', { field })] }),
      );
      assert.deepEqual(uses, []);
      assert.deepEqual(
        [others[0]?.resolved, others[0]?.target, others[0]?.certificate],
        [true, 'Signing', null],
        field,
      );
    }
  });
});

describe('what stands where a name belongs', () => {
  it('is not repeated when it can be no name, and leads nowhere', () => {
    const key = `MC4CAQAwBQYDK2VwBCIEIAabcdefghijklmnopqrstuvwxyzabcdefghijklmnop`;
    for (const target of [
      'My Certificate',
      'a@b.example',
      '-----BEGIN PRIVATE KEY-----',
      key,
      'x'.repeat(98),
      'A__B__C',
    ]) {
      const map = buildUseMap(inventory({ holdings: [signing], references: [reference(target)] }));
      const [entry] = map.uses;
      assert.deepEqual([entry?.target, entry?.resolved, entry?.name], [undefined, false, 'Partner_API'], target);
    }
  });

  it('is repeated when a certificate has that name, whatever its letters', () => {
    assert.equal(told(reference('сертификат'), [keyPair('сертификат')], [listRead]).target, 'сертификат');
  });

  it('may be the name of a certificate where a body is expected', () => {
    const app = { source: 'org.connected-apps', name: 'App', field: 'ConnectedApp.oauthConfig.certificate' };
    assert.deepEqual(told({ ...app, target: 'Signing' }, [signing], [listRead]), {
      target: 'Signing',
      resolved: true,
      name: 'Signing',
      open: [],
      dangling: 0,
    });
  });

  it('may be a body where a name is expected: it leads to what is held there', () => {
    const held = keyPair('App (client assertions)', { source: 'org.external-client-apps', kind: 'trusted' });
    const one: Reference = {
      source: 'org.external-client-apps',
      name: 'App_oauth',
      field: 'ExtlClntAppOauthSettings.clientAssertionCertificate',
      body: held.name,
    };
    const map = buildUseMap(inventory({ holdings: [held], references: [one] }));
    assert.deepEqual([map.others[0]?.kind, map.others[0]?.holding?.name], ['carries', held.name]);
    assert.deepEqual([map.unused, map.open], [[], []]);
  });
});

describe('an address', () => {
  const meets = (target: string) =>
    told({ source: 'org.auth-providers', name: 'Ring', field: 'AuthProvider.tokenUrl', target }, [], [listRead]);

  it('is told as the server that answers there, with a port of its own', () => {
    assert.equal(meets('https://token.acme.example/token?client_secret=x').target, 'token.acme.example');
    assert.equal(meets('https://user:secret@token.acme.example:8443/').target, 'token.acme.example:8443');
  });

  it('that is filled in at deployment is told as its mark, and what stands around is not', () => {
    const one = {
      source: 'project.auth-providers',
      name: 'Ring',
      field: 'AuthProvider.tokenUrl',
      target: 'https://user:secret@${HOST}/token',
      filledIn: true,
    } as const;
    assert.deepEqual([told(one, []).target, told(one, []).name, told(one, []).open], ['${HOST}', '${HOST}', []]);
  });
});

describe('an app', () => {
  it('is called by its own name where its settings lie in a component of another name', () => {
    const one: Reference = {
      source: 'org.external-client-apps',
      name: 'Relay_glbloauth',
      label: 'Relay',
      field: 'ExtlClntAppGlobalOauthSettings.certificate',
      body: 'Relay',
    };
    const { uses } = buildUseMap(inventory({ references: [one] }));
    assert.equal(uses[0]?.consequence, 'Salesforce refuses the tokens that Relay signs');
    assert.deepEqual([uses[0].reference.name, uses[0].reference.label], ['Relay_glbloauth', 'Relay']);
  });
});
