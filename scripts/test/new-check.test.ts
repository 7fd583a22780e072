import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { check, resolveConfig } from 'prettier';
import ts from 'typescript';
import { beginCheck, filesOf } from '../new-check.ts';
import { node, root } from '../project.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ID = 'made-up-check';
const paths = [
  `packages/core/src/checks/${ID}.ts`,
  `packages/core/test/checks/${ID}.test.ts`,
  `docs/checks/${ID}.md`,
] as const;
const folder = (): string => temporaryFolder('new-check');
const read = (path: string): string => readFileSync(path, 'utf8');

describe('a new check', () => {
  it('has its file, its test and its page where the catalog looks for them', () => {
    const repository = folder();
    beginCheck(ID, repository);
    const [source, test, page] = paths.map((path) => read(join(repository, path)));
    assert.match(source ?? '', /^export const madeUpCheck: Check = \{\n {2}id: 'made-up-check',$/m);
    assert.match(test ?? '', /^describe\('made-up-check', /m);
    assert.match(page ?? '', /^# made-up-check: /);
  });

  it('tells where to register it', () => {
    const told = beginCheck(ID, folder());
    assert.match(told, /packages\/core\/src\/checks\/catalog\.ts: import madeUpCheck/);
    assert.match(told, /docs\/checks\/README\.md/);
    for (const path of paths) assert.ok(told.includes(path), path);
  });

  it('has every heading and fact that a finished page has, in the same order', () => {
    const outline = (text: string): string[] =>
      Array.from(text.matchAll(/^(?:## .+|- \*\*[\w ]+:\*\*)/gm), ([line]) => line);
    const finished = outline(read(join(root, 'docs/checks/client-auth-ending.md')));
    assert.ok(finished.length > 8);
    assert.deepEqual(outline(filesOf(ID).get(paths[2]) ?? ''), finished);
  });

  it('is formatted as the project is', async () => {
    for (const [path, text] of filesOf(ID)) {
      const options = { ...(await resolveConfig(join(root, path))), filepath: path };
      assert.ok(await check(text, options), path);
    }
  });

  it('compiles against the contract of checks', () => {
    const [path] = paths;
    const full = join(root, path);
    const { config } = ts.readConfigFile(join(root, 'packages/core/tsconfig.json'), (name) =>
      ts.sys.readFile(name),
    ) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'packages/core'));
    const host = ts.createCompilerHost({ ...options, composite: false, noEmit: true });
    const text = filesOf(ID).get(path) ?? '';
    const before = { ...host };
    host.fileExists = (name) => name === full || before.fileExists(name);
    host.getSourceFile = (name, version) =>
      name === full ? ts.createSourceFile(name, text, version) : before.getSourceFile(name, version);
    const program = ts.createProgram([full], { ...options, composite: false, noEmit: true }, host);
    const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(full));
    assert.deepEqual(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
      [],
    );
  });

  it('is refused under a name that is no id, and nothing is written', () => {
    for (const id of ['', 'Check', 'check', 'made_up', '../made-up', 'made-up-']) {
      assert.throws(() => beginCheck(id, folder()), /is no id for a check: use two words or more in lower case/, id);
    }
  });

  it('is refused where one of its files is there already, and the others are not written', () => {
    const repository = folder();
    const taken = join(repository, paths[2]);
    mkdirSync(dirname(taken), { recursive: true });
    writeFileSync(taken, 'mine');
    assert.throws(() => beginCheck(ID, repository), { message: `${paths[2]} is there already; choose another id.` });
    assert.equal(read(taken), 'mine');
    assert.throws(() => read(join(repository, paths[0])), { code: 'ENOENT' });
  });

  it('is refused by the command in one sentence, without a stack trace', () => {
    const ended = spawnSync(node, [join(root, 'scripts/new-check.ts'), 'Nonsense'], { encoding: 'utf8' });
    assert.equal(ended.status, 1);
    assert.match(ended.stderr, /^"Nonsense" is no id for a check: .+\.\n$/);
    const without = spawnSync(node, [join(root, 'scripts/new-check.ts')], { encoding: 'utf8' });
    assert.match(without.stderr, /^Give the id of the check/);
  });
});
