/** What sf does with the TypeScript of the repository root: an org must never get a component without its script. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bin, node, root } from '../project.ts';
import { quietSf } from '../quiet-sf.ts';
import { temporaryFolder } from './temporary-folder.ts';

function convert(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { status: number | null; text: string; out: string } {
  const out = temporaryFolder('raw-source');
  const { status, stdout, stderr } = spawnSync(
    node,
    [bin('sf'), 'project', 'convert', 'source', '--output-dir', out, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...quietSf(join(root, 'build', 'convert-home')), ...env },
    },
  );
  return { status, text: stdout + stderr, out };
}

/** What a deployment does to the files on their way, which a conversion does only when asked by this variable. */
const asDeployed = { SF_APPLY_REPLACEMENTS_ON_CONVERT: 'true' };

describe('sf in the repository root', () => {
  it('refuses to deploy the components and says where what is deployed lies', () => {
    const { status, text } = convert(['--source-dir', 'force-app/main/console/lwc'], asDeployed);
    assert.notEqual(status, 0);
    assert.match(text.replaceAll(/\s+/g, ' '), /build\/deploy is what you deploy \(npm run build, cd build\/deploy\)/);
  });

  it('refuses a single component as well', () => {
    const [one] = globSync('force-app/main/*/lwc/*/*.js-meta.xml', { cwd: root });
    assert.ok(one);
    const { status, text } = convert(['--source-dir', join(one, '..')], asDeployed);
    assert.notEqual(status, 0);
    assert.match(text, /ReplacementsFileNotRead|could not be read/);
  });

  it('lets everything that is no component pass', () => {
    const { status, text } = convert(['--source-dir', 'force-app/main/health/objects'], asDeployed);
    assert.equal(status, 0, text);
  });

  it('leaves no script out when it only converts', () => {
    const { status, text, out } = convert([], { SF_APPLY_REPLACEMENTS_ON_CONVERT: '' });
    assert.equal(status, 0, text);
    for (const meta of globSync('lwc/*/*.js-meta.xml', { cwd: out })) {
      const script = meta.replace(/js-meta\.xml$/, '[jt]s');
      assert.equal(globSync(script, { cwd: out }).length, 1, meta);
    }
  });
});

describe('the replacement in sfdx-project.json', () => {
  it('concerns TypeScript alone, so that the copy in build/deploy never meets it', () => {
    const { replacements } = JSON.parse(readFileSync(join(root, 'sfdx-project.json'), 'utf8')) as {
      replacements: { glob: string }[];
    };
    assert.deepEqual(
      replacements.map(({ glob }) => glob),
      ['force-app/**/lwc/**/*.ts'],
    );
  });
});
