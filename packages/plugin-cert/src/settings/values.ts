import {
  checkCatalog,
  fingerprintIn,
  isReason,
  isWaiverEnd,
  longestWaiverDays,
  shortestReason,
  waiverChecks,
} from '@cert-health/core';
import { parseThreshold } from '../options/thresholds.ts';
import { nearest } from './nearest.ts';
import { scalar } from './shape.ts';
import type { Shape } from './shape.ts';

/** Text that only has to be there. */
export function text(expects: string): Shape<string> {
  return scalar({ minLength: 1 }, expects, (value) => ({ value }));
}

/** `33%` or `30d`, as `--warn-at` takes it. */
export const threshold = scalar(
  { pattern: '^\\d+(\\.\\d+)?\\s*[%d]$', examples: ['33%', '30d'] },
  'a share of the lifetime left such as 33%, or days left such as 30d',
  (written) => orProblem(parseThreshold(written), `"${written}" is no threshold`),
);

/** `14d`. */
export const days = scalar(
  { pattern: '^\\d+(\\.\\d+)?\\s*d$', examples: ['14d'] },
  'a number of days such as 14d',
  (written) => {
    const parsed = parseThreshold(written);
    return orProblem(parsed && 'days' in parsed ? parsed.days : undefined, `"${written}" is no number of days`);
  },
);

const dayExpected = 'it as year-month-day, such as 2027-01-31';

/** An ISO 8601 day that the calendar has. */
export const day = scalar(
  { pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', examples: ['2027-01-31'] },
  dayExpected,
  (written) => orProblem(isDay(written) ? written : undefined, `"${written}" is no date`),
);

/** The last day of a waiver: no further ahead than the app in an org allows. */
export const waiverEnd = scalar(day.schema, dayExpected, (written, today) => {
  if (!isDay(written)) return { problem: `"${written}" is no date` };
  if (isWaiverEnd(written, today)) return { value: written };
  return {
    problem: `A waiver until ${written} lasts longer than a year`,
    instead: `a day that is at most ${longestWaiverDays} days from now`,
  };
});

/** Why something can be lived with. */
export const reason = scalar(
  { minLength: shortestReason },
  'why this can be lived with, such as The partner replaces its gateway in January',
  (written) => orProblem(isReason(written) ? written : undefined, `"${written}" says no reason`),
);

/** The name of a certificate, a pattern of names, or a fingerprint. */
export const certificate = scalar(
  { minLength: 1, examples: ['Partner_API_Client', 'Partner_*'] },
  'the name of a certificate as "sf cert list" shows it (* stands for any characters), or its SHA-256 fingerprint',
  (written) => {
    const shortened = /^[0-9a-f]{2}(:[0-9a-f]{2}){3,}$/i.test(written) && fingerprintIn(written) === undefined;
    return orProblem(
      shortened ? undefined : written,
      `"${written}" has the form of a fingerprint but not its 64 digits`,
    );
  },
);

/** Checks that people can decide about. That a waiver has ended cannot be switched off or waived. */
const decidable = checkCatalog.map(({ id }) => id);

export const waivedCheck = checkId(decidable);
export const checkOff = checkId([
  ...decidable,
  ...waiverChecks.map(({ id }) => id).filter((id) => id === 'waiver-unused'),
]);

function checkId(ids: readonly string[]): Shape<string> {
  return scalar({ enum: ids }, 'an id that "sf cert checks" lists', (written) => {
    if (ids.includes(written)) return { value: written };
    const meant = nearest(written, ids);
    return { problem: `There is no check "${written}" to decide about${meant ? ` (did you mean "${meant}"?)` : ''}` };
  });
}

function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // 30 February would be rolled over to March.
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function orProblem<Value>(value: Value | undefined, problem: string): { value: Value } | { problem: string } {
  return value === undefined ? { problem } : { value };
}
