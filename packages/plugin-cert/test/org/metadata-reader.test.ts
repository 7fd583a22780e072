import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MetadataReader } from '../../src/org/metadata-reader.ts';
import { OwnPermissions } from '../../src/org/own-permissions.ts';
import { fakeOrg, refuse } from './fake-org.ts';
import type { Answers, FakeOrg } from './fake-org.ts';

const named = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`C${String(i).padStart(3, '0')}`, { label: `${i}` }]));

/** What was asked of the Metadata API. */
const calls = ({ asked }: FakeOrg) => asked.filter((one) => /^(types|list|read)/.test(one));

function reading(answers: Answers, ...types: string[]): { org: FakeOrg; reader: MetadataReader } {
  const org = fakeOrg(answers);
  return { org, reader: new MetadataReader(org, types, new OwnPermissions(org)) };
}

describe('components of the Metadata API', () => {
  test('types are described once and listed three a call, whoever asks for them and when', async () => {
    const types = ['A', 'B', 'C', 'D'];
    const { org, reader } = reading(
      { components: Object.fromEntries(types.map((type) => [type, named(0)])) },
      ...types,
    );
    await Promise.all(types.map((type) => reader.all(type, 'things')));
    await reader.all('A', 'things');
    assert.deepEqual(calls(org), ['types', 'list: A,B,C', 'list: D']);
  });

  test('components are read ten a call, with the Ids that the list gives', async () => {
    const { org, reader } = reading({ components: { A: named(23) } }, 'A');
    const { components, gaps } = await reader.all('A', 'things');
    assert.equal(components.length, 23);
    assert.deepEqual(components[0], { fullName: 'C000', label: '0', id: 'id of C000' });
    assert.deepEqual(gaps, []);
    assert.deepEqual(
      org.asked.filter((one) => one.startsWith('read')).map((one) => one.split(',').length),
      [10, 10, 3],
    );
  });

  test('a type that the org does not describe is not known, and is not listed', async () => {
    const { org, reader } = reading({ components: { A: {} } }, 'A', 'B');
    assert.deepEqual(await reader.all('B', 'things'), { known: false, components: [], gaps: [], hidden: 0 });
    assert.deepEqual(calls(org), ['types', 'list: A']);
  });

  for (const [may, why] of [
    [{ PermissionsModifyMetadata: false, PermissionsModifyAllData: false }, 'to a user who lacks the permission'],
    ['unknown', 'to a user whose rights are not known'],
  ] as const) {
    test(`a type that is not described ${why} is a gap, not a lack`, async () => {
      const { reader } = reading({ may, components: { A: named(1) } }, 'A', 'B');
      const { known, gaps } = await reader.all('B', 'things');
      assert.deepEqual([known, gaps[0]?.status], [false, 'failed']);
      assert.match(gaps[0]?.detail ?? '', /it lacks the feature, or that user a permission such as "Modify Metadata/);
    });
  }

  for (const type of ['SamlSsoConfig', 'ConnectedApp', 'Flow', 'WorkflowOutboundMessage']) {
    test(`a description without ${type}, which every org has, is a gap`, async () => {
      const { reader } = reading({ components: { A: named(1) } }, 'A', type);
      const { known, gaps } = await reader.all(type, 'things');
      assert.equal(known, true);
      assert.match(gaps[0]?.detail ?? '', new RegExp(`leaves out the metadata type ${type}, which every org has`));
    });
  }

  test('a child type is known where its parent is described', async () => {
    const components = { WorkflowOutboundMessage: { 'Account.Notify': {} } };
    const { reader } = reading({ components, metadataTypes: () => ['Workflow'] }, 'WorkflowOutboundMessage');
    assert.equal((await reader.all('WorkflowOutboundMessage', 'messages')).components.length, 1);
  });

  test('a type that cannot be listed after all does not take the two beside it along', async () => {
    const components = { A: named(1), B: {}, C: named(2) };
    const { org, reader } = reading(
      {
        components,
        listMetadata: (types) =>
          types.includes('B')
            ? refuse('INVALID_TYPE')
            : types.flatMap((type) => {
                const names = Object.keys(components[type as 'A' | 'C']);
                return names.map((fullName) => ({ type, fullName, id: '', installed: false }));
              }),
      },
      'A',
      'B',
      'C',
    );
    assert.equal((await reader.all('A', 'things')).components.length, 1);
    const { known, gaps } = await reader.all('B', 'things');
    assert.equal(known, true, 'it was described, so nothing says that the org lacks it');
    assert.match(gaps[0]?.detail ?? '', /describes the metadata type B and does not list it/);
    assert.equal((await reader.all('C', 'things')).components.length, 2);
    assert.equal(org.asked.filter((one) => one.startsWith('list')).length, 4);
  });

  for (const [what, answers] of [
    ['description', { metadataTypes: () => refuse('INSUFFICIENT_ACCESS') }],
    ['list', { metadataTypes: () => ['A', 'B'], listMetadata: () => refuse('INSUFFICIENT_ACCESS') }],
  ] as const) {
    test(`a refused ${what} is denied with the permission, for every type, and not asked for again`, async () => {
      const { org, reader } = reading(answers, 'A', 'B');
      for (const type of ['A', 'B', 'A']) {
        const { gaps, known } = await reader.all(type, 'things');
        assert.equal(known, true);
        assert.equal(gaps[0]?.status, 'denied');
        assert.equal(gaps[0].permission, 'Modify Metadata Through Metadata API Functions');
        assert.match(gaps[0].detail, /^admin@example\.com may not read things; give that user the permission/);
      }
      assert.equal(org.asked.filter((one) => one === 'types').length, 1);
      assert.ok(org.asked.filter((one) => one.startsWith('list')).length <= 1);
    });
  }

  test('a description that fails for another reason is done without', async () => {
    const { reader } = reading({ components: { A: named(1) }, metadataTypes: () => refuse('UNKNOWN_EXCEPTION') }, 'A');
    assert.equal((await reader.all('A', 'things')).components.length, 1);
  });

  test('ten components that cannot be read leave a gap, and the others are there', async () => {
    const { reader } = reading(
      {
        components: { A: named(23) },
        readMetadata: (_, names) =>
          names.includes('C010') ? refuse('UNKNOWN_EXCEPTION', 'oops') : names.map((fullName) => ({ fullName })),
      },
      'A',
    );
    const { components, gaps } = await reader.all('A', 'things');
    assert.equal(components.length, 13);
    assert.deepEqual(
      gaps.map(({ status, detail }) => [status, detail]),
      [['failed', 'The org answered with an error (UNKNOWN_EXCEPTION): oops.']],
    );
  });

  test('a component that is listed and not given is a gap that names it', async () => {
    const { reader } = reading({ components: { A: named(2) }, readMetadata: () => [{ fullName: 'C000' }] }, 'A');
    const { gaps } = await reader.all('A', 'things');
    assert.deepEqual(gaps, [
      { status: 'failed', detail: 'The org lists things and does not give: C001; look in Setup.' },
    ]);
  });

  test('what a managed package hides is counted, and is no gap', async () => {
    const { reader } = reading(
      { components: { A: { acme__X: {}, acme__Y: {}, Own: {} } }, readMetadata: () => [{ fullName: 'Own' }] },
      'A',
    );
    const { gaps, hidden } = await reader.all('A', 'things');
    assert.deepEqual(gaps, []);
    assert.equal(hidden, 2);
  });

  test('what packages bring need not be read at all', async () => {
    const { org, reader } = reading({ components: { A: { acme__X: {}, Own: {} } } }, 'A');
    const { components, hidden } = await reader.all('A', 'things', false);
    assert.deepEqual([components.length, hidden], [1, 1]);
    assert.equal(org.asked.at(-1), 'read: A Own');
  });

  describe('an empty list', () => {
    const empty = { A: {}, B: {} };

    test('is believed in a session that lists something else', async () => {
      const { org, reader } = reading({ may: 'unknown', components: { ...empty, B: named(1) } }, 'A', 'B');
      assert.deepEqual(await reader.all('A', 'things'), { known: true, components: [], gaps: [], hidden: 0 });
      assert.deepEqual(calls(org), ['types', 'list: A,B']);
    });

    test('beside nothing but empty lists is tried on profiles, which every org has', async () => {
      const sees = reading({ may: 'unknown', components: { ...empty, Profile: { Admin: {} } } }, 'A', 'B');
      assert.deepEqual((await sees.reader.all('A', 'things')).gaps, []);
      const blind = reading({ components: { ...empty, Profile: {} } }, 'A', 'B');
      for (const type of ['A', 'B']) {
        const { gaps } = await blind.reader.all(type, 'things');
        assert.equal(gaps[0]?.status, 'failed');
        assert.match(gaps[0].detail, /lists nothing at all to admin@example\.com, which no org is like/);
      }
      assert.deepEqual(calls(blind.org), ['types', 'list: A,B', 'list: Profile']);
    });

    test('where profiles cannot be listed is believed of a user who may use the Metadata API', async () => {
      const held = reading({ components: empty }, 'A', 'B');
      assert.deepEqual((await held.reader.all('A', 'things')).gaps, []);
      for (const may of ['unknown', { PermissionsModifyMetadata: false, PermissionsModifyAllData: false }] as const) {
        const { reader } = reading({ may, components: empty }, 'A', 'B');
        assert.equal((await reader.all('A', 'things')).gaps[0]?.status, 'failed');
      }
    });

    test('of settings that exist once is believed as little', async () => {
      const { reader } = reading({ components: { Profile: {} }, readMetadata: () => [] });
      assert.equal((await reader.named('X', ['Settings'], 'things')).gaps[0]?.status, 'failed');
    });
  });

  test('a session that is refused here and answered elsewhere is not called over', async () => {
    const { reader } = reading({ metadataTypes: () => refuse('INVALID_SESSION_ID') }, 'A');
    const { gaps } = await reader.all('A', 'things');
    assert.equal(gaps[0]?.status, 'failed');
    assert.match(
      gaps[0].detail,
      /^The Metadata API refuses the session of admin@example\.com; log in again, and where .* JWT/,
    );
  });

  test('a JWT is refused before anything is asked, with what to do', async () => {
    const { org, reader } = reading({ metadataTypes: () => refuse('JWT_IN_SOAP') }, 'A', 'B');
    for (const type of ['A', 'B']) {
      const { gaps } = await reader.all(type, 'things');
      assert.equal(gaps[0]?.status, 'failed');
      assert.match(gaps[0].detail, /is a JWT, .*--api-version 68\.0 or later, or have the .* app issue opaque tokens/);
    }
    assert.deepEqual(calls(org), ['types']);
  });

  test('components can be read by name without a list', async () => {
    const { org, reader } = reading({ components: { A: { One: { x: '1' } } } });
    assert.deepEqual(await reader.named('A', ['One', 'Two'], 'things'), {
      components: [{ fullName: 'One', x: '1' }],
      gaps: [],
    });
    assert.deepEqual(calls(org), ['types', 'read: A One,Two']);
  });

  test('nothing is asked when there is a reason to skip it', async () => {
    const org = fakeOrg({});
    const skipped = { status: 'failed', detail: 'Only 3 requests left.' } as const;
    const reader = new MetadataReader(org, ['A'], new OwnPermissions(org), skipped);
    assert.deepEqual((await reader.all('A', 'things')).gaps, [skipped]);
    assert.deepEqual((await reader.named('A', ['X'], 'things')).gaps, [skipped]);
    assert.deepEqual(org.asked, []);
  });
});
