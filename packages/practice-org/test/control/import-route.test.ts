import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quietHarbor, startPracticeOrg } from '../../src/index.ts';
import type { PracticeOrg } from '../../src/index.ts';
import { issueSelfSigned, toPem, validFor } from '../../src/certificates/issue.ts';
import { ecKeyPair, rsaKeyPair } from '../../src/certificates/keys.ts';
import type { KeyPair } from '../../src/certificates/keys.ts';

const now = new Date('2026-11-30T02:15:00Z');

describe('Import from Keystore of the practice org', () => {
  let org: PracticeOrg;
  before(async () => {
    org = await startPracticeOrg({ now, seed: quietHarbor });
  });
  after(() => org.close());

  const chainOf = async (keys: KeyPair): Promise<string> =>
    toPem([await issueSelfSigned({ subject: 'CN=imported', keys, ...validFor(now, 100) })]);
  async function imported(document: object): Promise<{ status: number; text: string }> {
    const body = JSON.stringify(document);
    const answer = await fetch(`${org.url}/practice-org/import`, { method: 'POST', body });
    return { status: answer.status, text: await answer.text() };
  }

  it('makes a certificate that can be used at once, under the alias as its name', async () => {
    const chain = await chainOf(await rsaKeyPair(2048));
    assert.equal((await imported({ alias: 'partner_202701', chain })).status, 200);
    const soql =
      "SELECT DeveloperName, OptionsIsUnusable, ExpirationDate FROM Certificate WHERE DeveloperName = 'partner_202701'";
    const answer = await fetch(`${org.url}/services/data/v66.0/tooling/query?q=${encodeURIComponent(soql)}`, {
      headers: { authorization: `Bearer ${org.accessToken}` },
    });
    const { records } = (await answer.json()) as { records: readonly Record<string, unknown>[] };
    assert.deepEqual(
      records.map(({ DeveloperName, OptionsIsUnusable, ExpirationDate }) => [
        DeveloperName,
        OptionsIsUnusable,
        ExpirationDate,
      ]),
      [['partner_202701', false, '2027-03-10']],
    );
    assert.match((await imported({ alias: 'Partner_202701', chain })).text, /already/);
  });

  it('refuses what Setup refuses, in its words', async () => {
    const chain = await chainOf(await rsaKeyPair(2048));
    for (const [document, says] of [
      [{ alias: 'a-b', chain }, /alias is not acceptable for import/],
      [{ alias: 'a__b', chain }, /alias is not acceptable for import/],
      [{ alias: 'empty', chain: '' }, /doesn't contain a PrivateKey entry/],
      [{ alias: 'curve', chain: await chainOf(await ecKeyPair()) }, /not an RSA key/],
      [{ alias: 'nothing' }, /Post/],
    ] as const) {
      const { status, text } = await imported(document);
      assert.equal(status, 400);
      assert.match(text, says);
    }
  });
});
