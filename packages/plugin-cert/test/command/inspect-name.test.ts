import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import type { CertInspectResult } from '../../src/commands/cert/inspect.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issueChain } from '../fixtures/issue.ts';
import { logIn } from '../fixtures/log-in.ts';
import { jsonOf, runCommand } from './run-command.ts';

describe('sf cert inspect NAME', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg();
    await logIn(practice);
  });
  after(() => practice.close());

  test('decodes what an org holds under that name, with the chain stored with it', async (t) => {
    const cwd = folderWith(t, {});
    const outcome = await runCommand(['inspect', 'Partner_API_Client', '-o', practice.username, '--json'], { cwd });
    const { result, status } = jsonOf<CertInspectResult>(outcome);
    assert.equal(status, 0);
    assert.deepEqual(
      [result.file, result.holding?.name, result.holding?.source],
      ['Partner_API_Client', 'Partner_API_Client', 'org.certificates'],
    );
    const subject = result.parts[0]?.facts.find(({ term }) => /subject/i.test(term))?.values[0];
    assert.match(subject ?? '', /^CN=Partner API Client/);
    assert.equal(result.chain?.path.length, result.parts.length);
  });

  test('decodes the signing request of a record that waits for its chain', async (t) => {
    const args = ['inspect', 'Freight_Portal_Renewal', '-o', practice.username, '--json'];
    const { result } = jsonOf<CertInspectResult>(await runCommand(args, { cwd: folderWith(t, {}) }));
    assert.deepEqual(
      result.parts.map(({ kind }) => kind),
      ['request'],
    );
    assert.equal(result.chain, null);
  });

  test('decodes what a project holds under a name or label, and says where', async (t) => {
    const { leaf, intermediate } = await issueChain({ dnsNames: ['partner.example'] });
    const meta =
      '<?xml version="1.0"?><Certificate xmlns="http://soap.sforce.com/2006/04/metadata"><caSigned>true</caSigned><keySize>2048</keySize><masterLabel>The Partner</masterLabel><privateKeyExportable>false</privateKeyExportable></Certificate>';
    const cwd = folderWith(t, {
      'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}]}',
      'force-app/certs/Partner.crt': leaf.pem + intermediate.pem,
      'force-app/certs/Partner.crt-meta.xml': meta,
    });
    for (const name of ['Partner', 'the partner']) {
      const { stdout, exitCode } = await runCommand(['inspect', name, '-d', '.'], { cwd });
      assert.equal(exitCode, 0, name);
      assert.match(stdout.replace(/\s+/g, ' '), /^What is held as The Partner \([^)]*Partner\.crt[^)]*\) 1 of 2: /);
      assert.match(stdout, /is not held with it/);
    }
  });

  test('without an org or project, and under a name that is not there, says what to do', async (t) => {
    const cwd = folderWith(t, { 'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}]}' });
    for (const [args, words] of [
      [['Nobody'], /no file "Nobody".*--target-org or --source-dir/],
      [
        ['Nobody', '-o', practice.username],
        /no file and no certificate called "Nobody"; what was read holds .*and \d+ more/,
      ],
      [['Nobody', '-d', 'nowhere'], /nowhere does not exist/],
    ] as const) {
      const { exitCode, stderr, stdout } = await runCommand(['inspect', ...args], { cwd });
      assert.deepEqual([exitCode, stdout], [2, ''], args.join(' '));
      assert.match(stderr.replace(/\s+/g, ' '), words);
    }
  });
});
