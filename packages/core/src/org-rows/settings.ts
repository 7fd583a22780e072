import { defaultSettings } from '../findings/index.ts';
import type { Levels, Settings } from '../findings/index.ts';
import type { OrgLevels, OrgSettings } from './snapshot.ts';

/** The settings by which an org wants to be judged; what it leaves empty is as by default. */
export function settingsOfOrg(org: OrgSettings): Settings {
  const { longestLifetimeDays, assumedLifetimeDays, perUse, checksOff } = org;
  const levels = (perUse ?? []).map(({ use, ...own }) => [use, levelsIn(own)] as const);
  const stated = levels.filter(([, own]) => Object.keys(own).length > 0);
  return {
    ...defaultSettings,
    expiring: {
      ...defaultSettings.expiring,
      ...levelsIn(org),
      ...(isNumber(longestLifetimeDays) ? { longestLifetimeDays } : {}),
      ...(isNumber(assumedLifetimeDays) ? { assumedLifetimeDays } : {}),
      ...(stated.length > 0 ? { perUse: Object.fromEntries(stated) } : {}),
    },
    ...(checksOff && checksOff.length > 0 ? { checksOff } : {}),
  };
}

const levelNames = ['warningFraction', 'criticalFraction', 'warningDays', 'criticalDays'] as const;

function levelsIn(levels: OrgLevels): Levels {
  return Object.fromEntries(levelNames.flatMap((name) => (isNumber(levels[name]) ? [[name, levels[name]]] : [])));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
