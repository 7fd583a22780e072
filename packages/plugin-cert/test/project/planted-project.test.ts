import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildUseMap, referenceUseOf } from '@cert-health/core';
import type { UseMap } from '@cert-health/core';
import { readProjectFolders } from '../../src/project/read-project.ts';
import type { ProjectsContent } from '../../src/project/read-project.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { inMetadataFormat } from './metadata-format.ts';
import { keyPairNames, missingNames, plantedFiles, plantedReferences, unusedNames } from './planted-project.ts';
import type { Planted } from './planted-project.ts';

const shown = ({ path, line, field, target }: Planted): string =>
  [`${path}${line === undefined ? '' : `:${line}`}`, field, target ?? '(no target)'].join(' ');

/** A certificate of its own for each place, so that one taken for another would be seen. */
async function bodies(count: number): Promise<string[]> {
  const issued = await Promise.all(
    Array.from({ length: count }, (_, n) => issue({ name: `Place ${n}`, from: '2026-01-01', days: 365 })),
  );
  return issued.map(({ der }) => Buffer.from(der).toString('base64'));
}

const formats = [
  { format: 'source format', convert: (files: Record<string, string>) => files },
  { format: 'the format of the Metadata API', convert: inMetadataFormat },
];

for (const { format, convert } of formats) {
  describe(`a planted project in ${format}`, () => {
    let content: ProjectsContent;
    let map: UseMap;
    const expected = plantedReferences().map((one) => ({
      ...one,
      path: Object.keys(convert({ [one.path]: '' }))[0] ?? '',
    }));

    before(async () => {
      const issued = await bodies(20);
      const files = convert(plantedFiles((place) => issued[place] ?? assert.fail('more certificates are needed')));
      const folder = folderWith({ after: (work) => after(work as () => void) }, files);
      const read = await readProjectFolders([folder]);
      const relative = <T extends { readonly path?: string }>(one: T): T =>
        one.path === undefined ? one : { ...one, path: one.path.slice(folder.length + 1) };
      content = { ...read, holdings: read.holdings.map(relative), references: read.references.map(relative) };
      map = buildUseMap({ org: null, ...content });
    });

    test('every reference is found, in its line, and none is invented', () => {
      assert.ok(expected.length >= 60, `${expected.length}`);
      const found = content.references.map((one) => shown({ ...one, path: one.path ?? '' }));
      assert.deepEqual(found.toSorted(), expected.map(shown).toSorted());
      console.log(`planted ${expected.length} references: found ${found.length}`);
    });

    test('every reference is an entry of the use map', () => {
      const entries = [...map.uses, ...map.others].map(({ reference }) =>
        shown({ ...reference, path: reference.path ?? '' }),
      );
      assert.deepEqual(
        [...new Set(entries.map((entry) => entry.replace(' (no target)', '')))].toSorted(),
        [...new Set(expected.map((one) => shown({ ...one, target: '' }).trim()))].toSorted(),
      );
    });

    test('a name leads to the certificate of that name, a name that none has is dangling', () => {
      const names = new Set(keyPairNames.map((name) => name.toLowerCase()));
      const led = [...map.uses, ...map.others].filter(({ kind, holding }) => kind === 'names' && holding);
      for (const { name, match, certificate } of led) {
        assert.ok(names.has(name.toLowerCase()), name);
        assert.ok(['name', 'namespace'].includes(match), match);
        assert.match(certificate ?? '', /^[\da-f]{64}$/);
      }
      const named = expected.filter(
        ({ target = '', field }) => names.has(target.toLowerCase()) && referenceUseOf(field)?.kind !== 'meets',
      );
      // The packaged credential names `Managed`, which its namespace completes.
      assert.equal(led.length, named.length + 1);
      assert.deepEqual([...new Set(map.dangling.map(({ target }) => target))], missingNames);
    });

    test('a body leads to the very certificate that stands in the field', () => {
      const carried = [...map.uses, ...map.others].filter(({ match }) => match === 'carried');
      const fields = expected.filter(({ field }) => ['carries', 'pins'].includes(referenceUseOf(field)?.kind ?? ''));
      assert.deepEqual(
        carried.map(({ reference }) => reference.field).toSorted(),
        fields.map(({ field }) => field).toSorted(),
      );
      const withBody = carried.flatMap(({ certificate }) => certificate ?? []);
      // Two pins hold no body, and one stands behind a placeholder.
      assert.equal(withBody.length, fields.length - 3);
      assert.equal(new Set(withBody).size, withBody.length, 'each place has a certificate of its own');
    });

    test('a certificate that only test code names is unused, and the source says that such code was left out', () => {
      assert.deepEqual(
        map.unused.map(({ name }) => name),
        unusedNames,
      );
      assert.match(content.sources.find(({ id }) => id === 'project.apex')?.detail ?? '', /1 in test code left out\.$/);
    });

    test('every source was read', () => {
      assert.deepEqual(
        content.sources.filter(({ status }) => status !== 'read').map(({ id, detail }) => `${id}: ${detail}`),
        [],
      );
    });
  });
}
