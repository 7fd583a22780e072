import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { folderWith } from '../fixtures/folder.ts';
import { logIn } from '../fixtures/log-in.ts';
import { onlyLoopbackNames, runInOwnProcess } from './run-command.ts';

const guide = readFileSync(new URL('../../../../docs/guide/pipelines.md', import.meta.url), 'utf8');

/** Every scan of the guide, as it stands in a recipe or a sentence. */
const scans = [
  ...new Set(Array.from(guide.matchAll(/sf cert (health (?!is\b)(?:--[^`\n]+))/g), ([, line = '']) => line.trim())),
];

/** What `--fail-on warning` may come to in an org with findings: the recipe works, and says that there are some. */
const verdicts: ReadonlySet<number | null> = new Set([0, 3, 4]);

describe('the recipes for pipelines', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg();
    await logIn(practice);
  });
  after(() => practice.close());

  it('are those of the guide', () => {
    assert.ok(scans.length >= 5, scans.join('\n'));
  });

  // One after the other: a pull request compares with what the main branch wrote.
  it('run as they stand, and write what they say', async (t) => {
    const cwd = folderWith(t, {
      'sfdx-project.json':
        '{"packageDirectories": [{"path": "force-app", "default": true}], "sourceApiVersion": "66.0"}',
      'force-app/main/default/namedCredentials/Partner.namedCredential-meta.xml':
        '<?xml version="1.0" encoding="UTF-8"?>\n<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata"><label>Partner</label><certificate>Partner_API</certificate></NamedCredential>\n',
    });
    const writesFirst = [...scans].sort((a, b) => Number(a.includes('--baseline')) - Number(b.includes('--baseline')));
    for (const scan of writesFirst) {
      const args = scan.split(/\s+/).map((word) => (word === 'prod' ? practice.username : word));
      // sfdx-hardis sets the default org; here it is named.
      const isAbout = args.includes('--target-org') || args.includes('--source-dir');
      const { exitCode, stderr } = await runInOwnProcess(
        [...args, ...(isAbout ? [] : ['--target-org', practice.username])],
        { cwd, env: onlyLoopbackNames },
      );
      const isNever = args.includes('never');
      assert.ok(isNever ? exitCode === 0 : verdicts.has(exitCode), `${scan}: ${exitCode}\n${stderr}`);
      args.forEach((word, position) => {
        if (word === '--output-file') assert.ok(existsSync(join(cwd, args[position + 1] ?? '')), scan);
      });
    }
  });
});
