import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MetadataReader } from '../../src/org/metadata-reader.ts';
import { readPermissionGrants } from '../../src/org/permission-grants.ts';
import type { OrgReader, PlaceReader } from '../../src/org/place-reader.ts';
import { placeReaders, searchedPlaces } from '../../src/org/place-readers.ts';
import { placesNotAsked, readPlaces } from '../../src/org/read-places.ts';
import { asking, fakeOrg, refuse } from './fake-org.ts';
import type { Answers, FakeOrg } from './fake-org.ts';

/** What the readers of places share, of an org with these answers. */
function orgWith(answers: Answers, readers: readonly PlaceReader[] = []): OrgReader & { api: FakeOrg } {
  const { api, permissions } = asking(answers);
  const types = readers.flatMap(({ metadata = [] }) => metadata);
  const metadata = new MetadataReader(api, types, permissions);
  return { api, permissions, metadata, grants: readPermissionGrants({ api, permissions }) };
}

const reader = (id: string, read: PlaceReader['read']): PlaceReader => ({ place: { id, label: id }, read });

describe('the places of an org', () => {
  test('a mistake in one is told there, asks to be reported, and loses no other', async () => {
    const contents = await readPlaces(orgWith({}), [
      reader('one', () => Promise.reject(new TypeError('x is not a function\n    at y'))),
      reader('two', (_, found) => {
        found.refer({ name: 'A', field: 'X.y', target: 'B' });
        return Promise.resolve();
      }),
    ]);
    assert.deepEqual(
      contents.map(({ source, references }) => [source.id, source.status, source.detail, references.length]),
      [
        ['one', 'failed', 'This program made a mistake here (x is not a function); please report it.', 0],
        ['two', 'read', '1 entry found.', 1],
      ],
    );
  });

  test('one that is refused leaves the others read', async () => {
    const ask: PlaceReader['read'] = async ({ api }, found) => {
      await found.attempt('rows', 'P', () => api.query('SELECT Id FROM X'));
    };
    let first = true;
    const org = orgWith({ query: () => (first ? ((first = false), refuse('INVALID_TYPE')) : []) });
    const contents = await readPlaces(org, [reader('one', ask), reader('two', ask)]);
    assert.deepEqual(
      contents.map(({ source }) => source.status),
      ['denied', 'read'],
    );
  });

  test('six are read at a time, and a slow one does not hold the others up', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const readers = Array.from({ length: 20 }, (_, i) =>
      reader(`p${i}`, async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, i === 0 ? 60 : 1));
        running--;
        done.push(i);
      }),
    );
    await readPlaces(orgWith({}), readers);
    assert.equal(most, 6);
    assert.equal(done.at(-1), 0);
  });

  test('all types of metadata are listed together, three a call', async () => {
    const wanting = (...metadata: string[]): PlaceReader => ({
      ...reader(metadata.join(), async ({ metadata: api }, found) => {
        for (const type of metadata) found.take(await api.all(type, type));
      }),
      metadata,
    });
    const readers = [wanting('A'), wanting('B', 'C'), wanting('D')];
    const org = orgWith({ components: { A: { One: {} }, B: {}, C: {}, D: {} } }, readers);
    await readPlaces(org, readers);
    assert.deepEqual(
      org.api.asked.filter((one) => one === 'types' || one.startsWith('list')),
      ['types', 'list: A,B,C', 'list: D'],
    );
  });

  test('that are not asked all say why', () => {
    const contents = placesNotAsked(fakeOrg({}), { status: 'failed', detail: 'Nothing is left.' }, [
      ...placeReaders,
      ...searchedPlaces,
    ]);
    assert.ok(contents.length >= 17);
    assert.ok(contents.every(({ source }) => source.status === 'failed' && source.detail === 'Nothing is left.'));
  });
});
