import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Component } from '../../src/org/component.ts';
import { DeployProblem, readPackage } from '../../src/metadata/deploy-package.ts';
import { componentFiles, retrieveZip } from '../../src/metadata/package-zip.ts';
import { namedCertificates } from '../../src/metadata/references.ts';
import { packageZip } from '../packages.ts';

function component(type: string, fullName: string, values: Component['values'], content?: string): Component {
  const at = new Date('2026-11-22T00:00:00Z');
  const dates = { createdDate: at, lastModifiedDate: at };
  return { type, fullName, id: '', values, ...dates, ...(content === undefined ? {} : { content }) };
}

describe('the files of a component', () => {
  it('are two where it has a body', () => {
    const files = componentFiles(component('Certificate', 'Mine', { caSigned: true }, 'PEM'));
    assert.deepEqual(
      files.map(({ path }) => path),
      ['certs/Mine.crt', 'certs/Mine.crt-meta.xml'],
    );
    assert.equal(files[0]?.text, 'PEM');
    assert.match(
      files[1]?.text ?? '',
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Certificate xmlns="[^"]+">\n {4}<caSigned>true</,
    );
  });

  it('are one where it has none', () => {
    const files = componentFiles(component('NamedCredential', 'Partner', { label: 'A & B' }));
    assert.equal(files.length, 1);
    assert.match(files[0]?.text ?? '', /<label>A &amp; B<\/label>/);
  });

  it('carry the body within, where the type has one file only', () => {
    const [file] = componentFiles(component('UserAuthCertificate', 'Login', { masterLabel: 'Log-in' }, 'PEM'));
    assert.match(file?.text ?? '', /<content>UEVN<\/content>\n {4}<masterLabel>/);
  });

  it('are none for types that have no place in a package', () => {
    assert.deepEqual(componentFiles(component('Nothing', 'X', {})), []);
  });
});

describe('the zip of a retrieve', () => {
  it('has a manifest of what is in it', () => {
    const zip = unzipSync(
      retrieveZip(
        [
          component('NamedCredential', 'B', {}),
          component('Certificate', 'A', {}, ''),
          component('Certificate', 'C', {}, ''),
        ],
        '66.0',
      ),
    );
    assert.equal(Object.keys(zip).length, 6);
    assert.match(
      strFromU8(zip['unpackaged/package.xml']!).replaceAll(/\n */g, ''),
      /<types><members>A<\/members><members>C<\/members><name>Certificate<\/name><\/types><types><members>B<\/members><name>NamedCredential<\/name><\/types><version>66.0<\/version>/,
    );
  });

  it('is written as Salesforce writes it: one element a line, four blanks a level, texts as they are', () => {
    const values = { label: 'A\n  B', empty: '', parameters: [{ inner: { name: 'x' } }] };
    const [file] = componentFiles(component('NamedCredential', 'Partner', values));
    assert.deepEqual(file?.text.split('\n').slice(2), [
      '    <label>A',
      '  B</label>',
      '    <empty></empty>',
      '    <parameters>',
      '        <inner>',
      '            <name>x</name>',
      '        </inner>',
      '    </parameters>',
      '</NamedCredential>',
      '',
    ]);
  });

  it('can be deployed again as it is', () => {
    const values = { label: 'Partner', namedCredentialParameters: [{ parameterName: 'Url' }, { parameterName: 'X' }] };
    const { components, members } = readPackage(retrieveZip([component('NamedCredential', 'Partner', values)], '67.0'));
    assert.deepEqual(components[0]?.values, values);
    assert.deepEqual(members, [{ type: 'NamedCredential', fullName: 'Partner' }]);
  });
});

describe('a package to deploy', () => {
  it('says what it deletes, before and after', () => {
    const manifest = (name: string): string =>
      `<Package><types><members>${name}</members><name>Certificate</name></types></Package>`;
    const { deletions, components } = readPackage(
      packageZip({}, { 'destructiveChangesPre.xml': manifest('A'), 'destructiveChangesPost.xml': manifest('B') }),
    );
    assert.deepEqual(
      deletions.map(({ fullName }) => fullName),
      ['A', 'B'],
    );
    assert.deepEqual(components, []);
  });

  it('without a manifest is refused', () => {
    assert.throws(() => readPackage(new Uint8Array([1, 2, 3])), DeployProblem);
  });
});

describe('the certificates that a component names', () => {
  it('are found in every field that can', () => {
    const cases: readonly (readonly [string, Component['values'], readonly string[]])[] = [
      [
        'NamedCredential',
        { certificate: 'A', jwtSigningCertificate: 'B', namedCredentialParameters: [{}, { certificate: 'C' }] },
        ['A', 'B', 'C'],
      ],
      ['ExternalCredential', { externalCredentialParameters: { certificate: 'A' } }, ['A']],
      ['ExternalDataSource', { certificate: 'A' }, ['A']],
      ['SamlSsoConfig', { decryptionCertificate: 'A', validationCert: 'MII' }, ['A']],
      ['ConnectedApp', { samlConfig: { encryptionCertificate: 'A', certificate: 'PEM' } }, ['A']],
      ['CustomSite', { customWebAddresses: [{ certificate: 'A' }, { domainName: 'x' }] }, ['A']],
      ['Settings', { certificateName: 'A' }, ['A']],
      ['ApexClass', { certificate: 'A' }, []],
    ];
    for (const [type, values, names] of cases) assert.deepEqual(namedCertificates({ type, values }), names, type);
  });
});
