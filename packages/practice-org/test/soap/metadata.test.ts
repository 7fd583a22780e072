import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { XmlRecord } from '../../src/xml/xml.ts';
import { recordAt, recordsAt, textAt } from '../../src/xml/xml.ts';
import type { OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';

let org: OrgClient;

/** The results of an operation that must succeed. */
async function results(operation: string, body: string): Promise<readonly XmlRecord[]> {
  const answer = await org.soap(operation, body);
  assert.equal(answer.status, 200, answer.text);
  return recordsAt(recordAt(answer.body, `${operation}Response`), 'result');
}

async function faultOf(operation: string, body: string, sessionId?: string): Promise<string | undefined> {
  const answer = await org.soap(operation, body, sessionId);
  assert.equal(answer.status, 500);
  return textAt(recordAt(answer.body, 'Fault'), 'faultcode');
}

const query = (type: string): string => `<queries><type>${type}</type></queries>`;

describe('the SOAP Metadata API', () => {
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  it('describes the types that hold or name certificates', async () => {
    const [result] = await results('describeMetadata', '<asOfVersion>67.0</asOfVersion>');
    const objects = recordsAt(result ?? {}, 'metadataObjects');
    const certificate = objects.find((object) => object['xmlName'] === 'Certificate');
    assert.deepEqual([certificate?.['directoryName'], certificate?.['suffix']], ['certs', 'crt']);
    assert.ok(objects.some((object) => object['xmlName'] === 'InboundCertificate'));
  });

  it('lists components with their Ids, those of certificates as the Tooling API gives them', async () => {
    const listed = await results('listMetadata', query('Certificate') + query('SamlSsoConfig'));
    const partner = listed.find((component) => component['fullName'] === 'Partner_API_Client');
    const soql = "SELECT Id FROM Certificate WHERE DeveloperName = 'Partner_API_Client'";
    const [row] = (await org.query<{ Id: string }>(soql, 'tooling/')).json().records;
    assert.equal(partner?.['id'], row?.Id);
    assert.equal(partner?.['fileName'], 'unpackaged/certs/Partner_API_Client.crt');
    assert.deepEqual(
      listed.filter(({ type }) => type === 'SamlSsoConfig').map(({ fullName }) => fullName),
      ['Okta', 'Entra'],
    );
  });

  it('lists neither deleted certificates nor those that the platform manages', async () => {
    const names = (await results('listMetadata', query('Certificate'))).map(({ fullName }) => fullName);
    assert.equal(names.filter((name) => name === 'Carrier_Gateway_Client').length, 1);
    assert.ok(!names.includes('PlatformManaged_01'));
    assert.equal(new Set(names).size, names.length);
  });

  it('lists nothing for published types that the org does not use', async () => {
    assert.deepEqual(await results('listMetadata', query('ApexTrigger')), []);
  });

  it('refuses types that are not published, and more than three queries', async () => {
    assert.equal(await faultOf('listMetadata', query('Certificat')), 'sf:INVALID_TYPE');
    assert.equal(await faultOf('listMetadata', query('Certificate').repeat(4)), 'sf:EXCEEDED_ID_LIMIT');
  });

  it('reads components, in the order asked, with nothing for names that are not there', async () => {
    const names =
      '<fullNames>SelfSigned_Old</fullNames><fullNames>Nothing</fullNames><fullNames>Partner_API_Client</fullNames>';
    const [result] = await results('readMetadata', `<type>Certificate</type>${names}`);
    const records = recordsAt(result ?? {}, 'records');
    assert.deepEqual(
      records.map(({ fullName }) => fullName),
      ['SelfSigned_Old', 'Partner_API_Client'],
    );
    const [old] = records;
    assert.equal(old?.['caSigned'], 'false');
    assert.equal(old?.['keySize'], '2048');
    assert.match(textAt(old ?? {}, 'expirationDate') ?? '', /^2026-12-\d\dT00:00:00\.000Z$/, 'a dateTime, at midnight');
    assert.match(Buffer.from(textAt(old ?? {}, 'content') ?? '', 'base64').toString(), /^-----BEGIN CERTIFICATE-----/);
  });

  it('reads at most ten components a call', async () => {
    const names = '<fullNames>A</fullNames>'.repeat(11);
    assert.equal(await faultOf('readMetadata', `<type>Certificate</type>${names}`), 'sf:EXCEEDED_ID_LIMIT');
  });

  it('gives a waiting certificate as its signing request', async () => {
    const [result] = await results(
      'readMetadata',
      '<type>Certificate</type><fullNames>Freight_Portal_Renewal</fullNames>',
    );
    const [record] = recordsAt(result ?? {}, 'records');
    assert.equal(record?.['expirationDate'], undefined);
    const body = Buffer.from(textAt(record ?? {}, 'content') ?? '', 'base64').toString();
    assert.match(body, /^-----BEGIN CERTIFICATE REQUEST-----/);
  });

  it('reads settings by the name of their own type', async () => {
    const [result] = await results(
      'readMetadata',
      '<type>IdentityProviderSettings</type><fullNames>IdentityProvider</fullNames>',
    );
    const [record] = recordsAt(result ?? {}, 'records');
    assert.equal(record?.['certificateName'], 'SelfSigned_Identity_4096');
  });

  it('carries what people wrote through XML unharmed', async () => {
    const [result] = await results('readMetadata', '<type>ApexClass</type><fullNames>PartnerGateway</fullNames>');
    const [record] = recordsAt(result ?? {}, 'records');
    const body = Buffer.from(textAt(record ?? {}, 'content') ?? '', 'base64').toString();
    assert.match(body, /setClientCertificateName\('Partner_API_Client'\)/);
  });

  it('refuses operations that it does not offer, and what is no envelope', async () => {
    assert.equal(await faultOf('renameMetadata', ''), 'sf:INVALID_OPERATION');
    const response = await fetch(`${org.url}/services/Soap/m/67.0`, { method: 'POST', body: 'not XML <' });
    assert.equal(response.status, 500);
    assert.match(await response.text(), /sf:UNKNOWN_EXCEPTION/);
  });

  it('refuses a wrong session', async () => {
    assert.equal(await faultOf('listMetadata', query('Certificate'), 'wrong'), 'sf:INVALID_SESSION_ID');
  });
});

describe('retrieving', () => {
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  /** Retrieves a manifest and gives the files and the messages. */
  async function retrieved(types: string) {
    const request = `<request><apiVersion>67.0</apiVersion><unpackaged>${types}<version>67.0</version></unpackaged></request>`;
    const [started] = await results('retrieve', request);
    assert.equal(started?.['done'], 'false');
    const [result] = await results(
      'checkRetrieveStatus',
      `<asyncProcessId>${textAt(started ?? {}, 'id')}</asyncProcessId>`,
    );
    assert.equal(result?.['status'], 'Succeeded');
    const zip = unzipSync(Buffer.from(textAt(result ?? {}, 'zipFile') ?? '', 'base64'));
    return {
      files: new Map(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)])),
      messages: recordsAt(result ?? {}, 'messages').map((message) => textAt(message, 'problem')),
      properties: recordsAt(result ?? {}, 'fileProperties').map(({ fullName }) => fullName),
    };
  }

  it('gives certificates as a file each for chain and properties, and the manifest', async () => {
    const { files, properties } = await retrieved('<types><members>*</members><name>Certificate</name></types>');
    assert.match(files.get('unpackaged/certs/Partner_API_Client.crt') ?? '', /BEGIN CERTIFICATE/);
    const meta = files.get('unpackaged/certs/Partner_API_Client.crt-meta.xml') ?? '';
    assert.match(
      meta,
      /<Certificate xmlns="http:\/\/soap.sforce.com\/2006\/04\/metadata">\n {4}<caSigned>true<\/caSigned>/,
    );
    assert.match(files.get('unpackaged/package.xml') ?? '', /<members>Partner_API_Client<\/members>/);
    assert.equal(files.size, 2 * properties.length + 1);
  });

  it('gives single members of several types', async () => {
    const { files } = await retrieved(
      '<types><members>Okta</members><name>SamlSsoConfig</name></types>' +
        '<types><members>IdentityProvider</members><name>Settings</name></types>',
    );
    assert.deepEqual([...files.keys()].sort(), [
      'unpackaged/package.xml',
      'unpackaged/samlssoconfigs/Okta.samlssoconfig',
      'unpackaged/settings/IdentityProvider.settings',
    ]);
    assert.match(files.get('unpackaged/settings/IdentityProvider.settings') ?? '', /<IdentityProviderSettings /);
  });

  it('says what it did not find', async () => {
    const { messages } = await retrieved(
      '<types><members>Nothing</members><name>Certificate</name></types>' +
        '<types><members>*</members><name>Certificat</name></types>',
    );
    assert.deepEqual(messages, [
      "Entity of type 'Certificate' named 'Nothing' cannot be found",
      "Entity type 'Certificat' is not available in this organization",
    ]);
  });

  it('refuses the Id of a retrieve that was never started', async () => {
    assert.equal(
      await faultOf('checkRetrieveStatus', '<asyncProcessId>09S000000000000AAA</asyncProcessId>'),
      'sf:INVALID_ID_FIELD',
    );
  });
});
