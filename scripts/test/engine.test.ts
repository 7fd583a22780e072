/** The engine's modules are what an org takes, hold nothing they need not, and are built again only when they must be. */
import assert from 'node:assert/strict';
import { globSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { loadMozillaCertificates } from '@cert-health/core';
import ts from 'typescript';
import { buildEngine, engineFolder, engineModules, putEngine } from '../build-engine.ts';
import { root } from '../project.ts';
import { platformCompile } from '../verify/platform-compile.ts';
import { temporaryFolder } from './temporary-folder.ts';

const text = (path: string): string => readFileSync(join(engineFolder, path), 'utf8');
const inOrg = (name: string): string => text(`lwc/${name}/${name}.js`);

/** Older copies of the LWC Developer Guide allow 128 KB a script, the current one 1 MB: the smaller is kept to. */
const LARGEST = 128 * 1024;

const importsOf = (code: string): string[] => ts.preProcessFile(code).importedFiles.map(({ fileName }) => fileName);

before(() => buildEngine());

describe('each module of the engine', () => {
  for (const name of engineModules) {
    it(`${name} is not larger than any org takes`, () => {
      const { size } = statSync(join(engineFolder, 'lwc', name, `${name}.js`));
      assert.ok(size > 10_000 && size < LARGEST, `${size} octets`);
    });

    it(`${name} loads nothing but other modules of the engine, and makes no code at run time`, () => {
      const ours = engineModules.map((one) => `c/${one}`);
      assert.ok(importsOf(inOrg(name)).every((id) => ours.includes(id)));
      assert.doesNotMatch(inOrg(name), /\bimport\s*\(|\beval\s*\(|\bnew Function\b|\brequire\s*\(|["']use strict["']/);
      assert.doesNotMatch(inOrg(name), /from\s*["']node:/);
    });

    it(`${name} is the same for a page without an org, but for how modules are named`, () => {
      const relative = inOrg(name).replaceAll(/"c\/(\w+)"/g, '"./$1.js"');
      assert.equal(text(`${name}.js`), relative);
    });

    it(`${name} is nothing that an admin can put on a page`, () => {
      const meta = text(`lwc/${name}/${name}.js-meta.xml`);
      assert.match(meta, /<isExposed>false<\/isExposed>/);
      assert.match(meta, /<apiVersion>66\.0<\/apiVersion>/);
    });
  }
});

describe('the engine as a whole', () => {
  it('gives the license of the digests on with them, once', () => {
    const license = readFileSync(join(root, 'node_modules/@noble/hashes/LICENSE'), 'utf8').trim();
    assert.deepEqual(
      engineModules.filter((name) => inOrg(name).includes(license)),
      ['certificateReader'],
    );
  });

  it('is these modules and no others', () => {
    const found = globSync('lwc/*/*.js', { cwd: engineFolder }).map((file) => basename(file, '.js'));
    assert.deepEqual(found.toSorted(), engineModules.toSorted());
  });

  it('imports in one direction: modules of the platform that import each other may never be defined', () => {
    const done = new Set<string>();
    const visit = (name: string, above: readonly string[]): void => {
      assert.ok(!above.includes(name), [...above, name].join(' > '));
      if (done.has(name)) return;
      for (const id of importsOf(inOrg(name))) visit(id.slice(2), [...above, name]);
      done.add(name);
    };
    visit('certificateEngine', []);
    assert.deepEqual([...done].toSorted(), engineModules.toSorted());
  });

  it('is taken by the compiler of the platform', async () => {
    assert.deepEqual(await platformCompile(engineFolder), []);
  });

  it('offers what the list in its source names, in every form', async () => {
    const source = readFileSync(
      join(root, 'force-app/main/console/lwc/certificateEngine/certificateEngine.ts'),
      'utf8',
    );
    const [, named = ''] = /export \{([^}]*)\}/.exec(source) ?? [];
    const names = named
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const asModule = (await import(join(engineFolder, 'certificateEngine.js'))) as object;
    const inOnePiece = createRequire(import.meta.url)(join(engineFolder, 'certificateEngine.cjs')) as object;
    assert.deepEqual(Object.keys(asModule).toSorted(), names.toSorted());
    assert.deepEqual(Object.keys(inOnePiece).toSorted(), names.toSorted());
  });

  it('knows the roots of the programs and carries none of their certificates', async () => {
    const all = engineModules.map(inOrg).join('');
    const { anchors } = await loadMozillaCertificates();
    assert.ok(anchors.length > 100);
    for (const { der, fingerprints } of anchors) {
      assert.ok(all.includes(fingerprints.sha256 ?? 'none'), 'its fingerprint is known');
      const body = Buffer.from(der ?? []).toString('base64');
      assert.ok(!all.includes(body.slice(100, 160)));
    }
  });

  it('keeps the names of functions, so that an error in an org can be read', () => {
    for (const name of ['heldChain', 'classifyHierarchy', 'verifyHeldChains', 'judgeSnapshot']) {
      assert.ok(engineModules.some((module) => inOrg(module).includes(`function ${name}(`)));
    }
  });

  it('takes the place of the import of the core in what is deployed', () => {
    const components = temporaryFolder('components');
    mkdirSync(join(components, 'certificateEngine'));
    writeFileSync(join(components, 'certificateEngine', 'certificateEngine.js'), "export * from '@cert-health/core';");
    putEngine(components);
    assert.deepEqual(readdirSync(components).toSorted(), engineModules.toSorted());
    const entry = readFileSync(join(components, 'certificateEngine', 'certificateEngine.js'), 'utf8');
    assert.equal(entry, inOrg('certificateEngine'));
  });

  it('is not built again when nothing changed', async () => {
    const file = join(engineFolder, 'certificateEngine.js');
    const { mtimeMs } = statSync(file);
    await buildEngine();
    assert.equal(statSync(file).mtimeMs, mtimeMs);
  });
});
