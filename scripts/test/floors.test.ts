import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../project.ts';

const config: string = pathToFileURL(join(root, 'eslint.config.mjs')).href;
const { default: rules } = (await import(config)) as { default: readonly { readonly name?: string }[] };

/** Folders that the lint knows a floor for, by package. */
const floors = Map.groupBy(
  rules.flatMap(({ name = '' }) => {
    const { of, folder } = /^(?<of>\S+) floor: (?<folder>\S+)$/.exec(name)?.groups ?? {};
    return of === undefined || folder === undefined ? [] : [{ of, folder }];
  }),
  ({ of }) => of,
);

describe('floors', () => {
  it('are those of every package', () => {
    for (const name of readdirSync(join(root, 'packages'))) assert.ok(floors.has(name), name);
  });

  for (const [name, known] of floors) {
    it(`hold every folder of packages/${name}/src`, () => {
      const entries = readdirSync(join(root, 'packages', name, 'src'), { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      const standing = new Set(known.map(({ folder }) => folder));
      assert.deepEqual(
        folders.filter((folder) => !standing.has(folder)),
        [],
        'A folder without a floor in eslint.config.mjs may import anything.',
      );
    });
  }
});
