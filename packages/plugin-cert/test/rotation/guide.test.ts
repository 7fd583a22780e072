import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';

const guide = readFileSync(new URL('../../../../docs/guide/rotation.md', import.meta.url), 'utf8');
const snapshot = JSON.parse(readFileSync(new URL('../../command-snapshot.json', import.meta.url), 'utf8')) as readonly {
  readonly command: string;
  readonly flags: readonly string[];
  readonly flagChars: readonly string[];
}[];
const blocks = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);

describe('the guide of rotation', () => {
  test('gives only commands and flags that there are', () => {
    const lines = [...blocks('sh'), ...blocks('yaml')].join('\n').match(/sf cert .*/g) ?? [];
    assert.ok(lines.length >= 10, `${lines.length} commands`);
    for (const line of lines) {
      const [command = ''] = line.split(/\s+(?:#|>>|\|\|)/);
      const words = command.split(/\s+/).slice(1);
      const known = snapshot.find((one) => one.command === words.slice(0, 3).join(':'));
      assert.ok(known, line);
      for (const flag of words.filter((word) => word.startsWith('-'))) {
        const isThere = flag.startsWith('--')
          ? known.flags.includes(flag.slice(2))
          : known.flagChars.includes(flag.slice(1));
        assert.ok(isThere, `${flag} of ${line}`);
      }
    }
  });

  test('has jobs that a CI system can read, which run what is due and take waiting for success', () => {
    const jobs = blocks('yaml').map((text) => parse(text) as Record<string, unknown>);
    const [github] = jobs.filter((job) => 'jobs' in job);
    const [gitlab] = jobs.filter((job) => 'rotate' in job && !('jobs' in job));
    assert.ok(github && gitlab);
    assert.match(JSON.stringify(github), /sf cert rotate run --due -o my-org \|\| \[ \$\? -eq 7 \]/);
    const { script, allow_failure: allowed } = gitlab['rotate'] as { script: string[]; allow_failure: unknown };
    assert.deepEqual([script.at(-1), allowed], ['sf cert rotate run --due -o my-org', { exit_codes: [7] }]);
  });
});
