/** Taking the app out again: everything of it, and nothing that goes by itself. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { XMLValidator } from 'fast-xml-parser';
import { commandLine } from '../org/step.ts';
import { emptyManifest, removal, withoutParts } from '../org/remove.ts';
import { bin, node, root, run } from '../project.ts';
import { quietSf } from '../quiet-sf.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('npm run org:remove', () => {
  it('lists what there is and removes it after the nothing that it brings', () => {
    const { list, remove } = removal(['-o', 'acme']);
    assert.equal(
      commandLine(list),
      'sf project generate manifest --source-dir force-app --source-dir optional --type destroy --output-dir build/removal',
    );
    assert.equal(
      commandLine(remove),
      'sf project deploy start --manifest build/removal/package.xml --post-destructive-changes ' +
        'build/removal/destructiveChanges.xml --target-org acme --wait 30',
    );
  });

  it('only validates with --check', () => {
    assert.ok(removal(['-o', 'acme', '--check']).remove.sf.includes('--dry-run'));
    assert.ok(!removal(['-o', 'acme']).remove.sf.includes('--dry-run'));
  });

  it('asks for the org', () => {
    assert.throws(() => removal(['--check']), /--target-org NAME/);
  });

  it('brings nothing', () => {
    assert.equal(XMLValidator.validate(emptyManifest('66.0')), true);
    assert.doesNotMatch(emptyManifest('66.0'), /<types>/);
  });
});

describe('the list of what goes', () => {
  it('has objects and labels, and not what goes with them', async () => {
    const out = temporaryFolder('removal');
    await run(
      node,
      [bin('sf'), ...['project', 'generate', 'manifest', '--source-dir', 'force-app', '--type', 'destroy', '-d', out]],
      { quiet: true, cwd: root, env: quietSf(join(root, 'build', 'convert-home')) },
    );
    const manifest = readFileSync(join(out, 'destructiveChanges.xml'), 'utf8');
    const names = (xml: string) => [...xml.matchAll(/<name>(\w+)<\/name>/g)].map(([, name]) => name);
    assert.ok(names(manifest).includes('CustomField'), 'there must be something to leave out');
    const left = withoutParts(manifest);
    assert.equal(XMLValidator.validate(left), true);
    assert.deepEqual(
      names(manifest).filter((name) => !names(left).includes(name)),
      ['CompactLayout', 'CustomField', 'CustomLabels', 'ListView', 'ValidationRule'],
    );
    for (const member of ['CertHealth_Finding__c', 'CertHealth_Setting__mdt', 'CertHealth_Admin', 'certificateConsole'])
      assert.ok(left.includes(`<members>${member}</members>`), member);
  });
});
