import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Everything that people read, by its path in the repository. */
const pages = new Map(
  [
    ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
    ...readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'README.md')),
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
  ]
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

/** As GitHub makes them of headings. */
function anchorsOf(text: string): Set<string> {
  const counts = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  return anchors;
}

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```/gm, '');
}

interface Command {
  readonly command: string;
  readonly flags: readonly string[];
  readonly flagChars: readonly string[];
}

const snapshot = JSON.parse(
  readFileSync(join(root, 'packages/plugin-cert/command-snapshot.json'), 'utf8'),
) as readonly Command[];

/** What is said of `sf cert …` in code, one line each; lines that go on with a backslash or are folded (YAML) are one. */
function commandsIn(text: string): string[] {
  const blocks = Array.from(text.matchAll(/^```(?:sh|bash|yaml|groovy|)\n([^]*?)^```/gm), ([, code]) => code ?? '');
  const inline = Array.from(withoutCode(text).matchAll(/`(sf cert [^`]+)`/g), ([, code]) => code ?? '');
  const lines = blocks.flatMap((block) => block.replace(/\\\n\s*/g, ' ').split('\n'));
  return [...lines, ...inline].flatMap((line) => /\bsf cert [^|'"#&;]*/.exec(line)?.[0].trim() ?? []);
}

/** The command with the longest name that fits, and what is left. */
function meant(line: string): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  const words = line.split(/\s+/).slice(1);
  for (let count = Math.min(3, words.length); count > 1; count--) {
    const id = words.slice(0, count).join(':').replaceAll(',', '');
    const command = snapshot.find((one) => one.command === id);
    if (command) return { command, rest: words.slice(count) };
  }
  return undefined;
}

describe('what people read', () => {
  it('links to files and headings that are there', () => {
    const broken: string[] = [];
    for (const [path, text] of pages) {
      for (const [, target = ''] of withoutCode(text).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
        const [file = '', anchor] = target.split('#');
        const there = file === '' ? path : relative(root, join(root, dirname(path), file));
        const isThere = existsSync(join(root, there));
        const headings = pages.get(there);
        if (!isThere || (anchor !== undefined && headings !== undefined && !anchorsOf(headings).has(anchor))) {
          broken.push(`${path}: ${target}`);
        }
      }
    }
    assert.deepEqual(broken, []);
  });

  it('is led to: no guide stands by itself', () => {
    const guides = [...pages.keys()].filter((path) => path.startsWith('docs/guide/') && !path.endsWith('README.md'));
    const index = pages.get('docs/guide/README.md') ?? '';
    assert.deepEqual(
      guides.filter((path) => !index.includes(`(${path.slice('docs/guide/'.length)}`)),
      [],
    );
  });

  it('has jobs that bring along what they run: Node, and the plugin with sf', () => {
    const recipes = [...pages].flatMap(([path, text]) =>
      Array.from(text.matchAll(/^```yaml\n([^]*?)^```/gm), ([, code = '']) => ({ path, code })),
    );
    const jobs = recipes.filter(({ code }) => code.includes('npm install --global @salesforce/cli'));
    assert.ok(jobs.length >= 5, `${jobs.length} jobs`);
    for (const { path, code } of jobs) {
      assert.match(code, /sf plugins install @cert-health\/plugin-cert/, path);
      const [, version] = /(?:node-version: |image: node:)(\d+)/.exec(code) ?? [];
      assert.ok(Number(version) >= 22, `${path}: a job on Node ${version}`);
    }
  });

  it('names commands and flags that there are', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [path, text] of pages) {
      // What was decided or changed at a time stays as it was said then.
      if (path.startsWith('docs/decisions/') || path === 'CHANGELOG.md') continue;
      for (const line of commandsIn(text)) {
        const found = meant(line);
        if (!found) {
          // A topic (`sf cert trust`) or several (`sf cert rotate plan`, `status`) is no command line.
          if (/ -/.test(line)) wrong.push(`${path}: ${line}`);
          continue;
        }
        count++;
        for (const word of found.rest) {
          const [, long] = /^--([a-z][a-z-]*)/.exec(word) ?? [];
          const [, short] = /^-([a-z])$/.exec(word) ?? [];
          const isKnown =
            (long === undefined || ['help', ...found.command.flags].includes(long)) &&
            (short === undefined || ['h', ...found.command.flagChars].includes(short));
          if (!isKnown) wrong.push(`${path}: ${line} (${word})`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(count > 50, `${count} command lines were looked at`);
  });
});
