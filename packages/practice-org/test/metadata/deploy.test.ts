import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import { recordAt, recordsAt, textAt } from '../../src/xml/xml.ts';
import type { OrgClient } from '../org-client.ts';
import { data, startOrg } from '../org-client.ts';
import { certificateFiles, deploy, deployed, packageZip, problemOf } from '../packages.ts';

const own = '<caSigned>false</caSigned><masterLabel>Own</masterLabel>';

function namedCredential(certificate: string): string {
  return `<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata"><certificate>${certificate}</certificate>
    <endpoint>https://supplier.example</endpoint><label>Supplier</label>
    <namedCredentialType>Legacy</namedCredentialType></NamedCredential>`;
}

describe('deploying', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: quietHarbor });
  });
  after(() => org.close());

  async function count(where: string): Promise<number> {
    return (await org.query(`SELECT COUNT() FROM Certificate WHERE ${where}`, 'tooling/')).json().totalSize;
  }

  async function certificateOfSupplier(): Promise<unknown> {
    const soql = "SELECT Certificate.DeveloperName FROM NamedCredential WHERE DeveloperName = 'Supplier'";
    const [row] = (await org.query<{ Certificate: { DeveloperName: string } }>(soql, 'tooling/')).json().records;
    return row?.Certificate.DeveloperName;
  }

  it('points a named credential at a certificate of the same package', async () => {
    await deployed(
      org,
      packageZip(
        { Certificate: ['Supplier_2027'], NamedCredential: ['Supplier'] },
        {
          ...certificateFiles('Supplier_2027', own),
          'namedCredentials/Supplier.namedCredential': namedCredential('Supplier_2027'),
        },
      ),
    );
    assert.equal(await certificateOfSupplier(), 'Supplier_2027');
  });

  it('refuses to point at a certificate that is not there', async () => {
    const zip = packageZip(
      { NamedCredential: ['Supplier'] },
      { 'namedCredentials/Supplier.namedCredential': namedCredential('Nothing') },
    );
    assert.match(await problemOf(org, zip), /no Certificate named Nothing found/);
  });

  it('refuses a single sign-on configuration without a certificate that can be read, or without what is required', async () => {
    const saml = (body: string, more = '<issuer>https://idp.example</issuer>'): Uint8Array =>
      packageZip(
        { SamlSsoConfig: ['Okta'] },
        {
          'samlssoconfigs/Okta.samlssoconfig': `<SamlSsoConfig xmlns="http://soap.sforce.com/2006/04/metadata"><identityLocation>SubjectNameId</identityLocation>
            <identityMapping>Username</identityMapping>${more}<name>Okta</name><samlVersion>SAML2_0</samlVersion><validationCert>${body}</validationCert></SamlSsoConfig>`,
        },
      );
    assert.match(await problemOf(org, saml('bm90aGluZw==')), /validationCert - the certificate cannot be read/);
    assert.match(await problemOf(org, saml('{the new certificate}')), /validationCert/);
    assert.match(await problemOf(org, saml('x', '')), /Required field is missing: issuer/);
    const [root = ''] =
      (await (await fetch(`${org.url}/cacerts.jsp`)).text()).match(/-----BEGIN[^]*?-----END CERTIFICATE-----/) ?? [];
    await deployed(org, saml(root));
  });

  it('refuses a site whose domain would be served with what no authority has signed', async () => {
    const site = (certificate: string): Uint8Array =>
      packageZip(
        { CustomSite: ['Portal'] },
        {
          'sites/Portal.site': `<CustomSite xmlns="http://soap.sforce.com/2006/04/metadata"><customWebAddresses><certificate>${certificate}</certificate>
            <domainName>a.example</domainName><primary>true</primary></customWebAddresses><masterLabel>Portal</masterLabel></CustomSite>`,
        },
      );
    assert.match(
      await problemOf(org, site('Webhook_Signing')),
      /Webhook_Signing is not signed by a certificate authority/,
    );
    await deployed(org, site('Supplier_Client'));
  });

  it('by SOAP does the same as by REST', async () => {
    const zip = packageZip({ Certificate: ['By_Soap'] }, certificateFiles('By_Soap', own));
    const started = await org.soap(
      'deploy',
      `<ZipFile>${Buffer.from(zip).toString('base64')}</ZipFile><DeployOptions><rollbackOnError>true</rollbackOnError></DeployOptions>`,
    );
    const id = textAt(recordAt(recordAt(started.body, 'deployResponse'), 'result'), 'id');
    const status = await org.soap(
      'checkDeployStatus',
      `<asyncProcessId>${id}</asyncProcessId><includeDetails>true</includeDetails>`,
    );
    const result = recordAt(recordAt(status.body, 'checkDeployStatusResponse'), 'result');
    assert.equal(textAt(result, 'status'), 'Succeeded');
    assert.equal(recordsAt(recordAt(result, 'details'), 'componentSuccesses')[0]?.['fullName'], 'By_Soap');
    assert.equal(await count("DeveloperName = 'By_Soap'"), 1);
  });

  it('changes nothing when it is only checked', async () => {
    const zip = packageZip({ Certificate: ['Only_Checked'] }, certificateFiles('Only_Checked', own));
    const result = await deploy(org, zip, { checkOnly: true });
    assert.equal(result.success, true);
    assert.equal(await count("DeveloperName = 'Only_Checked'"), 0);
  });

  it('takes everything back when one component fails, unless parts are allowed', async () => {
    const files = { ...certificateFiles('Good', own), ...certificateFiles('Bad', '<caSigned>true</caSigned>') };
    const zip = packageZip({ Certificate: ['Good', 'Bad'] }, files);
    const all = await deploy(org, zip);
    assert.deepEqual([all.status, await count("DeveloperName = 'Good'")], ['Failed', 0]);
    const some = await deploy(org, zip, { rollbackOnError: false });
    assert.deepEqual([some.status, await count("DeveloperName = 'Good'")], ['SucceededPartial', 1]);
  });

  it('reads a package that lies in a folder of its own', async () => {
    const flat = { ...certificateFiles('In_Folder', own) };
    const zip = packageZip({ Certificate: ['In_Folder'] }, flat);
    const { unzipSync, zipSync } = await import('fflate');
    const moved = Object.entries(unzipSync(zip)).map(([path, bytes]) => [`unpackaged/${path}`, bytes] as const);
    await deployed(org, zipSync(Object.fromEntries(moved)));
  });

  it('deletes what destructive changes name, which the Tooling API still shows', async () => {
    await deployed(org, packageZip({ Certificate: ['Unused'] }, certificateFiles('Unused', own)));
    const result = await deployed(org, packageZip({}, { 'destructiveChanges.xml': destruction('Unused') }));
    assert.equal(result.details.componentSuccesses[0]?.deleted, true);
    const listed = await org.soap('listMetadata', '<queries><type>Certificate</type></queries>');
    assert.doesNotMatch(listed.text, /Unused/);
    assert.equal(await count("DeveloperName = 'Unused'"), 1);
  });

  it('does not fail for deleting what is not there', async () => {
    const result = await deployed(org, packageZip({}, { 'destructiveChanges.xml': destruction('Never_There') }));
    assert.equal(result.details.componentSuccesses[0]?.deleted, false);
  });

  it('frees the name of what it deletes', async () => {
    const zip = packageZip({ Certificate: ['Reborn'] }, certificateFiles('Reborn', own));
    await deployed(org, zip);
    await deployed(org, packageZip({}, { 'destructiveChanges.xml': destruction('Reborn') }));
    const result = await deployed(org, zip);
    assert.equal(result.details.componentSuccesses[0]?.created, true);
    assert.equal(await count("DeveloperName = 'Reborn'"), 2);
  });

  it('does not delete a certificate that something uses', async () => {
    const current = String(await certificateOfSupplier());
    const problem = await problemOf(org, packageZip({}, { 'destructiveChanges.xml': destruction(current) }));
    assert.match(problem, /in use by NamedCredential Supplier/);
  });

  it('says what is wrong with a package', async () => {
    const meta = certificateFiles('X', own)['certs/X.crt-meta.xml'] ?? '';
    assert.match(
      await problemOf(org, packageZip({ Certificate: ['X'] }, { 'certs/X.crt': '' })),
      /X\.crt-meta\.xml is missing/,
    );
    assert.match(await problemOf(org, packageZip({}, certificateFiles('X', own))), /Not in package\.xml/);
    assert.match(await problemOf(org, packageZip({ Certificate: ['X'] }, {})), /was not found in zipped directory/);
    assert.match(
      await problemOf(org, packageZip({ Nothing: ['X'] }, { 'nothings/X.nothing': meta })),
      /where this file belongs/,
    );
    assert.match(await problemOf(org, Buffer.from('not a zip')), /not a zip/);
  });

  it('refuses a formula that this org does not evaluate, by name', async () => {
    const rule = `<validationRules><fullName>Odd</fullName><active>true</active><errorMessage>x</errorMessage>
      <errorConditionFormula>VLOOKUP(Name)</errorConditionFormula></validationRules>`;
    const object = `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Ship</label>${rule}</CustomObject>`;
    const zip = packageZip({ CustomObject: ['Ship__c'] }, { 'objects/Ship__c.object': object });
    assert.match(await problemOf(org, zip), /The function VLOOKUP is not evaluated/);
  });

  it('refuses bodies that are not multipart, and deploys that were never started', async () => {
    const answer = await org.request('POST', `${data}/metadata/deployRequest`, {});
    assert.equal(answer.status, 400);
    assert.equal((await org.get(`${data}/metadata/deployRequest/0Af000000000000AAA`)).status, 404);
  });
});

function destruction(name: string): string {
  return `<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>${name}</members><name>Certificate</name></types></Package>`;
}
