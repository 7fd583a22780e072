import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ApexReference } from '../../src/apex/reference.ts';
import { findIn } from './org-of-classes.ts';
import { PLANTED } from './planted-org.ts';

/** `path:line name` for every mark. */
function marked(): string[] {
  return Object.entries(PLANTED).flatMap(([path, source]) =>
    source.split('\n').flatMap((line, index) => {
      const names = /\/\/ → (.*)$/.exec(line)?.[1]?.split(' | ') ?? [];
      return names.map((name) => `${path}:${index + 1} ${name}`);
    }),
  );
}

function shown({ path, line, name, isTest }: ApexReference): string {
  const text = (() => {
    switch (name.kind) {
      case 'literal':
        return name.value;
      case 'customMetadata':
      case 'customSetting': {
        const kind = name.kind === 'customMetadata' ? 'mdt' : 'setting';
        return `${kind} ${[name.type, name.record, name.field].filter(Boolean).join('.')}`;
      }
      case 'label':
        return `label ${name.label}`;
      case 'externalDataSource':
        return 'data source';
      case 'embedded':
        return 'embedded';
      case 'nothing':
        return 'nothing';
      case 'computed':
        return `computed ${name.expression}`;
    }
  })();
  return `${path}:${line} ${isTest ? 'test ' : ''}${text}`;
}

describe('a whole org', () => {
  const { references, problems } = findIn(PLANTED);
  const found = references.map(shown);
  // The one call whose lines are spread: reported where it starts its name.
  const spread = 'classes/InvoiceSigner.cls:11 mdt Invoice_Setting__mdt.IT.Certificate__c';
  const expected = [...marked(), spread];

  test('has at least thirty names in at least fifteen files', () => {
    assert.ok(expected.length >= 30, `${expected.length}`);
    assert.ok(new Set(references.map(({ path }) => path)).size >= 12);
    assert.ok(Object.keys(PLANTED).length >= 15);
  });

  test('gives every planted name', () => {
    assert.deepEqual(
      expected.filter((name) => !found.includes(name)),
      [],
    );
  });

  test('gives nothing else', () => {
    assert.deepEqual(
      found.filter((name) => !expected.includes(name)),
      [],
    );
  });

  test('gives each once and has no problems', () => {
    assert.equal(found.length, new Set(found).size);
    assert.deepEqual(problems, []);
    console.log(`planted ${expected.length} names in ${Object.keys(PLANTED).length} files: found ${found.length}`);
  });

  test('gives the same when files come in another order', () => {
    const reversed = findIn(Object.fromEntries(Object.entries(PLANTED).reverse()));
    assert.deepEqual(reversed.references.map(shown).sort(), found.toSorted());
  });

  test('shows no word of the keystore in it', () => {
    assert.ok(!JSON.stringify(references).includes('MIIGlg'));
  });
});
