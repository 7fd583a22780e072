import allUsesLabel from '@salesforce/label/c.CertHealth_Level_AllUses';
import criticalDaysLabel from '@salesforce/label/c.CertHealth_Level_CriticalDays';
import criticalLabel from '@salesforce/label/c.CertHealth_Level_Critical';
import effectLabel from '@salesforce/label/c.CertHealth_Level_Effect';
import lifetimeLabel from '@salesforce/label/c.CertHealth_Level_Lifetime';
import warningDaysLabel from '@salesforce/label/c.CertHealth_Level_WarningDays';
import warningLabel from '@salesforce/label/c.CertHealth_Level_Warning';
import type { ConsoleSettings, LevelSettings } from 'c/healthRecords';
import { daysBefore, knownLifetimes, percentOf } from 'c/warningLevels';
import { fill, number, useIds, useName } from 'c/wording';

export interface LevelField {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly step: string;
  readonly max: string;
}

export interface LevelRow {
  readonly use: string;
  readonly name: string;
  readonly fields: readonly LevelField[];
}

/** What can be set: for all uses first, then for each. */
export function levelRows(settings: ConsoleSettings): LevelRow[] {
  const own = new Map((settings.perUse ?? []).map((levels) => [levels.use, levels]));
  return [
    { use: '', name: allUsesLabel, fields: fieldsOf(settings) },
    ...useIds.map((use) => ({ use, name: useName(use), fields: fieldsOf(own.get(use) ?? {}) })),
  ];
}

function fieldsOf(levels: LevelSettings): LevelField[] {
  const field = (key: string, label: string, value: string, step: string, max: string): LevelField => ({
    key,
    label,
    value,
    step,
    max,
  });
  return [
    field('warningFraction', warningLabel, percentOf(levels.warningFraction), '0.1', '100'),
    field('criticalFraction', criticalLabel, percentOf(levels.criticalFraction), '0.1', '100'),
    field('warningDays', warningDaysLabel, String(levels.warningDays ?? ''), '1', '9999'),
    field('criticalDays', criticalDaysLabel, String(levels.criticalDays ?? ''), '1', '9999'),
  ];
}

export interface Effect {
  readonly days: number;
  readonly lifetime: string;
  readonly text: string;
}

/** What the general levels mean for certificates of the lifetimes that people know. */
export function effects(settings: ConsoleSettings): Effect[] {
  return knownLifetimes.map((days) => ({
    days,
    lifetime: fill(lifetimeLabel, number(days)),
    text: fill(effectLabel, daysBefore('warning', days, settings), daysBefore('critical', days, settings)),
  }));
}
