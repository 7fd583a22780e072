import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCatalog, evaluate } from '@cert-health/core';
import type { CheckResult, Holding, KnownRevocation } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { contextOf, emptyInventory, held, only } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const none = { observations: [], notChecked: [] };
const root = await issue({ subject: 'CN=Acme Root', ca: true });
const issuing = await issue({ subject: 'CN=Acme Issuing', issuer: root, ca: true });
const leaf = await issue({ subject: 'CN=billing', issuer: issuing });
const chain = [leaf, issuing, root];
const compromised: KnownRevocation = {
  status: 'revoked',
  reason: 'Revoked on 2026-05-20: the key is known to others.',
};
const unreachable: KnownRevocation = { status: 'unknown', reason: 'Its list could not be fetched (ECONNREFUSED).' };

type Answers = readonly (readonly [Issued, KnownRevocation])[];

function judge(holdings: readonly Holding[], answers?: Answers): CheckResult {
  const check = checkCatalog.find(({ id }) => id === 'revoked')!;
  const revocation = answers && new Map(answers.map(([{ certificate }, answer]) => [certificate.fingerprint, answer]));
  return check.run({ ...contextOf(AT, holdings), ...(revocation ? { revocation } : {}) });
}

describe('revoked', () => {
  it('is critical for a certificate that its authority revoked, and says when and why', () => {
    const finding = only(judge([held(chain)], [[leaf, compromised]]));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.title, 'Partner API Client is refused: its authority revoked it on Wed 20 May');
    assert.match(finding.detail, /the key is known to others/);
    assert.equal(finding.certificate, leaf.certificate.fingerprint);
    assert.equal(finding.dueOn, '2026-05-20');
    assert.equal(finding.evidence['revokedOn'], '2026-05-20');
  });

  it('is critical for a certificate below a revoked intermediate, and names the intermediate', () => {
    const finding = only(
      judge(
        [held(chain)],
        [
          [leaf, { status: 'good' }],
          [issuing, compromised],
        ],
      ),
    );
    assert.match(finding.title, /the certificate that vouches for it was revoked on Wed 20 May/);
    assert.match(finding.detail, /"Acme Issuing"/);
    assert.equal(finding.certificate, issuing.certificate.fingerprint);
  });

  it('names who said it: a list, or the authority when it was asked (OCSP)', () => {
    const bySomebody = (one: Issued, answer: KnownRevocation): string =>
      only(judge([held(chain)], [[one, answer]])).detail;
    assert.match(bySomebody(leaf, compromised), /^Its authority's revocation list names it\./);
    assert.match(bySomebody(issuing, compromised), /^The revocation list of the authority above says that/);
    for (const one of [leaf, issuing]) {
      const detail = bySomebody(one, { ...compromised, by: 'ocsp' });
      assert.match(detail, /asked.*\(OCSP\)/);
      assert.doesNotMatch(detail, /revocation list/);
    }
  });

  it('says it once where leaf and intermediate are both revoked: the leaf comes first', () => {
    const finding = only(
      judge(
        [held(chain)],
        [
          [issuing, compromised],
          [leaf, compromised],
        ],
      ),
    );
    assert.equal(finding.certificate, leaf.certificate.fingerprint);
  });

  it('does without the day where the list does not tell it', () => {
    const finding = only(judge([held(chain)], [[leaf, { status: 'revoked' }]]));
    assert.equal(finding.title, 'Partner API Client is refused: its authority revoked it');
    assert.equal(finding.dueOn, undefined);
  });

  it('reports a list that told nothing as not checked, with the reason', () => {
    const { observations, notChecked } = judge([held(chain)], [[leaf, unreachable]]);
    assert.deepEqual(observations, []);
    assert.deepEqual(notChecked, [
      {
        subject: 'Partner_API_Client',
        reason: 'Whether "billing" was revoked is not known. Its list could not be fetched (ECONNREFUSED).',
        cause: 'Whether it was revoked is not known. Its list could not be fetched (ECONNREFUSED).',
      },
    ]);
  });

  it('says once that the list above many certificates told nothing', async () => {
    const other = await issue({ subject: 'CN=other', issuer: issuing });
    const holdings = [held(chain), held([other, issuing, root], { name: 'Other' })];
    assert.equal(judge(holdings, [[issuing, unreachable]]).notChecked.length, 1);
  });

  it('reports a certificate that could not be read as not checked', () => {
    const unread = held([], { unreadable: 'its body could not be read' });
    assert.deepEqual(judge([unread], []).notChecked, [
      { subject: 'Partner_API_Client', reason: 'Its body could not be read.' },
    ]);
  });

  it('says nothing of a good certificate, nor of one that names no list', () => {
    assert.deepEqual(judge([held(chain)], [[leaf, { status: 'good' }]]), none);
    assert.deepEqual(judge([held(chain)], []), none);
  });

  it('says nothing at all where nobody asked', () => {
    assert.deepEqual(judge([held(chain), held([], { unreadable: 'its body could not be read' })]), none);
  });

  it('is part of the judgment of an inventory that comes with answers', async () => {
    const revocation = new Map([[leaf.certificate.fingerprint, compromised]]);
    const options = { at: new Date(AT), generatedAt: new Date(AT), revocation };
    const { findings } = await evaluate({ ...emptyInventory, holdings: [held(chain)] }, options);
    assert.equal(findings.filter(({ check }) => check === 'revoked').length, 1);
  });
});
