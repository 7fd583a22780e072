import { defaultSettings } from '../../findings/settings.ts';
import { policyRule } from '../../policy/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When an authority advises to renew (Let's Encrypt, integration guide). */
export const advice = policyRule('letsencrypt.renew').value as {
  readonly fractionLeft: number;
  readonly shortDays: number;
  readonly shortFractionLeft: number;
};

/**
 * Shares of the lifetime at which nothing else is believed any more: not a window of the authority that lies later,
 * not a long pause. Source: CertMagic, which renews at 1/20 whatever the window says and calls 1/50 the last chance.
 */
export const floors = { urgent: 1 / 20, last: 1 / 50 } as const;

/**
 * Pauses after the first, second, … attempt that failed; the last one repeats (Let's Encrypt, integration guide: 1,
 * 10, 100 minutes, then daily).
 */
export const pauses = [MINUTE, 10 * MINUTE, 100 * MINUTE, DAY] as const;

/** Tries, with nobody there, of what failed and may not pass by itself; the last one is some two hours after the first. */
export const triesAlone = 4;

/** Of what is left of a life no pause takes more than this share, so that at least so many tries are left. */
export const longestPauseOfRest = 1 / 10;

/** The least time between two certificates for the same names, whatever anybody says (cert-manager issue 8993). */
export const betweenIssuances = { least: HOUR, shareOfLife: 1 / 100 } as const;

/** How far clocks may differ. */
export const usualSkew = HOUR;

/** Share by which pauses and the moment within a window are spread, so that many certificates do not come at once. */
export const spread = 1 / 5;

/**
 * A longer life counts as this one, so that nothing is due more than a year ahead: the same as for warnings (see
 * `defaultSettings`).
 */
export const longestLife = (defaultSettings.expiring.longestLifetimeDays ?? Infinity) * DAY;
