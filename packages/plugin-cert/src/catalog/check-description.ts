import { checkCatalog } from '@cert-health/core';
import type { Check } from '@cert-health/core';

/** A check without its code. */
export interface CheckDescription extends Pick<
  Check,
  'id' | 'title' | 'severity' | 'since' | 'source' | 'needs' | 'remedy'
> {
  /** Its page, relative to the repository. */
  readonly docs: string;
}

/** All checks of the catalog, in its order. */
export function checkDescriptions(): CheckDescription[] {
  return checkCatalog.map(({ id, title, severity, since, source, needs, remedy }) => ({
    id,
    title,
    severity,
    ...(since === undefined ? {} : { since }),
    source,
    needs,
    remedy,
    docs: `docs/checks/${id}.md`,
  }));
}
