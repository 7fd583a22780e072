import type { Holding } from '../inventory/index.ts';
import { heldChain, isSelfSigned } from '../inventory/index.ts';
import { isStored } from './unused.ts';

/** 15 characters, or 18 with the part that makes it safe from changes of case. */
const organizationId = /^00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;

/**
 * Id (15 characters) of the org in which Salesforce made a self-signed certificate with its key: it stands in the subject as
 * organizational unit, beside `O=Salesforce.com`. Undefined for every other certificate.
 */
export function orgThatMade(holding: Holding): string | undefined {
  const leaf = heldChain(holding.certificates)?.leaf;
  if (!leaf || !isStored(holding) || !isSelfSigned(leaf) || leaf.subject.get('O') !== 'Salesforce.com')
    return undefined;
  const unit = leaf.subject.get('OU') ?? '';
  return organizationId.test(unit) ? unit.slice(0, 15) : undefined;
}
