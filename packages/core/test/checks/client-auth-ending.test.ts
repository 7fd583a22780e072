import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chromeClientAuthEnd, clientAuthEnd, defaultSettings, noticeOf } from '@cert-health/core';
import type { Certificate, CheckResult, Holding, Reference, Settings } from '@cert-health/core';
import { clientAuth, issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import type { Issued, Wanted } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run, shownInbound, shownOutbound } from '../fixtures/inventories.ts';
import { under } from '../fixtures/public-hierarchy.ts';

const AT = '2026-11-22T00:00:00Z';
const LONG = '2036-01-01T00:00:00Z';
const publicPolicy = ['2.23.140.1.2.2'];
/** The first second from which DigiCert issues no more of them, and the last one before. */
const END = new Date(clientAuthEnd('DigiCert Inc')?.from ?? '');
const LAST = new Date(END.getTime() - 1000).toISOString();

const digicert = await issue({ subject: 'CN=DigiCert TLS CA, O=DigiCert Inc', ca: true, notAfter: LONG });
const digicertCa = under('DigiCert Global Root G2', digicert);
const amazon = await issue({ subject: 'CN=Amazon RSA 2048 M02, O=Amazon', ca: true, notAfter: LONG });
const amazonCa = under('Amazon Root CA 1', amazon);
const other = await issue({ subject: 'CN=Northlight CA, O=Northlight', ca: true, notAfter: LONG });
const privateRoot = await issue({ subject: 'CN=Acme Root, O=Acme', ca: true, notAfter: LONG });

function leafOf(issuer: Issued, notAfter: string, changes: Partial<Wanted> = {}): Promise<Issued> {
  const purposes = [serverAuth, clientAuth];
  return issue({ subject: 'CN=billing', issuer, notBefore: '2026-08-15T00:00:00Z', notAfter, purposes, ...changes });
}

function judge(at: string, holdings: readonly Holding[], references: readonly Reference[] = []): CheckResult {
  return run('client-auth-ending', at, holdings, { references });
}

type CertificateLevelsPerUse = NonNullable<Settings['expiring']['perUse']>;

const beyond = await leafOf(digicert, '2027-04-01T00:00:00Z');
const inbound = (chain: readonly (Issued | Certificate)[], at = AT): CheckResult =>
  judge(at, [heldForClients(chain)], [shownInbound]);

describe('client-auth-ending', () => {
  it('says of a certificate that outlives the end that it cannot be renewed, why, and what stops', () => {
    const finding = only(inbound([beyond, digicertCa]));
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.title, 'Billing Client cannot be renewed as it is when it ends in 4 months (Thu 1 Apr 2027)');
    assert.match(finding.detail, /Its CA, DigiCert, stops issuing .*client authentication, EKU\) on Mon 1 Mar 2027\./);
    assert.match(
      finding.detail,
      /used for Inbound API mTLS\. Then API calls that must present Billing_Client are refused/,
    );
    assert.equal(finding.use, 'inbound-api-mtls');
    assert.equal(finding.reference?.field, 'InboundCertificate.content');
    assert.equal(finding.dueOn, '2027-03-01', 'the last day on which it can be had again is the one before');
    assert.equal(finding.evidence['basis'], 'own');
    assert.equal(finding.evidence['chromeEndsOn'], chromeClientAuthEnd.from?.slice(0, 10));
    assert.match(finding.source?.document ?? '', /DigiCert/);
  });

  it('offers a listed authority or another method inbound, and says that a private one does not help there', () => {
    const { remedy } = only(inbound([beyond, digicertCa]));
    assert.match(remedy, /list of roots your org trusts \(\/cacerts\.jsp\)/);
    assert.match(remedy, /change the method of logging in/);
    assert.match(remedy, /A private CA does not help there/);
    assert.doesNotMatch(remedy, /self-signed/);
    assert.match(remedy, /^Until Mon 1 Mar 2027 it can still be had, if you ask for client authentication/);
  });

  it('offers a private authority outbound, where the called server decides', () => {
    const { remedy, use, detail } = only(judge(AT, [held([beyond, digicertCa])], [shownOutbound]));
    assert.equal(use, 'outbound-apex-mtls');
    assert.match(remedy, /A certificate of a private CA, or a self-signed one, will do/);
    assert.doesNotMatch(remedy, /does not help/);
    assert.match(detail, /calls to the system behind Partner_API fail/);
  });

  it('is as urgent as the levels of its uses say', () => {
    const severity = (perUse: CertificateLevelsPerUse): string => {
      const settings = { ...defaultSettings, expiring: { ...defaultSettings.expiring, perUse } };
      const circumstances = { references: [shownInbound], settings };
      return only(run('client-auth-ending', AT, [heldForClients([beyond, digicertCa])], circumstances)).severity;
    };
    assert.equal(severity({ 'inbound-api-mtls': { criticalDays: 200, warningDays: 200 } }), 'critical');
    assert.equal(severity({ 'custom-domain': { criticalDays: 200, warningDays: 200 } }), 'warning', 'not its use');
  });

  describe('to the second', () => {
    it('can be renewed once more when it ends one second before the end, and not when it ends with it', async () => {
      const before = only(inbound([await leafOf(digicert, LAST), digicertCa]));
      assert.equal(before.severity, 'info');
      assert.match(before.title, /cannot be renewed as it is from Mon 1 Mar 2027 on/);
      assert.match(before.detail, /Before that it can be renewed once more/);
      assert.equal(before.dueOn, LAST.slice(0, 10));
      const with_ = only(inbound([await leafOf(digicert, END.toISOString()), digicertCa]));
      assert.equal(with_.severity, 'warning');
      assert.match(with_.title, /when it ends/);
    });

    it('stops with the first moment of the end', () => {
      const chain = [beyond, digicertCa];
      assert.match(only(inbound(chain, LAST)).detail, /stops issuing/);
      const after = only(inbound(chain, END.toISOString()));
      assert.match(after.detail, /stopped issuing/);
      assert.equal(after.dueOn, '2027-04-01');
      assert.doesNotMatch(after.remedy, /can still be had/);
    });

    it('is critical from the same moment as any certificate that ends', () => {
      const { certificate } = beyond;
      const ending = {
        holding: held([certificate]),
        of: 'leaf',
        last: certificate.notAfter,
        precision: 'second',
        start: certificate.notBefore,
        leafEnd: certificate.notAfter,
      } as const;
      const { criticalFrom } = noticeOf(ending, defaultSettings);
      const chain = [certificate, digicertCa];
      assert.equal(only(inbound(chain, new Date(criticalFrom.getTime() - 1).toISOString())).severity, 'warning');
      assert.equal(only(inbound(chain, criticalFrom.toISOString())).severity, 'critical');
    });

    it('is silent once the certificate has ended, which another check tells', () => {
      const chain = [beyond, digicertCa];
      assert.equal(inbound(chain, '2027-04-01T00:00:00.000Z').observations.length, 1);
      assert.deepEqual(inbound(chain, '2027-04-01T00:00:00.001Z'), { observations: [], notChecked: [] });
    });
  });

  describe('whose date it is', () => {
    it("is Chrome's where the authority named none and its root is in the Chrome Root Store", async () => {
      const finding = only(inbound([await leafOf(amazon, '2027-04-01T00:00:00Z'), amazonCa]));
      assert.equal(finding.severity, 'warning');
      assert.equal(finding.evidence['basis'], 'program');
      assert.equal(finding.evidence['endsOn'], '2027-03-15');
      assert.match(finding.detail, /No date of Amazon's own is known; this is the latest that Chrome allows/);
    });

    it('is only to be expected where neither is known: never silent, never certain, never critical', async () => {
      const claims = await leafOf(other, '2027-04-01T00:00:00Z', { policies: publicPolicy });
      const finding = only(inbound([claims, other], '2027-03-31T00:00:00Z'));
      assert.equal(finding.severity, 'warning');
      assert.equal(finding.evidence['basis'], 'assumed');
      assert.match(finding.title, /can probably not be renewed/);
      assert.match(finding.detail, /Northlight, was expected to stop/);
      assert.match(finding.detail, /so ask Northlight/);
      const clientOnly = await leafOf(other, '2027-04-01T00:00:00Z', {
        policies: publicPolicy,
        purposes: [clientAuth],
      });
      assert.equal(only(judge(AT, [held([clientOnly, other])])).severity, 'info', 'and nobody knows its use');
    });

    it('says so where the date is from third parties, or where sources conflict', async () => {
      const sectigo = await issue({ subject: 'CN=Sectigo CA, O=Sectigo Limited', ca: true, notAfter: LONG });
      const leaf = await leafOf(sectigo, '2027-04-01T00:00:00Z', { policies: publicPolicy });
      const { detail, evidence } = only(inbound([leaf, sectigo]));
      assert.match(detail, /from third parties only\. Another source gives another date/);
      assert.deepEqual(evidence['conflictsWith'], ['client-authentication-end.sectigo.faq']);
    });

    it('is that of the authority above an issuer of another name', async () => {
      const reseller = await issue({ subject: 'CN=Shop CA, O=Some Reseller', ca: true, notAfter: LONG });
      const chain = [await leafOf(reseller, '2027-04-01T00:00:00Z'), under('DigiCert Global Root G2', reseller)];
      assert.equal(only(inbound(chain)).evidence['ca'], 'DigiCert');
    });
  });

  describe('when nothing is known to use it', () => {
    it('tells both ways out of one that is for clients only, a step less urgently', async () => {
      const leaf = await leafOf(digicert, '2027-04-01T00:00:00Z', { purposes: [clientAuth] });
      const finding = only(judge(AT, [held([leaf, digicertCa])]));
      assert.equal(finding.severity, 'info');
      assert.match(finding.remedy, /If Salesforce checks it \(inbound\).*If your org shows it to a server/);
      assert.equal(finding.use, undefined);
      assert.equal(only(judge('2027-03-31T00:00:00Z', [held([leaf, digicertCa])])).severity, 'warning');
    });

    it('leaves one that is for servers too to dual-purpose-public, so that nothing is said twice', () => {
      const holdings = [held([beyond, digicertCa]), heldForClients([beyond, digicertCa])];
      const references = [shownInbound];
      const here = run('client-auth-ending', AT, holdings, { references }).observations;
      const there = run('dual-purpose-public', AT, holdings, { references }).observations;
      assert.deepEqual(
        [here, there].map((found) => found.map(({ holding }) => holding?.name)),
        [['Billing_Client'], ['Partner_API_Client']],
      );
    });
  });

  it('does not concern private, self-signed, server and CA certificates', async () => {
    const none = { observations: [], notChecked: [] };
    const own = await leafOf(privateRoot, LONG);
    assert.deepEqual(inbound([own, privateRoot]), none, 'private');
    const self = await issueLikeSalesforce('Own', '2026-06-01T00:00:00Z', '2027-06-01T00:00:00Z');
    assert.deepEqual(inbound([self]), none, 'self-signed');
    const server = await leafOf(digicert, '2027-04-01T00:00:00Z', { purposes: [serverAuth] });
    assert.deepEqual(inbound([server, digicertCa]), none, 'for servers only');
    const ca = await leafOf(digicert, '2027-04-01T00:00:00Z', { ca: true });
    assert.deepEqual(inbound([ca, digicertCa]), none, 'a CA');
  });

  it('is not checked where the name of the issuer is that of a public authority and the chain does not tell', async () => {
    const { observations, notChecked } = inbound([await leafOf(digicert, '2027-04-01T00:00:00Z')]);
    assert.deepEqual(observations, []);
    assert.match(notChecked[0]?.reason ?? '', /what DigiCert Inc issued here/);
    const unknownIssuer = await leafOf(other, '2027-04-01T00:00:00Z');
    assert.deepEqual(inbound([unknownIssuer]).notChecked, [], 'any private authority looks like this');
  });

  it('is not checked for what could not be read', () => {
    assert.equal(judge(AT, [held([], { unreadable: 'its body could not be read' })]).notChecked.length, 1);
  });
});
