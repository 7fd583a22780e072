import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate, parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import {
  emptyInventory,
  held,
  heldForClients,
  only,
  run,
  shownInbound,
  shownOutbound,
} from '../fixtures/inventories.ts';

const root = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2046-01-01T00:00:00Z' });
const dates = { notBefore: '2027-09-01T00:00:00Z', notAfter: '2026-02-01T00:00:00Z' };
const reversed = parseCertificate((await issue({ subject: 'CN=mixed up', issuer: root, ...dates })).pem);

/** Before its end, between its dates, after its start. */
const moments = ['2026-01-01T00:00:00Z', '2026-12-01T00:00:00Z', '2027-12-01T00:00:00Z'];

/** What every check that looks at dates says of it. */
async function datesOf(certificates: readonly Certificate[], at: string): Promise<string[]> {
  const options = { at: new Date(at), generatedAt: new Date(at) };
  const { findings, notChecked, summary } = await evaluate(
    { ...emptyInventory, sources: [], holdings: [held(certificates)], references: [shownOutbound] },
    options,
  );
  assert.equal(summary.nextExpiry, null, 'nothing that never holds ends');
  const ofDates = ['expired', 'expiring', 'never-valid', 'not-yet-valid'];
  return [...findings, ...notChecked].map(({ check }) => check).filter((check) => ofDates.includes(check));
}

describe('never-valid', () => {
  it('is the one thing said of reversed dates, wherever today lies between them', async () => {
    for (const at of moments) assert.deepEqual(await datesOf([reversed], at), ['never-valid'], at);
  });

  it('says that a new one is needed, and not to wait or to go back', () => {
    for (const at of moments) {
      const { severity, title, detail, remedy, dueOn } = only(run('never-valid', at, [held([reversed])]));
      assert.equal(severity, 'critical');
      assert.equal(title, 'Partner API Client can never be valid: its validity ends before it starts');
      assert.match(detail, /from 2027-09-01 \(notBefore\) until 2026-02-01 \(notAfter\)/);
      assert.match(remedy, /^A new certificate is needed\./);
      assert.doesNotMatch(`${title} ${detail} ${remedy}`, /until it starts|the one before|stopped working/);
      assert.equal(dueOn, undefined);
    }
  });

  it('holds for a certificate of somebody else, and for one that vouches for another', async () => {
    const theirs = only(
      run('never-valid', moments[1] as string, [heldForClients([reversed])], { references: [shownInbound] }),
    );
    assert.match(theirs.remedy, /add it beside this one/);
    const issuing = await issue({ subject: 'CN=Issuing', issuer: root, ca: true, ...dates });
    const leaf = await issue({ subject: 'CN=leaf', issuer: issuing });
    const { title, certificate } = only(run('never-valid', moments[1] as string, [held([leaf, issuing])]));
    assert.match(title, /the certificate that vouches for it ends before it starts/);
    assert.equal(certificate, issuing.certificate.fingerprint);
    assert.deepEqual(run('expired', moments[1] as string, [held([leaf, issuing])]).observations, []);
  });

  it('leaves a certificate of one moment, and one of usual length, alone', async () => {
    const moment = await issue({
      subject: 'CN=moment',
      notBefore: '2026-05-01T00:00:00Z',
      notAfter: '2026-05-01T00:00:00Z',
    });
    const usual = await issue({ subject: 'CN=usual' });
    assert.deepEqual(run('never-valid', moments[0] as string, [held([moment]), held([usual])]).observations, []);
  });
});
