import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { evaluate, toCalendar, toCsv, toHtml, toOpenMetrics } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import { certificateMeta, metadataXml } from '../fixtures/folder.ts';
import { issue, issueChain, issueRequest } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { readFolder } from './read-folder.ts';

const AT = new Date('2026-12-01T00:00:00Z');
/** What is said of a project with these files. */
async function judged(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): Promise<HealthReport> {
  const { sources, holdings, references, serviceProviders } = await readFolder(t, files);
  return evaluate({ org: null, sources, holdings, references, serviceProviders }, { at: AT, generatedAt: AT });
}

const about = ({ findings }: HealthReport, name: string): Finding[] =>
  findings.filter(({ holding, check }) => holding?.name === name && check !== 'deploy-makes-new-key');

const credential = (name: string, certificate: string): Record<string, string> => ({
  [`namedCredentials/${name}.namedCredential-meta.xml`]: metadataXml('NamedCredential', {
    certificate,
    endpoint: 'https://api.acme.example',
    label: name,
  }),
});

describe('a signing request in a project', () => {
  let request: string;
  let der: Uint8Array;
  before(async () => {
    request = await issueRequest('www.acme.example');
    der = Buffer.from(request.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  });
  const placeholder = certificateMeta({
    caSigned: 'true',
    expirationDate: '2026-08-13T00:00:00.000Z',
    masterLabel: 'Www',
  });

  const bodies: readonly (readonly [string, () => string | Uint8Array])[] = [
    ['in PEM', () => request],
    ['with the older label', () => request.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST')],
    ['in DER', () => der],
    ['behind a byte order mark and a remark', () => `\ufeffRequest of the web team\r\n${request}`],
    ['that is damaged', () => request.replace(/MI../, 'AAAA')],
  ];
  for (const [which, body] of bodies) {
    test(`${which} waits, and its placeholder date ends nothing anywhere`, async (t) => {
      const report = await judged(t, {
        'certs/Www.crt': body(),
        'certs/Www.crt-meta.xml': placeholder,
        ...credential('Call', 'Www'),
      });
      assert.deepEqual(
        about(report, 'Www').map(({ check }) => check),
        ['pending-signature'],
      );
      assert.doesNotMatch(JSON.stringify(report.findings), /could not be read|stopped working|2026-08-13/);
      assert.deepEqual([report.summary.nextExpiry, report.summary.findings.critical], [null, 0]);
      assert.deepEqual(report.forecast?.perCertificate, []);
      assert.equal(report.pending[0]?.reason, 'waiting for its signed chain');
      for (const written of [toCalendar(report), toCsv(report), toHtml(report), toOpenMetrics(report)]) {
        assert.doesNotMatch(written, /2026-?08-?13|1786579200/);
      }
    });
  }

  test('is found by its label where many keep theirs, with the file', async (t) => {
    const meta = certificateMeta({ caSigned: 'true', masterLabel: 'Portal' });
    const report = await judged(t, {
      'certs/Portal_A.crt': request,
      'certs/Portal_A.crt-meta.xml': meta,
      'certs/Portal_B.crt': await issueRequest('portal'),
      'certs/Portal_B.crt-meta.xml': meta,
    });
    assert.deepEqual(report.findings.map(({ title }) => title).sort(), [
      'Portal (Portal_A) cannot be used: its signed certificate was never uploaded',
      'Portal (Portal_B) cannot be used: its signed certificate was never uploaded',
    ]);
    assert.deepEqual(
      report.pending.map(({ path }) => path),
      ['certs/Portal_A.crt', 'certs/Portal_B.crt'],
    );
  });
});

describe('an identity provider in a project', () => {
  let over: Issued;
  before(async () => {
    over = await issue({ name: 'Idp', from: '2025-07-01', days: 365 });
  });
  const files = (enabled: string, more: Record<string, string> = {}): Record<string, string> => ({
    'certs/Idp.crt': over.pem,
    'certs/Idp.crt-meta.xml': certificateMeta({ caSigned: 'false', masterLabel: 'Idp' }),
    'settings/IdentityProvider.settings-meta.xml': metadataXml('IdentityProviderSettings', {
      certificateName: 'Idp',
      enableIdentityProvider: enabled,
    }),
    'connectedApps/Fleet.connectedApp-meta.xml': metadataXml('ConnectedApp', {
      contactEmail: 'a@acme.example',
      label: 'Fleet',
    }),
    ...more,
  });

  test('without a service provider is doubted', async (t) => {
    const report = await judged(t, files('true'));
    const [finding] = about(report, 'Idp');
    assert.equal(finding?.severity, 'warning');
    assert.match(finding.detail, /its owner decides whether an expired certificate is refused/);
    assert.equal(report.uses[0]?.breaks, 'logins from Salesforce to service providers may fail, if there are any');
  });

  const providers: Record<string, Record<string, string>> = {
    'a connected app with a SAML part and no certificate': {
      'connectedApps/Hr.connectedApp-meta.xml': metadataXml('ConnectedApp', {
        label: 'Human Resources',
        samlConfig: '<acsUrl>https://hr.example/acs</acsUrl><entityUrl>https://hr.example</entityUrl>',
      }),
    },
    'an external client app with SAML policies': {
      'extlClntAppSamlConfigurablePolicies/Hr.ecaSamlPlcy-meta.xml': metadataXml(
        'ExtlClntAppSamlConfigurablePolicies',
        {
          label: 'Human Resources',
        },
      ),
    },
  };
  for (const [which, more] of Object.entries(providers)) {
    test(`with ${which} is critical, and names it`, async (t) => {
      const [finding] = about(await judged(t, files('true', more)), 'Idp');
      assert.equal(finding?.severity, 'critical');
      // The label in a file of settings is not the app's.
      const app = which.startsWith('a connected app') ? 'Human Resources' : 'Hr';
      assert.ok(finding.title.startsWith(`Logins from Salesforce to ${app} may fail: Idp ended`), finding.title);
    });
  }

  test('that is switched off signs nothing', async (t) => {
    const report = await judged(t, files('false'));
    assert.deepEqual(
      report.uses.filter(({ use }) => use === 'outbound-sso'),
      [],
    );
    const [finding] = about(report, 'Idp');
    assert.equal(finding?.severity, 'info');
    assert.match(finding.detail, /switched off: nothing is done with it/);
  });
});

describe('two configurations of one issuer in a project', () => {
  test('are connected by the issuer, not by name or certificate', async (t) => {
    const saml = (name: string, { der }: Issued, issuer: string): Record<string, string> => ({
      [`samlssoconfigs/${name}.samlssoconfig-meta.xml`]: metadataXml('SamlSsoConfig', {
        issuer,
        name,
        samlVersion: 'SAML2_0',
        validationCert: Buffer.from(der).toString('base64'),
      }),
    });
    const ending = await issue({ name: 'Token signing 2025', from: '2025-12-20', days: 365 });
    const next = await issue({ name: 'Token signing 2026', from: '2026-11-20', days: 730 });
    const other = await issue({ name: 'Somebody', from: '2026-11-20', days: 900 });
    const report = await judged(t, {
      ...saml('Current', ending, 'http://login.acme.example/trust'),
      ...saml('Next', next, 'http://login.acme.example/trust'),
      ...saml('Other', other, 'https://idp.partner.example'),
    });
    const [finding] = about(report, 'Current');
    assert.match(
      finding?.remedy ?? '',
      /^Next is configured for the same issuer and holds a certificate that lasts until /,
    );
    assert.match(finding?.remedy ?? '', /Keep a way to log in without single sign-on/);
    assert.doesNotMatch(JSON.stringify(report), /login\.acme\.example/, 'the issuer is compared, not shown');
  });
});

describe('the certificate of a custom domain in a project', () => {
  test('is renewed by a public authority, whoever signed it before', async (t) => {
    const { leaf, intermediate } = await issueChain({
      name: 'www.acme.example',
      from: '2026-09-11',
      days: 100,
      dnsNames: ['www.acme.example'],
    });
    const report = await judged(t, {
      'certs/Www.crt': leaf.pem + intermediate.pem,
      'certs/Www.crt-meta.xml': certificateMeta({ caSigned: 'true', masterLabel: 'Www' }),
      'sites/Home.site-meta.xml': metadataXml('CustomSite', {
        customWebAddresses:
          '<certificate>Www</certificate><domainName>www.acme.example</domainName><primary>true</primary>',
        masterLabel: 'Home',
      }),
    });
    const remedy = about(report, 'Www').find(({ check }) => check === 'expiring')?.remedy ?? '';
    assert.match(
      remedy,
      /signing request \(CSR\).*public certificate authority.*upload the chain.*choose it for the domain of Home/,
    );
    assert.doesNotMatch(remedy, /[Hh]and/);
  });
});
