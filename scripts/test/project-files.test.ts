/** What is deployed: whole, and JavaScript only. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { engineModules } from '../build-engine.ts';
import { bin, node, root, run } from '../project.ts';
import { quietSf } from '../quiet-sf.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('build/deploy', () => {
  const deploy = join(root, 'build', 'deploy');

  it('holds JavaScript and no TypeScript for every component', () => {
    const bundles = globSync('force-app/**/lwc/*/*.js-meta.xml', { cwd: deploy });
    assert.ok(bundles.length > 0, 'npm run build makes build/deploy');
    assert.deepEqual(globSync('force-app/**/*.ts', { cwd: deploy }), []);
    for (const meta of bundles) {
      const script = readFileSync(join(deploy, meta.replace('-meta.xml', '')), 'utf8');
      assert.match(script, /^export |[;}]export ?[{d*]/m, `${meta} has its script`);
    }
  });

  it('holds everything of force-app that an org takes, Apex tests too, and the parts of the engine', () => {
    const wanted = globSync('{main,test}/**/*-meta.xml', { cwd: join(root, 'force-app') });
    const found = globSync('{main,test}/**/*-meta.xml', { cwd: join(deploy, 'force-app') });
    const parts = engineModules.map((name) => join('main', 'console', 'lwc', name, `${name}.js-meta.xml`));
    assert.deepEqual(found.sort(), [...new Set([...wanted, ...parts])].sort());
  });

  it('converts to the Metadata API format with the real CLI, each bundle with its script', async () => {
    const out = temporaryFolder('deploy');
    await run(node, [bin('sf'), 'project', 'convert', 'source', '--output-dir', out], {
      quiet: true,
      cwd: deploy,
      env: quietSf(join(root, 'build', 'convert-home')),
    });
    for (const meta of globSync('lwc/*/*.js-meta.xml', { cwd: out })) {
      const bundle = basename(dirname(meta));
      assert.ok(globSync(`lwc/${bundle}/${bundle}.js`, { cwd: out }).length === 1, `${bundle}.js would be deployed`);
    }
    assert.match(readFileSync(join(out, 'package.xml'), 'utf8'), /<name>LightningComponentBundle<\/name>/);
  });
});
