/** The metadata of the app agrees with core and with itself, where an org would only notice in use. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { defaultSettings, useCatalog } from '@cert-health/core';
import { XMLParser } from 'fast-xml-parser';
import { root } from '../project.ts';

const main = join(root, 'force-app', 'main');
const lists = new Set(
  'classAccesses columns customPermissions fieldPermissions fields layoutColumns layoutItems layoutSections objectPermissions tabSettings userPermissions value values'.split(
    ' ',
  ),
);
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  isArray: (name, path) => lists.has(name) && path !== 'CustomMetadata.values.value',
});
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is what the test asserts
const read = (path: string): any =>
  Object.values(parser.parse(readFileSync(join(main, path), 'utf8')) as object).at(-1);
const found = (pattern: string): string[] => globSync(pattern, { cwd: main }).sort();
const name = (path: string): string => basename(path).split('.')[0] ?? '';

const fieldFiles = (object: string): string[] => found(`*/objects/${object}/fields/*.field-meta.xml`);
const fieldsOf = (object: string): string[] => fieldFiles(object).map((path) => name(path));
const objects = found('*/objects/*__c/*.object-meta.xml')
  .map((path) => name(path))
  .sort();

/** Values of a custom metadata record by field. */
function record(path: string): Record<string, string | undefined> {
  const { values } = read(path) as { values: { field: string; value: { '#text'?: string } }[] };
  return Object.fromEntries(values.map(({ field, value }) => [field, value['#text']]));
}

describe('settings records', () => {
  it('judge to the digit as the defaults of core do', () => {
    const { expiring } = defaultSettings;
    const values = record('health/customMetadata/CertHealth_Setting.Default.md-meta.xml');
    assert.equal(Number(values.Warning_Fraction__c), expiring.warningFraction);
    assert.equal(Number(values.Critical_Fraction__c), expiring.criticalFraction);
    assert.equal(Number(values.Longest_Lifetime_Days__c), expiring.longestLifetimeDays);
    assert.equal(Number(values.Assumed_Lifetime_Days__c), expiring.assumedLifetimeDays);
    assert.equal(values.Warning_Days__c, undefined);
    assert.equal(values.Critical_Days__c, undefined);
  });

  it('hold one row of empty levels for each of the eight uses', () => {
    const rows = found('health/customMetadata/CertHealth_Use_Level.*').map(record);
    assert.deepEqual(rows.map((row) => row.Use__c).sort(), useCatalog.map(({ id }) => id).sort());
    for (const { Use__c: use, ...levels } of rows) {
      assert.ok(
        Object.values(levels).every((level) => level === undefined),
        use,
      );
    }
  });
});

/** Written by the app alone, once. */
const decisions = 'CertHealth_Decision__c';

describe('objects', () => {
  it('are the five of the plan, those of decisions and renewals, and the four of rotations', () => {
    assert.deepEqual(objects, [
      'CertHealth_Certificate__c',
      'CertHealth_Coverage__c',
      'CertHealth_Decision__c',
      'CertHealth_Finding__c',
      'CertHealth_Renewal__c',
      'CertHealth_Rotation_Event__c',
      'CertHealth_Rotation_File__c',
      'CertHealth_Rotation_Run__c',
      'CertHealth_Rotation__c',
      'CertHealth_Scan__c',
      'CertHealth_Use__c',
    ]);
  });

  it('name the uses in their picklist as core does, in its order', () => {
    const { valueSet } = read('health/objects/CertHealth_Use__c/fields/Use__c.field-meta.xml');
    assert.deepEqual(
      valueSet.valueSetDefinition.value.map(({ fullName, label }: Record<string, string>) => ({ id: fullName, label })),
      useCatalog.map(({ id, label }) => ({ id, label })),
    );
  });

  it('take no value in a picklist that is not on its list', () => {
    for (const path of found('*/objects/*__c/fields/*.field-meta.xml')) {
      const field = read(path);
      if (field.type === 'Picklist') assert.equal(field.valueSet.restricted, 'true', path);
    }
  });

  it('find a record again by one unique, case-sensitive key each; a decision is never looked for', () => {
    for (const object of objects.filter((one) => one !== decisions)) {
      const keys = fieldFiles(object)
        .map((path) => read(path))
        .filter(({ externalId }) => externalId === 'true');
      assert.equal(keys.length, 1, object);
      assert.deepEqual([keys[0].unique, keys[0].caseSensitive, keys[0].length], ['true', 'true', '255'], object);
    }
  });

  it('say of every field what it is', () => {
    for (const path of found('*/objects/*/fields/*.field-meta.xml')) {
      const { label, description } = read(path);
      assert.ok(label.length > 0 && label.length <= 40, path);
      assert.ok(description.length > 10, path);
    }
  });

  it('keep the history of what people decide', () => {
    const tracked = (object: string) =>
      fieldFiles(object)
        .filter((path) => read(path).trackHistory === 'true')
        .map((path) => name(path));
    assert.deepEqual(tracked('CertHealth_Finding__c'), [
      'Decided_By__c',
      'Decision_Note__c',
      'Responsible__c',
      'Severity__c',
      'Status__c',
      'Waived_By_Settings__c',
      'Waived_Until__c',
    ]);
    assert.deepEqual(tracked('CertHealth_Certificate__c'), [
      'Expires_At__c',
      'Fingerprint__c',
      'Is_Gone__c',
      'Responsible__c',
      'Status__c',
    ]);
  });

  it('show every field on the layout, once', () => {
    for (const path of found('console/layouts/*.layout-meta.xml')) {
      const object = basename(path).split('-')[0] ?? '';
      const shown = read(path)
        .layoutSections.flatMap((section: { layoutColumns: { layoutItems?: { field: string }[] }[] }) =>
          section.layoutColumns.flatMap(({ layoutItems = [] }) => layoutItems.map(({ field }) => field)),
        )
        .filter((field: string) => field.endsWith('__c'));
      assert.deepEqual(shown.toSorted(), fieldsOf(object), path);
    }
  });

  it('let people edit by hand only what no scan writes', () => {
    const editable = found('console/layouts/*__c-*.layout-meta.xml').flatMap((path) =>
      [...readFileSync(join(main, path), 'utf8').matchAll(/<behavior>Edit<\/behavior>\s*<field>(\w+)</g)].map(
        ([, field]) => `${basename(path).split('-')[0]}.${field}`,
      ),
    );
    assert.deepEqual(editable, [
      'CertHealth_Certificate__c.Responsible__c',
      'CertHealth_Certificate__c.Notes__c',
      'CertHealth_Finding__c.Responsible__c',
    ]);
  });
});

describe('permission sets', () => {
  const sets = ['CertHealth_Viewer', 'CertHealth_Approver', 'CertHealth_Admin'];
  const set = (which: string) => read(`console/permissionsets/${which}.permissionset-meta.xml`);
  /** A field that every record must have, as the one for its parent, takes no permission. */
  const everyField = objects.flatMap((object) =>
    fieldFiles(object)
      .filter((path) => read(path).type !== 'MasterDetail')
      .map((path) => `${object}.${name(path)}`),
  );
  const isOfRotation = (field: string): boolean => field.startsWith('CertHealth_Rotation');
  /** Nobody writes what is computed. */
  const computed = new Set(
    objects.flatMap((object) =>
      fieldFiles(object)
        .filter((path) => read(path).formula !== undefined)
        .map((path) => `${object}.${name(path)}`),
    ),
  );
  const isWrittenByPeople = (field: string): boolean =>
    !isOfRotation(field) && !field.startsWith(decisions) && !computed.has(field);
  const editable = (which: string): string[] =>
    set(which)
      .fieldPermissions.filter((permission: { editable: string }) => permission.editable === 'true')
      .map(({ field }: { field: string }) => field);
  const names = (entries: Record<string, string>[] | undefined, key: string) => (entries ?? []).map((one) => one[key]);

  it('are three for people and one for the command line', () => {
    assert.deepEqual(found('console/permissionsets/*').map(name), [...sets, 'CertHealth_Runner'].toSorted());
  });

  for (const which of sets) {
    it(`${which} reads every field of every object, and the tabs`, () => {
      const { fieldPermissions, objectPermissions, tabSettings } = set(which);
      assert.deepEqual(names(fieldPermissions, 'field').toSorted(), everyField.toSorted());
      assert.ok(fieldPermissions.every(({ readable }: { readable: string }) => readable === 'true'));
      assert.deepEqual(names(objectPermissions, 'object').toSorted(), objects);
      const tabs = found('console/tabs/*.tab-meta.xml').map(name);
      assert.deepEqual(names(tabSettings, 'tab').toSorted(), tabs.toSorted());
    });

    it(`${which} deletes nothing and sees no more than sharing allows`, () => {
      for (const permission of set(which).objectPermissions) {
        assert.deepEqual(
          [permission.allowDelete, permission.modifyAllRecords, permission.viewAllRecords],
          ['false', 'false', 'false'],
        );
      }
    });
  }

  it('nobody writes a decision past the app', () => {
    for (const which of [...sets, 'CertHealth_Runner']) {
      const own = set(which).objectPermissions.filter(({ object }: Record<string, string>) => object === decisions);
      for (const { allowCreate, allowEdit } of own)
        assert.deepEqual([allowCreate, allowEdit], ['false', 'false'], which);
      assert.ok(
        editable(which).every((field) => !field.startsWith(decisions)),
        which,
      );
    }
  });

  it('the viewer changes nothing', () => {
    assert.deepEqual(editable('CertHealth_Viewer'), []);
    const { objectPermissions, userPermissions, customPermissions } = set('CertHealth_Viewer');
    assert.ok(objectPermissions.every(({ allowEdit }: { allowEdit: string }) => allowEdit === 'false'));
    assert.deepEqual([userPermissions, customPermissions], [undefined, undefined]);
  });

  it('the approver changes decisions, never what a scan found or what follows from them', () => {
    assert.deepEqual(editable('CertHealth_Approver'), [
      'CertHealth_Certificate__c.Notes__c',
      'CertHealth_Certificate__c.Responsible__c',
      'CertHealth_Finding__c.Decided_At__c',
      'CertHealth_Finding__c.Decided_By__c',
      'CertHealth_Finding__c.Decision_Note__c',
      'CertHealth_Finding__c.Responsible__c',
      'CertHealth_Finding__c.Status__c',
      'CertHealth_Finding__c.Waived_By_Settings__c',
      'CertHealth_Finding__c.Waived_Until__c',
    ]);
    assert.deepEqual(names(set('CertHealth_Approver').customPermissions, 'name'), [
      'CertHealth_Rotate',
      'CertHealth_Waive',
    ]);
  });

  it('the admin writes every field but those of rotations and decisions, and holds all custom permissions, but no right over the org than reading Setup', () => {
    assert.deepEqual(editable('CertHealth_Admin').toSorted(), everyField.filter(isWrittenByPeople).toSorted());
    const { customPermissions, userPermissions } = set('CertHealth_Admin');
    assert.deepEqual(names(customPermissions, 'name'), found('console/customPermissions/*').map(name));
    assert.deepEqual(names(userPermissions, 'name'), ['ViewRoles', 'ViewSetup']);
  });

  it('only the runner writes rotations, as what they say is done to the org; it approves nothing', () => {
    for (const which of sets) {
      const writable = set(which).objectPermissions.filter(
        ({ object, allowCreate, allowEdit }: Record<string, string>) =>
          isOfRotation(object ?? '') && (allowCreate === 'true' || allowEdit === 'true'),
      );
      assert.deepEqual(writable, [], which);
    }
    const { customPermissions, userPermissions, objectPermissions, fieldPermissions } = set('CertHealth_Runner');
    assert.deepEqual([customPermissions, userPermissions], [undefined, undefined]);
    assert.deepEqual(
      editable('CertHealth_Runner').toSorted(),
      everyField.filter((field) => isOfRotation(field)).toSorted(),
    );
    assert.deepEqual(
      objectPermissions.map(({ object, allowCreate, allowEdit, allowDelete }: Record<string, string>) =>
        [object, allowCreate, allowEdit, allowDelete].join(' '),
      ),
      [
        'CertHealth_Certificate__c false false false',
        'CertHealth_Rotation__c true true false',
        'CertHealth_Rotation_Event__c true false false',
        'CertHealth_Rotation_File__c true true false',
        'CertHealth_Rotation_Run__c true true false',
      ],
    );
    assert.ok(fieldPermissions.every(({ readable }: { readable: string }) => readable === 'true'));
  });
});
