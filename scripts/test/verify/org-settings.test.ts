import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { orgSettings } from '../../verify/org-settings.ts';
import { apexClass, appFolder } from './app-folder.ts';

const current = 'return mock ?? new Levels(Level__mdt.getAll().values());';

const app = (reading = current): Record<string, string> => ({
  ...apexClass(
    'Levels',
    `public with sharing class Levels {
  @TestVisible private static Levels mock;
  public static Levels current() { ${reading} }
}`,
  ),
  ...apexClass(
    'Saving',
    `public with sharing class Saving {
  @TestVisible private static Stored stored = new Stored();
  public virtual with sharing class Stored {
    public virtual List<Level__mdt> rows() { return [SELECT Id FROM Level__mdt WITH USER_MODE]; }
  }
  public static void save() { stored.rows(); }
}`,
  ),
});

function told(test: TestContext, body: string, files = app()): string[] {
  const text = `@IsTest private class LevelsTest { ${body} }`;
  return orgSettings(appFolder(test, { ...files, ...apexClass('LevelsTest', text) })).map(({ message }) => message);
}

describe('the settings of the org', () => {
  it('do not concern a test that brings its own', (test) => {
    const block = 'static { Levels.mock = new Levels(); Saving.stored = null; }';
    assert.deepEqual(told(test, `${block} @IsTest static void tries() { Levels.current(); Saving.save(); }`), []);
    assert.deepEqual(told(test, '@IsTest static void tries() { Levels.mock = null; Levels.current(); }'), []);
  });

  it('decide about a test that does not', (test) => {
    assert.match(told(test, '@IsTest static void tries() { Levels.current(); }').join(), /set Levels\.mock in/);
    assert.match(told(test, '@IsTest static void tries() { Saving.save(); }').join(), /set Saving\.stored in/);
  });

  it('are read where a test can put others in their place', (test) => {
    const reading = 'return new Levels(Level__mdt.getAll().values());';
    assert.deepEqual(told(test, '', app(reading)), [
      'Levels.current reads settings of the org, and no test can put others in their place.',
    ]);
  });
});
