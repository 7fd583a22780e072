import type { Gap } from '@cert-health/core';
import { isExhausted } from './access.ts';
import type { OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';

/** Below this share of the day's requests, or this number, the rest is left to those who work in the org. */
const leastShare = 0.05;
const leastNumber = 200;

/** What must not be asked any more today, and why; nothing: all may be asked. */
export interface RequestsLeft {
  /** Nothing at all. */
  readonly none?: true;
  /** What takes many requests. */
  readonly deep?: Gap;
  /** What takes one request for each certificate. */
  readonly bodies?: Gap;
}

/** The window in which Salesforce counts requests, in milliseconds. */
const window = 24 * 3_600_000;

/** By when enough requests are left again, at the latest; undefined: enough are left. */
export async function requestsAgain(api: OrgApi, now: Date): Promise<Date | undefined> {
  const { none, deep } = await requestsLeft(api);
  return none || deep ? new Date(now.getTime() + window) : undefined;
}

/**
 * How far the requests that are left today go.
 *
 * Source: REST API Developer Guide, "Limits": DailyApiRequests. A user who may not read the limits is not held up.
 */
export async function requestsLeft(api: OrgApi): Promise<RequestsLeft> {
  try {
    const { max, remaining } = await api.dailyRequests();
    if (remaining <= 0) return { none: true };
    if (remaining >= leastNumber && remaining >= leastShare * max) return {};
    const detail = `Only ${remaining} of ${max} API requests are left today, so this was not read; run again tomorrow.`;
    const gap: Gap = { status: 'failed', detail };
    return remaining < leastNumber ? { deep: gap, bodies: gap } : { deep: gap };
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return isExhausted(error) ? { none: true } : {};
  }
}
