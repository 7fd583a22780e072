import { checkCatalog, explainCommand, waiverChecks } from '@cert-health/core';
import type { CheckFacts } from '@cert-health/core';

/** A check without its code. */
export interface CheckDescription extends CheckFacts {
  /** The command that shows its page. */
  readonly docs: string;
}

/** All checks of the catalog, in its order, then what is said of waivers. */
export function checkDescriptions(): CheckDescription[] {
  const facts: readonly CheckFacts[] = [...checkCatalog, ...waiverChecks];
  return facts.map(({ id, title, severity, since, source, needs, remedy }) => ({
    id,
    title,
    severity,
    ...(since === undefined ? {} : { since }),
    source,
    needs,
    remedy,
    docs: explainCommand(id),
  }));
}
