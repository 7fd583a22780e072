/** A release: refused while anything says another version, and made by a workflow whose every step there is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseDocument } from 'yaml';
import { releaseState } from '../../pack/packed-packages.ts';
import { assertReleasable } from '../../pack/release-tag.ts';
import { root } from '../../project.ts';

describe('npm run pack -- --tag', () => {
  const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2027-01-31\n';

  it('takes the tag that packages and changelog speak of', () => {
    assertReleasable('v1.2.3', { versions: { core: '1.2.3', plugin: '1.2.3' }, changelog });
  });

  it('names each that speaks of another, and a changelog without the version', () => {
    const versions = { core: '1.2.3', plugin: '1.3.0', 'plugin, of core,': undefined };
    const expected =
      'Not ready for v1.3.0: core says 1.2.3; plugin, of core, says nothing; CHANGELOG.md has no section [1.3.0].';
    assert.throws(() => assertReleasable('v1.3.0', { versions, changelog }), { message: expected });
  });

  it('takes no other tag', () => {
    for (const tag of ['1.2.3', 'v1.2', 'v1.2.3-rc.1', 'main', '']) {
      assert.throws(() => assertReleasable(tag, { versions: {}, changelog }), /takes a version like v1\.2\.3/, tag);
    }
  });

  it('the packages and what the plugin asks of the core are one version', () => {
    const versions = Object.values(releaseState().versions);
    assert.equal(versions.length, 3);
    assert.equal(new Set(versions).size, 1);
    assert.match(versions[0] ?? '', /^\d+\.\d+\.\d+$/);
  });
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

describe('the release workflow', () => {
  const text = readFileSync(join(root, '.github', 'workflows', 'release.yml'), 'utf8');
  const read = parseDocument(text, { strict: true, uniqueKeys: true });
  const workflow = read.toJS() as {
    on: { push: { tags: string[] } };
    permissions: Record<string, string>;
    jobs: Record<'pack' | 'publish' | 'announce', Job>;
  };
  const { pack, publish, announce } = workflow.jobs;
  const runs = (job: Job): string[] => job.steps.flatMap((step) => step.run ?? []);

  it('is YAML without a doubt', () => {
    assert.deepEqual([...read.errors, ...read.warnings], []);
    assert.deepEqual(workflow.on, { push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  });

  it('calls scripts that there are, with options that they take', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const called = [...text.matchAll(/\bnpm (?:run )?(test|(?<=run )[\w:-]+)/g)].map(([, name = '']) => name);
    assert.deepEqual(called, ['test', 'pack']);
    for (const name of called) assert.ok(scripts[name], `npm run ${name}`);
    const known = readFileSync(join(root, 'scripts', 'pack.ts'), 'utf8');
    for (const [, option = ''] of (runs(pack).at(-1) ?? '').matchAll(/--([a-z]+) /g)) {
      assert.match(known, new RegExp(`\\b${option}: \\{ type: 'string' \\}`), `--${option}`);
    }
  });

  it('tests before it packs, packs before it publishes, and publishes the very files that were packed', () => {
    assert.deepEqual([runs(pack)[0], runs(pack).length], ['npm test', 2]);
    assert.deepEqual([publish.needs, announce.needs], ['pack', 'publish']);
    const [first, ...rest] = runs(publish);
    assert.match(first ?? '', /^sha256sum --check --strict SHA256SUMS$/);
    assert.equal(rest.length, 2);
    for (const run of rest)
      assert.match(run, /^npm publish \.\/cert-health-(?:core|plugin-cert)-\*\.tgz --provenance --access public$/);
    assert.ok(!publish.steps.some(({ uses }) => uses?.startsWith('actions/checkout')), 'nothing is built anew');
  });

  it('gives each job the rights that it needs, and no secret to any', () => {
    assert.deepEqual(workflow.permissions, {});
    assert.deepEqual(pack.permissions, { contents: 'read' });
    assert.deepEqual(publish.permissions, { contents: 'read', 'id-token': 'write', attestations: 'write' });
    assert.deepEqual(announce.permissions, { contents: 'write' });
    assert.doesNotMatch(text, /secrets\./);
    // What an event carries is given to a shell as a variable, never as text.
    for (const run of Object.values(workflow.jobs).flatMap(runs)) assert.doesNotMatch(run, /\$\{\{/);
  });

  it('takes actions by commit, with the version that it is', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    assert.equal(
      used.length,
      Object.values(workflow.jobs).flatMap((job) => job.steps.filter((step) => step.uses)).length,
    );
    for (const action of used) assert.match(action, /^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
