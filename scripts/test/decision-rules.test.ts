/**
 * What people decide is taken or refused by the settings file, by the flags and by the app in an org. One table of cases, kept
 * in an Apex test class, holds all to the same answers: DecisionCasesTest runs it in an org, this file outside.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { conflictingLevels, defaultSettings } from '@cert-health/core';
import type { Levels } from '@cert-health/core';
import { readSettings } from '../../packages/plugin-cert/src/settings/read-settings.ts';
import { SettingsError } from '../../packages/plugin-cert/src/settings/settings-error.ts';
import { root } from '../project.ts';

interface Cases {
  readonly reasons: readonly { readonly text: string; readonly taken: boolean }[];
  /** From today. */
  readonly ends: readonly { readonly days: number; readonly taken: boolean }[];
  readonly levels: readonly { readonly levels: Levels; readonly use?: Levels; readonly taken: boolean }[];
}

const DAY = 86_400_000;
const today = new Date('2026-11-30T23:59:59Z');
const path = join(root, 'force-app', 'test', 'health', 'classes', 'DecisionCases.cls');
const cases = JSON.parse(tableIn(readFileSync(path, 'utf8'))) as Cases;

describe('a settings file takes and refuses what the app in an org does:', () => {
  for (const { text, taken } of cases.reasons) {
    it(`the reason "${text}" is ${taken ? 'taken' : 'refused'}`, () => {
      assert.equal(isTaken(waiver(text, 31)), taken);
    });
  }

  for (const { days, taken } of cases.ends) {
    it(`a waiver that ends in ${days} days is ${taken ? 'taken' : 'refused'}`, () => {
      assert.equal(isTaken(waiver('Ends in January', days)), taken);
    });
  }

  for (const { levels, use, taken } of cases.levels) {
    const said = JSON.stringify({ levels, ...(use ? { use } : {}) });
    it(`${said} is ${taken ? 'taken' : 'refused'}, for a certificate as for a use`, () => {
      assert.equal(isTaken(thresholds(levels, use && `  uses: { outbound-sso: { ${written(use)} } }`)), taken);
      if (!use) return;
      assert.equal(isTaken(thresholds(levels, `  certificates: [{ certificate: A, ${written(use)} }]`)), taken);
    });
  }

  it('and so do flags, which are compared as the settings that they make', () => {
    for (const { levels, use, taken } of cases.levels) {
      const expiring = { ...defaultSettings.expiring, ...levels, ...(use ? { perUse: { 'outbound-sso': use } } : {}) };
      assert.equal(conflictingLevels({ expiring }).length === 0, taken, JSON.stringify({ levels, use }));
    }
  });

  it('has cases of both kinds', () => {
    for (const some of Object.values(cases) as { taken: boolean }[][]) {
      assert.deepEqual(new Set(some.map(({ taken }) => taken)), new Set([true, false]));
    }
  });
});

function waiver(reason: string, days: number): string {
  const until = new Date(today.getTime() + days * DAY).toISOString().slice(0, 10);
  return `waivers:\n  - { certificate: A, check: weak-key, reason: "${reason}", owner: Ada, until: ${until} }\n`;
}

function thresholds(levels: Levels, exception: string | undefined): string {
  return `thresholds:\n  longest-lifetime: 1095d\n${written(levels).replace(/(^|, )(?=[wc])/g, '\n  ')}\n${exception ?? ''}\n`;
}

/** `warn-at: 30d, critical-at: 10d`. */
function written({ warningDays, warningFraction, criticalDays, criticalFraction }: Levels): string {
  const level = (name: string, days?: number, fraction?: number): string[] =>
    days !== undefined ? [`${name}: ${days}d`] : fraction !== undefined ? [`${name}: ${100 * fraction}%`] : [];
  return [
    ...level('warn-at', warningDays, warningFraction),
    ...level('critical-at', criticalDays, criticalFraction),
  ].join(', ');
}

function isTaken(content: string): boolean {
  try {
    readSettings(content, 'cert-health.yml', today);
    return true;
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    assert.match(error.message, /says no reason|longer than a year|comes before warn-at/, content);
    return false;
  }
}

function tableIn(source: string): string {
  const [, table = ''] = source.split(/\/\/ <\/?cases>.*\n/);
  return [...table.matchAll(/'((?:\\.|[^'\\])*)'/g)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll(/\\(.)/g, '$1');
}
