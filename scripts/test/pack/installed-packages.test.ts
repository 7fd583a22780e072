/** What comes along with a package is what Node would find from where it is asked for, under licenses that somebody has read. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { installedPackages } from '../../pack/installed-packages.ts';
import type { Lock } from '../../pack/installed-packages.ts';
import { thirdPartyLicenses } from '../../pack/third-party-licenses.ts';

const lock: Lock = {
  '': { dependencies: { tool: '1.0.0' } },
  'packages/ours': { version: '1.0.0', dependencies: { '@scope/a': '1.0.0', sibling: '1.0.0' } },
  'node_modules/sibling': { link: true },
  'packages/sibling': { version: '1.0.0', dependencies: { 'of-sibling': '1.0.0' } },
  'node_modules/of-sibling': { version: '1.0.0' },
  'node_modules/tool': { version: '1.0.0' },
  'node_modules/@scope/a': {
    version: '1.0.0',
    dependencies: { b: '^2.0.0', windows: '1.0.0' },
    optionalDependencies: { windows: '1.0.0' },
    peerDependencies: { c: '*', screen: '*' },
    peerDependenciesMeta: { screen: { optional: true } },
  },
  'node_modules/b': { version: '1.0.0' },
  'node_modules/@scope/a/node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
  'node_modules/c': { version: '3.0.0', dependencies: { b: '^1.0.0', '@scope/a': '*' } },
};

describe('packages that come along', () => {
  it('are those that can be reached, each version where it lies, without tools and without our own', () => {
    const found = installedPackages('packages/ours', lock).map(({ path, name, version }) => [path, name, version]);
    assert.deepEqual(found, [
      ['node_modules/@scope/a', '@scope/a', '1.0.0'],
      ['node_modules/@scope/a/node_modules/b', 'b', '2.0.0'],
      ['node_modules/b', 'b', '1.0.0'],
      ['node_modules/c', 'c', '3.0.0'],
    ]);
  });

  it('may lack what is optional, and nothing else', () => {
    const without = Object.fromEntries(Object.entries(lock).filter(([path]) => path !== 'node_modules/c'));
    assert.throws(() => installedPackages('packages/ours', without), /does not have c, which node_modules\/@scope\/a/);
    assert.throws(() => installedPackages('packages/none', lock), /no entry packages\/none: run npm install/);
  });
});

describe('licenses of what comes along', () => {
  it('stop the packing where nobody has read them', () => {
    const [first] = installedPackages('packages/core');
    assert.ok(first);
    const of = (license?: string): (() => string) => {
      return () => thirdPartyLicenses('ours', [{ ...first, entry: license === undefined ? {} : { license } }]);
    };
    assert.match(of('MIT')(), new RegExp(`^- ${first.name} ${first.version}`, 'm'));
    assert.throws(of('AGPL-3.0-only'), new RegExp(`${first.name}@${first.version} \\(AGPL-3.0-only\\)`));
    assert.throws(of(), /\(no license\)/);
  });
});
