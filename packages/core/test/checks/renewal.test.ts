import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Holding } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run } from '../fixtures/inventories.ts';

const leaf = await issue({ subject: 'CN=client', notAfter: '2026-02-01T00:00:00Z' });

/** What people are told to do about a certificate that has ended. */
const remedyFor = (holding: Holding): string => only(run('expired', '2026-06-01T00:00:00Z', [holding])).remedy;

function withoutRecord(other: Partial<Holding> = {}): Holding {
  const { source, name, label, kind, certificates } = held([leaf]);
  return { source, name, label, kind, certificates, ...other };
}

describe('what to do so that there is a new certificate', () => {
  it('is done in Setup for a key pair of an org or a project, also where its record was not read', () => {
    for (const holding of [held([leaf]), withoutRecord(), withoutRecord({ source: 'project.certificates' })]) {
      assert.match(remedyFor(holding), /^Create its successor in Setup > Certificate and Key Management/);
    }
  });

  it('is a matter for the certificate authority where a file holds the key', () => {
    const file = withoutRecord({ source: 'file:certs/partner.p12', path: 'certs/partner.p12' });
    assert.equal(
      remedyFor(file),
      'Get its successor from the certificate authority and put it in certs/partner.p12 before this one ends.',
    );
  });

  it('is asked of its owner only where somebody else has the key', () => {
    assert.match(remedyFor(heldForClients([leaf])), /^Ask the owner of the certificate for its successor/);
  });

  it('takes one or two sentences and names no command that does not exist', () => {
    for (const holding of [held([leaf]), withoutRecord({ source: 'file:a.pem' }), heldForClients([leaf])]) {
      const remedy = remedyFor(holding);
      assert.doesNotMatch(remedy, /sf cert/);
      assert.ok(remedy.split(/\. /).length <= 2 && remedy.length < 240, remedy);
    }
  });
});
