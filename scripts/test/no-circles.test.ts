import assert from 'node:assert/strict';
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { root } from '../project.ts';

/** Files by path, with the paths of those that they import. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** What a text imports or exports from by a relative path, types included. */
function relativeImports(text: string): string[] {
  const { importedFiles } = ts.preProcessFile(text, true, false);
  return importedFiles.map(({ fileName }) => fileName).filter((specifier) => specifier.startsWith('.'));
}

/** Circles of files, each as a path that ends where it begins. One is found wherever there is any. */
function circlesIn(imports: Imports): string[] {
  const circles: string[] = [];
  const path: string[] = [];
  const done = new Set<string>();
  const follow = (file: string): void => {
    if (done.has(file)) return;
    const begin = path.indexOf(file);
    if (begin >= 0) {
      circles.push([...path.slice(begin), file].join(' -> '));
      return;
    }
    path.push(file);
    for (const imported of imports.get(file) ?? []) follow(imported);
    path.pop();
    done.add(file);
  };
  for (const file of imports.keys()) follow(file);
  return circles;
}

function importsOf(folder: string): Imports {
  const files = globSync('**/*.ts', { cwd: folder }).sort();
  return new Map(
    files.map((file) => {
      const specifiers = relativeImports(readFileSync(join(folder, file), 'utf8'));
      return [file, specifiers.map((specifier) => normalize(join(dirname(file), specifier)))];
    }),
  );
}

describe('circles of files', () => {
  it('are told as a path, however long', () => {
    const imports = new Map([
      ['start.ts', ['a.ts']],
      ['a.ts', ['leaf.ts', 'b.ts']],
      ['b.ts', ['c.ts', 'leaf.ts']],
      ['c.ts', ['a.ts']],
      ['leaf.ts', []],
      ['x.ts', ['x.ts']],
    ]);
    assert.deepEqual(circlesIn(imports), ['a.ts -> b.ts -> c.ts -> a.ts', 'x.ts -> x.ts']);
    assert.deepEqual(circlesIn(new Map([...imports, ['c.ts', ['leaf.ts']], ['x.ts', ['a.ts']]])), []);
  });

  it('are made of every kind of import', () => {
    const text = [
      "import type { A } from './a.ts';",
      "import { type B, b } from '../b.ts';",
      "export * from './c.ts';",
      "export type { D } from './d.ts';",
      "import './e.ts';",
      "const f: import('./f.ts').F = await import('./g.ts');",
      "import { x } from '@cert-health/core';",
      "// import { y } from './y.ts';",
    ].join('\n');
    const names = ['./a.ts', '../b.ts', './c.ts', './d.ts', './e.ts', './f.ts', './g.ts'];
    assert.deepEqual(relativeImports(text).sort(), names.sort());
  });

  for (const name of readdirSync(join(root, 'packages')).sort()) {
    it(`are nowhere in packages/${name}/src`, () => {
      const imports = importsOf(join(root, 'packages', name, 'src'));
      const unknown = [...imports.values()].flat().filter((file) => !imports.has(file));
      assert.deepEqual(unknown, [], 'Imports that lead to no file were not followed.');
      const circles = circlesIn(imports);
      assert.deepEqual(circles, [], `A type that two files need lives with the lower one:\n${circles.join('\n')}`);
    });
  }
});
