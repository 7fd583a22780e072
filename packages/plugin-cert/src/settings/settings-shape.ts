import { useCatalog } from '@cert-health/core';
import type { UseId } from '@cert-health/core';
import { rotation } from './rotation-shape.ts';
import { list, map } from './shape.ts';
import type { Field, JsonSchema, Shape } from './shape.ts';
import { certificate, checkOff, days, reason, text, threshold, waivedCheck, waiverEnd } from './values.ts';
import type { Threshold } from '../options/thresholds.ts';

const levels = {
  'warn-at': { shape: threshold, about: 'When to warn before a certificate ends: 33% (of its lifetime left) or 30d.' },
  'critical-at': {
    shape: threshold,
    about: 'When the end of a certificate is critical: 17% (of its lifetime left) or 10d.',
  },
} as const;

/** Levels of one use or one certificate. */
export interface WrittenLevels {
  readonly 'warn-at'?: Threshold;
  readonly 'critical-at'?: Threshold;
}

const perUse = map(
  Object.fromEntries(
    useCatalog.map(({ id, label }) => [id, { shape: map(levels), about: `Levels for ${label}.` }] as const),
  ) as Record<UseId, Field<WrittenLevels>>,
);

const perCertificate = list(
  map({
    certificate: {
      shape: certificate,
      about: 'Name (* stands for any characters) or SHA-256 fingerprint.',
      required: 'which certificate it is about, such as certificate: Partner_*',
    },
    ...levels,
  }),
  'entries that start with "- certificate:"',
);

const thresholds = map({
  ...levels,
  'longest-lifetime': { shape: days, about: 'A longer lifetime counts as this many days (1095d unless told).' },
  'assumed-lifetime': { shape: days, about: 'Lifetime taken where only the last day is known (365d unless told).' },
  'pending-signature': {
    shape: days,
    about: 'A request that waits longer for its chain is a warning (14d unless told).',
  },
  uses: {
    shape: perUse,
    about: 'Levels for what a certificate is used for; of several uses the earliest date counts.',
  },
  certificates: {
    shape: perCertificate,
    about: 'Levels for single certificates; the first entry that fits wins over all.',
  },
});

const owners = list(
  map({
    certificate: {
      shape: certificate,
      about: 'Name (* stands for any characters) or SHA-256 fingerprint; all unless told.',
    },
    source: {
      shape: text('the id of a source such as org.saml-sso-configs, or a pattern such as org.saml*'),
      about: 'Id of the source, such as org.saml-sso-configs or org.*; all unless told.',
    },
    owner: {
      shape: text('a person, team or address'),
      about: 'Who sees to it: a person, team or address.',
      required: 'who sees to it, such as owner: Integration team',
    },
  }),
  'entries that start with "- certificate:" and name an owner',
);

const waivers = list(
  map({
    certificate: {
      shape: certificate,
      about: 'Name (* stands for any characters) or SHA-256 fingerprint.',
      required: 'which certificate is meant, such as certificate: Partner_API_Client',
    },
    check: {
      shape: waivedCheck,
      about: 'Id of the one check that is waived.',
      required: 'which check is waived, such as check: weak-key',
    },
    reason: {
      shape: reason,
      about: 'Why this can be lived with; it stands in every report.',
      required: 'why this can be lived with, such as reason: The partner replaces its gateway in January',
    },
    owner: {
      shape: text('who decided it'),
      about: 'Who decided it.',
      required: 'who decided it, such as owner: Integration team',
    },
    until: {
      shape: waiverEnd,
      about:
        'Last day of the waiver (UTC), within a year from now. After it the finding is open again, and the waiver is a warning.',
      required: 'its last day, such as until: 2027-01-31',
    },
  }),
  'entries that start with "- certificate:"',
);

/** Everything that can stand in cert-health.yml. */
export const settingsShape = map({
  thresholds: { shape: thresholds, about: 'When to speak up before a certificate ends.' },
  owners: { shape: owners, about: 'Who sees to which certificate; the first entry that fits names the owner.' },
  'checks-off': {
    shape: list(checkOff, 'ids of checks, each behind a dash'),
    about: 'Checks that are not made. Every report says so.',
  },
  waivers: { shape: waivers, about: 'Findings that somebody decided to live with until a day.' },
  rotation: { shape: rotation, about: 'How certificates are renewed by sf cert rotate.' },
});

export type WrittenSettings = typeof settingsShape extends Shape<infer Value> ? Value : never;

/** The JSON Schema of cert-health.yml, for editors. */
export function settingsSchema(): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'cert-health.yml', ...settingsShape.schema };
}
