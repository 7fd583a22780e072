import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { icons } from '../console-page/bundle/icons.ts';
import { customLabels } from '../console-page/bundle/labels.ts';
import { targetOf } from '../console-page/bundle/places.ts';
import { platformModules } from '../console-page/bundle/platform-modules.ts';
import { iconNames, ourComponents, usedByComponents } from '../console-page/bundle/used.ts';

/** What stands in for a module of the platform. */
function standIn(module: string): unknown {
  const { resolveId, load } = platformModules();
  assert.ok(typeof resolveId === 'function' && typeof load === 'function');
  const resolved = (resolveId as (id: string) => string | null)(module);
  return resolved?.startsWith('\0') ? (load as (id: string) => string | null)(resolved) : resolved;
}

describe('the build of the page', () => {
  it('finds the base components and icons that our sources use', () => {
    const { base, icons: names } = usedByComponents();
    for (const module of ['lightning/button', 'lightning/icon', 'lightning/input', 'lightning/modal'])
      assert.ok(base.includes(module), module);
    assert.ok(names.length > 5);
    assert.deepEqual(iconNames('icon-name="utility:lock" or `standard:endorsement`, not data:image'), [
      'utility:lock',
      'standard:endorsement',
    ]);
  });

  it('builds no icon that the design system does not have', () => {
    assert.throws(() => icons(['utility:nonsense'], 'production'), /utility:nonsense/);
  });

  it('takes labels from the labels file, and fails on one that is not in it', () => {
    const [[name, value] = ['', '']] = customLabels();
    assert.equal(standIn(`@salesforce/label/c.${name}`), `export default ${JSON.stringify(value)};`);
    assert.throws(() => standIn('@salesforce/label/c.CertHealth_Nobody'), /CertHealth_Nobody/);
  });

  it('stands in for what exists on the platform only', () => {
    assert.match(String(standIn('@salesforce/apex/HealthRecords.overview')), /apexMethod\("HealthRecords.overview"\)/);
    assert.match(String(standIn('@salesforce/customPermission/CertHealth_Scan')), /has\("CertHealth_Scan"\)/);
    assert.match(String(standIn('@salesforce/i18n/locale')), /i18n-locale\.js$/);
    assert.match(String(standIn('lightning/navigation')), /navigation\.ts$/);
    assert.equal(standIn('lightning/button'), null);
  });

  it('compiles every component of ours', () => {
    assert.ok(ourComponents().some(({ name }) => name === 'certificateConsole'));
    const app = readFileSync(join(targetOf('production'), 'app', 'main.js'), 'utf8');
    assert.ok(app.includes('c-certificate-console'));
  });

  it('makes a page that names every module it imports, and none from elsewhere', () => {
    const folder = targetOf('production');
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const [, map = ''] = /<script type="importmap">(.*?)<\/script>/.exec(page) ?? [];
    const { imports } = JSON.parse(map) as { imports: Record<string, string> };
    for (const file of Object.values(imports)) {
      assert.ok(file.startsWith('/console/'), file);
      assert.ok(existsSync(join(folder, file.slice('/console/'.length))), file);
    }
    assert.doesNotMatch(page, /https?:\/\//);
    assert.match(page, /default-src 'none'; script-src 'self' 'sha256-/);
  });
});
