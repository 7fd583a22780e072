import { withLevels } from '@cert-health/core';
import type { Levels, Settings } from '@cert-health/core';
import { levelOf } from '../options/thresholds.ts';
import type { Threshold } from '../options/thresholds.ts';

/**
 * The settings with the thresholds that were asked for. They hold for every certificate: exceptions that the settings
 * make for a use or a certificate give way, one level at a time.
 */
export function applyThresholds(
  settings: Settings,
  asked: { readonly warnAt?: Threshold | undefined; readonly criticalAt?: Threshold | undefined },
): Settings {
  const levels = { ...levelOf('warning', asked.warnAt), ...levelOf('critical', asked.criticalAt) };
  const names = Object.keys(levels).map((name) => name.replace(/Fraction|Days/, ''));
  if (names.length === 0) return settings;
  const giveWay = <Exception extends Levels>(exception: Exception): Exception =>
    Object.fromEntries(
      Object.entries(exception).filter(([key]) => !names.some((name) => key.startsWith(name))),
    ) as Exception;
  const { perUse, perCertificate } = settings.expiring;
  return {
    ...settings,
    expiring: {
      ...giveWay(settings.expiring),
      ...withLevels(settings.expiring, levels),
      ...(perUse ? { perUse: mapValues(perUse, giveWay) } : {}),
      ...(perCertificate ? { perCertificate: perCertificate.map(giveWay) } : {}),
    },
  };
}

function mapValues<Value>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
