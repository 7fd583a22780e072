/** What an org or the sf CLI would refuse about the project's own files is refused here first. */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { bin, node, root, run } from '../project.ts';

const json = (path: string): object => JSON.parse(readFileSync(join(root, path), 'utf8')) as object;

function validator(schema: string) {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  return ajv.compile(json(`node_modules/@salesforce/schemas/${schema}`));
}

describe('files that the sf CLI reads', () => {
  it('accept sfdx-project.json by its published schema', () => {
    const validate = validator('sfdx-project.schema.json');
    // The CLI's templates write defaultLwcLanguage; the published schema (1.10.3) does not know it yet.
    const { defaultLwcLanguage, ...known } = json('sfdx-project.json') as Record<string, unknown>;
    assert.equal(defaultLwcLanguage, 'typescript');
    assert.ok(validate(known), JSON.stringify(validate.errors));
    assert.ok(!validate({ packageDirectories: 'force-app' }), 'the schema must be able to refuse');
  });

  it('accept the scratch-org definition by its published schema', () => {
    const validate = validator('project-scratch-def.schema.json');
    assert.ok(validate(json('config/project-scratch-def.json')), JSON.stringify(validate.errors));
    assert.ok(!validate({ edition: 'Imaginary' }), 'the schema must be able to refuse');
  });
});

describe('build/deploy', () => {
  const deploy = join(root, 'build', 'deploy');

  it('holds JavaScript and no TypeScript for every component', () => {
    const bundles = globSync('force-app/**/lwc/*/*.js-meta.xml', { cwd: deploy });
    assert.ok(bundles.length > 0, 'npm run build makes build/deploy');
    assert.deepEqual(globSync('force-app/**/*.ts', { cwd: deploy }), []);
    for (const meta of bundles) {
      const script = readFileSync(join(deploy, meta.replace('-meta.xml', '')), 'utf8');
      assert.match(script, /export default class/, `${meta} has its script`);
    }
  });

  it('holds everything of force-app that an org takes', () => {
    const wanted = globSync('**/*-meta.xml', { cwd: join(root, 'force-app', 'main') }).sort();
    const found = globSync('**/*-meta.xml', { cwd: join(deploy, 'force-app', 'main') }).sort();
    assert.deepEqual(found, wanted);
  });

  it('converts to the Metadata API format with the real CLI, each bundle with its script', async () => {
    const out = mkdtempSync(join(tmpdir(), 'deploy-'));
    await run(node, [bin('sf'), 'project', 'convert', 'source', '--output-dir', out], {
      quiet: true,
      cwd: deploy,
      env: { HOME: join(root, 'build', 'convert-home'), SF_DISABLE_TELEMETRY: 'true' },
    });
    for (const meta of globSync('lwc/*/*.js-meta.xml', { cwd: out })) {
      const bundle = basename(dirname(meta));
      assert.ok(globSync(`lwc/${bundle}/${bundle}.js`, { cwd: out }).length === 1, `${bundle}.js would be deployed`);
    }
    assert.match(readFileSync(join(out, 'package.xml'), 'utf8'), /<name>LightningComponentBundle<\/name>/);
  });
});
