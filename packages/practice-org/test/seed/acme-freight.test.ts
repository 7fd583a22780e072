import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { Company } from '../../src/index.ts';
import { acmeFreight } from '../../src/index.ts';
import type { KeyPairRecord } from '../../src/org/key-pair-record.ts';
import { awaitsChain } from '../../src/org/key-pair-record.ts';
import { recordsAt, recordAt, textAt } from '../../src/xml/xml.ts';
import { x509 } from '../../src/certificates/x509-library.ts';
import { now } from '../org-client.ts';
import { namedCertificates } from '../../src/metadata/references.ts';

const day = 86_400_000;
let company: Company;
before(async () => {
  company = await acmeFreight(now);
});

function record(name: string): KeyPairRecord {
  const found = company.keyPairs.find(({ developerName, deleted }) => developerName === name && !deleted);
  assert.ok(found !== undefined, name);
  return found;
}

function chainOf(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );
}

function leafOf(name: string): X509Certificate {
  const [leaf] = chainOf(record(name).body);
  assert.ok(leaf !== undefined, name);
  return leaf;
}

/** Days of the lifetime, both ends counted, and the part of it that is left. */
function lifetime(certificate: X509Certificate): { days: number; left: number } {
  const length = certificate.validToDate.getTime() - certificate.validFromDate.getTime() + 1000;
  return { days: Math.ceil(length / day), left: (certificate.validToDate.getTime() - now.getTime()) / length };
}

const clientAuth = '1.3.6.1.5.5.7.3.2';
const serverAuth = '1.3.6.1.5.5.7.3.1';

describe('Certificate and Key Management of Acme Freight', () => {
  it('holds about 25 entries with names of their own, one of them deleted', () => {
    assert.equal(company.keyPairs.length, 25);
    const kept = company.keyPairs.filter(({ deleted }) => !deleted).map(({ developerName }) => developerName);
    assert.equal(new Set(kept).size, 24);
    assert.equal(new Set(company.keyPairs.map(({ id }) => id)).size, 25);
  });

  it('holds certificates that tell the same as their records', () => {
    for (const { developerName, body, keySize, expirationDate, caSigned } of company.keyPairs) {
      if (body.includes('REQUEST')) continue;
      const [leaf] = chainOf(body);
      assert.equal(leaf?.publicKey.asymmetricKeyDetails?.modulusLength, keySize, developerName);
      assert.equal(leaf?.validToDate.getTime(), expirationDate?.getTime(), developerName);
      assert.equal(leaf?.issuer !== leaf?.subject, caSigned, developerName);
    }
  });

  it('holds chains whose signatures hold, apart from the one in the wrong order', () => {
    for (const { developerName, body, caSigned } of company.keyPairs) {
      if (!caSigned || body.includes('REQUEST')) continue;
      const chain = chainOf(body);
      const inOrder = chain.slice(1).every((issuer, index) => chain[index]?.verify(issuer.publicKey) === true);
      assert.equal(inOrder, developerName !== 'Warehouse_Robotics_Client', developerName);
    }
    const [leaf, root, intermediate] = chainOf(record('Warehouse_Robotics_Client').body);
    assert.ok(leaf?.verify(intermediate!.publicKey) === true && intermediate?.verify(root!.publicKey) === true);
  });

  it('does not use a key twice', () => {
    const bodies = company.keyPairs.flatMap(({ body }) => chainOf(body).slice(0, 1));
    const keys = bodies.map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
    assert.equal(new Set(keys).size, keys.length);
  });

  it('has certificates at every age', () => {
    const left = (name: string): number => lifetime(leafOf(name)).left;
    assert.ok(left('Legacy_EDI_Client') < 0, 'expired');
    assert.ok(leafOf('Fleet_Telematics_2027').validFromDate > now, 'not yet valid');
    assert.ok(left('Partner_API_Client') > 0 && left('Partner_API_Client') < 1 / 6, 'critical');
    assert.ok(left('Customs_Filing_Client') > 1 / 6 && left('Customs_Filing_Client') < 1 / 3, 'in the warning third');
    assert.ok(left('Carrier_Gateway_Client') > 1 / 3, 'healthy');
    const short = ['Tariff_Feed_Fresh', 'Tariff_Feed_Due', 'Tariff_Feed_Late'].map((name) => lifetime(leafOf(name)));
    assert.deepEqual(
      short.map(({ days }) => days),
      [47, 47, 47],
    );
    assert.ok(short[0]!.left > 1 / 3 && short[1]!.left < 1 / 3 && short[1]!.left > 1 / 6 && short[2]!.left < 1 / 6);
  });

  it('expires in four days where the report begins', () => {
    assert.equal(leafOf('Partner_API_Client').validToDate.toISOString().slice(0, 10), '2026-11-26');
  });

  it('waits for one signed chain', () => {
    const waiting = company.keyPairs.filter(awaitsChain);
    assert.deepEqual(
      waiting.map(({ developerName }) => developerName),
      ['Freight_Portal_Renewal'],
    );
    const request = new x509.Pkcs10CertificateRequest(waiting[0]?.body ?? '');
    assert.equal(request.subject, 'CN=Freight Portal Renewal, O=Acme Freight Inc, C=US');
  });

  it('has a leaf without its intermediate', () => {
    assert.equal(chainOf(record('Rates_Exchange_Client').body).length, 1);
  });

  it('has weak keys and signatures', () => {
    assert.equal(record('Dock_Scanner_Client').keySize, 1024);
    const old = new x509.X509Certificate(leafOf('Old_Harbor_Tracking').raw);
    assert.deepEqual(old.signatureAlgorithm, { name: 'RSASSA-PKCS1-v1_5', hash: { name: 'SHA-1' } });
  });

  it('has public certificates on both sides of the validity rules', () => {
    const portal = leafOf('Customer_Portal_TLS');
    assert.equal(portal.validFromDate.toISOString().slice(0, 4), '2025');
    assert.equal(lifetime(portal).days, 398);
    const quote = leafOf('Quote_Portal_TLS');
    assert.equal(quote.validFromDate.toISOString().slice(0, 7), '2026-06');
    assert.equal(lifetime(quote).days, 300);
  });

  it('marks public leaves by the policies of the CA/Browser Forum, and private ones by none', () => {
    const policies = (name: string): readonly string[] => [
      ...(new x509.X509Certificate(leafOf(name).raw).getExtension(x509.CertificatePolicyExtension)?.policies ?? []),
    ];
    assert.deepEqual(policies('Quote_Portal_TLS'), ['2.23.140.1.2.1']);
    assert.deepEqual(policies('Bank_Gateway_Client'), ['2.23.140.1.2.2']);
    assert.deepEqual(policies('Partner_API_Client'), []);
    assert.deepEqual(policies('Carrier_Gateway_Client'), []);
  });

  it('has purposes for servers, for clients and for both', () => {
    assert.deepEqual(leafOf('Carrier_Gateway_Client').keyUsage, [clientAuth]);
    assert.deepEqual(leafOf('Quote_Portal_TLS').keyUsage, [serverAuth]);
    assert.deepEqual(leafOf('Bank_Gateway_Client').keyUsage, [serverAuth, clientAuth]);
  });

  it('has exportable keys, a platform-managed one, and a deleted one that is older than its successor', () => {
    assert.equal(record('Invoice_Signing_Backup').privateKeyExportable, true);
    assert.equal(record('Carrier_Gateway_Client').privateKeyExportable, false);
    assert.equal(record('PlatformManaged_01').systemManaged, true);
    const deleted = company.keyPairs.find(({ deleted: gone }) => gone);
    assert.equal(deleted?.developerName, 'Carrier_Gateway_Client');
    assert.ok(deleted.createdDate < record('Carrier_Gateway_Client').createdDate);
  });
});

describe('what Salesforce signs itself', () => {
  for (const [name, size, years] of [
    ['SelfSigned_Signing_2048', 2048, 1],
    ['SelfSigned_Identity_4096', 4096, 2],
  ] as const) {
    it(`with ${size} bits is valid about ${years} year(s), to midnight, and follows the published pattern`, () => {
      const certificate = leafOf(name);
      const parsed = new x509.X509Certificate(certificate.raw);
      const subject = `CN=${name}, OU=${company.identity.id.slice(0, 15)}, O=Salesforce.com, L=San Francisco, ST=CA, C=USA`;
      assert.equal(parsed.subject, subject);
      assert.equal(parsed.issuer, subject);
      assert.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, size);
      assert.match(certificate.validToDate.toISOString(), /T00:00:00\.000Z$/);
      assert.ok(Math.abs(lifetime(certificate).days - 365 * years) <= 1);
      const basic = parsed.getExtension(x509.BasicConstraintsExtension);
      assert.deepEqual([basic?.ca, basic?.critical], [true, true]);
      // Basic constraints, key identifiers of subject and authority: no usages, no alternative names.
      assert.deepEqual(
        Array.from(parsed.extensions, ({ type }) => type),
        ['2.5.29.19', '2.5.29.14', '2.5.29.35'],
      );
      assert.ok(certificate.verify(certificate.publicKey));
    });
  }
});

describe('the configuration of Acme Freight', () => {
  const component = (type: string, name: string) => {
    const found = company.components.find((one) => one.type === type && one.fullName === name);
    assert.ok(found !== undefined, `${type} ${name}`);
    return found;
  };
  const carried = (base64: string | undefined): X509Certificate =>
    new X509Certificate(Buffer.from(base64 ?? '', 'base64'));

  it('names only certificates that are there', () => {
    const named = company.components.flatMap(namedCertificates);
    assert.ok(named.length >= 12);
    for (const name of named) record(name);
  });

  it('signs on by an identity provider that expires soon and one with an elliptic-curve key', () => {
    const okta = carried(textAt(component('SamlSsoConfig', 'Okta').values, 'validationCert'));
    assert.ok(lifetime(okta).left < 1 / 6 && okta.validToDate > now);
    const entra = carried(textAt(component('SamlSsoConfig', 'Entra').values, 'validationCert'));
    assert.equal(entra.publicKey.asymmetricKeyType, 'ec');
  });

  it('signs requests by the 15-character Id of a certificate', () => {
    const id = textAt(component('SamlSsoConfig', 'Entra').values, 'requestSigningCertId');
    assert.equal(id, record('SelfSigned_Signing_2048').id.slice(0, 15));
  });

  it('carries certificates of JWT clients, one of them expired', () => {
    const certificate = (name: string): X509Certificate =>
      new X509Certificate(textAt(recordAt(component('ConnectedApp', name).values, 'oauthConfig'), 'certificate') ?? '');
    assert.ok(certificate('Nightly_Sync').validToDate > now);
    assert.ok(certificate('Mobile_Dispatch').validToDate < now);
  });

  it('presents certificates to named endpoints', () => {
    const [, parameter] = recordsAt(component('NamedCredential', 'Partner_API').values, 'namedCredentialParameters');
    assert.equal(parameter?.['certificate'], 'Partner_API_Client');
    assert.equal(component('NamedCredential', 'Carrier_Gateway').values['certificate'], 'Carrier_Gateway_Client');
    assert.match(component('ApexClass', 'PartnerGateway').content ?? '', /setClientCertificateName/);
  });

  it('lists clients for mutual authentication: dual purpose, client only, of an unlisted root, and not for clients', () => {
    const leaf = (name: string): X509Certificate => chainOf(component('InboundCertificate', name).content ?? '')[0]!;
    assert.deepEqual(leaf('Billing_Client').keyUsage, [serverAuth, clientAuth]);
    assert.deepEqual(leaf('Telemetry_Agent').keyUsage, [clientAuth]);
    assert.deepEqual(leaf('Print_Shop').keyUsage, [serverAuth]);
    const roots = company.trustedRoots.map((pem) => new X509Certificate(pem));
    const listed = (name: string): boolean => {
      const intermediate = chainOf(component('InboundCertificate', name).content ?? '')[1];
      return roots.some((root) => intermediate?.verify(root.publicKey) === true);
    };
    assert.deepEqual(['Billing_Client', 'Telemetry_Agent', 'Dock_Sensors'].map(listed), [true, true, false]);
  });

  it('mails one active user before certificates expire', () => {
    const sets = company.rows['PermissionSet']?.filter(
      (set) => set['PermissionsManageCertificatesExpiration'] === true,
    );
    const ids = new Set(sets?.map(({ Id }) => Id));
    const assigned = company.rows['PermissionSetAssignment']?.filter((row) => ids.has(row['PermissionSetId'] ?? ''));
    const users = company.rows['User']?.filter(({ Id }) => assigned?.some(({ AssigneeId }) => AssigneeId === Id));
    assert.deepEqual(
      users?.map(({ Name, IsActive }) => [Name, IsActive]),
      [
        ['Ines Okafor', true],
        ['Former Admin', false],
      ],
    );
  });

  it('uses certificates some forty times, and leaves those unused that people forget to delete', () => {
    const references = company.references ?? [];
    assert.ok(references.length >= 40 && references.length <= 55, String(references.length));
    const used = new Set(references.map(({ resolvesTo }) => resolvesTo));
    const unused = company.keyPairs.filter(({ developerName }) => !used.has(developerName));
    assert.deepEqual(unused.map(({ developerName }) => developerName).sort(), [
      'Freight_Portal_Renewal',
      'Invoice_Signing_Backup',
      'Migration_Export',
      'PlatformManaged_01',
      'SelfSigned_Old',
      'Tariff_Feed_Fresh',
      'Tariff_Feed_Late',
    ]);
    assert.deepEqual(
      references.filter(({ dangling }) => dangling),
      [],
    );
  });

  it('can be made for another moment, with the dates that rules turn on kept', async () => {
    const later = await acmeFreight(new Date('2027-05-01T00:00:00Z'));
    const body = (name: string) => later.keyPairs.find(({ developerName }) => developerName === name)?.body ?? '';
    assert.equal(chainOf(body('Partner_API_Client'))[0]?.validToDate.toISOString().slice(0, 10), '2027-05-04');
    assert.equal(chainOf(body('Quote_Portal_TLS'))[0]?.validFromDate.toISOString().slice(0, 10), '2026-06-10');
  });
});
