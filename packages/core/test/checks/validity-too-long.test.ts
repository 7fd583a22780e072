import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientAuth, issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import type { Issued, Wanted } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

/** Domain-validated, by its policy: what a public certificate says of itself (BR section 7.1.6.1). */
const publicPolicy = ['2.23.140.1.2.1'];
const AT = '2026-11-22T00:00:00Z';

const ca = await issue({ subject: 'CN=Some CA, O=Test', ca: true, notAfter: '2046-01-01T00:00:00Z' });

function publicLeaf(notBefore: string, notAfter: string, other: Partial<Wanted> = {}): Promise<Issued> {
  const names = { subject: 'CN=www.example.com', dnsNames: ['www.example.com'], purposes: [serverAuth] };
  return issue({ ...names, issuer: ca, notBefore, notAfter, policies: publicPolicy, ...other });
}

async function judge(one: Promise<Issued>): Promise<string> {
  const { observations, notChecked } = run('validity-too-long', AT, [held([await one])]);
  return observations[0]?.severity ?? (notChecked[0] ? `not checked: ${notChecked[0].reason}` : 'none');
}

describe('validity-too-long', () => {
  it('counts the first and the last second: 200 days less one second are allowed, 200 days are not', async () => {
    assert.equal(await judge(publicLeaf('2026-06-01T00:00:00Z', '2026-12-17T23:59:59Z')), 'none');
    assert.equal(await judge(publicLeaf('2026-06-01T00:00:00Z', '2026-12-18T00:00:00Z')), 'warning');
  });

  it('goes by the limit of the day of issue, not of today', async () => {
    assert.equal(
      await judge(publicLeaf('2026-03-01T00:00:00Z', '2027-04-02T23:59:59Z')),
      'none',
      '398 days were allowed',
    );
    assert.equal(
      await judge(publicLeaf('2027-04-01T00:00:00Z', '2027-08-01T00:00:00Z')),
      'warning',
      'more than 100 days',
    );
    assert.equal(await judge(publicLeaf('2029-04-01T00:00:00Z', '2029-05-17T23:59:59Z')), 'none', '47 days');
  });

  it('does not guess within 48 hours of a change, and says so', async () => {
    const near = await judge(publicLeaf('2026-03-16T00:00:00Z', '2027-03-16T00:00:00Z'));
    assert.match(near, /^not checked: .*48 hours/);
    assert.equal(await judge(publicLeaf('2026-03-18T00:00:00Z', '2027-03-18T00:00:00Z')), 'warning');
    assert.equal(
      await judge(publicLeaf('2026-03-16T00:00:00Z', '2026-08-16T00:00:00Z')),
      'none',
      'allowed on either side',
    );
  });

  it('tells the days, the limit and the rule', async () => {
    const leaf = await publicLeaf('2026-06-01T00:00:00Z', '2027-06-01T00:00:00Z');
    const [finding] = run('validity-too-long', AT, [held([leaf])]).observations;
    assert.equal(finding?.evidence['validityDays'], 366);
    assert.equal(finding.evidence['limitDays'], 200);
    assert.match(finding.source?.document ?? '', /Baseline Requirements/);
    assert.equal(finding.source?.section, '6.3.2');
    assert.match(finding.title, /^Browsers and other strict clients refuse Partner API Client/);
  });

  it('does not apply to private, self-signed, client and CA certificates', async () => {
    const long = ['2026-06-01T00:00:00Z', '2029-06-01T00:00:00Z'] as const;
    assert.equal(await judge(publicLeaf(...long, { policies: ['1.2.3.4'] })), 'none', 'private');
    assert.equal(await judge(issueLikeSalesforce('Own', ...long)), 'none', 'self-signed by Salesforce');
    assert.equal(await judge(publicLeaf(...long, { purposes: [clientAuth] })), 'none', 'client only');
    assert.equal(await judge(publicLeaf(...long, { ca: true })), 'none', 'a CA');
  });

  it('takes a certificate without stated purposes for a server when it has a DNS name', async () => {
    const any = { subject: 'CN=any', issuer: ca, policies: publicPolicy };
    const long = { ...any, notBefore: '2026-06-01T00:00:00Z', notAfter: '2029-06-01T00:00:00Z' };
    assert.equal(await judge(issue({ ...long, dnsNames: ['any.example.com'] })), 'warning');
    assert.equal(await judge(issue(long)), 'none');
  });

  it('is not checked for what could not be read', () => {
    const { notChecked } = run('validity-too-long', AT, [held([], { unreadable: 'its body could not be read' })]);
    assert.equal(notChecked.length, 1);
  });
});
