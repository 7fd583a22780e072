/** What is shipped: just what is needed, without a trace of where it was made; installed by sf itself into a folder that knows nothing of this one. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { rootCertificates } from 'node:tls';
import { installedPackages } from '../../pack/installed-packages.ts';
import { packPackages } from '../../pack/packed-packages.ts';
import type { PackedPackage } from '../../pack/packed-packages.ts';
import { packagesOfThePlugin } from '../../pack/staged-packages.ts';
import { bin, node, root } from '../../project.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { installedSf } from './installed-sf.ts';
import { serveInstalled } from './installed-registry.ts';
import { bytesBelow, importsOf, unpack } from './unpacked-package.ts';

const folder = temporaryFolder('packages');
const repository = 'https://example.com/owner/certificates';
let packed: Awaited<ReturnType<typeof packPackages>>;

before(async () => {
  packed = await packPackages(join(folder, 'packed'), { repository });
  unpack(packed.plugin.tarball, join(folder, 'plugin'));
  unpack(packed.core.tarball, join(folder, 'consumer', 'node_modules', '@cert-health', 'core'));
});

const corePath = join(folder, 'consumer', 'node_modules', '@cert-health', 'core');
const pluginPath = join(folder, 'plugin');
const both = (): [PackedPackage, string][] => [
  [packed.plugin, pluginPath],
  [packed.core, corePath],
];
const documents = ['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-LICENSES.md', 'package.json'];

describe('the packages that are shipped', () => {
  it('the plugin holds its compiled sources, texts, schemas, the pages of the checks and uses, and the core, and nothing else', () => {
    const sources = globSync('**/*.ts', { cwd: join(root, 'packages/plugin-cert/src'), exclude: ['**/*.d.ts'] });
    const pages = globSync('{checks,uses}/*.md', { cwd: join(root, 'docs'), exclude: ['checks/README.md'] });
    const kept = execFileSync('git', ['ls-files', 'messages', 'schemas'], { cwd: join(root, 'packages/plugin-cert') });
    const core = ['LICENSE', 'package.json', 'dist/index.js', 'dist/mozilla-certificates.js'];
    assert.deepEqual(
      [...packed.plugin.files].sort(),
      [
        ...documents,
        'oclif.manifest.json',
        ...kept.toString().trim().split('\n'),
        ...sources.map((file) => `lib/${file.replace(/\.ts$/, '.js')}`),
        ...pages.map((page) => `docs/${page}`),
        ...core.map((file) => `node_modules/@cert-health/core/${file}`),
      ].sort(),
    );
  });

  it('the core holds a file for Node, one for browsers, what both load later, and the types of its entry', () => {
    const types = packed.core.files.filter((file) => file.startsWith('lib/'));
    assert.ok(types.every((file) => file.endsWith('.d.ts')));
    assert.ok(types.includes('lib/index.d.ts'));
    const dist = ['dist/browser.js', 'dist/index.js', 'dist/mozilla-certificates.js'];
    assert.deepEqual([...packed.core.files].sort(), [...documents, ...dist, ...types].sort());
  });

  it('holds every file and declares every package that its code imports', () => {
    for (const [{ manifest, files }, path] of both()) {
      const imports = importsOf(path);
      assert.ok(imports.length > 100, `imports of ${manifest.name} are found`);
      for (const { from, name } of imports.filter((one) => !one.name.startsWith('node:'))) {
        if (name.startsWith('.')) {
          // Declarations name the source that they stand for.
          const wanted = join(dirname(from), from.endsWith('.d.ts') ? name.replace(/\.ts$/, '.d.ts') : name);
          assert.ok(files.includes(wanted), `${manifest.name}: ${from} imports ${wanted}`);
        } else {
          const [scope = '', rest] = name.split('/');
          const dependency = scope.startsWith('@') ? `${scope}/${rest}` : scope;
          assert.ok(manifest.dependencies[dependency], `${manifest.name}: ${from} imports ${name}`);
        }
      }
    }
  });

  it('the texts that the plugin loads are there, and all that are there are loaded', () => {
    const code = globSync('lib/**/*.js', { cwd: pluginPath }).map((file) =>
      readFileSync(join(pluginPath, file), 'utf8'),
    );
    const loaded = code.flatMap((text) =>
      [...text.matchAll(/'@cert-health\/plugin-cert',\s*'([\w.]+)'/g)].map(([, name]) => name),
    );
    const shipped = globSync('*.md', { cwd: join(pluginPath, 'messages') }).map((file) => basename(file, '.md'));
    assert.deepEqual([...new Set(loaded)].sort(), shipped.sort());
  });

  it('holds no path of the machine that made it, no test, no source and no key', () => {
    const here = [root, folder, join(homedir(), '')].map((path) => `${path}/`);
    for (const [{ manifest, files }, path] of both()) {
      for (const file of files) {
        assert.doesNotMatch(
          file,
          /\.test\.|(?:^|\/)(?:test|src|__tests__)\/|(?<!\.d)\.ts$|\.map$|\.tsbuildinfo$/,
          manifest.name,
        );
        const text = readFileSync(join(path, file), 'utf8');
        for (const one of here) assert.ok(!text.includes(one), `${manifest.name}: ${file} names ${one}`);
        assert.doesNotMatch(text, /sourceMappingURL|file:\/\/\/[a-z]+\//i, `${manifest.name}: ${file}`);
      }
    }
  });

  it('its manifest speaks of nothing that only this repository has', () => {
    for (const [{ manifest, files }, path] of both()) {
      const text = readFileSync(join(path, 'package.json'), 'utf8');
      assert.doesNotMatch(text, /"(?:source|scripts|devDependencies|private|workspaces)"|workspace:|file:|\/src\//);
      for (const [, target = ''] of text.matchAll(/"\.\/((?:lib|dist)\/[^"]*\.\w+)"/g)) {
        assert.ok(files.includes(target), `${manifest.name}: ${target} of package.json`);
      }
      for (const version of Object.values(manifest.dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
      const {
        homepage,
        repository: at,
        bugs,
      } = JSON.parse(text) as { homepage: string; repository: { url: string }; bugs: { url: string } };
      const addresses = [homepage, at.url, bugs.url];
      assert.deepEqual(addresses, [`${repository}#readme`, `git+${repository}.git`, `${repository}/issues`]);
      assert.ok(manifest.keywords.length > 0 && manifest.engines['node']);
    }
  });

  it('the licenses and the bill of materials name each package that comes along, once', () => {
    for (const [one, path] of both()) {
      const installed = one === packed.core ? installedPackages('packages/core') : packagesOfThePlugin();
      const expected = new Set(installed.map(({ name, version }) => `${name}@${version}`));
      const licenses = readFileSync(join(path, 'THIRD-PARTY-LICENSES.md'), 'utf8').replaceAll(
        /^````text$[^]*?^````$/gm,
        '',
      );
      const named = [...licenses.matchAll(/^- (\S+) (\d[^\s:]*)/gm)].map(([, name, version]) => `${name}@${version}`);
      assert.deepEqual(named.sort(), [...expected].sort());
      const bill = JSON.parse(readFileSync(one.billOfMaterials, 'utf8')) as Bill;
      const ours = one === packed.plugin ? [`@cert-health/core@${packed.core.manifest.version}`] : [];
      assert.equal(bill.bomFormat, 'CycloneDX');
      assert.equal(
        bill.metadata.component.purl,
        `pkg:npm/${one.manifest.name.replace('@', '%40')}@${one.manifest.version}`,
      );
      assert.deepEqual(bill.components.map((component) => component['bom-ref']).sort(), [...expected, ...ours].sort());
      assert.ok(bill.components.every(({ licenses }) => licenses.length > 0));
    }
  });

  it('the sums are those of the files', () => {
    const lines = readFileSync(join(folder, 'packed', 'SHA256SUMS'), 'utf8')
      .trim()
      .split('\n');
    const named = lines.map((line) => line.split('  ')[1] ?? '');
    assert.deepEqual(named.sort(), globSync('*.{tgz,json}', { cwd: join(folder, 'packed') }).sort());
    for (const line of lines) {
      const [sum, name = ''] = line.split('  ');
      assert.equal(
        sum,
        createHash('sha256')
          .update(readFileSync(join(folder, 'packed', name)))
          .digest('hex'),
      );
    }
  });

  it('the core works for somebody who has nothing else: its own example runs, and compiles with checked types', () => {
    const consumer = join(folder, 'consumer');
    const [, example = ''] = /```js\n([^]*?)```/.exec(readFileSync(join(corePath, 'README.md'), 'utf8')) ?? [];
    writeFileSync(join(consumer, 'partner.pem'), rootCertificates[0] ?? '');
    writeFileSync(join(consumer, 'example.mjs'), example);
    const printed = execFileSync(node, ['example.mjs'], { cwd: consumer, env: {} }).toString();
    assert.equal(Date.parse(printed.trim()), Date.parse(new X509Certificate(rootCertificates[0] ?? '').validTo));
    const typed = `import { parseCertificate } from '@cert-health/core';\nexport const end: Date = parseCertificate('').notAfter;\n`;
    const compilerOptions = {
      noEmit: true,
      strict: true,
      module: 'nodenext',
      target: 'es2024',
      lib: ['es2024', 'dom'],
      types: [],
    };
    writeFileSync(join(consumer, 'typed.mts'), typed);
    writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.mts'] }));
    execFileSync(node, [bin('tsc'), '-p', consumer], { stdio: ['ignore', 'inherit', 'inherit'] });
  });
});

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly purl: string } };
  readonly components: readonly { readonly 'bom-ref': string; readonly licenses: readonly unknown[] }[];
}

describe('the plugin in an sf of somebody else', () => {
  it('is installed by sf from the file alone and works in a folder of its own', async () => {
    const registry = await serveInstalled(packagesOfThePlugin());
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'some.pem'), rootCertificates[0] ?? '');
    const home = join(folder, 'home');
    const sf = installedSf({ home, cwd: elsewhere, registry: registry.url });
    try {
      const file = `file:${packed.plugin.tarball}`;
      // As for a pipeline: sf asks nobody about a plugin that is on its list.
      await sf(['plugins', 'trust', 'allowlist', 'add', '--name', file]);
      await sf(['plugins', 'install', file]);
      assert.ok(
        !registry.missing.some((name) => name.startsWith('@cert-health/')),
        'nothing of ours is asked of a registry',
      );
      const { version } = packed.plugin.manifest;
      const plugins = JSON.parse(await sf(['plugins', '--json'])) as { name: string; version: string; type: string }[];
      const ours = plugins
        .map(({ name, version, type }) => ({ name, version, type }))
        .filter(({ name }) => name === packed.plugin.manifest.name);
      assert.deepEqual(ours, [{ name: '@cert-health/plugin-cert', version, type: 'user' }]);
      assert.match(await sf(['cert', '--help']), /cert health/);

      const inspected = JSON.parse(await sf(['cert', 'inspect', 'some.pem', '--json'])) as { status: number };
      assert.equal(inspected.status, 0);
      const health = JSON.parse(
        await sf(['cert', 'health', '-f', 'some.pem', '--json', '--fail-on', 'never', '--output-file', 'out.sarif']),
      ) as {
        status: number;
        result: { summary: { certificates: number } };
      };
      assert.equal(health.status, 0);
      assert.equal(health.result.summary.certificates, 1);
      const sarif = JSON.parse(readFileSync(join(elsewhere, 'out.sarif'), 'utf8')) as {
        runs: [{ tool: { driver: { semanticVersion: string } } }];
      };
      assert.equal(
        sarif.runs[0].tool.driver.semanticVersion,
        version,
        'reports name the version of the plugin, not that of sf',
      );

      const explained = JSON.parse(await sf(['cert', 'checks', '--explain', 'expired', '--json'])) as {
        result: { page: string };
      };
      assert.equal(explained.result.page, readFileSync(join(root, 'docs/checks/expired.md'), 'utf8').trimEnd());
      assert.deepEqual(readdirSync(elsewhere).sort(), ['out.sarif', 'some.pem']);
      namesItsFile();
      saysItsSize(bytesBelow(join(home, '.local', 'share', 'sf', 'node_modules')));
    } finally {
      await registry.close();
    }
  });
});

/** What the README tells to install is what is packed. */
function namesItsFile(): void {
  const named = readFileSync(join(root, 'README.md'), 'utf8').match(/cert-health-plugin-cert-[\w.-]+\.tgz/g) ?? [];
  assert.deepEqual([...new Set(named)], [basename(packed.plugin.tarball)]);
}

/** The README's sentence on what an install costs; a fifth more or less is no other answer. */
function saysItsSize(installed: number): void {
  const { size, unpackedSize } = packed.plugin;
  const packages = new Set(packagesOfThePlugin().map(({ name, version }) => `${name}@${version}`)).size;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  const figures = [megabytes(size), megabytes(unpackedSize), String(packages), megabytes(installed)] as const;
  const [packedSize, unpacked, count, whole] = figures;
  const sentence = `The package is about ${packedSize} MB (${unpacked} MB unpacked); with the ${count} packages that it needs, ${whole} MB.`;
  const said = /The package is about (\S+) MB \((\S+) MB unpacked\); with the (\d+) packages that it needs, (\d+) MB\./;
  const stated = said.exec(readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' '))?.slice(1) ?? [];
  const near = figures.every((figure, index) => Math.abs(Number(stated[index]) - Number(figure)) <= Number(figure) / 5);
  assert.ok(near, `README.md says: ${sentence}`);
}
