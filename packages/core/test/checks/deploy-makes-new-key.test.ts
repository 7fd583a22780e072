import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { emptyInventory, held, only, read, run, shownOutbound } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const madeIn = (name: string, org: string): Promise<Issued> =>
  issue({ subject: `CN=${name}, OU=${org}, O=Salesforce.com`, ca: true });
const own = await madeIn('own', '00D5g000000abcD');
const plain = await issue({ subject: 'CN=plain' });

function inProject(one: Issued, name: string, other: Partial<Holding> = {}): Holding {
  const record = { caSigned: false, privateKeyExportable: false };
  return held([one], {
    source: 'project.certificates',
    name,
    label: name,
    path: `certs/${name}.crt`,
    record,
    ...other,
  });
}

async function notesIn(holdings: readonly Holding[]) {
  const sources = [read('project.certificates'), read('project.named-credentials')];
  const references = holdings.map(({ name }) => ({
    ...shownOutbound,
    source: 'project.named-credentials',
    target: name,
  }));
  const options = { at: new Date(AT), generatedAt: new Date(AT) };
  const { findings } = await evaluate({ ...emptyInventory, sources, holdings, references }, options);
  return findings.filter(({ check }) => check === 'deploy-makes-new-key');
}

describe('deploy-makes-new-key', () => {
  it('says that another key is made, and who has to get the new certificate', () => {
    const { severity, title, detail, remedy } = only(run('deploy-makes-new-key', AT, [inProject(own, 'Own')]));
    assert.equal(severity, 'info');
    assert.equal(
      title,
      'Deploying Own to an org that lacks it makes another key: partners must get the new certificate',
    );
    assert.match(detail, /what stands in the file is not used\. This one was made in the org 00D5g000000abcD\./);
    assert.match(remedy, /^Nothing to do in the org that it came from/);
  });

  it('is one note for a project, and tells of different orgs', async () => {
    const other = await madeIn('other', '00D7Q000000KeSt');
    const [note, ...rest] = await notesIn([
      inProject(own, 'Own'),
      inProject(other, 'Other'),
      inProject(plain, 'Plain'),
    ]);
    assert.deepEqual(rest, []);
    assert.match(note?.title ?? '', /^Deploying Other, Own and Plain /);
    assert.match(note?.detail ?? '', /made in different orgs: 00D7Q000000KeSt and 00D5g000000abcD\.$/);
    assert.equal(note?.parts?.length, 3);
  });

  it('leaves alone what an authority signs, what is in an org, and files that are not deployed', async () => {
    const authority = await issue({ subject: 'CN=Root', ca: true });
    const signed = inProject(await issue({ subject: 'CN=signed', issuer: authority }), 'Signed');
    const declared = inProject(plain, 'Declared', { record: { caSigned: true } });
    const file = inProject(own, 'file', { source: 'project.files', kind: 'trusted' });
    for (const holding of [signed, declared, held([own]), file]) {
      assert.deepEqual(run('deploy-makes-new-key', AT, [holding]).observations, [], holding.name);
    }
  });
});
