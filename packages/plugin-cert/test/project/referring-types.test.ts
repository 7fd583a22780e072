import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { places, referenceUseOf, referenceUses } from '@cert-health/core';
import { referringPlaces } from '../../src/project/referring-types.ts';

/** `field`, as references have it, of everything that a type looks at. */
const fieldsOf = (type: (typeof referringPlaces)[number]['types'][number]): string[] => {
  const name = type.each?.type ?? type.element;
  const { parameters, addresses } = type;
  return [
    ...(type.fields ?? []).map((field) => `${name}.${field}`),
    ...Object.keys(parameters?.types ?? {}).map((kind) => `${name}.${parameters?.element}.${kind}`),
    ...(parameters?.browsed ? [`${name}.${parameters.element}.parameterValue`] : []),
    ...(addresses ? [`${name}.${addresses.element}.${addresses.certificate}`] : []),
  ];
};

/** Types of Salesforce's registry, by their names in lower case. */
type Types = Readonly<Record<string, { readonly suffix?: string; readonly children?: { readonly types: Types } }>>;

describe('the metadata types that are looked into', () => {
  test('every field is one that the uses know, in the place that reads it', () => {
    for (const { place, types } of referringPlaces) {
      for (const field of types.flatMap(fieldsOf)) assert.equal(referenceUseOf(field)?.place, place, field);
    }
  });

  test('every field of metadata that the uses know is looked at', () => {
    const elements = new Set(
      referringPlaces.flatMap(({ types }) => types.map((type) => type.each?.type ?? type.element)),
    );
    const looked = new Set(referringPlaces.flatMap(({ types }) => types.flatMap(fieldsOf)).map(referenceUseOf));
    const known = referenceUses.filter(({ field }) => elements.has(field.split('.')[0] ?? ''));
    assert.deepEqual(
      known.filter((row) => !looked.has(row)).map(({ field }) => field),
      [],
    );
  });

  test('every place of metadata has a reader; of the others it is known who reads them', () => {
    const elsewhere = [
      'apex',
      'custom-labels',
      'custom-metadata',
      'flows',
      'inbound-certificates',
      'user-certificates',
    ];
    // My Domain is the org's own address; encryption keys and custom settings are records.
    const notInProjects = ['custom-settings', 'encryption-keys', 'my-domain'];
    assert.deepEqual(
      [...referringPlaces.map(({ place }) => place), ...elsewhere, ...notInProjects].toSorted(),
      places.map(({ id }) => id).toSorted(),
    );
  });

  test("suffixes are those of Salesforce's own registry of metadata types", () => {
    const require = createRequire(import.meta.url);
    const registryAt = (path: string): Types =>
      (require(`@salesforce/source-deploy-retrieve/lib/src/registry/${path}.json`) as { readonly types: Types }).types;
    const inOwnFiles = registryAt('presets/decomposeWorkflowBeta')['workflow']?.children?.types;
    const types = { ...inOwnFiles, ...registryAt('metadataRegistry') };
    for (const { element, suffix, name } of referringPlaces.flatMap(({ types }) => types)) {
      const registered = types[name === undefined ? element.toLowerCase() : 'settings'];
      assert.equal(registered?.suffix, suffix, element);
    }
  });
});
