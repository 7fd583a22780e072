import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { whatIsKnown } from '../../src/library/what-is-known.ts';
import { platform } from '../../src/platform.ts';

describe('the README', () => {
  it('lists what the runner knows of the platform', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    const listed = /<!-- known -->\n([^]*)<!-- end of known -->/.exec(readme)?.[1]?.trim();
    assert.equal(listed, whatIsKnown(platform), 'run `node scripts/apex-runner-readme.ts`');
  });
});
