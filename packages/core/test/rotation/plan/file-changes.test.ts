import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildUseMap, changeFile, newCertificate, restoreValues, subjectOf, wantedFiles } from '@cert-health/core';
import type { FileChange, Holding, Reference } from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';
import { emptyInventory, held } from '../../fixtures/inventories.ts';

const holding: Holding = held([], { name: 'Old', id: '0P1000000000001AAA' });
const reference = (source: string, name: string, field: string, more: Partial<Reference> = {}): Reference => ({
  source,
  name,
  field,
  target: 'Old',
  ...more,
});

/** The file that references stand in, and what becomes of its text. */
function changed(
  references: readonly Reference[],
  text: string,
): { file: ReturnType<typeof wantedFiles>[number]; change: ReturnType<typeof changeFile> } {
  const subject = subjectOf(holding, buildUseMap({ ...emptyInventory, holdings: [holding], references }));
  const [file, ...rest] = wantedFiles(subject.references);
  assert.ok(file && rest.length === 0);
  return {
    file,
    change: changeFile(file, file.packagePath, text, { name: holding.name, id: holding.id ?? '' }, { name: 'New' }),
  };
}

const asChange = (change: ReturnType<typeof changeFile>): FileChange => {
  assert.ok('diff' in change, JSON.stringify(change));
  return change;
};

describe('the change of a file', () => {
  test('names for each value its own field, whatever the order in the file', () => {
    const text =
      '<NamedCredential>\n<jwtSigningCertificate>OLD</jwtSigningCertificate>\n<certificate>Old</certificate>\n</NamedCredential>\n';
    const references = ['certificate', 'jwtSigningCertificate'].map((field) =>
      reference('org.named-credentials', 'Api', `NamedCredential.${field}`),
    );
    const { file, change } = changed(references, text);
    assert.deepEqual(
      [file.component, file.packagePath],
      ['NamedCredential:Api', 'namedCredentials/Api.namedCredential'],
    );
    const { changes, after, exchanged } = asChange(change);
    assert.deepEqual(
      changes.map(({ field, from, to }) => [field, from, to]),
      [
        ['NamedCredential.jwtSigningCertificate', 'OLD', 'New'],
        ['NamedCredential.certificate', 'Old', 'New'],
      ],
    );
    assert.equal(restoreValues(after, exchanged), text);
  });

  test('takes an Id of 15 characters for the record, and no other', () => {
    const text = (id: string): string =>
      `<SamlSsoConfig><requestSigningCertId>${id}</requestSigningCertId></SamlSsoConfig>`;
    const references = [
      reference('org.saml-sso-configs', 'Okta', 'SamlSsoConfig.requestSigningCertId', { target: '0P1000000000001' }),
    ];
    assert.equal(asChange(changed(references, text('0P1000000000001')).change).after, text('{Id of New}'));
    const other = changed(references, text('0P1000000000002')).change;
    assert.match('problem' in other ? other.problem : '', /does not name Old where it was found/);
  });

  test('shows no secret that stands near', () => {
    const text =
      '<ConnectedApp>\n<oauthConfig>\n<consumerKey>3MVG9abc</consumerKey>\n<consumerSecret>s3cr3t</consumerSecret>\n</oauthConfig>\n<samlConfig>\n<encryptionCertificate>Old</encryptionCertificate>\n</samlConfig>\n</ConnectedApp>\n';
    const { diff, after } = asChange(
      changed([reference('org.connected-apps', 'App', 'ConnectedApp.samlConfig.encryptionCertificate')], text).change,
    );
    assert.doesNotMatch(diff, /3MVG9abc|s3cr3t/);
    assert.match(after, /s3cr3t/);
  });

  test('is none in a file that is something else, with the reason', () => {
    const { change } = changed(
      [reference('org.connected-apps', 'App', 'ConnectedApp.samlConfig.encryptionCertificate')],
      '<html/>',
    );
    assert.deepEqual(
      'problem' in change && change.problem,
      'connectedApps/App.connectedApp has the root element html and not ConnectedApp, so that nothing in it is changed.',
    );
  });

  test('exchanges the body of the certificate that is meant, and of no other', async () => {
    const [old, other] = await Promise.all([issue({ subject: 'CN=own' }), issue({ subject: 'CN=other' })]);
    const key = held([old], { name: 'Old', id: '0P1000000000001AAA' });
    const carried = (name: string, issued: Issued): Holding =>
      held([issued], { source: 'org.connected-apps', name, kind: 'trusted' });
    const field = 'ConnectedApp.oauthConfig.certificate';
    const references: Reference[] = ['Own', 'Else'].map((name) => ({ source: 'org.connected-apps', name, field }));
    const list: Reference = { source: 'org.inbound-certificates', name: 'List', field: 'InboundCertificate.content' };
    const holdings = [
      key,
      carried('Own', old),
      carried('Else', other),
      held([old], { source: list.source, name: 'List', kind: 'trusted' }),
    ];
    const inventory = { ...emptyInventory, holdings, references: [...references, list] };
    const subject = subjectOf(key, buildUseMap(inventory));
    // A list takes the new one beside the old one.
    assert.deepEqual(
      subject.references.map(({ reference: { name } }) => name),
      ['Own'],
    );
    const [file] = wantedFiles(subject.references);
    assert.ok(file);
    const text = (issued: Issued): string =>
      `<ConnectedApp>\n<oauthConfig>\n<certificate>${issued.pem.trim()}</certificate>\n</oauthConfig>\n</ConnectedApp>\n`;
    const about = { name: 'Old', fingerprint: old.certificate.fingerprint };
    const change = asChange(changeFile(file, file.packagePath, text(old), about, { name: 'New' }));
    assert.equal(change.after, text(old).replace(old.pem.trim(), newCertificate));
    assert.equal(restoreValues(change.after, change.exchanged), text(old));
    assert.deepEqual(change.changes, [
      {
        component: 'ConnectedApp:Own',
        field,
        from: `certificate ${old.certificate.fingerprint}`,
        to: newCertificate,
        path: file.packagePath,
      },
    ]);
    const problem = changeFile(file, file.packagePath, text(other), about, { name: 'New' });
    assert.match('problem' in problem ? problem.problem : '', /does not carry Old where it was found/);
  });
});
