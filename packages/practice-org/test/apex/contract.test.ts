import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { apexClasses } from '../../src/apex/apex-routes.ts';
import { listFields } from '../../src/apex/list-fields.ts';
import { appFolder } from './app-org.ts';

/** Names of the parameters of the `@AuraEnabled` methods of a class, by method. */
function auraMethods(className: string): ReadonlyMap<string, readonly string[]> {
  const [file = ''] = globSync(`*/classes/${className}.cls`, { cwd: appFolder });
  assert.notEqual(file, '', `There is no class ${className}.`);
  const text = readFileSync(path.join(appFolder, file), 'utf8');
  const methods = text.matchAll(/@AuraEnabled(?:\([^)]*\))?\s+public static [\w.<>, ]+? (\w+)\(([^)]*)\)/g);
  return new Map(
    [...methods].map(([, name = '', parameters = '']) => [
      name,
      parameters
        .split(/,(?![^<]*>)/)
        .map((parameter) => parameter.trim().split(/\s+/).at(-1) ?? '')
        .filter((parameter) => parameter !== ''),
    ]),
  );
}

/** `HealthRecords.overview` and the like, as the components import them. */
function imported(): readonly string[] {
  const scripts = globSync('*/lwc/*/*.ts', { cwd: appFolder }).map((file) =>
    readFileSync(path.join(appFolder, file), 'utf8'),
  );
  const names = scripts.flatMap((text) =>
    [...text.matchAll(/from '@salesforce\/apex\/([\w.]+)'/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

describe('the Apex of the practice org and of the app', () => {
  it('answers every method that a component imports', () => {
    const names = imported();
    assert.ok(names.length >= 15, names.join());
    for (const name of names) {
      const [className = '', method = ''] = name.split('.');
      assert.ok(apexClasses[className]?.[method], `${name} has no answer in the practice org`);
      assert.ok(auraMethods(className).has(method), `${name} is no @AuraEnabled method`);
    }
  });

  for (const [className, methods] of Object.entries(apexClasses)) {
    it(`has the same methods with the same parameters: ${className}`, () => {
      const expected = Object.fromEntries([...auraMethods(className)].sort());
      const here = Object.entries(methods).map(([name, { parameters }]) => [name, [...parameters]] as const);
      assert.deepEqual(Object.fromEntries(here.sort()), expected);
    });
  }

  const selectors = [
    ['CertHealth_Certificate__c', 'CertificateSelector', 'present'],
    ['CertHealth_Certificate__c', 'CertificateSelector', 'gone'],
    ['CertHealth_Use__c', 'UseSelector', 'present'],
    ['CertHealth_Finding__c', 'FindingSelector', 'current'],
    ['CertHealth_Coverage__c', 'CoverageSelector', 'all'],
    ['CertHealth_Scan__c', 'ScanSelector', 'newest'],
  ] as const;
  for (const [object, className, method] of selectors) {
    it(`gives the fields that the selector asks for: ${object}, ${method}`, () => {
      const [file = ''] = globSync(`*/classes/${className}.cls`, { cwd: appFolder });
      const text = readFileSync(path.join(appFolder, file), 'utf8');
      const [, fields = ''] =
        new RegExp(`> ${method}\\([^)]*\\) \\{\\s*return \\[\\s*SELECT([^]*?)FROM ${object}`).exec(text) ?? [];
      const asked = fields.split(',').map((field) => field.trim());
      assert.deepEqual(['Id', ...listFields[object]].sort(), asked.sort());
    });
  }
});
