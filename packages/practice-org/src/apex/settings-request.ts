import type { Call } from '../server/route.ts';
import type { AppSettings } from './app-state.ts';
import { label } from './deployed-app.ts';

/** Fewest days that a number may be; undefined: it is a share of the lifetime. */
const numbers: Readonly<Record<string, number | undefined>> = {
  warningFraction: undefined,
  criticalFraction: undefined,
  warningDays: 0,
  criticalDays: 0,
  longestLifetimeDays: 1,
  assumedLifetimeDays: 1,
  staleAfterDays: 1,
  keepDays: 30,
};
const others = new Set([
  'mailDigest',
  'mailResponsible',
  'bell',
  'webhookNamedCredential',
  'webhookFormat',
  'toolingApiVersion',
  'checksOff',
  'perUse',
]);
const mostDays = 99_999;
/** Named credentials that were made for a webhook. */
const webhookName = /^CertHealth_Webhook\w{0,62}$/;

type Wanted = Readonly<Record<string, unknown>>;
type Levels = AppSettings['perUse'][number];

/** Settings that somebody wants to save, and what is wrong with them. Source: SettingsRequest.cls of force-app. */
export function readSettings(call: Call, json: string): { settings: AppSettings; mistakes: string[] } {
  const now = call.appState.settings;
  const tell = (name: string, ...parts: unknown[]): string =>
    parts.reduce<string>(
      (text, part, index) => text.replace(`{${index}}`, String(part)),
      label(call.org, `CertHealth_Settings_${name}`, '{0}'),
    );
  const wanted = objectIn(json);
  if (wanted === undefined) return { settings: now, mistakes: [tell('Not_Json')] };
  const uses = Array.isArray(wanted['perUse']) ? (wanted['perUse'] as Levels[]) : [];
  const mistakes = [wanted, ...uses].flatMap((values) => mistakesIn(values as Wanted, tell));
  for (const { use } of uses) if (!now.perUse.some((one) => one.use === use)) mistakes.push(tell('Use_Unknown', use));
  const settings = {
    ...now,
    ...wanted,
    perUse: now.perUse.map((one) => ({ ...one, ...uses.find(({ use }) => use === one.use) })),
  } as AppSettings;
  if (mistakes.length === 0 && isUpsideDown(settings))
    mistakes.push(tell('Order', tell('General'), settings.criticalFraction, settings.warningFraction));
  return { settings, mistakes };
}

function mistakesIn(values: Wanted, tell: (name: string, ...parts: unknown[]) => string): string[] {
  return Object.entries(values).flatMap(([name, value]): string[] => {
    if (name === 'webhookNamedCredential' && typeof value === 'string' && value !== '' && !webhookName.test(value))
      return [tell('Credential', value)];
    if (!Object.hasOwn(numbers, name)) return others.has(name) || name === 'use' ? [] : [tell('Unknown', name)];
    if (value === null) return [];
    if (typeof value !== 'number' || Number.isNaN(value)) return [tell('Number', name)];
    const least = numbers[name];
    if (least === undefined) return value < 0 || value > 1 ? [tell('Fraction', name, value)] : [];
    return value < least || value > mostDays || !Number.isInteger(value) ? [tell('Days', name, least, value)] : [];
  });
}

/** Shares are compared with shares, days with days. */
function isUpsideDown(settings: AppSettings): boolean {
  const { warningDays, criticalDays, warningFraction, criticalFraction } = settings;
  if (warningDays !== null && criticalDays !== null) return criticalDays > warningDays;
  return warningDays === null && criticalDays === null && (criticalFraction ?? 1 / 6) > (warningFraction ?? 1 / 3);
}

function objectIn(json: string): Wanted | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Wanted) : undefined;
  } catch {
    return undefined;
  }
}
